"""Whether an action holds, as callers ask it: Heed's word, with all that it rests on."""
