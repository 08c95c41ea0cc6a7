"""What is missing is listed with what it is needed for and by when; it refuses nothing."""

from itertools import combinations

import pytest

from domain.incident.account import Aware
from domain.incident.completeness import NeededBy, completeness, next_fact
from domain.incident.events import IncidentEvent
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Kind, RiskType, SafeNow, ToldBody
from domain.vocabulary.duty import DutyCode
from tests.afterwards import reopened
from tests.examples import SERVICE, words
from tests.incidents import (
    AWARE,
    acted,
    classified,
    closed,
    council_decided,
    identified,
    in_error,
    reported,
    reported_concern,
    risk,
    told_council,
    told_cqc,
)
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)

PARTS = {
    "/what_happened": {"what_happened": words()},
    "/service": {"service": SERVICE},
    "/organisation_aware/at": {"organisation_aware": Aware(at=AWARE)},
    "/risks": {"risks": (risk(RiskType.PHYSICAL),)},
}
SAFE_NOW = "/immediate_actions/safe_now"
IN_ORDER = ["/what_happened", "/service", SAFE_NOW, "/organisation_aware/at", "/risks"]


def after(*events: IncidentEvent) -> Incident:
    return incident.given(*events).state


def with_only(there) -> Incident:
    account = {name: value for pointer in there for name, value in PARTS.get(pointer, {}).items()}
    actions = [acted()] if SAFE_NOW in there else []
    return after(reported(**account), *actions)


def pointers(found: Incident) -> list[str]:
    return [missing.pointer for missing in completeness(found).missing]


def test_the_smallest_report_lacks_four_things_in_order_of_urgency():
    found = completeness(after(reported(what_happened=words())))

    assert found.score == 0.2
    assert [(one.pointer, one.needed_for, one.needed_by) for one in found.missing] == [
        ("/service", "register", "now"),
        ("/immediate_actions/safe_now", "protection", "now"),
        ("/organisation_aware/at", "duty_clocks", "first_duty"),
        ("/risks", "closure", "closure"),
    ]


@pytest.mark.parametrize("count", range(6))
def test_whatever_is_there_is_not_listed_as_missing(count):
    for there in combinations(IN_ORDER, count):
        found = completeness(with_only(there))

        assert [one.pointer for one in found.missing] == [
            pointer for pointer in IN_ORDER if pointer not in there
        ]
        assert found.score == pytest.approx(count / 5)


def test_the_most_urgent_comes_first():
    urgency = list(NeededBy)

    listed = [urgency.index(one.needed_by) for one in completeness(after(reported())).missing]

    assert listed == sorted(listed)


def test_that_nobody_knows_whether_people_are_safe_is_an_answer_too():
    assert SAFE_NOW in pointers(after(reported(), acted(None)))
    assert SAFE_NOW not in pointers(after(reported(), acted(SafeNow.UNKNOWN)))


def test_a_risk_of_unknown_type_will_not_do_for_closing():
    unknown = (risk(RiskType.PHYSICAL), risk(RiskType.UNKNOWN))

    assert "/risks" in pointers(after(reported(risks=unknown)))
    assert "/risks" in pointers(after(reported_concern(risks=())))


@pytest.mark.parametrize("kind", Kind)
def test_risks_are_missing_only_where_closing_needs_them(kind):
    needed = kind in {Kind.UNCLASSIFIED, Kind.SAFEGUARDING_CONCERN}

    assert ("/risks" in pointers(after(reported(kind=kind)))) is needed


def test_first_it_is_asked_whether_people_are_safe():
    assert next_fact(after(reported())) == "immediate-actions"
    assert next_fact(after(reported_concern(), told_council())) == "immediate-actions"


def test_then_what_it_is():
    assert next_fact(after(reported(), acted())) == "classifications"


def test_then_a_concern_is_reported_to_the_council():
    told_a_doctor = told_council(body=ToldBody.GP)

    assert next_fact(after(reported_concern(), acted())) == "external-reports"
    assert next_fact(after(reported_concern(), acted(), told_a_doctor)) == "external-reports"


def test_then_the_council_decides():
    found = after(reported_concern(), acted(), told_council())

    assert next_fact(found) == "council-decisions"


def test_no_council_decides_what_it_was_not_told():
    told_a_doctor = told_council(body=ToldBody.GP)

    assert next_fact(after(reported(kind=Kind.NEAR_MISS), acted(), told_a_doctor)) == "closures"


def test_at_last_it_is_closed():
    decided = (told_council(), council_decided())

    assert next_fact(after(reported_concern(), acted(), *decided)) == "external-reports"
    assert next_fact(after(reported_concern(), acted(), *decided, told_cqc())) == "closures"
    assert next_fact(after(reported(), acted(), classified(Kind.GOOD_PRACTICE))) == "closures"


@pytest.mark.parametrize("ended", [closed(), in_error()], ids=lambda one: one.type)
def test_nothing_waits_once_it_has_ended(ended):
    assert next_fact(after(reported(kind=Kind.NEAR_MISS), ended)) is None


@pytest.mark.parametrize(
    "since", [classified(Kind.SAFEGUARDING_CONCERN), identified(DutyCode.POLICE)], ids=str
)
def test_what_became_owed_since_it_was_closed_asks_for_reopening(since):
    shut = (reported(kind=Kind.OTHER_INCIDENT), acted(), closed())

    assert next_fact(after(*shut, since)) == "reopenings"
    assert next_fact(after(*shut, since, reopened())) == "external-reports"
    assert next_fact(after(*shut, classified(Kind.NEAR_MISS))) is None
