"""A database and its keyring belong together: `heed migrate` remembers which, every start asks.

Another keyring opens nothing that is sealed in this database and finds nobody by their reference;
where a lost one was made anew, all would seem well until somebody asks for words that are gone. So
Heed refuses to start, before anything is sealed under the wrong keys.

Source: NIST SP 800-57 part 1, 5.2 (association of keys with what they protect).
"""

import hmac
from typing import Final

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.postgres.url import plain_url
from adapters.vault.keyring import KeyringRefused

REMEMBER: Final = text("""
    INSERT INTO heed.keyring (fingerprint) VALUES (:fingerprint)
        ON CONFLICT DO NOTHING
""")
_KNOWN: Final = "SELECT fingerprint FROM heed.keyring"
ANOTHER: Final = (
    "This database belongs to another keyring: with this one nothing that is sealed in it could "
    "be read. Put the keyring's copy back in its place (HEED_KEYRING says where); where there is "
    "none, what is sealed is lost, and a new database has to be begun."
)
NO_LOGIN: Final = (
    "heed_app cannot log in: the database was migrated with another keyring, or not yet, or "
    "HEED_DATABASE_URL_APP has another password. Put the keyring's copy back in its place, or run "
    "`heed migrate`."
)


async def remember(connection: AsyncConnection, fingerprint: bytes) -> None:
    """As the owner, within a migration. Raises KeyringRefused where it is another's already."""
    await connection.execute(REMEMBER, {"fingerprint": fingerprint})
    _must_be(fingerprint, (await connection.execute(text(_KNOWN))).scalar_one())


async def must_be_its_keyring(url: str, fingerprint: bytes) -> None:
    """As heed_app, at the start. Raises KeyringRefused. A database that is not as new as this says
    nothing yet; whoever serves it is told so elsewhere.
    """
    try:
        connection = await asyncpg.connect(plain_url(url), timeout=10)
    except asyncpg.InvalidPasswordError:
        raise KeyringRefused(NO_LOGIN) from None
    try:
        known = await connection.fetchval(_KNOWN)
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError):
        return
    finally:
        await connection.close()
    if known is not None:
        _must_be(fingerprint, known)


def _must_be(fingerprint: bytes, known: bytes) -> None:
    if not hmac.compare_digest(fingerprint, known):
        raise KeyringRefused(ANOTHER)
