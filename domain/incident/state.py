"""An incident as it stands: its events folded, oldest first.

Nothing here is stored. What a newer snapshot of the source says replaces what the older one said;
what people recorded in Heed stays, and the members they changed are remembered, so that a later
snapshot cannot overwrite them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.incident.account import MEMBERS, Account, ReportedAccount, known
from domain.incident.aftermath import Aftermath, AftermathEvent, become
from domain.incident.afterwards import IncidentReopened, TimesConfirmed
from domain.incident.clocks import TIME_SUSPECT
from domain.incident.duties import CandourStepCompleted, DutyIdentified, DutyRuledOut, Judged
from domain.incident.events import (
    Classified,
    Closed,
    CouncilDecided,
    CoveredByInvestigation,
    EnteredInError,
    ExternallyReported,
    ExternalReportAcknowledged,
    ImmediateActionsTaken,
    IncidentAmended,
    IncidentCorrected,
    IncidentEvent,
    IncidentReported,
    Issue,
    PeopleNamed,
    Person,
    Restricted,
    Source,
    WishesRecorded,
)
from domain.incident.vocabulary import Kind, RiskType, SafeNow, ToldBody

RESTRICTED = "restricted"
"""Stands in `changed_here` where a person said who may not see an incident."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report to an outside body and what came back."""

    report: ExternallyReported
    acknowledged: ExternalReportAcknowledged | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """`changed_here`: members that a person changed in Heed. `investigations`: all covering it.
    `excluded`: who may not see it; `own_excluded`: those of them whom this incident itself names.
    `closings`: every closing and reopening, in order.
    """

    source: Source
    account: ReportedAccount
    issues: tuple[Issue, ...] = ()
    people: tuple[Person, ...] = ()
    reported_actions: ImmediateActionsTaken | None = None
    later_actions: tuple[ImmediateActionsTaken, ...] = ()
    reported_wishes: WishesRecorded | None = None
    later_wishes: tuple[WishesRecorded, ...] = ()
    told: Mapping[UUID, Told] = field(default_factory=dict[UUID, Told])
    classifications: tuple[Classified, ...] = ()
    council_decisions: tuple[CouncilDecided, ...] = ()
    excluded: tuple[UUID, ...] = ()
    own_excluded: tuple[UUID, ...] = ()
    investigations: tuple[UUID, ...] = ()
    changed_here: frozenset[str] = frozenset()
    closings: tuple[Closed | IncidentReopened, ...] = ()
    after: Aftermath = field(default_factory=Aftermath)
    judged: Judged = field(default_factory=Judged)
    in_error: bool = False

    @property
    def closed(self) -> bool:
        return bool(self.closings) and isinstance(self.closings[-1], Closed)

    @property
    def merged(self) -> bool:
        """Whether it goes on in another incident."""
        return self.after.merged is not None

    @property
    def classification(self) -> Classified | None:
        """The last one holds."""
        return self.classifications[-1] if self.classifications else None

    @property
    def council_decision(self) -> CouncilDecided | None:
        """The last one holds."""
        return self.council_decisions[-1] if self.council_decisions else None

    @property
    def kind(self) -> Kind:
        """The provider's own classification, else the reporter's word, else unclassified."""
        if self.classification is not None:
            return self.classification.kind
        return self.account.kind or Kind.UNCLASSIFIED

    @property
    def actions_taken(self) -> tuple[ImmediateActionsTaken, ...]:
        """What was done at once: first as reported, then as added later."""
        reported = () if self.reported_actions is None else (self.reported_actions,)
        return reported + self.later_actions

    @property
    def safe_now(self) -> SafeNow | None:
        """The latest word on whether people are safe; None while nobody has said."""
        said = [taken.safe_now for taken in self.actions_taken if taken.safe_now is not None]
        return said[-1] if said else None

    @property
    def wishes(self) -> WishesRecorded | None:
        return self.later_wishes[-1] if self.later_wishes else self.reported_wishes

    @property
    def risks_known(self) -> bool:
        """Whether every risk has its type; `unknown` will do for a report, not for closing."""
        risks = self.account.risks or ()
        return bool(risks) and all(risk.type is not RiskType.UNKNOWN for risk in risks)

    @property
    def told_council(self) -> bool:
        """Whether it was reported to the council's safeguarding team."""
        return any(told.report.body is ToldBody.COUNCIL_SAFEGUARDING for told in self.told.values())

    @property
    def awaits_council(self) -> bool:
        """Whether the council still has to say what it decided, of this or of one merged here."""
        told = self.kind is Kind.SAFEGUARDING_CONCERN and self.told_council
        brought = any(one.carried.awaits_council for one in self.after.brought.values())
        return (told or brought) and self.council_decision is None

    def excludes(self, persons: frozenset[UUID]) -> bool:
        """Whether any of these persons may not see this incident."""
        return not persons.isdisjoint(self.excluded)


def _report(event: IncidentReported) -> Incident:
    return Incident(
        source=event.source,
        account=ReportedAccount(**known(event)),
        issues=event.issues,
        excluded=event.excluded or (),
        own_excluded=event.excluded or (),
    )


def _changed(incident: Incident, said: Account, withdrawn: tuple[str, ...] = ()) -> ReportedAccount:
    gone = dict.fromkeys(set(withdrawn) & set(MEMBERS))
    return incident.account.model_copy(update=gone | known(said))


