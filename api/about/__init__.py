"""Who you are here, and how Heed is."""
