"""Times that cannot be right are marked, never refused.

A claimed time more than five minutes in the future, or out of order with another, becomes an
issue `time_suspect` and is left out of every clock until somebody confirms it. Where two times
disagree, the later step is marked: it was written down second. A time that is known only to the
day, the week or the month disagrees with another only where no part of it can be right.

Source: six instants of a report (occurred, first noticed, organisation aware, made, acknowledged);
offline tablets and nightly batches are normal in care.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from domain.incident.account import Account, Occurred
from domain.incident.events import Done, Issue
from domain.moment import Moment, in_the_future, surely_before

TIME_SUSPECT = "time_suspect"
M = TypeVar("M", bound=Moment)


def marked(moment: M, *, now: datetime, not_before: Moment | None = None) -> M:
    """The same moment, marked where it lies in the future or before `not_before`."""
    early = not_before is not None and not not_before.suspect and surely_before(moment, not_before)
    if early or in_the_future(moment.at, now=now, precision=moment.precision):
        return moment.model_copy(update={"suspect": True})
    return moment


def _bounds(occurred: Occurred) -> tuple[Moment | None, Moment | None]:
    """The beginning and the end of the period, both as exact as the period."""
    began, ended = occurred.from_, occurred.to
    return (
        None if began is None else Moment(at=began, precision=occurred.precision),
        None if ended is None else Moment(at=ended, precision=occurred.precision),
    )


def _occurred(occurred: Occurred, *, now: datetime) -> tuple[Occurred, str | None]:
    """The period, and the pointer of the member that cannot be right."""
    began, ended = _bounds(occurred)
    if began is not None and marked(began, now=now).suspect:
        return occurred.model_copy(update={"suspect": True}), "/occurred/from"
    if ended is not None and marked(ended, now=now, not_before=began).suspect:
        return occurred.model_copy(update={"suspect": True}), "/occurred/to"
    return occurred, None


def first_known(account: Account) -> Moment | None:
    """What nothing that was done about it can come before: that somebody noticed; else that it
    happened; else that the organisation knew. None where nothing of it can be relied on.
    """
    occurred = account.occurred
    began = None if occurred is None or occurred.suspect else _bounds(occurred)[0]
    for at in (account.first_noticed, began, account.organisation_aware):
        if at is not None and not at.suspect:
            return Moment(at=at.at, precision=at.precision)
    return None


A = TypeVar("A", bound=Account)


def check_account(account: A, *, now: datetime) -> tuple[A, tuple[Issue, ...]]:
    """The account with its suspect times marked, and one issue per suspect time."""
    news: dict[str, object] = {}
    suspect: list[str] = []
    if account.occurred is not None:
        news["occurred"], pointer = _occurred(account.occurred, now=now)
        suspect += [pointer] if pointer else []
    before = _bounds(account.occurred)[0] if account.occurred and not suspect else None
    if account.first_noticed is not None:
        noticed = marked(account.first_noticed, now=now, not_before=before)
        news["first_noticed"] = noticed
        suspect += ["/first_noticed/at"] if noticed.suspect else []
        before = before if noticed.suspect else noticed
    if account.organisation_aware is not None:
        aware = marked(account.organisation_aware, now=now, not_before=before)
        news["organisation_aware"] = aware
        suspect += ["/organisation_aware/at"] if aware.suspect else []
    issues = tuple(Issue(pointer=pointer, code=TIME_SUSPECT) for pointer in suspect)
    return account.model_copy(update=news), issues


def check_done(done: Sequence[Done], *, now: datetime) -> Iterator[tuple[Done, Issue | None]]:
    """Each immediate action with its time marked where it lies in the future."""
    for place, action in enumerate(done):
        at = None if action.at is None else marked(action.at, now=now)
        issue = None
        if at is not None and at.suspect:
            issue = Issue(pointer=f"/immediate_actions/done/{place}/at", code=TIME_SUSPECT)
        yield action.model_copy(update={"at": at}), issue
