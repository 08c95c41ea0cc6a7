"""How each fact about an incident is decided: words sealed, names found, the domain asked."""

from uuid import UUID

from api.attempt import Attempt, events_of
from api.command import Target
from api.duties.judged_by import judged_by
from api.incidents import facts
from api.incidents.after_answer import MOST
from api.incidents.answer import MOST_ACTIONS, MOST_TOLD
from api.incidents.first import immediate_actions, wishes
from api.incidents.merging import joined_to, restrict_all, together_with
from api.incidents.reading import refuse
from api.incidents.saying import account, account_names, unknown_places
from api.incidents.times import time_in
from api.investigations.grounds import lose_grounds
from api.learning import learning_text, maybe_learning_text
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.roles import moment_of
from api.room import must_have_room
from domain.duty.decisions import tell
from domain.duty.england import ENGLAND
from domain.identifier import read
from domain.incident import decisions
from domain.incident.account import Account, ReportedAccount
from domain.incident.clocks import check_account
from domain.incident.events import (
    Classified,
    CouncilDecided,
    EnteredInError,
    ExternallyReported,
    ExternalReportAcknowledged,
    IncidentAmended,
    IncidentCorrected,
    Issue,
    Restricted,
    ThresholdTool,
)
from domain.incident.state import Incident
from domain.investigation.state import Investigation
from domain.investigation.state import fold as fold_investigation

At = Target[Incident]


async def take_immediate_actions(
    attempt: Attempt, at: At, body: facts.TakeImmediateActions
) -> UUID:
    taken, _ = immediate_actions(attempt, body, at.id, None)
    taken = taken.model_copy(update={"at": moment_of(attempt, body.at)})
    decided = decisions.take_immediate_actions(at.state, taken)
    must_have_room(at.state.later_actions, MOST_ACTIONS)
    attempt.record(at.id, decided)
    return at.id


async def record_wishes(attempt: Attempt, at: At, body: facts.RecordWishes) -> UUID:
    recorded = wishes(attempt, body, at.id, None)
    recorded = recorded.model_copy(update={"at": moment_of(attempt, body.at)})
    attempt.record(at.id, decisions.record_wishes(at.state, recorded))
    return at.id


async def tell_outside(attempt: Attempt, at: At, body: facts.TellOutside) -> UUID:
    told = ExternallyReported(
        report=attempt.ids(),
        body=body.body,
        commissioner=body.commissioner_ref,
        at=time_in(attempt, at.state, body.at),
        channel=body.channel,
        duty=body.duty,
        late_reason=maybe_learning_text(attempt, body.late_reason, "/late_reason"),
    )
    decided = tell(at.state, told, ENGLAND)
    own = [one for one in at.state.told.values() if one.report.source_version is None]
    must_have_room(own, MOST_TOLD)
    attempt.record(at.id, decided)
    return at.id


async def acknowledge(attempt: Attempt, at: At, body: facts.Acknowledge) -> UUID:
    report = read("xrp", body.report)
    if report is None:
        raise Problem("not-found")
    told = at.state.told.get(report)
    made = None if told is None or told.report.at is None else told.report.at.instant()
    answer = ExternalReportAcknowledged(
        report=report,
        at=moment_of(attempt, body.at) if made else time_in(attempt, at.state, body.at),
        their_ref=body.their_ref,
        issuer=body.issuer,
    )
    attempt.record(at.id, decisions.acknowledge(at.state, answer))
    return at.id


async def classify(attempt: Attempt, at: At, body: facts.Classify) -> UUID:
    tool = body.threshold_tool and ThresholdTool(**dict(body.threshold_tool))
    classified = Classified(
        kind=body.kind,
        decided_by=body.decided_by,
        threshold_tool=tool,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=time_in(attempt, at.state, body.at),
    )
    judged = decisions.classify(at.state, classified)
    must_have_room(at.state.classifications, MOST)
    attempt.record(at.id, judged)
    return at.id


async def record_council_decision(
    attempt: Attempt, at: At, body: facts.RecordCouncilDecision
) -> UUID:
    decided = CouncilDecided(
        decision=body.decision,
        led_by=body.led_by,
        report_due_on=body.report_due_on,
        at=time_in(attempt, at.state, body.at),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
    )
    received = decisions.record_council_decision(at.state, decided)
    must_have_room(at.state.council_decisions, MOST)
    attempt.record(at.id, received)
    return at.id


async def _changes(
    attempt: Attempt, at: At, body: facts.Amend | facts.Correct
) -> tuple[Account, tuple[Issue, ...]]:
    """What the body says of the account, its times judged beside those that are there. A place
    that Heed does not know is refused here: a person is looking at the answer.
    """
    await attempt.find(account_names(attempt, body))
    unknown: list[Finding] = unknown_places(attempt, body)
    if unknown:
        raise refuse(unknown)
    extra = None if body.extra is None else body.model_dump_json(include={"extra"})
    members = account(attempt, body, at.id, extra=extra)
    whole = at.state.account.model_copy(update=members)
    checked, suspect = check_account(whole, now=attempt.now)
    said = Account(**{name: getattr(checked, name) for name in members})
    return said, tuple(issue for issue in suspect if issue.pointer.split("/")[1] in members)


async def amend(attempt: Attempt, at: At, body: facts.Amend) -> UUID:
    said, issues = await _changes(attempt, at, body)
    changed = {name: getattr(said, name) for name in said.model_fields_set}
    amended = IncidentAmended(set=ReportedAccount(**changed), issues=issues)
    attempt.record(at.id, decisions.amend(at.state, amended))
    return at.id


async def correct(attempt: Attempt, at: At, body: facts.Correct) -> UUID:
    said, issues = await _changes(attempt, at, body)
    reason = learning_text(attempt, body.reason, "/reason")
    corrected = IncidentCorrected(set=said, reason=reason, issues=issues)
    attempt.record(at.id, decisions.correct(at.state, corrected))
    return at.id


async def restrict(attempt: Attempt, at: At, body: facts.Restrict) -> UUID:
    await attempt.find(attempt.staff(ref) for ref in body.exclude)
    await attempt.find(attempt.person(ref) for ref in body.exclude)
    restricted = Restricted(excluded=attempt.hide_from(body.exclude), reason=body.reason)
    together = await together_with(attempt, at.id, at.state)
    restrict_all(attempt, together, {at.id: decisions.restrict(at.state, restricted)})
    return at.id


async def close(attempt: Attempt, at: At, body: facts.CloseIncident) -> UUID:
    """Every investigation that covers it, or one that was merged into it, is read in the same
    append: none can slip past.
    """
    covering: list[Investigation] = []
    joined = await joined_to(attempt, at.state)
    merged = (one for incident in joined.values() for one in incident.investigations)
    for stream in dict.fromkeys((*at.state.investigations, *merged)):
        state = fold_investigation(events_of(await attempt.load(stream)))
        if state is not None:
            covering.append(state)
    closed = decisions.close(
        at.state,
        investigations=covering,
        setting=(await judged_by(attempt.heed, attempt.provider, at.state)).setting,
        at=time_in(attempt, at.state, body.at),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
    )
    must_have_room(at.state.closings, MOST)
    attempt.record(at.id, closed)
    return at.id


async def enter_in_error(attempt: Attempt, at: At, body: facts.EnterInError) -> UUID:
    reason = learning_text(attempt, body.reason, "/reason")
    in_error = EnteredInError(because=body.because, reason=reason)
    attempt.record(at.id, decisions.enter_in_error(at.state, in_error))
    await lose_grounds(attempt, at.id, at.state.investigations)
    return at.id
