"""From an investigation to what callers get."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from api.incidents.telling import moment
from api.resource import Standing
from api.roles import role_members
from domain.identifier import shown
from domain.investigation.events import EvidenceAdded
from domain.investigation.state import Finding, Investigation
from domain.moment import Moment
from domain.sealed import Body, bodies_in

At = Standing[Investigation]


class Reasoned(Protocol):
    """A fact that says why."""

    @property
    def reason(self) -> Body: ...
    @property
    def at(self) -> Moment | None: ...


def _reason(at: At, said: Reasoned | None) -> dict[str, Any] | None:
    return None if said is None else {"reason": at.says(said.reason), "at": moment(said.at)}


def _state(finding: Finding) -> str:
    if not finding.stands:
        return "withdrawn"
    if finding.actions:
        return "answered"
    return "standing" if finding.left is None else "left_without_action"


def _finding(at: At, identity: UUID, finding: Finding) -> dict[str, Any]:
    recorded, left = finding.recorded, finding.left
    reason = _reason(at, left)
    return {
        "id": shown("fnd", identity),
        "state": _state(finding),
        "factor": recorded.factor,
        "secondary": recorded.secondary,
        "level": recorded.level,
        "strength": recorded.strength,
        "text": at.says(recorded.text),
        "evidence": [shown("evd", one) for one in recorded.evidence],
        "at": moment(recorded.at),
        "actions": [shown("act", one) for one in finding.actions],
        "left_without_action": reason and left and {**reason, "decided_by": left.decided_by},
        "withdrawn": _reason(at, finding.withdrawn),
    }


def _evidence(at: At, identity: UUID, added: EvidenceAdded) -> dict[str, Any]:
    return {
        "id": shown("evd", identity),
        "kind": added.kind,
        "count": added.count,
        "sha256": added.sha256,
        "text": at.says(added.text),
        "at": moment(added.at),
    }


def _opened(at: At) -> dict[str, Any]:
    opened = at.state.opened
    return {
        "incidents": [shown("inc", one) for one in opened.incidents],
        "origin": opened.origin,
        "method": opened.method,
        "why": at.says(opened.why),
        "lead": role_members(opened.lead),
        "lead_independent": opened.lead_independent,
        "questions": [at.says(one) for one in opened.questions],
        "service": opened.service and shown("svc", opened.service),
        "at": moment(opened.at),
    }


def _ended(found: Investigation) -> dict[str, Any]:
    done, signed = found.completed, found.signed_off
    return {
        "completed": done and {"at": moment(done.at)},
        "signed_off": signed and {"by": role_members(signed.by), "at": moment(signed.at)},
    }


def investigation_members(at: At) -> dict[str, Any]:
    found = at.state
    return {
        "id": shown("inv", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "state": found.stage,
        **_opened(at),
        "evidence": [_evidence(at, *one) for one in found.evidence.items()],
        "findings": [_finding(at, *one) for one in found.findings.items()],
        "nothing_found": _reason(at, found.nothing_found),
        "returned": [_reason(at, one) for one in found.returned],
        **_ended(found),
    }


def words(found: Investigation) -> Iterable[Body]:
    """Every learning text that is shown with it."""
    findings = [
        (finding.recorded, finding.left, finding.withdrawn) for finding in found.findings.values()
    ]
    said = (found.opened, *found.evidence.values(), *findings, found.nothing_found)
    return bodies_in([*said, *found.returned])
