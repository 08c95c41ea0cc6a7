"""How facts about an audit are decided."""

from uuid import UUID

from api.actions.resource import ACTION
from api.attempt import Attempt
from api.audits import facts
from api.audits.resource import AUDIT, MOST_RE_AUDITS
from api.command import Target
from api.learning import learning_text, maybe_learning_text
from api.other_end import other_ends
from api.roles import actor_of, identity_of, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from domain.audit import decisions
from domain.audit.events import AuditCompleted, AuditPlanned, AuditVoided, Criterion, Result
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
    if body.re_audit_of is not None:
        planned = await _again(attempt, identity, planned, body.re_audit_of)
    attempt.record(identity, planned)
    return identity


async def _again(
    attempt: Attempt, identity: UUID, planned: AuditPlanned, earlier: str
) -> AuditPlanned:
    """The plan with the audit that it does again, which is told so at its own end."""
    pointer = "/re_audit_of"
    first = identity_of("aud", earlier, pointer)
    audit = (await other_ends(attempt, AUDIT, {first: pointer}))[first]
    must_have_room(audit.re_audits, MOST_RE_AUDITS)
    attempt.record(first, decisions.plan_again(audit, by=identity, at=planned.at))
    again = decisions.compared(planned, earlier=first, audit=audit)
    return planned.model_copy(update={"re_audit": again})


async def record_results(attempt: Attempt, at: At, body: facts.RecordResults) -> UUID:
    actions = {
        identity_of("act", one, "/actions_checked"): f"/actions_checked/{place}"
        for place, one in enumerate(body.actions_checked)
    }
    completed = AuditCompleted(
        sample_size=body.sample_size,
        results=tuple(Result(**dict(one)) for one in body.results),
        actions_checked=tuple(actions) or None,
        re_audit_due_on=body.re_audit_due_on,
        at=moment_of(attempt, body.at),
    )
    completed = decisions.complete(at.state, completed)
    await other_ends(attempt, ACTION, actions)
    attempt.record(at.id, completed)
    return at.id


async def void(attempt: Attempt, at: At, body: facts.VoidAudit) -> UUID:
    """Where it did another one again, that one is without a re-audit once more."""
    voided = AuditVoided(
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.void(at.state, voided))
    again = at.state.planned.re_audit
    if again is not None:
        await attempt.load(again.audit)
        attempt.record(again.audit, decisions.void_again(by=at.id))
    return at.id
