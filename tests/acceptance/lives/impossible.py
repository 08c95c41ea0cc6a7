"""A history that could not have been: what may follow what, said here once more and otherwise.

The log is walked in the order of its positions, event by event, with nothing of the product's
states: only what each event says. Whatever a rule forbids at that moment is a breach.

Source: domain invariants 5, 8, 11-14, 16 and 23; the binding design on links at both ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain import catalogue
from domain.log import Recorded

Link = tuple[str, UUID, Any, UUID]


@dataclass
class Course:
    """One stream as far as the walk has come. `ended`: the word of how it ended, if it did."""

    ended: str | None = None
    closed: bool = False
    merged: bool = False
    done_by: Any = None
    verified: bool = False
    effective: bool = False
    hands: set[Any] = field(default_factory=set[Any])
    """Staff who ever owned it or said that it was done."""
    leads: list[Any] = field(default_factory=list[Any])
    completed: bool = False
    no_response: bool = False
    incidents: set[UUID] = field(default_factory=set[UUID])
    evidence: set[UUID] = field(default_factory=set[UUID])
    findings: dict[UUID, set[Any]] = field(default_factory=dict[UUID, set[Any]])


class Walk:
    """`breaches`: what could not have been, in words. `here` and `there`: both ends of links."""

    def __init__(self) -> None:
        self.courses: dict[UUID, Course] = {}
        self.breaches: list[str] = []
        self.here: set[Link] = set()
        self.there: set[Link] = set()

    def see(self, row: Recorded) -> None:
        course = self.courses.setdefault(row.stream, Course())
        event = catalogue.read(row.type, row.facts or "{}")
        kind, _, fact = row.type.removesuffix(".v1").partition(".")
        for breach in getattr(self, f"_{kind}", _nothing)(row.stream, course, fact, event):
            self.breaches.append(f"{row.position} {row.type}: {breach}")

    def _incident(self, me: UUID, it: Course, fact: str, event: Any) -> Iterator[str]:
        if it.ended == "entered_in_error" and not _from_its_source(event):
            yield "of an incident that was entered in error"
        if it.merged and not _from_its_source(event) and fact not in {"unmerged", "restricted"}:
            yield "of an incident that goes on in another"
        match fact:
            case "closed":
                if it.closed:
                    yield "closed twice"
                yield from self._unanswered(me)
                it.closed = True
            case "reopened":
                if not it.closed:
                    yield "reopened without being closed"
                it.closed = False
            case "covered_by_investigation":
                if it.closed:
                    yield "covered while it is closed"
                self.there.add(("covers", event.investigation, None, me))
            case "merged" | "unmerged":
                it.merged = fact == "merged"
                if it.merged:
                    self.here.add(("joins", event.into, None, me))
            case "other_joined":
                self.there.add(("joins", me, None, event.incident))
            case "entered_in_error":
                it.ended = fact
            case _:
                pass

    def _unanswered(self, incident: UUID) -> Iterator[str]:
        """What keeps this incident from being closed now."""
        for other in self.courses.values():
            if incident in other.incidents:
                if other.ended is None:
                    yield "closed while an investigation is open"
                if not all(other.findings.values()):
                    yield "closed with a finding that nobody answered"

    def _investigation(self, me: UUID, it: Course, fact: str, event: Any) -> Iterator[str]:
        if it.ended == "signed_off" and fact in {"completed", "stopped", "finding_recorded"}:
            yield "of an investigation that was signed off"
        match fact:
            case "opened" | "scope_extended":
                it.incidents |= set(event.incidents)
                self.here |= {("covers", me, None, one) for one in event.incidents}
                if fact == "opened":
                    it.leads.append(event.lead)
                    it.no_response = event.method == "none"
            case "lead_changed":
                it.leads.append(event.lead)
            case "evidence_added":
                it.evidence.add(event.evidence)
            case "completed" | "returned":
                it.completed = fact == "completed"
            case "signed_off" | "stopped":
                yield from self._ended(it, fact, event)
                it.ended = fact
            case _:
                yield from self._found(me, it, fact, event)

    def _ended(self, it: Course, fact: str, event: Any) -> Iterator[str]:
        if fact == "signed_off" and not (it.completed or it.no_response):
            yield "signed off before it was completed"
        if fact == "signed_off" and event.by.staff in {lead.staff for lead in it.leads}:
            yield "signed off by somebody who led it"

    def _found(self, me: UUID, it: Course, fact: str, event: Any) -> Iterator[str]:
        match fact:
            case "finding_recorded" | "finding_revised":
                it.findings.setdefault(event.finding, set())
                if not set(event.evidence or ()) <= it.evidence:
                    yield "a finding without its evidence"
            case "finding_withdrawn":
                it.findings.pop(event.finding, None)
            case "finding_answered":
                self.there.add(("answers", event.action, event.finding, me))
                it.findings[event.finding].add(event.action)
            case "finding_action_cancelled":
                it.findings.get(event.finding, set()).discard(event.action)
            case "finding_left_without_action":
                it.findings[event.finding].add("a reason")
            case _:
                pass

    def _action(self, me: UUID, it: Course, fact: str, event: Any) -> Iterator[str]:
        if it.ended is not None:
            yield "of an action that was cancelled"
        match fact:
            case "agreed":
                it.hands.add(event.owner.staff)
                answered = [(one.finding, one.investigation) for one in event.findings]
                answered += [(one.criterion, one.audit) for one in event.gaps]
                self.here |= {("answers", me, part, whole) for part, whole in answered}
                if not answered:
                    yield "an action that answers nothing"
            case "owner_changed":
                it.hands.add(event.owner.staff)
            case "completed":
                it.done_by = event.by
                it.hands.add(event.by.staff)
            case "verification_refused" | "reopened":
                it.done_by, it.verified, it.effective = None, False, False
            case "cancelled":
                it.ended = fact
            case "verified":
                yield from _seen_by_somebody_else(it, event)
                it.verified = True
            case "effectiveness_reviewed":
                yield from _judged(it, event)
                it.effective |= event.verdict == "effective"
            case _:
                pass

    def _audit(self, me: UUID, it: Course, fact: str, event: Any) -> Iterator[str]:
        if fact == "completed" and (it.completed or it.ended):
            yield "completed twice, or after it was voided"
        it.completed |= fact == "completed"
        it.ended = "voided" if fact == "voided" else it.ended
        if fact == "gap_answered":
            self.there.add(("answers", event.action, event.criterion, me))
        if fact == "planned" and event.re_audit is not None:
            self.here.add(("again", event.re_audit.audit, None, me))
        if fact == "re_audit_planned":
            self.there.add(("again", me, None, event.audit))

    def _lesson(self, _: UUID, it: Course, fact: str, event: Any) -> Iterator[str]:
        if it.ended is not None:
            yield "of a lesson that was retired"
        it.ended = fact if fact == "retired" else it.ended
        if hasattr(event, "passed") and event.passed > event.of:
            yield "more passed than were asked"


def _from_its_source(event: Any) -> bool:
    """A newer snapshot is kept whatever has become of the incident: a report is never refused."""
    stamps = (getattr(event, "source", None), getattr(event, "source_version", None))
    return any(stamp is not None for stamp in stamps)


def _nothing(*_: Any) -> Iterator[str]:
    return iter(())


def _seen_by_somebody_else(it: Course, event: Any) -> Iterator[str]:
    if it.done_by is None or it.verified:
        yield "verified before it was completed, or twice"
    if event.by.staff in it.hands:
        yield "verified by somebody who owned it or did it"


def _judged(it: Course, event: Any) -> Iterator[str]:
    if not it.verified:
        yield "judged before it was verified"
    if event.verdict == "sustained" and not it.effective:
        yield "sustained without having been effective"
    if {one.staff for one in (event.by, *event.together_with)} <= it.hands - {None}:
        yield "judged by nobody but those who owned it or did it"


def breaches(rows: Iterable[Recorded]) -> list[str]:
    """Of a whole log, in the order of its positions; empty where all could have been."""
    walk = Walk()
    for row in rows:
        walk.see(row)
    one_end = walk.here ^ walk.there
    return walk.breaches + [f"{link[0]} is said at one end only" for link in one_end]
