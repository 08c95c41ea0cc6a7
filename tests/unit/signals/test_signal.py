"""A signal is what it rests on; it is raised once, withdrawn once, and answered by people."""

from datetime import UTC, datetime

import pytest

from api.watching.watches import WATCHES
from api.work import PROJECTIONS
from domain.event import ImpossibleHistory
from domain.policy.values import DEFAULTS, SignalRules
from domain.signal import refusals
from domain.signal.decisions import answer, raise_signal, withdraw
from domain.signal.events import (
    RuleSetName,
    SignalAnswered,
    SignalRaised,
    SignalWithdrawn,
    Subject,
)
from domain.signal.identity import signal_id
from domain.signal.state import Stage, fold
from domain.signal.vocabulary import Direction, SignallingRule
from projections.charts.chances import SIGNALLING
from projections.charts.pattern import Rule
from tests.examples import ACTION, NOMINATED_INDIVIDUAL, identity, words

PROVIDER, MEASURE = identity(41), identity(40)
WHEN = datetime(2025, 12, 5, 9, tzinfo=UTC)


def raised(**changes):
    usual = {
        "subject": Subject(kind="chart", id=MEASURE),
        "rule_set": RuleSetName(name="making_data_count", version=1),
        "rule": "beyond_limit",
        "direction": "concern",
        "first_period": "2025-11",
        "newest_period": "2025-11",
        "view": "frozen",
        "position": 61,
        "known_at": WHEN,
    }
    return SignalRaised(**usual | changes)


def withdrawn(cause="correction"):
    return SignalWithdrawn(cause=cause, event=identity(42), position=62, known_at=WHEN)


def answered(**changes):
    usual = {"decision": "watch", "explanation": words(), "by": NOMINATED_INDIVIDUAL}
    return SignalAnswered(**usual | changes)


@pytest.mark.parametrize(
    "same",
    [
        {"newest_period": "2025-12"},
        {"known_at": WHEN.replace(year=2026), "position": 99},
        {"actions": (ACTION,)},
        {"subject": Subject(kind="slipped", id=MEASURE)},
        {"view": "rebased"},
    ],
)
def test_whoever_looks_later_or_knows_more_sees_the_same_signal(same):
    assert signal_id(PROVIDER, raised(**same)) == signal_id(PROVIDER, raised())


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "run"},
        {"rule_set": RuleSetName(name="making_data_count", version=2)},
        {"direction": "improvement"},
        {"first_period": "2025-12"},
        {"segment": "2025-06"},
        {"occurrence": 2},
        {"subject": Subject(kind="chart", id=ACTION)},
        {"subject": Subject(kind="chart", id=MEASURE, part="whole")},
    ],
)
def test_what_rests_on_something_else_is_another_signal(other):
    assert signal_id(PROVIDER, raised(**other)) != signal_id(PROVIDER, raised())


def test_another_provider_has_signals_of_its_own():
    assert signal_id(MEASURE, raised()) != signal_id(PROVIDER, raised())


def test_a_signal_is_raised_and_withdrawn_only_once():
    standing = fold([raised()])
    fallen = fold([raised(), withdrawn()])

    assert raise_signal(None, raised()) == raised()
    assert raise_signal(standing, raised()) is None
    assert withdraw(standing, withdrawn()) == withdrawn()
    assert withdraw(fallen, withdrawn("rebase")) is None


def test_an_answer_stays_where_the_signal_is_withdrawn():
    signal = fold([raised(), answered(), withdrawn()])

    assert (signal.stage, signal.answers) == (Stage.WITHDRAWN, (answered(),))


@pytest.mark.parametrize("direction", Direction)
def test_only_a_concern_waits_for_an_answer(direction):
    owed = fold([raised(direction=direction)]).owes_answer

    assert owed is (direction is Direction.CONCERN)
    assert not fold([raised(direction=direction), answered()]).owes_answer
    assert not fold([raised(direction=direction), withdrawn()]).owes_answer


def test_what_was_withdrawn_is_not_answered():
    with pytest.raises(refusals.SignalAlreadyWithdrawn):
        answer(fold([raised(), withdrawn()]), answered())


def test_an_answer_that_speaks_of_an_action_names_it():
    with pytest.raises(refusals.AnswerWithoutAction):
        answer(fold([raised()]), answered(decision="action_agreed"))

    told = answered(decision="action_agreed", actions=(ACTION,))
    assert answer(fold([raised()]), told) == told


@pytest.mark.parametrize(
    "history",
    [[withdrawn()], [raised(), raised()], [raised(), withdrawn(), withdrawn()], [answered()]],
)
def test_a_history_that_no_decisions_made_is_corruption(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


def test_the_rules_that_can_signal_are_rules_of_a_chart():
    assert {str(one) for one in SignallingRule} == {str(one) for one in Rule} - {"few_crossings"}


def test_the_chances_are_those_of_the_rules_that_signal():
    policy = DEFAULTS["signal_rules"]

    assert isinstance(policy, SignalRules)
    assert {str(one) for one in policy.rules} == {str(one) for one in SIGNALLING}


def test_every_view_that_a_watch_reads_is_kept_by_the_worker():
    known = {one.name for one in PROJECTIONS}

    assert {one.name for watch in WATCHES for one in watch.projections} <= known
    assert len({watch.name for watch in WATCHES}) == len(WATCHES)
