"""Whether an action holds by what monthly audits found, counted by Heed itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.acceptance.improving import (
    MANAGER,
    SERVICE,
    TRAINER,
    agreed,
    found,
    opened,
    recorded,
    said,
)
from tests.acceptance.test_hold import hold
from tests.acceptance.watched import watched

BEFORE = (12, 11, 13, 12, 13, 14, 11, 12, 13, 12, 12, 11)
"""Of 20 plans, near sixty percent, month by month from October 2023."""
BETTER = (18, 18, 17, 19, 18, 18, 17, 18, 19, 18, 18, 17)
MEASURE = {
    "name": "Care plans that say what somebody prefers",
    "kind": "derived",
    "measured_in": "percent",
    "chart": "p",
    "improvement": "increase",
    "cadence": "month",
    "question": {"name": "audit_criteria_met"},
}
AUDIT = {
    "tool": "care_plans",
    "criteria": [{"criterion": "says_what_is_preferred"}],
    "sample_method": "random",
}
TODAY = "2025-10-20T12:00:00Z"


def month(number: int) -> str:
    """Counted from October 2023."""
    year, rest = divmod(9 + number, 12)
    return f"{2023 + year}-{rest + 1:02}"


@dataclass
class Home:
    """A home that audits its care plans each month."""

    lead: Any
    service: str

    async def audits(self, number: int, passed: int, **more: Any) -> None:
        day = f"{month(number)}-15T10:00:00Z"
        plan = {**AUDIT, "service": self.service, "tool_version": "4", "at": day, **more}
        audit = recorded(await self.lead.post("/v1/audits", plan))
        result = {"criterion": "says_what_is_preferred", "passed": passed, "of": 20}
        body = {"sample_size": 20, "results": [result], "at": day}
        recorded(await said(self.lead, audit, "results", body))

    def now(self) -> str:
        return f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"

    async def verified(self, measure: dict[str, Any]) -> str:
        """An action agreed in September 2024 and seen to be done on 1 October."""
        investigation = await found(self.lead, await opened(self.lead))
        action = await agreed(
            self.lead,
            investigation,
            measure=None,
            measures=[measure["id"]],
            service=self.service,
            at="2024-09-02T10:00:00Z",
        )
        done = {"at": "2024-09-28T10:00:00Z"}
        recorded(await said(self.lead.acting_for(TRAINER), action, "completions", done))
        seen = {"at": "2024-10-01T10:00:00Z"}
        recorded(await said(self.lead.acting_for(MANAGER), action, "verifications", seen))
        return action["id"]


@pytest.fixture
async def home(lead):
    return Home(lead, recorded(await lead.post("/v1/services", SERVICE))["id"])


async def audited(world, home, later, *, since=None, **every):
    """What is said of the action after a year of audits and so many more. `since`: what is else
    about those that came after the action.
    """
    for number, passed in enumerate(BEFORE):
        await home.audits(number, passed, **every)
    for number, passed in enumerate(later, start=len(BEFORE)):
        await home.audits(number, passed, **{**every, **(since or {})})
    measure = recorded(await home.lead.post("/v1/measures", {**MEASURE, "service": home.service}))
    action = await home.verified(measure)
    await watched(world)
    told = await hold(home.lead, action, as_of=TODAY)
    return told, told["measures"][0]


async def test_twelve_audits_near_sixty_percent_and_twelve_near_ninety_hold(world, home):
    told, by_audits = await audited(world, home, BETTER)

    assert (told["word"], told["reasons"]) == ("holding", [])
    assert (by_audits["data_points"], by_audits["points_since"]) == (24, 12)
    assert by_audits["frozen"]["variation"] == "special_cause_improvement"
    assert (by_audits["frozen"]["base_from"], by_audits["frozen"]["base_to"]) == (
        "2023-10",
        "2024-09",
    )
    assert (by_audits["signal_began"], by_audits["began_before_action"]) == ("2024-10", False)
    assert by_audits["sample"] == "random"
    assert 0 < by_audits["chance_of_a_wrong_word"]["holding"] < 0.5
    assert 0 < by_audits["chance_of_a_wrong_word"]["slipped"] < 0.5


async def test_three_audits_since_are_too_few(world, home):
    told, by_audits = await audited(world, home, BETTER[:3])

    assert (told["word"], told["reasons"]) == ("not_proven", ["too_few"])
    assert (by_audits["points_since"], by_audits["points_needed"]) == (3, 6)


async def test_audits_with_another_version_of_the_tool_prove_nothing(world, home):
    told, _ = await audited(world, home, BETTER, since={"tool_version": "5"})

    assert (told["word"], told["reasons"]) == ("not_proven", ["definition_changed"])


async def test_what_was_known_before_the_later_audits_is_what_somebody_saw_then(world, home):
    told, _ = await audited(world, home, BETTER[:8])
    action = told["action"]
    early = (await home.lead.get(f"/v1/actions/{action}")).json()["recorded_at"]

    before = await home.lead.get(f"/v1/actions/{action}/hold?known_at=2024-01-01T00:00:00Z")
    then = await hold(home.lead, action, as_of=TODAY, known_at=early.replace("+", "%2B"))
    now = await hold(home.lead, action, as_of=TODAY, known_at=home.now())

    assert before.status_code == 404
    assert (then["state"], then["word"]) == ("agreed", None)
    assert now["word"] == told["word"] == "holding"
    assert now["measures"][0] | {"chart": ""} == told["measures"][0] | {"chart": ""}
    assert now["recurrences"] == told["recurrences"]


async def test_samples_of_whatever_was_to_hand_are_said_beside_the_word(world, home):
    told, by_audits = await audited(world, home, BETTER, sample_method="convenience")

    assert (told["word"], by_audits["sample"]) == ("holding", "convenience")


async def test_samples_drawn_otherwise_than_before_prove_nothing(world, home):
    told, _ = await audited(world, home, BETTER, since={"sample_method": "convenience"})

    assert (told["word"], told["reasons"]) == ("not_proven", ["sample_not_comparable"])
