"""PostgreSQL addresses: one form for callers, the one that each library wants inside.

`postgresql://user:password@host:port/database?host=/socket/folder` is what people write and what
asyncpg takes; SQLAlchemy wants the driver named.
"""

from urllib.parse import quote, urlsplit, urlunsplit

PLAIN = "postgresql"


def plain_url(url: str) -> str:
    """As asyncpg takes it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme=PLAIN))


def sqlalchemy_url(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql+asyncpg"))


def as_role(url: str, role: str, password: str) -> str:
    """The same server and database, with another login."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}"))