def _amend(incident: Incident, event: IncidentAmended) -> Incident:
    account = _changed(incident, event.set, event.withdrawn)
    if event.source is None:
        members = known(event.set).keys() | set(event.withdrawn)
        issues = _unsettled(incident, members) + event.issues
        changed = incident.changed_here | members
        return replace(incident, account=account, changed_here=changed, issues=issues)
    issues = event.issues + tuple(
        one for one in _suspect_of(incident, incident.changed_here) if one not in event.issues
    )
    return replace(incident, account=account, source=event.source, issues=issues)


def _suspect_of(incident: Incident, members: Iterable[str]) -> tuple[Issue, ...]:
    """What is suspect of the times in these members."""
    places = tuple(f"/{name}/" for name in members)
    return tuple(
        one
        for one in incident.issues
        if one.code == TIME_SUSPECT and one.pointer.startswith(places)
    )


def _unsettled(incident: Incident, members: Iterable[str]) -> tuple[Issue, ...]:
    """The issues that are left once a person has said these members anew."""
    settled = _suspect_of(incident, members)
    return tuple(one for one in incident.issues if one not in settled)


def _told(incident: Incident, event: ExternallyReported | ExternalReportAcknowledged) -> Incident:
    before = incident.told.get(event.report)
    if isinstance(event, ExternallyReported):
        told = Told(event, before.acknowledged if before else None)
    elif before is None:
        raise ImpossibleHistory("An acknowledgement of a report that was never made.")
    else:
        told = Told(before.report, event)
    return replace(incident, told={**incident.told, event.report: told})


def _acted(incident: Incident, event: ImmediateActionsTaken | WishesRecorded) -> Incident:
    from_report = event.source_version is not None
    match event:
        case ImmediateActionsTaken() if from_report:
            return replace(incident, reported_actions=event)
        case ImmediateActionsTaken():
            return replace(incident, later_actions=(*incident.later_actions, event))
        case WishesRecorded() if from_report:
            return replace(incident, reported_wishes=event)
        case WishesRecorded():
            return replace(incident, later_wishes=(*incident.later_wishes, event))


def _put_right(incident: Incident, event: IncidentCorrected | TimesConfirmed) -> Incident:
    """A person said so; and what was suspect of the times that they said so of is settled."""
    members = known(event.set)
    news = event.issues if isinstance(event, IncidentCorrected) else ()
    issues = _unsettled(incident, members) + news
    account, changed = _changed(incident, event.set), incident.changed_here | members.keys()
    return replace(incident, account=account, changed_here=changed, issues=issues)


def _restrict(incident: Incident, event: Restricted) -> Incident:
    own = event.excluded if event.own is None else event.own
    by_a_person = event.source_version is None and not event.carried
    changed = incident.changed_here | ({RESTRICTED} if by_a_person else set[str]())
    return replace(incident, excluded=event.excluded, own_excluded=own, changed_here=changed)


def _ended(incident: Incident, event: Closed | IncidentReopened | EnteredInError) -> Incident:
    match event:
        case Closed() if incident.closed:
            raise ImpossibleHistory("An incident closed twice.")
        case IncidentReopened() if not incident.closed:
            raise ImpossibleHistory("An incident reopened that was not closed.")
        case Closed() | IncidentReopened():
            return replace(incident, closings=(*incident.closings, event))
        case EnteredInError() if incident.in_error:
            raise ImpossibleHistory("An incident entered in error twice.")
        case EnteredInError():
            return replace(incident, in_error=True)


def _decided(incident: Incident, event: Classified | CouncilDecided) -> Incident:
    """Each is kept; the last one holds."""
    if isinstance(event, CouncilDecided):
        return replace(incident, council_decisions=(*incident.council_decisions, event))
    changed = incident.changed_here | {"kind"}
    judged = (*incident.classifications, event)
    return replace(incident, classifications=judged, changed_here=changed)


def evolve(incident: Incident | None, event: IncidentEvent) -> Incident:
    if isinstance(event, IncidentReported):
        if incident is not None:
            raise ImpossibleHistory("An incident reported twice.")
        return _report(event)
    if incident is None:
        raise ImpossibleHistory(f"{event.type} before incident.reported")
    if isinstance(event, AftermathEvent):
        return replace(incident, after=become(incident.after, event))
    match event:
        case IncidentAmended():
            return _amend(incident, event)
        case IncidentCorrected() | TimesConfirmed():
            return _put_right(incident, event)
        case PeopleNamed():
            return replace(incident, people=event.people)
        case ImmediateActionsTaken() | WishesRecorded():
            return _acted(incident, event)
        case ExternallyReported() | ExternalReportAcknowledged():
            return _told(incident, event)
        case Classified() | CouncilDecided():
            return _decided(incident, event)
        case Restricted():
            return _restrict(incident, event)
        case CoveredByInvestigation():
            return replace(incident, investigations=(*incident.investigations, event.investigation))
        case Closed() | IncidentReopened() | EnteredInError():
            return _ended(incident, event)
        case DutyIdentified() | DutyRuledOut() | CandourStepCompleted():
            return replace(incident, judged=incident.judged.after(event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Incident | None:
    """The incident as it stands; None for no events."""
    incident: Incident | None = None
    for event in events:
        if not isinstance(event, IncidentEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of an incident")
        incident = evolve(incident, event)
    return incident
