"""Leadership's reviews: what lay on the table, as it was known when, and what was decided."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.improving import (
    LEAD,
    WORKER,
    agreed,
    found,
    opened,
    recorded,
    refused,
    reported,
)
from tests.acceptance.world import Caller, World

CHAIR = {"role": "nominated_individual", "staff_ref": "n01"}
THEME = {"subject": "theme", "factor": "boundaries"}
REVIEW = {
    "held_on": "2026-02-03",
    "forum": "quality_committee",
    "chaired_by": CHAIR,
    "looked_at": {"known_at": "2026-02-02T17:00:00Z", "views": ["register"], "subjects": [THEME]},
    "decisions": [{"text": "Keep the theme open until two clean reviews.", "answers": [THEME]}],
}
PATH = "/v1/governance-reviews"


@pytest.fixture
async def lead(world: World) -> Caller:
    return (await world.caller()).acting_for(LEAD)


async def test_a_review_says_what_was_looked_at_and_what_was_decided(lead):
    review = recorded(await lead.post(PATH, REVIEW))

    assert review["looked_at"]["known_at"] == "2026-02-02T17:00:00Z"
    [decision] = review["decisions"]
    assert decision["text"] == "Keep the theme open until two clean reviews."
    assert decision["answers"] == [{"subject": "theme", "id": None, "factor": "boundaries"}]
    assert (await lead.get(f"{PATH}/{review['id']}")).json()["decisions"] == [decision]


async def test_a_decision_may_be_written_down_afterwards(lead):
    review = recorded(await lead.post(PATH, REVIEW))

    body = {"text": "Ask the night staff first.", "due_on": "2026-03-31", "owner": CHAIR}
    review = recorded(await lead.post(f"{PATH}/{review['id']}/decisions", body))

    assert [one["due_on"] for one in review["decisions"]] == [None, "2026-03-31"]


async def test_what_a_decision_answers_has_to_be_there(lead):
    nothing = {"subject": "action", "id": f"act_{'0' * 26}"}
    body = {**REVIEW, "decisions": [{"text": "Go on.", "answers": [nothing]}]}

    answer = await lead.post(PATH, body)

    assert refused(answer) == (404, "not-found", ["/decisions/0/answers/0/id"])


@pytest.mark.parametrize(
    "subject",
    [
        {"subject": "theme"},
        {"subject": "theme", "factor": "boundaries", "id": f"thm_{'0' * 26}"},
        {"subject": "action", "factor": "boundaries"},
    ],
)
async def test_a_theme_is_named_by_its_id_or_factor_and_all_else_by_its_id(lead, subject):
    looked_at = {**REVIEW["looked_at"], "subjects": [subject]}

    answer = await lead.post(PATH, {**REVIEW, "looked_at": looked_at})

    assert refused(answer) == (422, "subject-not-named", ["/looked_at/subjects/0"])


async def test_a_review_of_nothing_is_none(lead):
    looked_at = {"known_at": "2026-02-02T17:00:00Z"}

    answer = await lead.post(PATH, {**REVIEW, "looked_at": looked_at})

    assert refused(answer) == (422, "nothing-looked-at", ["/looked_at"])


async def test_nobody_can_have_looked_at_what_is_not_known_yet(lead):
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    looked_at = {**REVIEW["looked_at"], "known_at": tomorrow}

    answer = await lead.post(PATH, {**REVIEW, "looked_at": looked_at})

    assert refused(answer) == (409, "looked-at-the-future", ["/looked_at/known_at"])


async def test_a_review_is_recorded_once_it_was_held(lead):
    day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()

    answer = await lead.post(PATH, {**REVIEW, "held_on": day})

    assert refused(answer) == (409, "review-not-held-yet", ["/held_on"])


async def test_a_review_recorded_by_mistake_counts_no_more_and_stays(lead):
    review = recorded(await lead.post(PATH, REVIEW))
    path = f"{PATH}/{review['id']}"

    voided = recorded(await lead.post(f"{path}/voidings", {"reason": "Twice."}, If_Match='"1"'))
    again = await lead.post(f"{path}/voidings", {"reason": "Twice."}, If_Match='"2"')

    assert voided["voided"]["reason"] == "Twice."
    assert refused(again) == (409, "review-already-voided", [])
    assert (await lead.get(f"{path}?version=1")).json()["voided"] is None


async def test_who_may_not_see_an_incident_does_not_see_who_decided_about_it(lead):
    hidden = await reported(
        lead, restricted={"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    )
    action = await agreed(lead, await found(lead, await opened(lead, hidden)))
    answers = [{"subject": "action", "id": action["id"]}]
    body = {**REVIEW, "decisions": [{"text": "Go on.", "answers": answers}]}
    review = recorded(await lead.post(PATH, body))
    plain = recorded(await lead.post(PATH, REVIEW))
    worker = lead.acting_for(WORKER)

    assert (await worker.get(f"{PATH}/{review['id']}")).status_code == 404
    assert (await worker.get(f"{PATH}/{plain['id']}")).status_code == 200
    later = {"text": "Go on.", "answers": answers}
    recorded(await lead.post(f"{PATH}/{plain['id']}/decisions", later))
    assert (await worker.get(f"{PATH}/{plain['id']}")).status_code == 404
