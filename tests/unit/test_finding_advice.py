"""Advice on a finding asks what a careful colleague would, and never blocks."""

import pytest

from domain.advice import NoSuchAdvice
from domain.investigation.events import FindingAdviceSetAside, FindingAnswered, GroundLost
from domain.investigation.lint import advice, advice_on
from domain.investigation.revising import set_advice_aside
from domain.investigation.state import evolve
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.improvement import ActionKind, Strength
from tests.examples import ACTION, FINDING, INCIDENT, INTERVIEWS, identity, words
from tests.learning import found, interviewed, opened, withdrawn
from tests.spec import Specification

investigation = Specification(evolve)
RECORDS = identity(15)
GOOD = found(secondary=(Factor.SUPERVISION,))
NONE_FOUND = {"factor": Factor.NO_CONTRIBUTORY_FACTOR_FOUND, "secondary": ()}
LIMITED, STRONG = EvidenceStrength.LIMITED, EvidenceStrength.STRONG


def answered(strength, action=ACTION):
    return FindingAnswered(
        finding=FINDING, action=action, kind=ActionKind.TRAINING, strength=strength
    )


def rules(*history, evidence=None):
    known = investigation.given(opened(), evidence or interviewed(), *history).state
    return [one.id for one in advice_on(known, known.findings[FINDING])]


def test_a_careful_finding_needs_no_advice():
    assert rules(GOOD) == []


def test_a_finding_that_stops_at_one_person_is_asked_what_made_it_likely():
    assert rules(found(level=Level.INDIVIDUAL)) == ["only_individual_level", "no_secondary_factor"]


@pytest.mark.parametrize("kind", ["interview", "statement"])
def test_one_statement_alone_is_one_view(kind):
    one = interviewed(kind=kind, count=None)

    assert rules(GOOD, evidence=one) == ["one_statement_only"]
    assert rules(GOOD, evidence=interviewed(kind=kind, count=2)) == []
    assert rules(GOOD, evidence=interviewed(kind="observation", count=1)) == []


def test_strong_means_that_two_kinds_of_evidence_agree():
    records = interviewed(evidence=RECORDS, kind="supervision_records", count=24)
    strong = {"strength": STRONG, "secondary": (Factor.SUPERVISION,)}

    assert rules(found(**strong)) == ["strong_on_one_kind"]
    assert rules(records, found(**strong, evidence=(INTERVIEWS, RECORDS))) == []


def test_limited_evidence_is_asked_what_would_settle_it():
    assert "limited_evidence" in rules(found(strength=LIMITED))


def test_that_nothing_contributed_is_not_asked_for_a_second_factor():
    assert rules(found(**NONE_FOUND, strength=LIMITED, level=Level.INDIVIDUAL)) == []


def test_a_finding_that_only_weaker_actions_answer_asks_what_else():
    weak, firm = answered(Strength.WEAKER), answered(Strength.STRONGER, identity(16))
    unknown = FindingAnswered(finding=FINDING, action=ACTION)

    assert rules(GOOD, weak) == ["only_weaker_actions_for_finding"]
    assert rules(GOOD, weak, firm) == []
    assert rules(GOOD, unknown) == []


def test_a_finding_says_that_it_lost_a_ground():
    assert rules(GOOD, GroundLost(incident=INCIDENT)) == ["ground_lost"]


def test_a_withdrawn_finding_is_not_advised_on():
    assert rules(found(level=Level.INDIVIDUAL), withdrawn()) == []


def test_a_lead_from_the_same_service_is_asked_who_else_looks():
    assert advice(investigation.given(opened()).state) == ()
    [rule] = advice(investigation.given(opened(lead_independent=False)).state)
    assert rule.id == "lead_not_independent"


def test_advice_is_set_aside_only_where_it_is_given():
    def aside(rule):
        return FindingAdviceSetAside(finding=FINDING, rule=rule, reason=words())

    known = investigation.given(opened(), interviewed(), found())

    known.when(lambda it: set_advice_aside(it, aside("no_secondary_factor"))).then(
        aside("no_secondary_factor")
    )
    known.when(lambda it: set_advice_aside(it, aside("limited_evidence"))).then_refused(
        NoSuchAdvice, pointer="/rule"
    )
