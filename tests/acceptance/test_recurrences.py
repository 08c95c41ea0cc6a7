"""What comes again while an action is watched: Heed finds it, people look at it and decide."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.attempt import Attempt
from api.watching.watch import Looking, Watch
from domain.identifier import read, shown
from domain.signal.events import RuleSetName, SignalRaised, Subject
from domain.signal.identity import signal_id
from domain.signal.vocabulary import Direction, SubjectKind
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.signals import PROJECTION as SIGNALS
from tests.acceptance.improving import (
    MANAGER,
    NOMINATED,
    SERVICE,
    TRAINER,
    WORKER,
    agreed,
    found,
    opened,
    recorded,
    refused,
    reported,
    said,
)
from tests.acceptance.test_hold import hold
from tests.acceptance.watched import folded, watched
from tests.acceptance.world import World, pretty

NOW = datetime.now(UTC).replace(microsecond=0)
VERIFIED = NOW - timedelta(weeks=20)
REOPENING = {"reason": "It came again.", "due_on": "2099-03-01"}


@dataclass
class House:
    """A house with a verified action on boundaries, twenty weeks ago. That it is about this house
    is told by the incident that its finding rests on.
    """

    world: World
    lead: Any
    service: str
    action: dict[str, Any]
    first: dict[str, Any]

    async def concern(self, ref: str, *, weeks: int = 4, **more: Any) -> str:
        """About boundaries in this house, first noticed so many weeks after the verification."""
        body = {
            "service": {"id": self.service},
            "first_noticed": {"at": (VERIFIED + timedelta(weeks=weeks)).isoformat()},
            "suggested_factors": ["boundaries"],
        }
        return (await reported(self.lead, ref, **{**body, **more}))["id"]

    async def recurrences(self) -> list[str]:
        await watched(self.world)
        told = await hold(self.lead, self.action["id"])
        return [one["incident"] for one in told["recurrences"]["incidents"]]

    async def loops(self) -> list[dict[str, Any]]:
        await folded(self.world, [OPEN_LOOPS])
        answer = await self.lead.get("/v1/views/open-loops?limit=200")
        return [one for one in answer.json()["data"] if one["loop"] == "recurrence"]

    async def signals(self) -> list[dict[str, Any]]:
        await folded(self.world, [SIGNALS])
        listed = (await self.lead.get("/v1/signals?kind=recurrence")).json()["data"]
        return [(await self.lead.get(f"/v1/signals/{one['id']}")).json() for one in listed]

    async def facts(self, of: str) -> list[dict[str, Any]]:
        answer = await self.lead.get(f"/v1/actions/{self.action['id']}/events?limit=200")
        return [one for one in answer.json()["data"] if one["type"] == f"action.{of}.v1"]


@pytest.fixture
async def house(world, lead):
    service = recorded(await lead.post("/v1/services", SERVICE))["id"]
    first = await reported(lead, "CS-FIRST", service={"id": service})
    investigation = await found(lead, await opened(lead, first))
    action = await agreed(lead, investigation, at=VERIFIED.isoformat())
    at = {"at": VERIFIED.isoformat()}
    recorded(await said(lead.acting_for(TRAINER), action, "completions", at))
    recorded(await said(lead.acting_for(MANAGER), action, "verifications", at))
    return House(world, lead, service, action, first)


async def test_only_what_shares_factor_and_service_in_the_watch_is_a_recurrence(house):
    other = recorded(await house.lead.post("/v1/services", SERVICE))["id"]
    again = await house.concern("CS-2")
    await house.concern("CS-3", suggested_factors=["communication"])
    await house.concern("CS-4", service={"id": other})
    await house.concern("CS-5", weeks=-3)
    await house.concern("CS-6", kind="good_practice")

    assert await house.recurrences() == [again]
    assert await house.recurrences() == [again]
    [noted] = await house.facts("recurrence_noted")
    assert noted["facts"]["factors"] == ["boundaries"]
    assert noted["actor"]["role"] == "heed"


async def test_a_finding_about_a_later_concern_makes_it_a_recurrence_too(house):
    again = await house.concern("CS-2", suggested_factors=["supervision"])
    assert await house.recurrences() == []

    await found(house.lead, await opened(house.lead, {"id": again}))

    assert await house.recurrences() == [again]


async def test_the_first_incident_told_again_and_merged_is_no_recurrence(house):
    again, other = await house.concern("CS-2"), await house.concern("CS-3", weeks=9)
    body = {"into": again, "reason": "The same evening, told again by the family."}
    manager = house.lead.acting_for(MANAGER)
    recorded(await said(manager, house.first, "merges", body))

    assert await house.recurrences() == [other]


async def test_it_is_one_loose_end_until_somebody_has_looked(house):
    incidents = [await house.concern("CS-2"), await house.concern("CS-3", weeks=9)]
    await house.recurrences()
    manager = house.lead.acting_for(MANAGER)
    [loop] = await house.loops()
    assert loop["next"]["fact"] == "recurrences-looked-at"

    body = {"incidents": incidents, "text": "Both before the new colleague was trained."}
    recorded(await said(manager, house.action, "recurrences-looked-at", body))

    assert await house.loops() == []
    again = await said(manager, house.action, "recurrences-looked-at", body)
    assert refused(again) == (409, "recurrences-looked-at-already", ["/incidents"])
    told = await hold(house.lead, house.action["id"])
    assert [one["looked_at"] for one in told["recurrences"]["incidents"]] == [True, True]


async def test_a_concern_entered_in_error_is_no_recurrence_any_more(house):
    gone, stays = await house.concern("CS-2"), await house.concern("CS-3", weeks=9)
    assert await house.recurrences() == [gone, stays]

    body = {"because": "wrong_service", "reason": "It was in another house."}
    path = f"/v1/incidents/{gone}/entered-in-error"
    recorded(await house.lead.acting_for(MANAGER).post(path, body, If_Match="*"))

    assert await house.recurrences() == [stays]
    [withdrawn] = await house.facts("recurrence_withdrawn")
    assert withdrawn["facts"]["cause"] == "entered_in_error"


async def test_what_came_again_is_told_once_among_the_signals_and_falls_with_its_cause(house):
    gone = await house.concern("CS-2")
    for _ in range(3):
        await watched(house.world)

    [signal] = await house.signals()
    assert (signal["ground"]["direction"], signal["owes_answer"]) == ("concern", False)
    assert signal["incidents"] == [gone]

    body = {"because": "wrong_service", "reason": "It was in another house."}
    path = f"/v1/incidents/{gone}/entered-in-error"
    recorded(await house.lead.acting_for(MANAGER).post(path, body, If_Match="*"))
    for _ in range(3):
        await watched(house.world)

    [fallen] = await house.signals()
    assert fallen["withdrawn"]["cause"] == "entered_in_error"


async def test_only_a_person_reopens_an_action_citing_what_came_again(house):
    again = await house.concern("CS-2")
    other = await house.concern("CS-3", suggested_factors=["communication"])
    await house.recurrences()
    board = house.lead.acting_for(NOMINATED)

    def because(**cited):
        return {**REOPENING, "because": cited}

    stray = await said(board, house.action, "reopenings", because(recurrence=other))
    unheard = because(signal="sig_0000000000000000000000000a")
    unknown = await said(board, house.action, "reopenings", unheard)
    told = recorded(await said(board, house.action, "reopenings", because(recurrence=again)))

    assert refused(stray) == (409, "recurrence-unknown", ["/because/recurrence"])
    assert refused(unknown) == (404, "not-found", ["/because/signal"])
    assert told["reopened"][0]["recurrence"] == again
    assert await house.loops() == []


async def raised(house, about: UUID, *, actions: tuple[UUID, ...] = ()) -> str:
    """A signal of a measure, as Heed itself raises one."""
    signal = SignalRaised(
        subject=Subject(kind=SubjectKind.CHART, id=about),
        rule_set=RuleSetName(name="limit_and_anhoej", version=1),
        rule="beyond_limit",
        direction=Direction.CONCERN,
        actions=actions,
        position=1,
        known_at=NOW,
    )
    stream = signal_id(house.world.provider, signal)

    async def decide(attempt: Attempt) -> UUID:
        attempt.begin(stream)
        attempt.record(stream, signal)
        return stream

    async def look(looking: Looking) -> None:
        await looking.record(f"signal/{stream}", decide)

    await watched(house.world, [Watch("raising", (), look)])
    return shown("sig", stream)


async def test_a_reopening_cites_a_signal_about_the_action_and_no_other(house):
    action = read("act", house.action["id"])
    assert action is not None
    about = await raised(house, uuid4(), actions=(action,))
    other = await raised(house, uuid4())
    board = house.lead.acting_for(NOMINATED)

    stray = {**REOPENING, "because": {"signal": other}}
    stray = await said(board, house.action, "reopenings", stray)
    told = {**REOPENING, "because": {"signal": about}}
    told = recorded(await said(board, house.action, "reopenings", told))

    assert refused(stray) == (409, "signal-not-of-action", ["/because/signal"])
    assert (told["reopened"][0]["signal"], told["reopened"][0]["recurrence"]) == (about, None)


async def test_a_review_cites_the_word_that_heed_gave_and_keeps_its_own(house):
    again = await house.concern("CS-2")
    await house.recurrences()
    board = house.lead.acting_for(NOMINATED)
    body = {
        "verdict": "partially_effective",
        "people_said": "It is easier to say no.",
        "recurrences": [again],
    }

    wrong = {**body, "cited_verdict": "holding"}
    wrong = await said(board, house.action, "effectiveness-reviews", wrong)
    right = {**body, "cited_verdict": "not_proven"}
    right = recorded(await said(board, house.action, "effectiveness-reviews", right))

    review = right["effectiveness"][-1]
    assert refused(wrong) == (409, "verdict-not-given", ["/cited_verdict"])
    assert review["verdict"] == "partially_effective"
    assert review["cited_verdict"] == {"word": "not_proven", "reasons": ["no_measure"]}
    assert review["recurrences"] == [again]
    assert await house.loops() == []


async def test_whoever_may_not_see_what_came_again_sees_nothing_of_it(house):
    restricted = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    await house.concern("CS-2", restricted=restricted)
    await house.recurrences()
    excluded = house.lead.acting_for(WORKER)

    answer = await excluded.get(f"/v1/actions/{house.action['id']}/hold")

    assert answer.status_code == 404, pretty(answer)
