"""How facts about an investigation are decided."""

from typing import Any
from uuid import UUID

from api.attempt import Attempt
from api.audits.resource import AUDIT
from api.command import Target
from api.governance_reviews.resource import GOVERNANCE_REVIEW
from api.incidents.answer import MOST_INVESTIGATIONS
from api.incidents.resource import INCIDENT
from api.investigations import facts
from api.investigations.answer import MOST_EVIDENCE, MOST_FINDINGS, MOST_RETURNS
from api.learning import learning_text, maybe_learning_text, outside_ref
from api.other_end import other_ends
from api.roles import actor_of, identity_of, in_role, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from api.times import moment_after, when_of
from domain.incident.decisions import cover
from domain.investigation import decisions
from domain.investigation.events import (
    EvidenceAdded,
    FindingLeftWithoutAction,
    FindingRecorded,
    FindingWithdrawn,
    InvestigationOpened,
    InvestigationReturned,
    NoFindingDeclared,
    OriginPointer,
)
from domain.investigation.state import Investigation

At = Target[Investigation]


async def cover_incidents(
    attempt: Attempt, investigation: UUID, incidents: tuple[UUID, ...]
) -> None:
    """The other end of the link, in the same append: a closing that races with this one sees it."""
    named = {stream: f"/incidents/{place}" for place, stream in enumerate(incidents)}
    for stream, incident in (await other_ends(attempt, INCIDENT, named)).items():
        must_have_room(incident.investigations, MOST_INVESTIGATIONS)
        attempt.record(stream, cover(incident, investigation=investigation))


async def _pointer(attempt: Attempt, said: facts.OriginPointerPart | None) -> OriginPointer | None:
    """What is named is there; somebody else's reference is opaque."""
    if said is None:
        return None
    audit = maybe_identity("aud", said.audit, "/pointer/audit")
    if audit is not None:
        await other_ends(attempt, AUDIT, {audit: "/pointer/audit"})
    review = maybe_identity("rev", said.governance_review, "/pointer/governance_review")
    if review is not None:
        await other_ends(attempt, GOVERNANCE_REVIEW, {review: "/pointer/governance_review"})
    return OriginPointer(
        audit=audit,
        governance_review=review,
        ref=outside_ref(attempt, said.ref, "/pointer/ref"),
    )


async def open_investigation(attempt: Attempt, _: At | None, body: facts.OpenInvestigation) -> UUID:
    identity = attempt.ids()
    opened = decisions.open_investigation(
        InvestigationOpened(
            incidents=tuple(identity_of("inc", one, "/incidents") for one in body.incidents),
            origin=body.origin,
            method=body.method,
            why=learning_text(attempt, body.why, "/why"),
            lead=await in_role(attempt, body.lead),
            lead_independent=body.lead_independent,
            questions=tuple(
                learning_text(attempt, one, f"/questions/{place}")
                for place, one in enumerate(body.questions)
            ),
            service=await must_be_known(attempt, maybe_identity("svc", body.service, "/service")),
            at=moment_of(attempt, body.at),
            pointer=await _pointer(attempt, body.pointer),
        )
    )
    attempt.begin(identity)
    attempt.record(identity, opened)
    await cover_incidents(attempt, identity, opened.incidents)
    return identity


def incidents_of(said: tuple[str, ...] | None) -> tuple[UUID, ...] | None:
    """Each once; None where nothing is said."""
    if said is None:
        return None
    return tuple(dict.fromkeys(identity_of("inc", one, "/incidents") for one in said))


def _recorded(attempt: Attempt, at: At, event: Any) -> UUID:
    attempt.record(at.id, event)
    return at.id


async def add_evidence(attempt: Attempt, at: At, body: facts.AddEvidence) -> UUID:
    must_have_room(at.state.evidence, MOST_EVIDENCE)
    added = EvidenceAdded(
        evidence=attempt.ids(),
        kind=body.kind,
        count=body.count,
        sha256=body.sha256,
        text=maybe_learning_text(attempt, body.text, "/text"),
        at=moment_of(attempt, body.at),
    )
    return _recorded(attempt, at, decisions.add_evidence(at.state, added))


async def record_finding(attempt: Attempt, at: At, body: facts.RecordFinding) -> UUID:
    recorded = FindingRecorded(
        finding=attempt.ids(),
        factor=body.factor,
        secondary=body.secondary,
        level=body.level,
        strength=body.strength,
        text=learning_text(attempt, body.text, "/text"),
        evidence=tuple(identity_of("evd", one, "/evidence") for one in body.evidence),
        at=moment_of(attempt, body.at),
        incidents=incidents_of(body.incidents),
    )
    finding = decisions.record_finding(at.state, recorded)
    must_have_room(at.state.findings, MOST_FINDINGS)
    return _recorded(attempt, at, finding)


async def withdraw_finding(attempt: Attempt, at: At, body: facts.WithdrawFinding) -> UUID:
    withdrawn = FindingWithdrawn(
        finding=identity_of("fnd", body.finding, "/finding"),
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    return _recorded(attempt, at, decisions.withdraw_finding(at.state, withdrawn))


async def leave_without_action(
    attempt: Attempt, at: At, body: facts.LeaveFindingWithoutAction
) -> UUID:
    left = FindingLeftWithoutAction(
        finding=identity_of("fnd", body.finding, "/finding"),
        reason=learning_text(attempt, body.reason, "/reason"),
        decided_by=body.decided_by,
        at=moment_of(attempt, body.at),
    )
    return _recorded(attempt, at, decisions.leave_without_action(at.state, left))


async def declare_no_finding(attempt: Attempt, at: At, body: facts.DeclareNoFinding) -> UUID:
    declared = NoFindingDeclared(
        reason=learning_text(attempt, body.reason, "/reason"), at=moment_of(attempt, body.at)
    )
    return _recorded(attempt, at, decisions.declare_no_finding(at.state, declared))


async def complete(attempt: Attempt, at: At, body: facts.CompleteInvestigation) -> UUID:
    at_time = moment_after(attempt, body.at, when_of(at.rows, at.state.opened))
    done = decisions.complete(at.state, by=actor_of(attempt), at=at_time)
    return _recorded(attempt, at, done)


async def send_back(attempt: Attempt, at: At, body: facts.ReturnInvestigation) -> UUID:
    returned = InvestigationReturned(
        reason=learning_text(attempt, body.reason, "/reason"), at=moment_of(attempt, body.at)
    )
    must_have_room(at.state.returned, MOST_RETURNS)
    return _recorded(attempt, at, decisions.send_back(at.state, returned))


async def sign_off(attempt: Attempt, at: At, body: facts.SignOff) -> UUID:
    ended = at.state.completed or at.state.opened
    at_time = moment_after(attempt, body.at, when_of(at.rows, ended))
    signed = decisions.sign_off(at.state, by=actor_of(attempt), at=at_time)
    return _recorded(attempt, at, signed)
