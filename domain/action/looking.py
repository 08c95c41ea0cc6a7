"""What people say of recurrences: that they looked at them, or that they act because of one.

Looking at one closes the loose end and says nothing of the action; whether it helped is judged in a
review, and whether it is done again is decided by a reopening, each by a person.

Source: Heed's rules on recurrences (`domain/action/recurrence.py`).
"""

from collections.abc import Iterable
from uuid import UUID

from domain.action import refusals
from domain.action.recurrence import RecurrencesLookedAt
from domain.action.state import Action
from domain.actor import Actor
from domain.moment import Moment
from domain.sealed import Body


def must_have_recurred(action: Action, incidents: Iterable[UUID], pointer: str) -> None:
    """Whether each of these incidents is a recurrence of the action now."""
    if not action.recurred.keys() >= set(incidents):
        raise refusals.RecurrenceUnknown(pointer)


def look_at(
    action: Action,
    *,
    incidents: tuple[UUID, ...],
    text: Body,
    by: Actor,
    at: Moment | None = None,
) -> RecurrencesLookedAt:
    """Some may have been looked at before; refused where nobody has to look at any of them."""
    looking = by.in_role()
    must_have_recurred(action, incidents, "/incidents")
    if action.seen.issuperset(incidents):
        raise refusals.RecurrencesLookedAtAlready("/incidents")
    return RecurrencesLookedAt(
        incidents=tuple(dict.fromkeys(incidents)), text=text, by=looking, at=at
    )
