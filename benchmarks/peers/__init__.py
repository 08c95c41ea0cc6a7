"""Other people's programs, each run in a process of its own that prints one line of JSON.

They may run in another Python (`--peers`), so that none of them has to be installed with Heed.
"""
