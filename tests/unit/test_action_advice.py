"""Advice on an action explains, proposes what holds better, and never blocks."""

import pytest

from domain.action.lint import advice
from domain.action.replanning import set_advice_aside
from domain.action.state import evolve
from domain.actor import InRole
from domain.advice import NoSuchAdvice
from domain.vocabulary.improvement import ActionKind, Strength, holds_better, suggested_strength
from tests.examples import words
from tests.learning import agreed, cancelled, done, judged, postponed, verified
from tests.spec import Specification

action = Specification(evolve)
FIRM = agreed(
    kind=ActionKind.SUPERVISION,
    strength=Strength.INTERMEDIATE,
    suggested_strength=Strength.INTERMEDIATE,
)
UNMEASURED = {"measure": None, "why_no_measure": words()}


def rules(*history):
    return [one.id for one in advice(action.given(*history).state)]


def test_an_ordinary_action_needs_no_advice():
    assert rules(FIRM) == []


@pytest.mark.parametrize(
    ("history", "rule"),
    [
        ((agreed(),), "weaker_action"),
        ((agreed(**UNMEASURED),), "training_without_check"),
        ((agreed(**UNMEASURED),), "no_measure"),
        ((agreed(review_days=()),), "no_review_planned"),
        ((agreed(strength=Strength.STRONGER),), "stronger_without_reason"),
        ((agreed(owner=InRole(role="trainer")),), "owner_by_role_alone"),
        ((agreed(), postponed()), "postponed_without_interim_control"),
        ((agreed(), postponed(), postponed()), "postponed_repeatedly"),
        (
            (agreed(), done(), verified(), judged(people_said=None)),
            "nobody_asked_whether_it_helped",
        ),
    ],
)
def test_what_a_careful_colleague_would_ask_is_asked(history, rule):
    assert rule in rules(*history)


@pytest.mark.parametrize(
    ("history", "rule"),
    [
        ((FIRM,), "weaker_action"),
        ((agreed(),), "training_without_check"),
        ((agreed(strength=Strength.STRONGER, strength_reason=words()),), "stronger_without_reason"),
        ((agreed(), postponed(interim_control=words())), "postponed_without_interim_control"),
        ((agreed(), postponed(to=agreed().due_on)), "postponed_without_interim_control"),
        ((agreed(), postponed(), done()), "postponed_without_interim_control"),
        ((agreed(), done(), verified(), judged()), "nobody_asked_whether_it_helped"),
    ],
)
def test_nothing_is_asked_that_is_answered_already(history, rule):
    assert rule not in rules(*history)


def test_a_cancelled_action_is_not_advised_on():
    assert rules(agreed(**UNMEASURED), cancelled()) == []


@pytest.mark.parametrize("kind", list(ActionKind))
def test_what_is_proposed_holds_better_than_what_is_suggested_as_weaker(kind):
    assert Strength.WEAKER not in {suggested_strength(one) for one in holds_better(kind)}


def test_advice_is_set_aside_only_where_it_is_given():
    weak = action.given(agreed())

    assert set_advice_aside(weak.state, rule="weaker_action", reason=words()).rule == (
        "weaker_action"
    )
    weak.when(lambda it: set_advice_aside(it, rule="no_measure", reason=words())).then_refused(
        NoSuchAdvice, pointer="/rule"
    )
