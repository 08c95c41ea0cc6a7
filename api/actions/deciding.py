"""How facts about an action are decided, each link at both of its ends."""

from uuid import UUID

from api.actions import facts
from api.attempt import Attempt, events_of
from api.command import Target
from api.learning import learning_text, maybe_learning_text
from api.problem.problem import Problem
from api.roles import actor_of, identity_of, in_role, maybe_identity, moment_of
from domain.action import decisions
from domain.action.events import AnsweredFinding, AnsweredGap
from domain.action.state import Action
from domain.audit.decisions import answer_gap
from domain.audit.state import fold as fold_audit
from domain.investigation.decisions import answer_finding
from domain.investigation.state import fold as fold_investigation

At = Target[Action]


async def _answer_findings(
    attempt: Attempt, action: UUID, findings: tuple[AnsweredFinding, ...]
) -> None:
    for one in findings:
        rows = await attempt.load(one.investigation)
        investigation = fold_investigation(events_of(rows))
        if investigation is None:
            raise Problem("not-found")
        answered = answer_finding(investigation, finding=one.finding, action=action)
        attempt.record(one.investigation, answered)


async def _answer_gaps(attempt: Attempt, action: UUID, gaps: tuple[AnsweredGap, ...]) -> None:
    for one in gaps:
        audit = fold_audit(events_of(await attempt.load(one.audit)))
        if audit is None:
            raise Problem("not-found")
        attempt.record(one.audit, answer_gap(audit, criterion=one.criterion, action=action))


async def agree(attempt: Attempt, _: At | None, body: facts.AgreeAction) -> UUID:
    identity = attempt.ids()
    agreed = decisions.agree(
        title=learning_text(attempt, body.title, "/title"),
        kind=body.kind,
        strength=body.strength,
        findings=tuple(
            AnsweredFinding(
                investigation=identity_of("inv", one.investigation, "/findings"),
                finding=identity_of("fnd", one.finding, "/findings"),
            )
            for one in body.findings
        ),
        gaps=tuple(
            AnsweredGap(audit=identity_of("aud", one.audit, "/gaps"), criterion=one.criterion)
            for one in body.gaps
        ),
        owner=await in_role(attempt, body.owner),
        due_on=body.due_on,
        measure=maybe_learning_text(attempt, body.measure, "/measure"),
        why_no_measure=maybe_learning_text(attempt, body.why_no_measure, "/why_no_measure"),
        service=maybe_identity("svc", body.service, "/service"),
        at=moment_of(attempt, body.at),
    )
    attempt.begin(identity)
    attempt.record(identity, agreed)
    await _answer_findings(attempt, identity, agreed.findings)
    await _answer_gaps(attempt, identity, agreed.gaps)
    return identity


async def complete(attempt: Attempt, at: At, body: facts.CompleteAction) -> UUID:
    evidence = maybe_learning_text(attempt, body.evidence, "/evidence")
    at_time = moment_of(attempt, body.at)
    done = decisions.complete(at.state, by=actor_of(attempt), evidence=evidence, at=at_time)
    attempt.record(at.id, done)
    return at.id


async def verify(attempt: Attempt, at: At, body: facts.VerifyAction) -> UUID:
    at_time = moment_of(attempt, body.at)
    attempt.record(at.id, decisions.verify(at.state, by=actor_of(attempt), at=at_time))
    return at.id


async def refuse_verification(attempt: Attempt, at: At, body: facts.RefuseVerification) -> UUID:
    reason = learning_text(attempt, body.reason, "/reason")
    at_time = moment_of(attempt, body.at)
    refused = decisions.refuse_verification(
        at.state, by=actor_of(attempt), reason=reason, at=at_time
    )
    attempt.record(at.id, refused)
    return at.id
