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


@dataclass(frozen=True, slots=True)
class Told:
    """One report to an outside body and what came back."""

    report: ExternallyReported
    acknowledged: ExternalReportAcknowledged | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """`changed_here`: members that a person changed in Heed. `investigations`: all covering it."""

    source: Source
    account: ReportedAccount
    issues: tuple[Issue, ...] = ()
    people: tuple[Person, ...] = ()
    reported_actions: ImmediateActionsTaken | None = None
    later_actions: tuple[ImmediateActionsTaken, ...] = ()
    reported_wishes: WishesRecorded | None = None
    later_wishes: tuple[WishesRecorded, ...] = ()
    told: Mapping[UUID, Told] = field(default_factory=dict[UUID, Told])
    classification: Classified | None = None
    council_decision: CouncilDecided | None = None
    excluded: tuple[UUID, ...] = ()
    investigations: tuple[UUID, ...] = ()
    changed_here: frozenset[str] = frozenset()
    closed: bool = False
    in_error: bool = False

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

    def excludes(self, persons: frozenset[UUID]) -> bool:
        """Whether any of these persons may not see this incident."""
        return not persons.isdisjoint(self.excluded)


def _report(event: IncidentReported) -> Incident:
    return Incident(
        source=event.source,
        account=ReportedAccount(**known(event)),
        issues=event.issues,
        excluded=event.excluded or (),
    )


def _changed(incident: Incident, said: Account, withdrawn: tuple[str, ...] = ()) -> ReportedAccount:
    gone = dict.fromkeys(set(withdrawn) & set(MEMBERS))
    return incident.account.model_copy(update=gone | known(said))


def _amend(incident: Incident, event: IncidentAmended) -> Incident:
    account = _changed(incident, event.set, event.withdrawn)
    if event.source is None:
        changed = incident.changed_here | known(event.set).keys() | set(event.withdrawn)
        return replace(incident, account=account, changed_here=changed)
    return replace(incident, account=account, source=event.source, issues=event.issues)


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


def _ended(incident: Incident, event: Closed | EnteredInError) -> Incident:
    match event:
        case Closed() if incident.closed:
            raise ImpossibleHistory("An incident closed twice.")
        case Closed():
            return replace(incident, closed=True)
        case EnteredInError() if incident.in_error:
            raise ImpossibleHistory("An incident entered in error twice.")
        case EnteredInError():
            return replace(incident, in_error=True)


def evolve(incident: Incident | None, event: IncidentEvent) -> Incident:
    if isinstance(event, IncidentReported):
        if incident is not None:
            raise ImpossibleHistory("An incident reported twice.")
        return _report(event)
    if incident is None:
        raise ImpossibleHistory(f"{event.type} before incident.reported")
    match event:
        case IncidentAmended():
            return _amend(incident, event)
        case IncidentCorrected():
            changed = incident.changed_here | known(event.set).keys()
            return replace(incident, account=_changed(incident, event.set), changed_here=changed)
        case PeopleNamed():
            return replace(incident, people=event.people)
        case ImmediateActionsTaken() | WishesRecorded():
            return _acted(incident, event)
        case ExternallyReported() | ExternalReportAcknowledged():
            return _told(incident, event)
        case Classified():
            changed = incident.changed_here | {"kind"}
            return replace(incident, classification=event, changed_here=changed)
        case CouncilDecided():
            return replace(incident, council_decision=event)
        case Restricted():
            return replace(incident, excluded=event.excluded)
        case CoveredByInvestigation():
            return replace(incident, investigations=(*incident.investigations, event.investigation))
        case Closed() | EnteredInError():
            return _ended(incident, event)
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
