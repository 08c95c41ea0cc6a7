"""SQL whose table and column names are declared, not written.

Values are always parameters ($1); only names of a declaration, which admits nothing but plain
lower-case words, are put into the text, where it says `@name`.
"""

from string import Template
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

Connection: TypeAlias = "asyncpg.Connection | PoolConnectionProxy"


class Statement(Template):
    """`Statement("SELECT 1 FROM heed.@table").substitute(table="register")`."""

    delimiter = "@"


def versioned(table: str, version: int) -> str:
    """The table that holds one version of a view: `register_v3`."""
    return f"{table}_v{version}"
