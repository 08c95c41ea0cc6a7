"""A newer snapshot of a record that Heed has: the differences, and nothing else.

The care system sends its whole record again with a higher version. What changed becomes one
`incident.amended`, what was left out is withdrawn (the history keeps it), and facts of their own,
such as immediate actions, are added or replaced but never withdrawn by silence. What a person has
changed in Heed meanwhile is not overwritten; it becomes an issue.

Sealed members are compared by keyed fingerprints of what was sent, so that no words have to be
opened to see whether they changed.

Source: the pinned report door, rule 3; DSCR MODS (versioned records).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.attempt import Attempt
from api.incidents.first import (
    Reading,
    carried,
    excluded,
    immediate_actions,
    source_of,
    suspect_stamp,
    told,
    wishes,
)
from api.incidents.merging import carry_news, restrict_all, together_with
from api.incidents.report import Report
from api.incidents.saying import account, people_named
from domain.event import DomainEvent
from domain.incident.account import ReportedAccount, known
from domain.incident.clocks import check_account, first_known
from domain.incident.decisions import restrict_as_reported
from domain.incident.events import IncidentAmended, Issue, Restricted
from domain.incident.state import RESTRICTED, Incident
from domain.moment import Moment

CHANGED_IN_HEED = "changed_in_heed"
SEALED = {
    "what_happened": "what_happened",
    "attachments": "attachments",
    "raised_by": "raised_by",
    "source_url": "source",
    "extra": "extra",
}
"""Members of an account that hold bodies, and the member of the report they come from."""
SENT_AS = {"unit": "unit_ref", "source_url": "source"}
NOT_COMPARED = frozenset({"source_ref", "source_version"})

Fingerprints = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A newer reading beside the fingerprints of the older one."""

    reading: Reading
    before: Fingerprints
    after: Fingerprints

    def differs(self, member: str) -> bool:
        """Whether this member of the report was sent with another value than before."""
        return self.before.get(member) != self.after.get(member)

    def leaves_out(self, member: str) -> bool:
        """Whether this member of an account was sent before and is not now. What was sent and
        could not be read is not left out: what was known of it stays.
        """
        sent_as = SENT_AS.get(member, member)
        if member == "source_url" and self.reading.report.source is not None:
            return self.reading.report.source.url is None
        return sent_as in self.before and sent_as not in self.after


def fingerprints(
    value: Mapping[str, Any], extra: str | None, fingerprint: Callable[[Any], str]
) -> dict[str, str]:
    """One keyed fingerprint per member of the schema that was sent; the rest counts as `extra`."""
    known = Report.model_fields.keys() - NOT_COMPARED - {"extra"}
    found = {
        name: fingerprint(value[name]) for name in sorted(known) if value.get(name) is not None
    }
    return found if extra is None else found | {"extra": fingerprint(extra)}


def _account_changes(
    incident: Incident, said: ReportedAccount, snapshot: Snapshot
) -> tuple[dict[str, Any], list[str]]:
    """The members that changed with their new values, and those that were left out. A unit goes
    with the service it belongs to.
    """
    now = incident.account
    changed = {
        name: getattr(said, name)
        for name in said.model_fields_set
        if (
            snapshot.differs(SEALED[name])
            if name in SEALED
            else getattr(said, name) != getattr(now, name)
        )
    }
    gone = [name for name in known(now) if name not in said.model_fields_set]
    moved = {"unit"} if "service" in changed else set[str]()
    return changed, [name for name in gone if snapshot.leaves_out(name) or name in moved]


def _facts(
    attempt: Attempt,
    incident: Incident,
    stream: UUID,
    snapshot: Snapshot,
    not_before: Moment | None,
) -> Iterator[tuple[str, DomainEvent]]:
    """Facts of their own that a newer snapshot brings: the member of the report and the event."""
    report = snapshot.reading.report
    version = report.source_version
    if snapshot.differs("people") and (report.people is not None or snapshot.leaves_out("people")):
        yield "people", people_named(attempt, report.people or (), version)
    if report.immediate_actions is not None and snapshot.differs("immediate_actions"):
        taken, _ = immediate_actions(attempt, report.immediate_actions, stream, version)
        yield "immediate_actions", taken
    if report.wishes is not None and snapshot.differs("wishes"):
        yield "wishes", wishes(attempt, report.wishes, stream, version)
    bodies, now = report.reported_to or (), attempt.now
    for event, _ in told(bodies, stream, version, now=now, not_before=not_before):
        before = incident.told.get(event.report)
        news = event.model_copy(update={"source_version": None})
        if before is None or before.report.model_copy(update={"source_version": None}) != news:
            yield "reported_to", event
    because = snapshot.reading.restricted_because
    if because is not None and snapshot.differs("restricted"):
        hidden_from = excluded(attempt, snapshot.reading)
        said = Restricted(excluded=hidden_from, reason=because, source_version=version)
        restricted = restrict_as_reported(incident, said, by=attempt.persons)
        if restricted is not None:
            yield RESTRICTED, restricted


def _restricted(snapshot: Snapshot) -> set[str]:
    """That it says something else than before of who may not see it."""
    said = snapshot.reading.restricted_because is not None and snapshot.differs(RESTRICTED)
    return {RESTRICTED} if said else set()


async def grow(attempt: Attempt, incident: Incident, stream: UUID, snapshot: Snapshot) -> list[str]:
    """Record what is new; returns the members of the report that changed, by name. Who may not
    see it may see none of those that are merged with it either.
    """
    reading = snapshot.reading
    members = account(attempt, reading.report, stream, extra=reading.extra)
    said, suspect = check_account(ReportedAccount(**members), now=attempt.now)
    changed, gone = _account_changes(incident, said, snapshot)
    theirs = sorted((changed.keys() | set(gone) | _restricted(snapshot)) & incident.changed_here)
    known_since = first_known(said)
    facts = list(_facts(attempt, incident, stream, snapshot, known_since))
    _, in_facts = carried(attempt, reading.report, stream, not_before=known_since)
    kept = [Issue(pointer=f"/{SENT_AS.get(name, name)}", code=CHANGED_IN_HEED) for name in theirs]
    source = source_of(attempt, reading.report)
    amended = IncidentAmended(
        set=ReportedAccount(**{n: v for n, v in changed.items() if n not in theirs}),
        withdrawn=tuple(name for name in gone if name not in theirs),
        source=source,
        issues=(*reading.issues, *suspect_stamp(source), *suspect, *in_facts, *kept),
    )
    restricting = [event for _, event in facts if isinstance(event, Restricted)]
    others = [event for _, event in facts if not isinstance(event, Restricted)]
    attempt.record(stream, amended, *others)
    await carry_news(attempt, stream, incident, [amended, *others])
    for restricted in restricting:
        together = await together_with(attempt, stream, incident)
        restrict_all(attempt, together, {stream: restricted})
    touched = [*amended.set.model_fields_set, *amended.withdrawn, *(name for name, _ in facts)]
    return sorted({SENT_AS.get(name, name) for name in touched})
