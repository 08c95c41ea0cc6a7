"""One incident that two systems reported: brought together by a person, and taken apart again."""

import pytest

from tests.acceptance.improving import (
    MANAGER,
    WORKER,
    completed,
    found,
    now,
    opened,
    path,
    recorded,
    refused,
    reported,
    said,
    signed_off,
)

SAME = {"reason": "The same fall, reported by the roster system too."}
NOT_THE_SAME = {"reason": "Two falls on the same day."}
FROM_W21 = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}


@pytest.fixture
async def manager(lead):
    return lead.acting_for(MANAGER)


@pytest.fixture
async def two(lead, care_system):
    """The same fall as two systems reported it."""
    other = await reported(care_system, "R-7")
    return other, await reported(lead, "CS-1")


async def merged(manager, incident, into):
    return recorded(await said(manager, incident, "merges", {**SAME, "into": into["id"]}))


async def test_a_merged_incident_points_at_the_one_that_goes_on(manager, two):
    other, goes_on = two

    gone = await merged(manager, other, goes_on)

    assert (gone["state"], gone["merged_into"]) == ("merged", goes_on["id"])
    assert gone["next"] == []
    assert (await now(manager, goes_on))["merged_here"] == [other["id"]]
    history = (await manager.get(f"{path(other)}/events")).json()["data"]
    assert history[-1]["type"] == "incident.merged.v1"
    assert history[-1]["actor"]["role"] == "registered_manager"


async def test_nothing_more_is_recorded_of_a_merged_incident_by_people(manager, two):
    other, goes_on = two
    await merged(manager, other, goes_on)
    again = {**SAME, "into": goes_on["id"]}

    for fact, body in (("immediate-actions", {"safe_now": "yes"}), ("merges", again)):
        assert refused(await said(manager, other, fact, body))[:2] == (409, "merged")
    recorded(await said(manager, goes_on, "immediate-actions", {"safe_now": "yes"}))


async def test_its_own_system_still_sends_newer_versions_of_it(manager, care_system, two):
    other, goes_on = two
    await merged(manager, other, goes_on)
    newer = {"source_ref": "R-7", "source_version": 2, "kind": "other_incident"}

    answer = await care_system.report(newer)

    assert (answer.status_code, answer.json()["id"]) == (200, other["id"])
    assert (await now(manager, other))["state"] == "merged"


async def test_taken_apart_it_stands_as_it_did_before(manager, two):
    other, goes_on = two
    recorded(await said(manager, other, "closures", {}))
    await merged(manager, other, goes_on)

    apart = recorded(await said(manager, other, "unmerges", NOT_THE_SAME))

    assert (apart["state"], apart["merged_into"]) == ("closed", None)
    assert (await now(manager, goes_on))["merged_here"] == []
    assert refused(await said(manager, other, "unmerges", NOT_THE_SAME))[1] == "not-merged"


async def test_it_is_not_merged_into_itself_nor_into_what_is_closed_or_unknown(manager, two):
    other, goes_on = two
    recorded(await said(manager, goes_on, "closures", {}))
    unknown = {"id": f"inc_{'0' * 26}"}

    for into, told in (
        (other, (422, "merged-into-itself", ["/into"])),
        (goes_on, (409, "merge-target-closed", ["/into"])),
        (unknown, (404, "not-found", ["/into"])),
    ):
        answer = await said(manager, other, "merges", {**SAME, "into": into["id"]})
        assert refused(answer) == told


async def test_whoever_may_not_see_one_of_them_sees_neither_until_they_are_apart(manager, two):
    other, goes_on = two
    worker = manager.acting_for(WORKER)
    recorded(await said(manager, other, "restrictions", FROM_W21))
    assert (await worker.get(path(goes_on))).status_code == 200

    await merged(manager, other, goes_on)
    assert (await worker.get(path(goes_on))).status_code == 404
    assert (await worker.get(path(other))).status_code == 404

    recorded(await said(manager, other, "unmerges", NOT_THE_SAME))
    assert (await worker.get(path(goes_on))).status_code == 200
    assert (await worker.get(path(other))).status_code == 404


async def test_a_restriction_that_comes_later_reaches_both(manager, care_system, two):
    other, goes_on = two
    worker = manager.acting_for(WORKER)
    await merged(manager, other, goes_on)

    recorded(await said(manager, goes_on, "restrictions", FROM_W21))
    assert (await worker.get(path(other))).status_code == 404
    recorded(await said(manager, goes_on, "restrictions", {"exclude": [], "reason": "other"}))
    assert (await worker.get(path(other))).status_code == 200

    newer = {"source_ref": "R-7", "source_version": 2, "kind": "near_miss", "restricted": FROM_W21}
    assert (await care_system.report(newer)).status_code == 200
    assert (await worker.get(path(goes_on))).status_code == 404


async def test_whoever_may_not_see_an_incident_cannot_merge_into_it(manager, two):
    other, goes_on = two
    recorded(await said(manager, goes_on, "restrictions", FROM_W21))

    answer = await said(
        manager.acting_for(WORKER), other, "merges", {**SAME, "into": goes_on["id"]}
    )

    assert refused(answer) == (404, "not-found", ["/into"])


async def test_a_case_is_not_closed_while_what_was_merged_into_it_is_looked_into(manager, two):
    other, goes_on = two
    investigation = await opened(manager, other)
    await merged(manager, other, goes_on)
    assert refused(await said(manager, goes_on, "closures", {}))[1] == "investigation-open"

    await signed_off(manager, await completed(manager, await found(manager, investigation)))
    assert refused(await said(manager, goes_on, "closures", {}))[1] == "finding-unanswered"


async def test_what_others_were_merged_into_is_not_entered_in_error(manager, two):
    other, goes_on = two
    await merged(manager, other, goes_on)
    body = {"because": "test", "reason": "Only a try."}

    answer = await said(manager, goes_on, "entered-in-error", body)

    assert refused(answer)[:2] == (409, "others-merged-here")
