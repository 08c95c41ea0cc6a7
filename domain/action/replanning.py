"""What may change about an action that is not done, and how it begins again or ends undone.

A changed date keeps the one before, a reopened action keeps what was judged of it, and one that is
not done after all needs somebody to answer for it where people were hurt.

Source: domain rules 15 and 16 (a due date keeps its original; the risk of not acting is accepted
by a named role).
"""

from datetime import date
from uuid import UUID

from domain.action import refusals
from domain.action.decisions import must_be_unfinished
from domain.action.events import (
    ActionCancelled,
    ActionReopened,
    AdviceSetAside,
    DueDateChanged,
    MeasuresNamed,
    OwnerChanged,
)
from domain.action.lint import advice
from domain.action.looking import must_have_recurred
from domain.action.state import Action, Stage
from domain.actor import Actor, InRole
from domain.advice import must_be_given
from domain.moment import Moment
from domain.sealed import Body


def change_due_date(
    action: Action,
    *,
    to: date,
    reason: Body,
    interim_control: Body | None = None,
    at: Moment | None = None,
) -> DueDateChanged:
    must_be_unfinished(action)
    if to == action.due_on:
        raise refusals.DueDateUnchanged("/due_on")
    return DueDateChanged(
        from_=action.due_on, to=to, reason=reason, interim_control=interim_control, at=at
    )


def change_owner(
    action: Action, *, owner: InRole, reason: Body | None = None, at: Moment | None = None
) -> OwnerChanged:
    must_be_unfinished(action)
    if owner == action.owner:
        raise refusals.OwnerUnchanged("/owner")
    return OwnerChanged(owner=owner, reason=reason, at=at)


def name_measures(
    action: Action, *, measures: tuple[UUID, ...], at: Moment | None = None
) -> MeasuresNamed:
    """Those named already are left out; refused where none is new. It may be done by then."""
    if action.cancelled is not None:
        raise refusals.ActionIsCancelled
    new = tuple(one for one in dict.fromkeys(measures) if one not in action.measures)
    if not new:
        raise refusals.MeasuresNamedAlready("/measures")
    return MeasuresNamed(measures=new, at=at)


def reopen(
    action: Action,
    *,
    by: Actor,
    reason: Body,
    due_on: date,
    at: Moment | None = None,
    signal: UUID | None = None,
    recurrence: UUID | None = None,
) -> ActionReopened:
    """One that waits for verification is sent back by refusing that instead. `signal`: one that
    is about the action.
    """
    reopening = by.in_role()
    if action.cancelled is not None:
        raise refusals.ActionIsCancelled
    if action.stage is not Stage.VERIFIED:
        raise refusals.ActionNotVerified
    if recurrence is not None:
        must_have_recurred(action, [recurrence], "/because/recurrence")
    return ActionReopened(
        by=reopening, reason=reason, due_on=due_on, at=at, signal=signal, recurrence=recurrence
    )


def cancel(
    action: Action,
    *,
    by: Actor,
    reason: Body,
    serious: bool,
    risk_accepted_by: str | None = None,
    at: Moment | None = None,
) -> ActionCancelled:
    """`serious`: a finding it answers rests on an incident of moderate harm or worse."""
    cancelling = by.in_role()
    must_be_unfinished(action)
    if serious and risk_accepted_by is None:
        raise refusals.RiskNotAccepted("/risk_accepted_by")
    return ActionCancelled(by=cancelling, reason=reason, risk_accepted_by=risk_accepted_by, at=at)


def set_advice_aside(
    action: Action, *, rule: str, reason: Body, at: Moment | None = None
) -> AdviceSetAside:
    """Only advice that is really given; said again, the later reason holds."""
    must_be_given(advice(action), rule)
    return AdviceSetAside(rule=rule, reason=reason, at=at)
