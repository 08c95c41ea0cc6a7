"""How what becomes of findings is decided, and how a recommendation from outside becomes one."""

from uuid import UUID

from api.advice import MOST_SET_ASIDE
from api.attempt import Attempt
from api.command import Target
from api.investigations import facts
from api.investigations.answer import MOST_EVIDENCE, MOST_FINDINGS, MOST_REVISIONS
from api.investigations.deciding import incidents_of
from api.learning import learning_text, outside_ref
from api.roles import identity_of, moment_of
from api.room import must_have_room
from domain.investigation import revising
from domain.investigation.decisions import add_evidence, record_finding, standing
from domain.investigation.events import (
    EvidenceAdded,
    FindingAdviceSetAside,
    FindingRecorded,
    FindingRevised,
    Recommendation,
)
from domain.investigation.state import Investigation, evolve
from domain.vocabulary.evidence import OUTSIDE_REPORT

At = Target[Investigation]


async def revise_finding(attempt: Attempt, at: At, body: facts.ReviseFinding) -> UUID:
    revised = FindingRevised(
        finding=identity_of("fnd", body.finding, "/finding"),
        factor=body.factor,
        secondary=body.secondary,
        level=body.level,
        strength=body.strength,
        text=learning_text(attempt, body.text, "/text"),
        evidence=tuple(identity_of("evd", one, "/evidence") for one in body.evidence),
        incidents=incidents_of(body.incidents),
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    decided = revising.revise_finding(at.state, revised)
    must_have_room(at.state.findings[revised.finding].revised, MOST_REVISIONS)
    attempt.record(at.id, decided)
    return at.id


async def record_recommendation(attempt: Attempt, at: At, body: facts.RecordRecommendation) -> UUID:
    """Their report is its evidence: both in one append."""
    must_have_room(at.state.evidence, MOST_EVIDENCE)
    must_have_room(at.state.findings, MOST_FINDINGS)
    finding, at_time = attempt.ids(), moment_of(attempt, body.at)
    report = EvidenceAdded(
        evidence=attempt.ids(), kind=OUTSIDE_REPORT, count=1, sha256=body.sha256, at=at_time
    )
    recommended = FindingRecorded(
        finding=finding,
        factor=body.factor,
        secondary=body.secondary,
        level=body.level,
        strength=body.strength,
        text=learning_text(attempt, body.text, "/text"),
        evidence=(report.evidence,),
        incidents=incidents_of(body.incidents),
        recommendation=Recommendation(
            made_by=body.made_by, ref=outside_ref(attempt, body.ref, "/ref")
        ),
        at=at_time,
    )
    with_report = evolve(at.state, add_evidence(at.state, report))
    attempt.record(at.id, report, record_finding(with_report, recommended))
    return at.id


async def set_advice_aside(attempt: Attempt, at: At, body: facts.SetFindingAdviceAside) -> UUID:
    aside = FindingAdviceSetAside(
        finding=identity_of("fnd", body.finding, "/finding"),
        rule=body.rule,
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    must_have_room(standing(at.state, aside.finding).set_aside, MOST_SET_ASIDE)
    attempt.record(at.id, revising.set_advice_aside(at.state, aside))
    return at.id
