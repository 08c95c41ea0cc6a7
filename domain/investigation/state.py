"""A learning response as it stands: its events folded, oldest first.

It counts as open until it is signed off, because until then it can be returned and more can be
found; nothing is found while it waits for sign-off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.investigation.events import (
    EvidenceAdded,
    FindingAnswered,
    FindingLeftWithoutAction,
    FindingRecorded,
    FindingWithdrawn,
    InvestigationCompleted,
    InvestigationEvent,
    InvestigationOpened,
    InvestigationReturned,
    InvestigationSignedOff,
    NoFindingDeclared,
)


class Stage(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    SIGNED_OFF = "signed_off"


@dataclass(frozen=True, slots=True)
class Finding:
    """`actions`: those agreed for it, in order. `left`: why nothing is done, if that was said."""

    recorded: FindingRecorded
    withdrawn: FindingWithdrawn | None = None
    actions: tuple[UUID, ...] = ()
    left: FindingLeftWithoutAction | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn is None

    @property
    def answered(self) -> bool:
        """An action was agreed, or a reason for none was recorded."""
        return bool(self.actions) or self.left is not None


@dataclass(frozen=True, slots=True)
class Investigation:
    """`findings`: all that were ever recorded, withdrawn ones too, oldest first."""

    opened: InvestigationOpened
    stage: Stage = Stage.OPEN
    evidence: Mapping[UUID, EvidenceAdded] = field(default_factory=dict[UUID, EvidenceAdded])
    findings: Mapping[UUID, Finding] = field(default_factory=dict[UUID, Finding])
    nothing_found: NoFindingDeclared | None = None
    returned: tuple[InvestigationReturned, ...] = ()
    completed: InvestigationCompleted | None = None
    signed_off: InvestigationSignedOff | None = None

    @property
    def is_open(self) -> bool:
        """Until it is signed off."""
        return self.stage is not Stage.SIGNED_OFF

    @property
    def standing_findings(self) -> tuple[UUID, ...]:
        return tuple(id_ for id_, finding in self.findings.items() if finding.stands)

    @property
    def unanswered_findings(self) -> tuple[UUID, ...]:
        """Those that stand and have neither an action nor a reason for none."""
        return tuple(
            id_ for id_, finding in self.findings.items() if finding.stands and not finding.answered
        )


def _new_finding(found: Investigation, event: FindingRecorded) -> Investigation:
    if event.finding in found.findings:
        raise ImpossibleHistory("A finding recorded twice.")
    findings = {**found.findings, event.finding: Finding(event)}
    return replace(found, findings=findings, nothing_found=None)


def _known_finding(
    found: Investigation, event: FindingWithdrawn | FindingAnswered | FindingLeftWithoutAction
) -> Investigation:
    finding = found.findings.get(event.finding)
    if finding is None:
        raise ImpossibleHistory(f"{event.type} for a finding that was never recorded.")
    match event:
        case FindingWithdrawn():
            finding = replace(finding, withdrawn=event)
        case FindingAnswered():
            finding = replace(finding, actions=(*finding.actions, event.action))
        case FindingLeftWithoutAction():
            finding = replace(finding, left=event)
        case _:
            assert_never(event)
    return replace(found, findings={**found.findings, event.finding: finding})


def _moved_on(
    found: Investigation,
    event: InvestigationCompleted | InvestigationReturned | InvestigationSignedOff,
) -> Investigation:
    match event:
        case InvestigationCompleted():
            return replace(found, stage=Stage.COMPLETED, completed=event)
        case InvestigationReturned():
            returned = (*found.returned, event)
            return replace(found, stage=Stage.OPEN, completed=None, returned=returned)
        case InvestigationSignedOff():
            return replace(found, stage=Stage.SIGNED_OFF, signed_off=event)
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
        case EvidenceAdded():
            return replace(found, evidence={**found.evidence, event.evidence: event})
        case FindingRecorded():
            return _new_finding(found, event)
        case FindingWithdrawn() | FindingAnswered() | FindingLeftWithoutAction():
            return _known_finding(found, event)
        case NoFindingDeclared():
            return replace(found, nothing_found=event)
        case InvestigationCompleted() | InvestigationReturned() | InvestigationSignedOff():
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
