"""A report on an incident that is hidden from whoever sends it: kept, and nothing is told back.

And who may not see an incident is decided by people: no newer snapshot takes that back.
"""

import pytest

from tests.acceptance.improving import WORKER, path, refused
from tests.acceptance.world import pretty

HIDDEN = {
    "source_ref": "R-1",
    "what_happened": "An invented slip.",
    "restricted": {"exclude": ["w21"], "reason": "names_a_member_of_staff"},
}
OTHER = "support_worker/w30"
ACCEPTED = {"source": {"system": "caresys", "ref": "R-1", "version": 2}}


async def reported(lead):
    answer = await lead.report(HIDDEN)
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


async def sees(caller, incident):
    return (await caller.get(path(incident))).status_code == 200


async def test_a_newer_snapshot_is_kept_and_only_acknowledged(lead):
    incident = await reported(lead)

    answer = await lead.acting_for(WORKER).report(
        HIDDEN | {"source_version": 2, "kind": "near_miss"}
    )

    assert (answer.status_code, answer.json()) == (202, ACCEPTED)
    assert incident["id"] not in answer.text + str(answer.headers)
    assert {"etag", "location", "heed-position"}.isdisjoint(answer.headers)
    assert (await lead.get(path(incident))).json()["kind"] == "near_miss"


@pytest.mark.parametrize("version", [1, 2])
async def test_the_same_or_an_older_one_is_only_acknowledged(lead, version):
    await lead.report(HIDDEN | {"source_version": 2})
    worker = lead.acting_for(WORKER)

    answer = await worker.report(HIDDEN | {"source_version": version}, Idempotency_Key="one")
    again = await worker.report(HIDDEN | {"source_version": version}, Idempotency_Key="one")

    said = {"source": ACCEPTED["source"] | {"version": version}}
    assert (answer.status_code, answer.json()) == (202, said)
    assert (again.status_code, again.json()) == (202, said)


async def test_other_content_is_a_conflict_that_names_no_incident(lead):
    incident = await reported(lead)

    answer = await lead.acting_for(WORKER).report(HIDDEN | {"what_happened": "Something else."})

    assert refused(answer)[:2] == (409, "source-version-conflict")
    assert "existing_id" not in answer.json()
    assert incident["id"] not in answer.text


async def test_an_answer_is_not_given_again_to_whom_it_has_been_hidden_from_since(lead):
    worker = lead.acting_for(WORKER)
    body = {name: HIDDEN[name] for name in ("source_ref", "what_happened")}
    first = (await worker.report(body, Idempotency_Key="one")).json()
    await lead.post(
        f"{path(first)}/restrictions", {"exclude": ["w21"], "reason": "other"}, If_Match="*"
    )

    again = await worker.report(body, Idempotency_Key="one")

    assert again.status_code == 202
    assert first["id"] not in again.text + str(again.headers)


async def test_nobody_lifts_a_restriction_on_themselves_by_sending_the_record_again(lead):
    incident = await reported(lead)
    lifted = HIDDEN | {"source_version": 2, "restricted": {"exclude": ["w30"], "reason": "other"}}

    await lead.acting_for(WORKER).report(lifted)

    assert not await sees(lead.acting_for(WORKER), incident)
    assert not await sees(lead.acting_for(OTHER), incident)


async def test_a_snapshot_does_not_undo_whom_a_person_hid_an_incident_from(lead):
    incident = await reported(lead)
    hidden = {"exclude": ["w21", "w30"], "reason": "other"}
    await lead.post(f"{path(incident)}/restrictions", hidden, If_Match="*")
    newer = HIDDEN | {"source_version": 2, "restricted": {"exclude": ["w99"], "reason": "other"}}

    grown = (await lead.report(newer)).json()

    assert [(one["pointer"], one["code"]) for one in grown["issues"]] == [
        ("/restricted", "changed_in_heed")
    ]
    for who in (WORKER, OTHER, "support_worker/w99"):
        assert not await sees(lead.acting_for(who), incident), who


async def test_a_care_system_may_still_lift_what_only_it_has_said(lead):
    incident = await reported(lead)
    lifted = HIDDEN | {"source_version": 2, "restricted": {"exclude": [], "reason": "other"}}

    grown = (await lead.report(lifted)).json()

    assert grown["changed"] == ["restricted"]
    assert await sees(lead.acting_for(WORKER), incident)
