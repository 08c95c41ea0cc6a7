"""What may be recorded about an improvement action, and when the rules say no.

That the findings and gaps it answers exist and stand is decided by their own streams, in the same
append (`answer_finding`, `answer_gap`). A weaker action is never refused.

Source: RCA2; domain rule that doing, seeing that it was done and judging whether it helped are
three facts by more than one person.
"""

from datetime import date
from uuid import UUID

from domain.action import refusals
from domain.action.events import (
    ActionAgreed,
    ActionCompleted,
    ActionVerified,
    AnsweredFinding,
    AnsweredGap,
    VerificationRefused,
)
from domain.action.state import Action, Stage
from domain.actor import Actor, InRole
from domain.moment import Moment
from domain.sealed import Body
from domain.vocabulary.improvement import (
    STRENGTH_TABLE,
    ActionKind,
    Strength,
    suggested_strength,
)


def agree(
    *,
    title: Body,
    kind: ActionKind,
    owner: InRole,
    due_on: date,
    strength: Strength | None = None,
    findings: tuple[AnsweredFinding, ...] = (),
    gaps: tuple[AnsweredGap, ...] = (),
    measure: Body | None = None,
    why_no_measure: Body | None = None,
    service: UUID | None = None,
    at: Moment | None = None,
) -> ActionAgreed:
    """Where the provider gives no strength, the suggested one is its judgement."""
    if not findings and not gaps:
        raise refusals.AnswersNothing
    if (measure is None) is (why_no_measure is None):
        raise refusals.MeasureOrReason("/measure")
    suggested = suggested_strength(kind)
    return ActionAgreed(
        title=title,
        kind=kind,
        strength=strength or suggested,
        suggested_strength=suggested,
        strength_table=STRENGTH_TABLE,
        findings=tuple(dict.fromkeys(findings)),
        gaps=tuple(dict.fromkeys(gaps)),
        owner=owner,
        due_on=due_on,
        measure=measure,
        why_no_measure=why_no_measure,
        service=service,
        at=at,
    )


def complete(
    action: Action, *, by: Actor, evidence: Body | None = None, at: Moment | None = None
) -> ActionCompleted:
    completing = by.in_role()
    match action.stage:
        case Stage.VERIFIED:
            raise refusals.ActionAlreadyVerified
        case Stage.COMPLETED:
            raise refusals.ActionAlreadyCompleted
        case Stage.AGREED:
            return ActionCompleted(by=completing, evidence=evidence, at=at)


def _awaiting_verification(action: Action) -> ActionCompleted:
    if action.verified is not None:
        raise refusals.ActionAlreadyVerified
    if action.completed is None:
        raise refusals.ActionNotCompleted
    return action.completed


def _earlier(at: Moment | None, than: Moment | None) -> bool:
    """Whether both times are exact enough to tell, and `at` is the earlier one."""
    one = None if at is None else at.instant()
    other = None if than is None else than.instant()
    return one is not None and other is not None and one < other


def verify(action: Action, *, by: Actor, at: Moment | None = None) -> ActionVerified:
    verifying = by.in_role()
    completed = _awaiting_verification(action)
    if verifying.may_be(action.agreed.owner) or verifying.may_be(completed.by):
        raise refusals.VerificationNotIndependent
    if _earlier(at, completed.at):
        raise refusals.VerifiedBeforeCompleted("/at")
    return ActionVerified(by=verifying, at=at)


def refuse_verification(
    action: Action, *, by: Actor, reason: Body, at: Moment | None = None
) -> VerificationRefused:
    """Anyone may say that it is not done after all, its owner too."""
    refusing = by.in_role()
    _awaiting_verification(action)
    return VerificationRefused(by=refusing, reason=reason, at=at)
