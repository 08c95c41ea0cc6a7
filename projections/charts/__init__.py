"""Charts that tell what changed from what only varies, each with the rules it was judged by."""
