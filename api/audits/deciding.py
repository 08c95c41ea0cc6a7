"""How facts about an audit are decided."""

from uuid import UUID

from api.attempt import Attempt
from api.audits import facts
from api.command import Target
from api.learning import maybe_learning_text
from api.roles import maybe_identity, moment_of
from api.services.known import must_be_known
from domain.audit import decisions
from domain.audit.events import AuditCompleted, AuditPlanned, Criterion, Result
from domain.audit.state import Audit

At = Target[Audit]


async def plan(attempt: Attempt, _: At | None, body: facts.PlanAudit) -> UUID:
    identity = attempt.ids()
    planned = decisions.plan(
        AuditPlanned(
            service=maybe_identity("svc", body.service, "/service"),
            unit=maybe_identity("unt", body.unit, "/unit"),
            tool=body.tool,
            tool_version=body.tool_version,
            criteria=tuple(
                Criterion(
                    criterion=one.criterion,
                    text=maybe_learning_text(attempt, one.text, f"/criteria/{place}/text"),
                )
                for place, one in enumerate(body.criteria)
            ),
            sample_method=body.sample_method,
            planned_for=body.planned_for,
            at=moment_of(attempt, body.at),
        )
    )
    await must_be_known(attempt, planned.service, planned.unit)
    attempt.begin(identity)
    attempt.record(identity, planned)
    return identity


async def record_results(attempt: Attempt, at: At, body: facts.RecordResults) -> UUID:
    completed = AuditCompleted(
        sample_size=body.sample_size,
        results=tuple(Result(**dict(one)) for one in body.results),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.complete(at.state, completed))
    return at.id
