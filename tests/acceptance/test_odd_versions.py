"""A version that is no whole number: read where it means only one; else what is new comes next."""

import pytest

from tests.acceptance.improving import path
from tests.acceptance.world import pretty

RECORD = {"source_ref": "CS-1", "what_happened": "An invented slip."}


async def sent(care_system, status, **more):
    answer = await care_system.report(RECORD | more)
    assert answer.status_code == status, pretty(answer)
    return answer.json()


@pytest.mark.parametrize("two", ["2", 2.0])
async def test_a_version_written_as_text_or_with_a_point_is_that_version(care_system, two):
    await sent(care_system, 201, source_version="1")
    grown = await sent(care_system, 200, source_version=two, what_happened="Seen again.")

    assert grown["source"]["version"] == 2
    assert [one["pointer"] for one in grown["issues"]] == ["/source_version"]


async def test_the_same_version_as_text_and_as_a_number_is_the_same_content(care_system):
    first = await sent(care_system, 201, source_version="1")
    again = await sent(care_system, 200, source_version=1)

    assert again["id"] == first["id"]


@pytest.mark.parametrize("odd", ["draft", None, True, 0, -1, 2.5, 99_999_999_999, [2]])
async def test_what_is_new_under_an_unreadable_version_is_kept_as_the_next(lead, care_system, odd):
    first = await sent(care_system, 201, source_version=odd)
    grown = await sent(care_system, 200, source_version=odd, kind="near_miss")
    again = await sent(care_system, 200, source_version=odd, kind="near_miss")

    assert grown["id"] == first["id"]
    assert (grown["source"]["version"], again["source"]["version"]) == (2, 2)
    assert [one["pointer"] for one in grown["issues"]] == ["/source_version"]
    assert (await lead.get(path(first))).json()["kind"] == "near_miss"
