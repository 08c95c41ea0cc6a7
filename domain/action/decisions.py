"""What may be recorded about an improvement action, and when the rules say no.

That the findings and gaps it answers exist and stand is decided by their own streams, in the same
append (`answer_finding`, `answer_gap`, `answer` of a theme). A weaker action is never refused.

Source: RCA2; domain rule that doing, seeing that it was done and judging whether it helped are
three facts by more than one person.
"""

from datetime import date
from uuid import UUID

from domain.action import refusals
from domain.action.events import (
    ActionAgreed,
    ActionCompleted,
    ActionStarted,
    ActionVerified,
    AnsweredFinding,
    AnsweredGap,
    VerificationRefused,
)
from domain.action.state import Action, Stage
from domain.action.timeliness import earlier
from domain.action.vocabulary import REVIEW_DAYS
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
    measures: tuple[UUID, ...] = (),
    review_days: tuple[int, ...] | None = None,
    strength_reason: Body | None = None,
    themes: tuple[UUID, ...] = (),
) -> ActionAgreed:
    """Where the provider gives no strength, the suggested one is its judgement. `review_days`:
    Heed's default for None, no review for an empty one.
    """
    if not findings and not gaps and not themes:
        raise refusals.AnswersNothing
    if (measure is None and not measures) is (why_no_measure is None):
        raise refusals.MeasureOrReason("/measure")
    days = REVIEW_DAYS if review_days is None else review_days
    if list(days) != sorted(set(days)):
        raise refusals.ReviewDaysOutOfOrder("/review_days")
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
        measures=tuple(dict.fromkeys(measures)) or None,
        review_days=days,
        strength_reason=strength_reason,
        themes=tuple(dict.fromkeys(themes)) or None,
    )


def must_be_unfinished(action: Action) -> None:
    """Whether it is still to be done."""
    match action.stage:
        case Stage.CANCELLED:
            raise refusals.ActionIsCancelled
        case Stage.VERIFIED:
            raise refusals.ActionAlreadyVerified
        case Stage.COMPLETED:
            raise refusals.ActionAlreadyCompleted
        case Stage.AGREED | Stage.STARTED:
            return


def start(action: Action, *, at: Moment | None = None) -> ActionStarted:
    must_be_unfinished(action)
    if action.started is not None:
        raise refusals.ActionAlreadyStarted
    return ActionStarted(at=at)


def complete(
    action: Action,
    *,
    by: Actor,
    evidence: Body | None = None,
    at: Moment | None = None,
    on: date | None = None,
) -> ActionCompleted:
    """Whether work on it was said to have begun does not matter."""
    completing = by.in_role()
    must_be_unfinished(action)
    return ActionCompleted(by=completing, evidence=evidence, at=at, on=on)


def _awaiting_verification(action: Action) -> ActionCompleted:
    if action.cancelled is not None:
        raise refusals.ActionIsCancelled
    if action.verified is not None:
        raise refusals.ActionAlreadyVerified
    if action.completed is None:
        raise refusals.ActionNotCompleted
    return action.completed


def verify(
    action: Action,
    *,
    by: Actor,
    at: Moment | None = None,
    on: date | None = None,
    evidence: Body | None = None,
) -> ActionVerified:
    verifying = by.in_role()
    completed = _awaiting_verification(action)
    if action.had_in_hand(verifying):
        raise refusals.VerificationNotIndependent
    if earlier(at, completed.at):
        raise refusals.VerifiedBeforeCompleted("/at")
    return ActionVerified(by=verifying, at=at, on=on, evidence=evidence)


def refuse_verification(
    action: Action, *, by: Actor, reason: Body, at: Moment | None = None
) -> VerificationRefused:
    """Anyone may say that it is not done after all, its owner too."""
    refusing = by.in_role()
    _awaiting_verification(action)
    return VerificationRefused(by=refusing, reason=reason, at=at)
