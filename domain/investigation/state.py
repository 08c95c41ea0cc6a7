"""A learning response as it stands: its events folded, oldest first.

It counts as open until it is signed off or stopped, because until then it can be returned and more
can be found; nothing is found while it waits for sign-off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.actor import InRole
from domain.event import DomainEvent, ImpossibleHistory
from domain.investigation.events import (
    ChronologyEntryAdded,
    EvidenceAdded,
    FindingActionCancelled,
    FindingAdviceSetAside,
    FindingAnswered,
    FindingLeftWithoutAction,
    FindingRecorded,
    FindingRevised,
    FindingWithdrawn,
    GroundLost,
    InvestigationCompleted,
    InvestigationEvent,
    InvestigationOpened,
    InvestigationReturned,
    InvestigationSignedOff,
    InvestigationStopped,
    LeadChanged,
    NoFindingDeclared,
    ScopeExtended,
)
from domain.investigation.finding import Finding, FindingEvent, grow


class Stage(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    SIGNED_OFF = "signed_off"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Investigation:
    """`findings`: all that were ever recorded, withdrawn ones too, oldest first. `lost`: incidents
    in its scope that were entered in error.
    """

    opened: InvestigationOpened
    stage: Stage = Stage.OPEN
    extended: ScopeExtended | None = None
    lost: tuple[UUID, ...] = ()
    leads: tuple[LeadChanged, ...] = ()
    chronology: tuple[ChronologyEntryAdded, ...] = ()
    evidence: Mapping[UUID, EvidenceAdded] = field(default_factory=dict[UUID, EvidenceAdded])
    findings: Mapping[UUID, Finding] = field(default_factory=dict[UUID, Finding])
    nothing_found: NoFindingDeclared | None = None
    returned: tuple[InvestigationReturned, ...] = ()
    completed: InvestigationCompleted | None = None
    signed_off: InvestigationSignedOff | None = None
    stopped: InvestigationStopped | None = None

    @property
    def is_open(self) -> bool:
        """Until it is signed off or stopped."""
        return self.stage not in {Stage.SIGNED_OFF, Stage.STOPPED}

    @property
    def incidents(self) -> tuple[UUID, ...]:
        return self.opened.incidents if self.extended is None else self.extended.incidents

    @property
    def lead(self) -> InRole:
        return self.leads[-1].lead if self.leads else self.opened.lead

    @property
    def lead_independent(self) -> bool:
        return self.leads[-1].lead_independent if self.leads else self.opened.lead_independent

    @property
    def ever_led_by(self) -> tuple[InRole, ...]:
        return (self.opened.lead, *(one.lead for one in self.leads))

    @property
    def standing_findings(self) -> tuple[UUID, ...]:
        return tuple(id_ for id_, finding in self.findings.items() if finding.stands)

    @property
    def unanswered_findings(self) -> tuple[UUID, ...]:
        """Those that stand and have neither an action nor a reason for none."""
        return tuple(
            id_ for id_, finding in self.findings.items() if finding.stands and not finding.answered
        )

    @property
    def links(self) -> int:
        """How many incidents its findings rest on, each counted once for each finding."""
        grounds = (
            finding.grounds(self.incidents, self.lost)
            for finding in self.findings.values()
            if finding.stands
        )
        return sum(not ground.lost for each in grounds for ground in each)


def _new_finding(found: Investigation, event: FindingRecorded) -> Investigation:
    if event.finding in found.findings:
        raise ImpossibleHistory("A finding recorded twice.")
    findings = {**found.findings, event.finding: Finding(event)}
    return replace(found, findings=findings, nothing_found=None)


def _known_finding(found: Investigation, event: FindingEvent) -> Investigation:
    finding = found.findings.get(event.finding)
    if finding is None:
        raise ImpossibleHistory(f"{event.type} for a finding that was never recorded.")
    return replace(found, findings={**found.findings, event.finding: grow(finding, event)})


def _moved_on(
    found: Investigation,
    event: InvestigationCompleted
    | InvestigationReturned
    | InvestigationSignedOff
    | InvestigationStopped,
) -> Investigation:
    match event:
        case InvestigationCompleted():
            return replace(found, stage=Stage.COMPLETED, completed=event)
        case InvestigationReturned():
            returned = (*found.returned, event)
            return replace(found, stage=Stage.OPEN, completed=None, returned=returned)
        case InvestigationSignedOff():
            return replace(found, stage=Stage.SIGNED_OFF, signed_off=event)
        case InvestigationStopped():
            return replace(found, stage=Stage.STOPPED, stopped=event)
        case _:
            assert_never(event)


def _gathered(
    found: Investigation,
    event: ScopeExtended | GroundLost | LeadChanged | ChronologyEntryAdded | EvidenceAdded,
) -> Investigation:
    match event:
        case ScopeExtended():
            return replace(found, extended=event)
        case GroundLost():
            return replace(found, lost=(*found.lost, event.incident))
        case LeadChanged():
            return replace(found, leads=(*found.leads, event))
        case ChronologyEntryAdded():
            return replace(found, chronology=(*found.chronology, event))
        case EvidenceAdded():
            return replace(found, evidence={**found.evidence, event.evidence: event})
        case _:
            assert_never(event)


def evolve(found: Investigation | None, event: InvestigationEvent) -> Investigation:
    if isinstance(event, InvestigationOpened):
        if found is not None:
            raise ImpossibleHistory("An investigation opened twice.")
        return Investigation(event)
    if found is None:
        raise ImpossibleHistory(f"{event.type} before investigation.opened")
    match event:
        case (
            ScopeExtended() | GroundLost() | LeadChanged() | ChronologyEntryAdded()
            | EvidenceAdded()
        ):  # fmt: skip
            return _gathered(found, event)
        case FindingRecorded():
            return _new_finding(found, event)
        case (
            FindingRevised() | FindingWithdrawn() | FindingAnswered() | FindingActionCancelled()
            | FindingLeftWithoutAction() | FindingAdviceSetAside()
        ):  # fmt: skip
            return _known_finding(found, event)
        case NoFindingDeclared():
            return replace(found, nothing_found=event)
        case (
            InvestigationCompleted() | InvestigationReturned() | InvestigationSignedOff()
            | InvestigationStopped()
        ):  # fmt: skip
            return _moved_on(found, event)
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Investigation | None:
    """The investigation as it stands; None for no events."""
    found: Investigation | None = None
    for event in events:
        if not isinstance(event, InvestigationEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of an investigation")
        found = evolve(found, event)
    return found
