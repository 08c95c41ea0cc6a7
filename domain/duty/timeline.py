"""When each thing was recorded, beside when it is said to have happened.

Clocks run on what people claim, where that is exact enough and cannot be wrong; where nobody said
when, the moment of recording stands in. A report was raised when it was saved in the care system,
which may be long before an import brings it here.

Source: domain law on clocks: occurred, noticed, aware, identified, made, acknowledged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from domain.event import DomainEvent
from domain.incident.duties import CandourStepCompleted, DutyIdentified, DutyKey
from domain.incident.events import (
    Classified,
    CouncilDecided,
    ExternallyReported,
    ExternalReportAcknowledged,
    IncidentAmended,
    IncidentReported,
    Source,
)
from domain.incident.vocabulary import Kind
from domain.moment import Moment


@dataclass(frozen=True, slots=True)
class Timeline:
    """`raised`: when it was reported. `concern`: when it became a safeguarding concern for good,
    None while it is none. `identified`, `told`, `answered`: by duty and by report.
    """

    raised: datetime
    kind: Kind
    concern: datetime | None
    council_decided: datetime | None = None
    identified: dict[DutyKey, datetime] = field(default_factory=dict[DutyKey, datetime])
    told: dict[UUID, datetime | None] = field(default_factory=dict[UUID, datetime | None])
    answered: dict[UUID, datetime | None] = field(default_factory=dict[UUID, datetime | None])
    steps: tuple[datetime | None, ...] = ()


def claimed(at: Moment | None, recorded_at: datetime) -> datetime | None:
    """What was claimed; the recording where nothing was; None where the claim is of no use."""
    return recorded_at if at is None else at.instant()


def _usable(at: Moment | None, recorded_at: datetime) -> datetime:
    """What was claimed, where that is of use; else the recording."""
    return claimed(at, recorded_at) or recorded_at


def _saved(source: Source | None, recorded_at: datetime) -> datetime:
    return _usable(None if source is None else source.recorded_at, recorded_at)


def _of_kind(line: Timeline, kind: Kind, since: datetime) -> Timeline:
    if kind is line.kind:
        return line
    concern = since if kind is Kind.SAFEGUARDING_CONCERN else None
    return replace(line, kind=kind, concern=concern)


def _raised(event: IncidentReported, recorded_at: datetime) -> Timeline:
    raised = _saved(event.source, recorded_at)
    kind = event.kind or Kind.UNCLASSIFIED
    return Timeline(raised, kind, raised if kind is Kind.SAFEGUARDING_CONCERN else None)


def _next(line: Timeline, event: DomainEvent, recorded_at: datetime, *, judged: bool) -> Timeline:
    """`judged`: whether people classified it before, after which a source's word counts no more."""
    match event:
        case IncidentAmended() if event.set.kind is not None and not judged:
            return _of_kind(line, event.set.kind, _saved(event.source, recorded_at))
        case Classified():
            return _of_kind(line, event.kind, _usable(event.at, recorded_at))
        case CouncilDecided():
            return replace(line, council_decided=_usable(event.at, recorded_at))
        case DutyIdentified():
            key = (event.duty, event.commissioner)
            known = {**line.identified, key: _usable(event.at, recorded_at)}
            return replace(line, identified=known)
        case ExternallyReported():
            return replace(line, told={**line.told, event.report: claimed(event.at, recorded_at)})
        case ExternalReportAcknowledged():
            answered = {**line.answered, event.report: claimed(event.at, recorded_at)}
            return replace(line, answered=answered)
        case CandourStepCompleted():
            return replace(line, steps=(*line.steps, claimed(event.at, recorded_at)))
        case _:
            return line


def timeline(history: Iterable[tuple[DomainEvent, datetime]]) -> Timeline | None:
    """history: each event of an incident and when it was recorded, oldest first; None for none."""
    line: Timeline | None = None
    judged = False
    for event, recorded_at in history:
        if isinstance(event, IncidentReported):
            line = _raised(event, recorded_at)
        elif line is not None:
            line = _next(line, event, recorded_at, judged=judged)
            judged = judged or isinstance(event, Classified)
    return line
