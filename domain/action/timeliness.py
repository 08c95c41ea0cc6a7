"""When an action counts as done, whether that was in time, and when its effect is to be reviewed.

Time is told in days in London. "On time" has two answers, against the day it is due now and
against the day it was due first, so that a postponement can never hide a delay.

Source: RCA2 (actions are timely and measured); Heed's rule that a changed due date keeps the
original.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.action.state import Action
from domain.action.vocabulary import Verdict
from domain.moment import LONDON, Moment, span, surely_before


def earlier(at: Moment | None, than: Moment | None) -> bool:
    """Whether both times can be relied on, and `at` is the earlier one however it is meant."""
    if at is None or than is None or at.suspect or than.suspect:
        return False
    return surely_before(at, than)


def counts_on(at: Moment | None, *, now: datetime) -> date:
    """The last day in London that `at` can mean; the day of `now` where it says nothing that can
    be relied on.
    """
    if at is None or at.suspect:
        return now.astimezone(LONDON).date()
    last = span(at.at, at.precision)[1].astimezone(LONDON).date()
    return min(last, now.astimezone(LONDON).date())


@dataclass(frozen=True, slots=True)
class Timeliness:
    """None while it is not done, where the day was not kept, and where only a time that cannot be
    right was said and the day of recording is too late: nobody is late by a doubt.
    """

    on_time: bool | None
    on_original_time: bool | None


def timeliness(action: Action) -> Timeliness:
    done = action.completed.on if action.completed else None
    if done is None:
        return Timeliness(None, None)
    at = action.completed.at if action.completed else None
    otherwise = None if at is not None and at.suspect else False
    return Timeliness(
        (done <= action.due_on) or otherwise, (done <= action.original_due_on) or otherwise
    )


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A review of the effect: `day` after verification; whether it was held, by then or later."""

    day: int
    due_on: date
    held: bool


def days_after_verification(action: Action, on: date) -> int | None:
    """How many days `on` is after the verification; never less than none."""
    verified = action.verified.on if action.verified else None
    return None if verified is None else max((on - verified).days, 0)


def reviews_due(action: Action) -> Sequence[ReviewDue]:
    """Those planned since it was verified, the earliest first; a verdict that it is too early
    leaves its review due.
    """
    verified = action.verified.on if action.verified else None
    if verified is None:
        return ()
    told = [one for one in action.current_reviews if one.verdict is not Verdict.TOO_EARLY]
    latest = max((one.day or 0 for one in told), default=-1)
    return tuple(
        ReviewDue(day, verified + timedelta(days=day), held=day <= latest)
        for day in action.review_days
    )
