"""How what changes about an action later is decided, and what people judge of it.

Cancelling says so at the findings and gaps it answered, in the same append, and reads what the
findings rest on: whether the risk has to be accepted depends on the harm in the incidents behind.
"""

from uuid import UUID

from api.actions import facts
from api.actions.answer import MOST_CHANGES, MOST_MEASURES
from api.actions.deciding import measures_of
from api.actions.hold.citing import cited_verdict
from api.advice import MOST_SET_ASIDE
from api.attempt import Attempt, events_of
from api.command import Target
from api.learning import learning_text, maybe_learning_text
from api.roles import actor_of, identity_of, in_role, moment_of
from api.room import must_have_room
from domain.action import replanning, reviewing
from domain.action.decisions import start as begin_work
from domain.action.events import CitedMeasure, EffectivenessReviewed
from domain.action.state import Action
from domain.action.timeliness import counts_on, days_after_verification
from domain.audit.decisions import lose_gap_answer
from domain.audit.state import fold as fold_audit
from domain.incident.seriousness import serious
from domain.incident.state import Incident
from domain.incident.state import fold as fold_incident
from domain.investigation.revising import lose_answer
from domain.investigation.state import Investigation
from domain.investigation.state import fold as fold_investigation
from domain.moment import Moment

At = Target[Action]


async def start(attempt: Attempt, at: At, body: facts.StartAction) -> UUID:
    attempt.record(at.id, begin_work(at.state, at=moment_of(attempt, body.at)))
    return at.id


async def name_measures(attempt: Attempt, at: At, body: facts.NameMeasures) -> UUID:
    named = replanning.name_measures(
        at.state,
        measures=await measures_of(attempt, body.measures, "/measures"),
        at=moment_of(attempt, body.at),
    )
    must_have_room((*at.state.measures, *named.measures[1:]), MOST_MEASURES)
    attempt.record(at.id, named)
    return at.id


async def change_due_date(attempt: Attempt, at: At, body: facts.ChangeDueDate) -> UUID:
    must_have_room((*at.state.past_changes, *at.state.changes), MOST_CHANGES)
    changed = replanning.change_due_date(
        at.state,
        to=body.due_on,
        reason=learning_text(attempt, body.reason, "/reason"),
        interim_control=maybe_learning_text(attempt, body.interim_control, "/interim_control"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, changed)
    return at.id


async def change_owner(attempt: Attempt, at: At, body: facts.ChangeOwner) -> UUID:
    must_have_room(at.state.owners, MOST_CHANGES)
    changed = replanning.change_owner(
        at.state,
        owner=await in_role(attempt, body.owner),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, changed)
    return at.id


async def _cited(attempt: Attempt, body: facts.ReviewEffect) -> tuple[CitedMeasure, ...]:
    named = await measures_of(attempt, [one.measure for one in body.measures], "/measures")
    return tuple(
        CitedMeasure(
            measure=measure,
            state=one.state,
            reading=maybe_learning_text(attempt, one.reading, f"/measures/{place}/reading"),
        )
        for place, (measure, one) in enumerate(zip(named, body.measures, strict=True))
    )


async def review_effect(attempt: Attempt, at: At, body: facts.ReviewEffect) -> UUID:
    must_have_room(at.state.reviews, MOST_CHANGES)
    at_time = moment_of(attempt, body.at)
    known_at = moment_of(attempt, body.as_known_at) or Moment(at=attempt.now)
    counted = days_after_verification(at.state, counts_on(at_time, now=attempt.now))
    reviewed = EffectivenessReviewed(
        verdict=body.verdict,
        by=actor_of(attempt).in_role(),
        together_with=tuple([await in_role(attempt, one) for one in body.together_with]),
        day=counted if body.day is None else body.day,
        measures=await _cited(attempt, body),
        as_known_at=known_at,
        people_said=maybe_learning_text(attempt, body.people_said, "/people_said"),
        why_nobody_was_asked=maybe_learning_text(
            attempt, body.why_nobody_was_asked, "/why_nobody_was_asked"
        ),
        at=at_time,
        cited_verdict=await cited_verdict(attempt, at.id, body.cited_verdict, known_at),
        recurrences=tuple(identity_of("inc", one, "/recurrences") for one in body.recurrences)
        or None,
    )
    attempt.record(at.id, reviewing.review(at.state, reviewed))
    return at.id


async def _investigations(attempt: Attempt, action: Action) -> dict[UUID, Investigation]:
    rows = await attempt.load_all(one.investigation for one in action.agreed.findings)
    found = {stream: fold_investigation(events_of(each)) for stream, each in rows.items()}
    return {stream: one for stream, one in found.items() if one is not None}


async def _behind(
    attempt: Attempt, action: Action, found: dict[UUID, Investigation]
) -> list[Incident]:
    """The incidents that the findings it answers rest on, as far as they still do."""
    named: set[UUID] = set()
    for one in action.agreed.findings:
        investigation = found.get(one.investigation)
        finding = None if investigation is None else investigation.findings.get(one.finding)
        if investigation is not None and finding is not None and finding.stands:
            grounds = finding.grounds(investigation.incidents, investigation.lost)
            named |= {ground.incident for ground in grounds if not ground.lost}
    rows = await attempt.load_all(sorted(named))
    incidents = (fold_incident(events_of(each)) for each in rows.values() if each)
    return [incident for incident in incidents if incident is not None]


def _unanswer_findings(attempt: Attempt, at: At, found: dict[UUID, Investigation]) -> None:
    for one in at.state.agreed.findings:
        if (investigation := found.get(one.investigation)) is not None:
            lost = lose_answer(investigation, finding=one.finding, action=at.id)
            if lost is not None:
                attempt.record(one.investigation, lost)


async def _unanswer_gaps(attempt: Attempt, at: At) -> None:
    rows = await attempt.load_all(one.audit for one in at.state.agreed.gaps)
    for one in at.state.agreed.gaps:
        audit = fold_audit(events_of(rows[one.audit]))
        if audit is not None:
            lost = lose_gap_answer(audit, criterion=one.criterion, action=at.id)
            if lost is not None:
                attempt.record(one.audit, lost)


async def cancel(attempt: Attempt, at: At, body: facts.CancelAction) -> UUID:
    found = await _investigations(attempt, at.state)
    behind = await _behind(attempt, at.state, found)
    cancelled = replanning.cancel(
        at.state,
        by=actor_of(attempt),
        reason=learning_text(attempt, body.reason, "/reason"),
        serious=any(serious(incident) for incident in behind),
        risk_accepted_by=body.risk_accepted_by,
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, cancelled)
    _unanswer_findings(attempt, at, found)
    await _unanswer_gaps(attempt, at)
    return at.id


async def set_advice_aside(attempt: Attempt, at: At, body: facts.SetAdviceAside) -> UUID:
    must_have_room(at.state.set_aside, MOST_SET_ASIDE)
    aside = replanning.set_advice_aside(
        at.state,
        rule=body.rule,
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, aside)
    return at.id
