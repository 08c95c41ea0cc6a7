"""A PostgreSQL that Heed starts itself, so that one command on a fresh machine is enough.

Only the *binaries* come from elsewhere (a wheel, the distribution, a folder); everything that can
go wrong in running them is ours: who runs them when we are root, where the data lie, who may
connect, who still needs the server, and what a `kill -9` left behind. No user is created, no
folder that is not ours is changed, no password is ever the same twice, nothing listens on a port.

`supervisor.EmbeddedPostgres` is the way in. POSIX only.
"""
