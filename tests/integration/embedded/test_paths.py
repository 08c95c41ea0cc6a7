import shutil
import stat
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.postgres.embedded.cannot_run import CannotRun
from tests.integration.embedded.world import asked


def sockets(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


@pytest.fixture(params=["x" * 120, "a, b"], ids=["long", "comma"])
def awkward(request, open_folder) -> Path:
    """A home whose path cannot stand in the address of a socket."""
    return open_folder / request.param


async def test_a_home_with_an_awkward_path_works_and_is_shared(embedded, another, awkward):
    postgres = embedded(awkward).start()

    found = another(awkward).told("start")

    assert found["pid"] == postgres.pid()
    assert found["url"] == postgres.url("postgres")
    assert await asked(found["url"], "SELECT 1") == 1


def test_a_socket_outside_the_home_is_private_and_goes_with_the_server(embedded, awkward):
    postgres = embedded(awkward).start()
    folder = sockets(postgres.url())
    closed = stat.S_IMODE(folder.stat().st_mode)

    postgres.stop()

    assert closed == 0o700
    assert not folder.exists()


async def test_a_copy_of_a_home_gets_a_socket_of_its_own(embedded, awkward):
    original = embedded(awkward)
    with original:
        outside = (awkward / "sockets").read_bytes()
    copy = awkward.with_name(awkward.name + "y")
    shutil.copytree(awkward, copy)
    give_away(awkward / "data", copy / "data")
    (copy / "sockets").write_bytes(outside)
    original.start()

    copied = embedded(copy).start()

    assert copied.pid() != original.pid()
    assert sockets(copied.url()) != sockets(original.url())


def give_away(like: Path, tree: Path) -> None:
    """As `cp -a` would have done."""
    for path in (tree, *tree.rglob("*")):
        shutil.chown(path, like.stat().st_uid, like.stat().st_gid)


@pytest.mark.parametrize("name", ["with space", "quote'\"", "per%cent&and", "ünïcode"])
async def test_a_home_may_have_any_name(embedded, open_folder, name):
    postgres = embedded(open_folder / name).start()
    engine = create_async_engine(
        postgres.url("postgres").replace("postgresql://", "postgresql+asyncpg://")
    )

    async with engine.connect() as connection:
        through_sqlalchemy = await connection.scalar(text("SELECT 1"))
    await engine.dispose()

    assert through_sqlalchemy == 1
    assert await asked(postgres.url("postgres"), "SELECT 1") == 1


async def test_a_home_may_be_moved(embedded, home):
    with embedded() as postgres:
        await asked(postgres.url("postgres"), "CREATE TABLE kept AS SELECT 41 AS number")
    moved = home.rename(home.with_name("moved"))

    again = embedded(moved).start()

    assert await asked(again.url("postgres"), "SELECT number FROM kept") == 41


def test_a_server_is_not_asked_for_before_it_started(embedded):
    with pytest.raises(CannotRun, match="not started"):
        embedded().url()
