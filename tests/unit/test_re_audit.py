"""An audit that is done again, and one that counts for nothing."""

from datetime import date

from domain.audit import refusals
from domain.audit.decisions import answer_gap, compared, complete, plan_again, void, void_again
from domain.audit.events import AuditVoided, ReAudit, ReAuditPlanned, ReAuditVoided
from domain.audit.state import evolve
from domain.vocabulary.sampling import SampleMethod
from tests.examples import ACTION, AUDIT, NOMINATED_INDIVIDUAL, identity, words
from tests.learning import audited, planned
from tests.spec import Specification

audit = Specification(evolve)
AGAIN, LATER = identity(91), identity(92)
DUE = date(2026, 9, 1)


def voided():
    return AuditVoided(reason=words(), by=NOMINATED_INDIVIDUAL)


def audited_with_a_date():
    return audited().model_copy(update={"re_audit_due_on": DUE})


def test_a_completed_audit_is_done_again_as_often_as_one_likes():
    known = audit.given(planned(), audited(), ReAuditPlanned(audit=AGAIN))

    known.when(lambda it: plan_again(it, by=LATER)).then(ReAuditPlanned(audit=LATER))


def test_an_audit_that_was_not_done_is_not_done_again():
    (
        audit.given(planned())
        .when(lambda it: plan_again(it, by=AGAIN))
        .then_refused(refusals.AuditNotCompleted, pointer="/re_audit_of")
    )


def test_a_void_audit_is_not_done_again():
    (
        audit.given(planned(), audited(), voided())
        .when(lambda it: plan_again(it, by=AGAIN))
        .then_refused(refusals.AuditIsVoid, pointer="/re_audit_of")
    )


def test_two_audits_are_comparable_where_tool_version_and_method_agree():
    first = audit.given(planned(), audited()).state

    def told(**changes):
        return compared(planned(**changes), earlier=AUDIT, audit=first)

    assert told() == ReAudit(audit=AUDIT, comparable=True)
    assert not told(tool_version="5").comparable
    assert not told(sample_method=SampleMethod.PURPOSIVE).comparable
    assert not told(tool="another_tool").comparable


def test_a_re_audit_is_due_until_it_is_planned_and_again_where_that_one_is_void():
    done = (planned(), audited_with_a_date())

    assert audit.given(*done).state.re_audit_due_on == DUE
    assert audit.given(*done, ReAuditPlanned(audit=AGAIN)).state.re_audit_due_on is None
    undone = (*done, ReAuditPlanned(audit=AGAIN), ReAuditVoided(audit=AGAIN))
    assert audit.given(*undone).state.re_audit_due_on == DUE
    assert audit.given(*done, voided()).state.re_audit_due_on is None
    assert audit.given(planned(), audited()).state.re_audit_due_on is None


def test_an_audit_is_voided_before_it_was_completed_or_after_but_once():
    audit.given(planned()).when(lambda it: void(it, voided())).then(voided())
    audit.given(planned(), audited()).when(lambda it: void(it, voided())).then(voided())
    (
        audit.given(planned(), voided())
        .when(lambda it: void(it, voided()))
        .then_refused(refusals.AuditIsVoid)
    )
    assert void_again(by=AGAIN) == ReAuditVoided(audit=AGAIN)


def test_a_void_audit_is_not_completed():
    (
        audit.given(planned(), voided())
        .when(lambda it: complete(it, audited()))
        .then_refused(refusals.AuditIsVoid)
    )


def test_a_void_audit_has_no_gaps_for_an_action_to_answer():
    known = audit.given(planned(), audited(), voided())

    assert known.state.gaps == known.state.unanswered_gaps == ()
    known.when(
        lambda it: answer_gap(it, criterion="boundaries_discussed", action=ACTION)
    ).then_refused(refusals.GapUnknown, pointer="/criterion")
