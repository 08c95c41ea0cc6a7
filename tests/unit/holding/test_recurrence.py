"""What a recurrence is, what ends it, and how many of them chance would bring."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.action import refusals
from domain.action.looking import look_at
from domain.action.recurrence import (
    Candidate,
    Ended,
    RecurrenceNoted,
    RecurrencesLookedAt,
    RecurrenceWithdrawn,
    Watched,
    news,
)
from domain.action.replanning import reopen
from domain.action.state import fold
from domain.vocabulary.factor import Factor
from projections.holding.expected import expected
from tests.examples import (
    INCIDENT,
    NOMINATED_INDIVIDUAL,
    REGISTERED_MANAGER,
    SERVICE,
    acting,
    identity,
    words,
)
from tests.learning import agreed, done, judged, reopened, verified

LATER, OTHER = identity(61), identity(62)
VERIFIED_ON = date(2026, 3, 2)
WATCHED = Watched(
    factors=frozenset({Factor.BOUNDARIES}),
    services=frozenset({SERVICE}),
    own=frozenset({INCIDENT}),
    verified_on=VERIFIED_ON,
    watch=timedelta(weeks=26),
)


def again(**changes: Any) -> Candidate:
    usual = {
        "incident": LATER,
        "service": SERVICE,
        "factors": frozenset({Factor.BOUNDARIES, Factor.SUPERVISION}),
        "on": date(2026, 6, 20),
    }
    return Candidate(**usual | changes)


def test_what_shares_a_factor_and_the_service_in_the_watch_is_noted_once():
    [noted] = news((), WATCHED, [again()])

    assert noted == RecurrenceNoted(
        incident=LATER, factors=(Factor.BOUNDARIES,), on=date(2026, 6, 20)
    )
    assert news({LATER}, WATCHED, [again()]) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"on": VERIFIED_ON},
        {"on": VERIFIED_ON + timedelta(weeks=26, days=1)},
        {"service": OTHER},
        {"service": None},
        {"factors": frozenset({Factor.SUPERVISION})},
        {"incident": INCIDENT},
        {"ended": Ended.MERGED},
    ],
)
def test_anything_else_is_no_recurrence(changes):
    assert news((), WATCHED, [again(**changes)]) == ()


def test_the_last_day_of_the_watch_is_part_of_it():
    assert news((), WATCHED, [again(on=VERIFIED_ON + timedelta(weeks=26))])


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"ended": Ended.ENTERED_IN_ERROR}, Ended.ENTERED_IN_ERROR),
        ({"ended": Ended.MERGED}, Ended.MERGED),
        ({"service": OTHER}, Ended.NO_LONGER_MATCHES),
    ],
)
def test_what_does_not_hold_any_more_is_withdrawn_with_why(changes, cause):
    [gone] = news({LATER}, WATCHED, [again(**changes)])

    assert gone == RecurrenceWithdrawn(incident=LATER, cause=cause)


def test_an_action_that_was_verified_anew_keeps_what_came_again_before():
    anew = replace(WATCHED, verified_on=date(2026, 9, 1))

    assert news({LATER}, anew, [again()]) == ()
    assert news((), anew, [again()]) == ()
    assert news({LATER}, anew, [again(factors=frozenset({Factor.SUPERVISION}))])


def test_an_action_that_was_reopened_keeps_what_came_again_and_gets_no_more():
    assert news({LATER}, None, [again(), again(incident=OTHER)]) == ()
    assert news({LATER}, None, [again(ended=Ended.MERGED)])


NOTED = RecurrenceNoted(incident=LATER, factors=(Factor.BOUNDARIES,), on=date(2026, 6, 20))
VERIFIED = (agreed(), done(), verified())
LOOKED = RecurrencesLookedAt(incidents=(LATER,), text=words(), by=REGISTERED_MANAGER)


def looked(*events, incidents=(LATER,)):
    action = fold(events)
    assert action is not None
    return look_at(action, incidents=incidents, text=words(), by=acting(REGISTERED_MANAGER))


def test_somebody_looks_at_a_recurrence_once():
    assert looked(*VERIFIED, NOTED) == LOOKED
    with pytest.raises(refusals.RecurrencesLookedAtAlready):
        looked(*VERIFIED, NOTED, LOOKED)


def test_only_a_recurrence_that_stands_can_be_looked_at():
    gone = RecurrenceWithdrawn(incident=LATER, cause=Ended.ENTERED_IN_ERROR)

    with pytest.raises(refusals.RecurrenceUnknown):
        looked(*VERIFIED, NOTED, gone)
    with pytest.raises(refusals.RecurrenceUnknown):
        looked(*VERIFIED, NOTED, incidents=(LATER, OTHER))
    assert looked(*VERIFIED, NOTED, gone, NOTED)


@pytest.mark.parametrize(
    "closes", [LOOKED, reopened(), judged(recurrences=(LATER,))], ids=lambda one: one.type
)
def test_a_look_a_review_that_names_it_and_a_reopening_end_the_loose_end(closes):
    before, after = fold([*VERIFIED, NOTED]), fold([*VERIFIED, NOTED, closes])

    assert before is not None
    assert after is not None
    assert before.unseen == (LATER,)
    assert after.unseen == ()


def test_an_action_is_reopened_because_of_a_recurrence_that_stands():
    action = fold([*VERIFIED, NOTED])
    assert action is not None
    more: dict[str, Any] = {
        "by": acting(NOMINATED_INDIVIDUAL),
        "reason": words(),
        "due_on": date(2026, 9, 30),
    }

    assert reopen(action, recurrence=LATER, **more).recurrence == LATER
    with pytest.raises(refusals.RecurrenceUnknown):
        reopen(action, recurrence=OTHER, **more)


def test_as_many_days_as_before_are_expected_to_bring_as_many():
    told = expected(before=5, days_before=364, days=182)

    assert told is not None
    assert told.number == 2.5
    assert (round(told.lower, 3), round(told.upper, 3)) == (0.812, 5.834)


def test_none_before_may_still_bring_some():
    told = expected(before=0, days_before=364, days=182)

    assert told is not None
    assert (told.number, told.lower) == (0, 0)
    assert round(told.upper, 3) == 1.844


def test_less_than_half_a_year_on_record_expects_nothing():
    assert expected(before=3, days_before=181, days=182) is None
