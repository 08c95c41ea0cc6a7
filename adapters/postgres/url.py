"""PostgreSQL addresses, in the one form that people write and asyncpg takes.

`postgresql://user:password@host:port/database?host=/socket/folder`; a scheme that names a driver,
as other tools want it, is understood too.
"""

from urllib.parse import quote, urlsplit, urlunsplit

PLAIN = "postgresql"


def plain_url(url: str) -> str:
    """As asyncpg takes it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme=PLAIN))


def as_role(url: str, role: str, password: str) -> str:
    """The same server and database, with another login."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}"))
