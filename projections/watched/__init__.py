"""What is watched: the measures of a provider, and the actions that they are to speak for."""
