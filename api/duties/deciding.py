"""How what people say of the duties of an incident is decided."""

from typing import Final
from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.duties import facts
from api.duties.judged_by import judged_by
from api.incidents.times import time_in
from api.learning import learning_text, maybe_learning_text
from api.roles import moment_of
from api.room import must_have_room
from api.times import recorded_on
from domain.duty import decisions
from domain.duty.england import ENGLAND
from domain.incident.duties import IN_PERSON, CandourStepCompleted, DutyIdentified, DutyRuledOut
from domain.incident.state import Incident

At = Target[Incident]
MOST_STEPS: Final = 200


async def identify(attempt: Attempt, at: At, body: facts.IdentifyDuty) -> UUID:
    said = DutyIdentified(
        duty=body.duty,
        commissioner=body.commissioner_ref,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        opinion_by=body.opinion_by,
        opinion_at=time_in(attempt, at.state, body.opinion_at),
        conditions=body.conditions,
        clock_start=moment_of(attempt, body.clock_start),
        at=time_in(attempt, at.state, body.at),
        rules=ENGLAND.version,
    )
    attempt.record(at.id, decisions.identify(at.state, said, ENGLAND))
    return at.id


async def rule_out(attempt: Attempt, at: At, body: facts.RuleOutDuties) -> UUID:
    said = DutyRuledOut(
        duties=tuple(dict.fromkeys(body.duties)),
        commissioner=body.commissioner_ref,
        reason=learning_text(attempt, body.reason, "/reason"),
        decided_by=body.decided_by,
        at=time_in(attempt, at.state, body.at),
        rules=ENGLAND.version,
    )
    by = await judged_by(attempt.heed, attempt.provider, at.state)
    attempt.record(at.id, decisions.rule_out(at.state, said, ENGLAND, by.setting))
    return at.id


async def complete_candour_step(attempt: Attempt, at: At, body: facts.CompleteCandourStep) -> UUID:
    taken = CandourStepCompleted(
        step=body.step,
        outcome=body.outcome,
        attempts=body.attempts,
        note=maybe_learning_text(attempt, body.note, "/note"),
        at=time_in(attempt, at.state, body.at),
    )
    must_have_room(at.state.judged.steps, MOST_STEPS)
    spoken = at.state.judged.step(IN_PERSON)
    recorded = None if spoken is None else recorded_on(at.rows, spoken)
    decided = decisions.complete_candour_step(at.state, taken, recorded=recorded)
    attempt.record(at.id, decided)
    return at.id
