"""How what people say of the duties of an incident is decided."""

from typing import Final
from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.duties import facts
from api.learning import learning_text, maybe_learning_text
from api.roles import moment_of
from api.room import must_have_room
from domain.duty import decisions
from domain.duty.england import ENGLAND
from domain.incident.duties import CandourStepCompleted, DutyIdentified, DutyRuledOut
from domain.incident.state import Incident

At = Target[Incident]
MOST_STEPS: Final = 200


async def identify(attempt: Attempt, at: At, body: facts.IdentifyDuty) -> UUID:
    said = DutyIdentified(
        duty=body.duty,
        commissioner=body.commissioner_ref,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        opinion_by=body.opinion_by,
        opinion_at=moment_of(attempt, body.opinion_at),
        conditions=body.conditions,
        clock_start=moment_of(attempt, body.clock_start),
        at=moment_of(attempt, body.at),
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
        at=moment_of(attempt, body.at),
        rules=ENGLAND.version,
    )
    attempt.record(at.id, decisions.rule_out(at.state, said, ENGLAND))
    return at.id


async def complete_candour_step(attempt: Attempt, at: At, body: facts.CompleteCandourStep) -> UUID:
    taken = CandourStepCompleted(
        step=body.step,
        outcome=body.outcome,
        attempts=body.attempts,
        note=maybe_learning_text(attempt, body.note, "/note"),
        at=moment_of(attempt, body.at),
    )
    must_have_room(at.state.judged.steps, MOST_STEPS)
    attempt.record(at.id, decisions.complete_candour_step(at.state, taken))
    return at.id
