"""The answer to a commit is lost: the retry gets the first answer, and nothing happens twice."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.postgres.append.sending import TRIES
from tests.acceptance.cut_proxy import cutting
from tests.acceptance.world import a_world, pretty

CUTS = 30


@pytest.fixture
def short_folder():
    """A socket's path is at most 107 bytes long."""
    folder = Path(tempfile.mkdtemp(prefix="cut-"))
    yield folder
    shutil.rmtree(folder)


def report(number):
    return {
        "source_ref": f"CUT-{number}",
        "what_happened": "An invented slip.",
        "kind": "near_miss",
    }


async def test_an_answer_lost_once_is_found_again_without_the_caller_noticing(
    urls, registry, keyring, short_folder
):
    async with (
        cutting(urls.writer, short_folder) as (through, proxy),
        a_world(replace(urls, writer=through), registry, keyring) as world,
    ):
        caller = await world.caller()
        for number in range(CUTS):
            proxy.cuts = 1
            answer = await caller.report(report(number), Idempotency_Key=f"cut-{number}")
            assert answer.status_code == 201, pretty(answer)
        head = (await caller.get("/v1/whoami")).json()["head"]

    assert proxy.lost == CUTS
    assert head == f"e1.{CUTS + 1}"  # the provider's own first event, then one per report


async def test_an_answer_lost_for_good_is_503_and_the_same_key_gets_the_first_answer(
    urls, registry, keyring, short_folder
):
    async with (
        cutting(urls.writer, short_folder) as (through, proxy),
        a_world(replace(urls, writer=through), registry, keyring) as world,
    ):
        caller = await world.caller()
        await caller.report(report("warm"))
        proxy.cuts = TRIES
        unsure = await caller.report(report("x"), Idempotency_Key="lost")
        proxy.cuts = 0
        again = await caller.report(report("x"), Idempotency_Key="lost")
        other = await caller.report(report("x"), Idempotency_Key="another")

    assert unsure.status_code == 503, pretty(unsure)
    assert unsure.json()["type"] == "/problems/outcome-unknown"
    assert unsure.headers["retry-after"] == "1"
    assert again.status_code == 201
    assert again.headers["idempotency-replayed"] == "true"
    assert other.status_code == 200
    assert other.json()["id"] == again.json()["id"]
