"""How Heed says no over HTTP: a catalogue of problems as data, and the answer made of one."""
