"""The environment, read in one place and once.

Every variable is optional: without any, Heed runs on its own embedded PostgreSQL under
`HEED_DATA_DIR`. `HEED_DATABASE_URL` is the owner's and used by `heed migrate` alone; the other
three are made from it with passwords derived from the keyring, unless they are given.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` None: embedded. URLs are in PostgreSQL's own form."""

    data_dir: Path
    host: str
    port: int
    database_url: str | None
    app_url: str | None
    writer_url: str | None
    projector_url: str | None
    keyring: Path

    @property
    def embedded(self) -> bool:
        return self.database_url is None and self.app_url is None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """From the process's environment, or the one given."""
    given = os.environ if environment is None else environment
    data_dir = Path(given.get("HEED_DATA_DIR", ".heed/data")).resolve()
    return Settings(
        data_dir=data_dir,
        host=given.get("HEED_HOST", "127.0.0.1"),
        port=int(given.get("PORT", "8480")),
        database_url=given.get("HEED_DATABASE_URL"),
        app_url=given.get("HEED_DATABASE_URL_APP"),
        writer_url=given.get("HEED_DATABASE_URL_WRITER"),
        projector_url=given.get("HEED_DATABASE_URL_PROJECTOR"),
        keyring=Path(given.get("HEED_KEYRING", str(data_dir / "keyring" / "keyring.json"))),
    )
