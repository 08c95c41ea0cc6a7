"""From an investigation to what callers get."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from api.advice import advice_members
from api.incidents.telling import moment, sealed
from api.investigations.finding_telling import finding_members, reason_members
from api.resource import Standing
from api.roles import role_members
from domain.identifier import shown
from domain.investigation.events import (
    ChronologyEntryAdded,
    EvidenceAdded,
    LeadChanged,
    OriginPointer,
)
from domain.investigation.lint import advice
from domain.investigation.state import Investigation
from domain.sealed import Body, bodies_in

At = Standing[Investigation]


def _evidence(at: At, identity: UUID, added: EvidenceAdded) -> dict[str, Any]:
    return {
        "id": shown("evd", identity),
        "kind": added.kind,
        "count": added.count,
        "sha256": added.sha256,
        "text": at.says(added.text),
        "at": moment(added.at),
    }


def _entry(entry: ChronologyEntryAdded) -> dict[str, Any]:
    return {
        "id": shown("chr", entry.entry),
        "when": moment(entry.when),
        "source": entry.source,
        "kind": entry.kind,
        "text": sealed(entry.text),
        "incident": entry.incident and shown("inc", entry.incident),
        "at": moment(entry.at),
    }


def _pointer(pointer: OriginPointer | None) -> dict[str, Any] | None:
    if pointer is None:
        return None
    return {
        "audit": pointer.audit and shown("aud", pointer.audit),
        "governance_review": pointer.governance_review and shown("rev", pointer.governance_review),
        "ref": pointer.ref,
    }


def _lead_change(at: At, changed: LeadChanged) -> dict[str, Any]:
    return {
        "lead": role_members(changed.lead),
        "lead_independent": changed.lead_independent,
        "reason": at.says(changed.reason),
        "at": moment(changed.at),
    }


def _opened(at: At) -> dict[str, Any]:
    opened = at.state.opened
    return {
        "incidents": [shown("inc", one) for one in at.state.incidents],
        "origin": opened.origin,
        "pointer": _pointer(opened.pointer),
        "method": opened.method,
        "why": at.says(opened.why),
        "lead": role_members(at.state.lead),
        "lead_independent": at.state.lead_independent,
        "lead_changes": [_lead_change(at, one) for one in at.state.leads],
        "questions": [at.says(one) for one in opened.questions],
        "service": opened.service and shown("svc", opened.service),
        "at": moment(opened.at),
    }


def _ended(at: At) -> dict[str, Any]:
    done, signed, stopped = at.state.completed, at.state.signed_off, at.state.stopped
    return {
        "stopped": stopped
        and {
            "by": role_members(stopped.by),
            "reason": at.says(stopped.reason),
            "at": moment(stopped.at),
        },
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
        "chronology_entries": [_entry(one) for one in found.chronology],
        "findings": [finding_members(at, *one) for one in found.findings.items()],
        "counts": {"findings": len(found.standing_findings), "links": found.links},
        "nothing_found": reason_members(at, found.nothing_found),
        "returned": [reason_members(at, one) for one in found.returned],
        **_ended(at),
        "advice": advice_members(at, advice(found), {}),
    }


def words(found: Investigation) -> Iterable[Body]:
    """Every learning text that is shown with it."""
    findings = [
        (one.recorded, one.revised, one.left, one.withdrawn, one.set_aside)
        for one in found.findings.values()
    ]
    said = (found.opened, *found.evidence.values(), *findings, found.nothing_found, found.stopped)
    return bodies_in([*said, *found.returned, *found.leads])
