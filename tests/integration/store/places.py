"""Every PostgreSQL that is here, and an owner who may make roles and databases, nothing else."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from adapters.postgres.embedded.binaries import binaries
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.migrate import scram_verifier
from adapters.postgres.url import as_role
from tests.conftest import HASTY, told

OWNER, OWNERS_WORD = "care_owner", "for tests only"


def is_here(version: int) -> bool:
    try:
        binaries(version)
    except CannotRun:
        return False
    return True


HERE = [version for version in (15, 16, 17, 18) if is_here(version)]
"""18 and 16 come with the wheel; others are tried where the machine has them."""


@dataclass(frozen=True, slots=True)
class Place:
    server: EmbeddedPostgres

    async def database(self) -> str:
        """A new one, as that owner."""
        name = f"of_{uuid4().hex}"
        word = scram_verifier(OWNERS_WORD, b"salt")
        make = f"CREATE ROLE {OWNER} LOGIN CREATEROLE NOSUPERUSER PASSWORD '{word}'"
        unless = f"IF to_regrole('{OWNER}') IS NULL THEN {make}; END IF;"
        await told(self.server, f"DO $$ BEGIN {unless} END $$")
        await told(self.server, f"CREATE DATABASE {name} OWNER {OWNER}")
        return as_role(self.server.url(name), OWNER, OWNERS_WORD)


@contextmanager
def opened(version: int) -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="heed-place-"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "pg", version=version, settings=HASTY) as server:
        yield Place(server)
    shutil.rmtree(folder)


def children(pid: int) -> list[int]:
    names = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return [int(name) for name in names.split()]
