"""The events of a first report, in the order that is promised.

`incident.reported` comes first; people, immediate actions, wishes and bodies told follow as facts
of their own, in the same append.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from api.attempt import Attempt
from api.incidents.parts import ImmediateActionsPart, ToldPart, WishesPart
from api.incidents.report import Report
from api.incidents.saying import account, people_named
from domain.event import DomainEvent
from domain.incident.account import ReportedAccount
from domain.incident.clocks import TIME_SUSPECT, check_account, check_done, first_known, marked
from domain.incident.events import (
    Done,
    ExternallyReported,
    ImmediateActionsTaken,
    IncidentReported,
    Issue,
    Source,
    WishesRecorded,
)
from domain.incident.restriction import EVERYBODY
from domain.incident.vocabulary import RestrictionReason, ToldBody
from domain.moment import Moment
from domain.sealed import BodyClass


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that was read: itself, the issues found, and what goes sealed into `extra`.
    `unsure_whom`: whom it is to be hidden from could not be read, or not all of it;
    `unsure_version`: nor could its version.
    """

    report: Report
    issues: tuple[Issue, ...]
    extra: str | None
    unsure_whom: bool = False
    unsure_version: bool = False

    def at(self, version: int) -> "Reading":
        """The same, as this version of the record."""
        return replace(self, report=self.report.model_copy(update={"source_version": version}))

    @property
    def restricted_because(self) -> RestrictionReason | None:
        """None where it says nothing of who may not see it."""
        if self.report.restricted is not None:
            return self.report.restricted.reason
        return RestrictionReason.OTHER if self.unsure_whom else None


def source_of(attempt: Attempt, report: Report) -> Source:
    stamp = None if report.source is None else report.source.recorded_at
    return Source(
        system=attempt.principal.source,
        ref=report.source_ref,
        version=report.source_version,
        recorded_at=None if stamp is None else marked(Moment(at=stamp), now=attempt.now),
    )


def suspect_stamp(source: Source) -> tuple[Issue, ...]:
    """One issue where the care system saved it at a time that has not come yet."""
    if source.recorded_at is None or not source.recorded_at.suspect:
        return ()
    return (Issue(pointer="/source/recorded_at", code=TIME_SUSPECT),)


def immediate_actions(
    attempt: Attempt, said: ImmediateActionsPart, incident: UUID, source_version: int | None
) -> tuple[ImmediateActionsTaken, tuple[Issue, ...]]:
    done = [
        Done(kind=one.kind, at=None if one.at is None else Moment(at=one.at)) for one in said.done
    ]
    checked = list(check_done(done, now=attempt.now))
    taken = ImmediateActionsTaken(
        safe_now=said.safe_now,
        done=tuple(one for one, _ in checked),
        text=attempt.body(said.text, BodyClass.NARRATIVE, incident),
        source_version=source_version,
    )
    return taken, tuple(issue for _, issue in checked if issue is not None)


def wishes(
    attempt: Attempt, said: WishesPart, incident: UUID, source_version: int | None
) -> WishesRecorded:
    return WishesRecorded(
        asked=said.asked,
        asked_of=said.asked_of,
        lacked_capacity=said.lacked_capacity,
        supported_by=said.supported_by,
        text=attempt.body(said.text, BodyClass.NARRATIVE, incident),
        source_version=source_version,
    )


def told_identity(
    incident: UUID, body: ToldBody | None, commissioner: str | None, nth: int
) -> UUID:
    """Of the `nth` report to this body in a snapshot, whichever snapshot came first."""
    return uuid5(incident, f"told/{body}/{commissioner}/{nth}")


def told(
    said: Sequence[ToldPart],
    incident: UUID,
    source_version: int,
    *,
    now: datetime,
    not_before: Moment | None,
) -> Iterator[tuple[ExternallyReported, Issue | None]]:
    """One fact per body told. The same body told again in a newer snapshot is the same report,
    whichever snapshot came first: its identity is made of the incident and whom it was told.
    """
    count: dict[tuple[Any, ...], int] = {}
    for place, one in enumerate(said):
        whom = (one.body, one.commissioner_ref)
        count[whom] = count.get(whom, 0) + 1
        at = None if one.at is None else marked(Moment(at=one.at), now=now, not_before=not_before)
        suspect = at is not None and at.suspect
        event = ExternallyReported(
            report=told_identity(incident, *whom, count[whom]),
            body=one.body,
            commissioner=one.commissioner_ref,
            at=at,
            channel=one.channel,
            source_version=source_version,
        )
        yield (
            event,
            Issue(pointer=f"/reported_to/{place}/at", code=TIME_SUSPECT) if suspect else None,
        )


def carried(
    attempt: Attempt, report: Report, incident: UUID, *, not_before: Moment | None
) -> tuple[list[DomainEvent], list[Issue]]:
    """The facts of their own that a report carries, and the issues in them. `not_before`: when it
    was first known, before which nobody can have been told.
    """
    events, issues = list[DomainEvent](), list[Issue]()
    version = report.source_version
    if report.people:
        events.append(people_named(attempt, report.people, version))
    if report.immediate_actions is not None:
        taken, suspect = immediate_actions(attempt, report.immediate_actions, incident, version)
        events.append(taken)
        issues += suspect
    if report.wishes is not None:
        events.append(wishes(attempt, report.wishes, incident, version))
    bodies, now = report.reported_to or (), attempt.now
    for event, issue in told(bodies, incident, version, now=now, not_before=not_before):
        events.append(event)
        issues += [] if issue is None else [issue]
    return events, issues


def report_first(attempt: Attempt, reading: Reading, incident: UUID) -> None:
    """Record a report of an incident that Heed has not heard of."""
    report = reading.report
    members = account(attempt, report, incident, extra=reading.extra)
    said, suspect = check_account(ReportedAccount(**members), now=attempt.now)
    facts, more = carried(attempt, report, incident, not_before=first_known(said))
    source = source_of(attempt, report)
    reported = IncidentReported(
        **{name: getattr(said, name) for name in said.model_fields_set},
        source=source,
        issues=(*reading.issues, *suspect_stamp(source), *suspect, *more),
        excluded=excluded(attempt, reading) or None,
        restricted_because=reading.restricted_because,
    )
    attempt.begin(incident)
    attempt.record(incident, reported, *facts)


def excluded(attempt: Attempt, reading: Reading) -> tuple[UUID, ...]:
    """Who may not see this incident, by reference; everybody too, where that could not be read."""
    restricted = reading.report.restricted
    named = attempt.hide_from(restricted.exclude) if restricted is not None else ()
    return (*named, EVERYBODY) if reading.unsure_whom else named
