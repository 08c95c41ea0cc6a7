"""What an investigation found, as it is counted: findings, and which incidents each rests on.

A finding gives its primary factor to the incidents that it rests on, those entered in error left
out; one that was withdrawn gives nothing. Whatever several findings say alike is said once of an
incident, so that one incident with three findings is not three events.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.investigation.finding import Finding
from domain.investigation.state import Investigation, Stage, fold
from projections.runner.declaration import Change
from projections.trends.instants import Recorded, happened_at, times


def rows(stream: UUID, history: Sequence[Recorded]) -> Iterator[Change]:
    found = fold(one.event for one in history)
    if found is None:
        return
    known = times(history)
    yield Change("trend_investigations", (stream,), _whole(found, known))
    for id_, finding in found.findings.items():
        yield Change("trend_findings", (stream, id_), _finding(found, finding, known))
    for (incident, factor), findings in _grounds(found).items():
        yield Change("trend_grounds", (stream, incident, factor), {"findings": findings})


def _whole(found: Investigation, known: dict[int, datetime]) -> dict[str, Any]:
    return {
        "incidents": list(found.incidents),
        "service": found.opened.service,
        "origin": found.opened.origin.value,
        "method": found.opened.method.value,
        "opened_at": happened_at(known, found.opened),
        "completed_at": happened_at(known, found.completed),
        "signed_off_at": happened_at(known, found.signed_off),
        "declared_none": found.nothing_found is not None,
        "stopped": found.stage is Stage.STOPPED,
    }


def _finding(found: Investigation, finding: Finding, known: dict[int, datetime]) -> dict[str, Any]:
    return {
        "incidents": _rests_on(found, finding),
        "service": found.opened.service,
        "factor": finding.says.factor.value,
        "secondary": [factor.value for factor in finding.says.secondary],
        "level": finding.says.level.value,
        "origin": found.opened.origin.value,
        "found_at": happened_at(known, finding.recorded),
        "withdrawn": not finding.stands,
    }


def _rests_on(found: Investigation, finding: Finding) -> list[UUID]:
    grounds = finding.grounds(found.incidents, found.lost)
    return [ground.incident for ground in grounds if not ground.lost]


def _grounds(found: Investigation) -> Counter[tuple[UUID, str]]:
    return Counter(
        (incident, finding.says.factor.value)
        for finding in found.findings.values()
        if finding.stands
        for incident in _rests_on(found, finding)
    )
