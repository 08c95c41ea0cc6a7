"""How facts about an action are decided, each link at both of its ends."""

from collections.abc import Sequence
from uuid import UUID

from api.actions import facts
from api.actions.answer import MOST_REFUSED
from api.attempt import Attempt
from api.audits.resource import AUDIT
from api.command import Target
from api.investigations.answer import MOST_ACTIONS
from api.investigations.resource import INVESTIGATION
from api.learning import learning_text, maybe_learning_text
from api.measures.known import must_be_measures
from api.other_end import other_ends
from api.policies.standing import policies_of
from api.roles import actor_of, identity_of, in_role, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from api.themes.answering import answer_themes
from api.times import moment_after, recorded_on, when_of
from domain.action import decisions
from domain.action.events import ActionAgreed, AnsweredFinding, AnsweredGap
from domain.action.state import Action
from domain.action.timeliness import counts_on
from domain.audit.decisions import answer_gap
from domain.investigation.decisions import answer_finding
from domain.policy.values import EffectivenessReviews

At = Target[Action]


async def _answer_findings(attempt: Attempt, action: UUID, agreed: ActionAgreed) -> None:
    """Refused where an investigation is hidden, so that nobody learns of one by answering it."""
    findings = agreed.findings
    pointers = [f"/findings/{place}/investigation" for place in range(len(findings))]
    named = dict(zip((one.investigation for one in findings), pointers, strict=True))
    found = await other_ends(attempt, INVESTIGATION, named)
    for one in findings:
        investigation = found[one.investigation]
        answered = answer_finding(
            investigation,
            finding=one.finding,
            action=action,
            kind=agreed.kind,
            strength=agreed.strength,
            at=agreed.at,
        )
        must_have_room(investigation.findings[one.finding].actions, MOST_ACTIONS)
        attempt.record(one.investigation, answered)


async def _answer_gaps(attempt: Attempt, action: UUID, agreed: ActionAgreed) -> None:
    gaps = agreed.gaps
    pointers = [f"/gaps/{place}/audit" for place in range(len(gaps))]
    named = dict(zip((one.audit for one in gaps), pointers, strict=True))
    found = await other_ends(attempt, AUDIT, named)
    for one in gaps:
        answered = answer_gap(
            found[one.audit], criterion=one.criterion, action=action, at=agreed.at
        )
        attempt.record(one.audit, answered)


async def measures_of(attempt: Attempt, said: Sequence[str], pointer: str) -> tuple[UUID, ...]:
    """The measures of these names. Raises Problem `not-found` where one is not there."""
    measures = tuple(identity_of("mea", one, pointer) for one in said)
    await must_be_measures(attempt, dict.fromkeys(measures, pointer))
    return measures


async def _review_days(attempt: Attempt, said: tuple[int, ...] | None) -> tuple[int, ...]:
    """As said, else as the provider's policy has it now; a later policy does not change it."""
    if said is not None:
        return said
    policies = await policies_of(attempt.heed, attempt.provider)
    return policies.of(EffectivenessReviews).days


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
        service=await must_be_known(attempt, maybe_identity("svc", body.service, "/service")),
        at=moment_of(attempt, body.at),
        measures=await measures_of(attempt, body.measures, "/measures"),
        review_days=await _review_days(attempt, body.review_days),
        strength_reason=maybe_learning_text(attempt, body.strength_reason, "/strength_reason"),
        themes=tuple(identity_of("thm", one, "/themes") for one in body.themes),
    )
    attempt.begin(identity)
    attempt.record(identity, agreed)
    await _answer_findings(attempt, identity, agreed)
    await _answer_gaps(attempt, identity, agreed)
    await answer_themes(attempt, identity, agreed)
    return identity


async def complete(attempt: Attempt, at: At, body: facts.CompleteAction) -> UUID:
    evidence = maybe_learning_text(attempt, body.evidence, "/evidence")
    begun = at.state.reopened[-1] if at.state.reopened else at.state.agreed
    at_time = moment_after(attempt, body.at, when_of(at.rows, begun))
    done = decisions.complete(
        at.state,
        by=actor_of(attempt),
        evidence=evidence,
        at=at_time,
        on=counts_on(at_time, now=attempt.now),
    )
    attempt.record(at.id, done)
    return at.id


async def verify(attempt: Attempt, at: At, body: facts.VerifyAction) -> UUID:
    done = at.state.completed
    recorded = None if done is None else recorded_on(at.rows, done)
    at_time = moment_after(attempt, body.at, recorded)
    seen = decisions.verify(
        at.state,
        by=actor_of(attempt),
        at=at_time,
        on=counts_on(at_time, now=attempt.now),
        evidence=maybe_learning_text(attempt, body.evidence, "/evidence"),
    )
    attempt.record(at.id, seen)
    return at.id


async def refuse_verification(attempt: Attempt, at: At, body: facts.RefuseVerification) -> UUID:
    reason = learning_text(attempt, body.reason, "/reason")
    must_have_room(at.state.refused, MOST_REFUSED)
    at_time = moment_of(attempt, body.at)
    refused = decisions.refuse_verification(
        at.state, by=actor_of(attempt), reason=reason, at=at_time
    )
    attempt.record(at.id, refused)
    return at.id
