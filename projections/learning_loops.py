"""The loops of what came of it: findings to answer, actions to do and to see done, audits, gaps.

A finding or a gap is settled by an action that was agreed for it, a finding also by a recorded
reason for doing nothing. What is due opens its loop when the day is over.

Source: domain rules on learning responses, actions and audits (`domain/investigation`,
`domain/action`, `domain/audit`).
"""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from domain.moment import starts
from projections.account import uuid, uuids
from projections.loop_changes import AT, closed, loop, opened, subject
from projections.runner.declaration import Change, Event, Reads, said
from projections.runner.json_text import parsed


def _investigation_opened(event: Event) -> list[Change]:
    values = {
        "about": uuids(event["incidents"] or "[]"),
        "service": uuid(event["service"]),
        "owner_role": event["lead.role"],
    }
    return [subject(event, said(values))]


def _finding_recorded(event: Event) -> list[Change]:
    return [opened(event, "finding", event["finding"])]


def _finding_settled(event: Event) -> list[Change]:
    """Answered by an action, left without one for a reason, or withdrawn."""
    return [closed(event, "finding", event["finding"])]


def _investigation_completed(event: Event) -> list[Change]:
    return [opened(event, "sign_off")]


def _sign_off_settled(event: Event) -> list[Change]:
    return [closed(event, "sign_off")]


def _action_agreed(event: Event) -> list[Change]:
    """Overdue from the day after it was due."""
    about = _asked_by(event["findings"], "investigation") | _asked_by(event["gaps"], "audit")
    values = {
        "about": sorted(about),
        "service": uuid(event["service"]),
        "owner_role": event["owner.role"],
    }
    overdue = loop(event, "completion", opened_at=_day_after(event["due_on"]))
    return [subject(event, said(values)), overdue]


def _asked_by(text: str | None, member: str) -> set[UUID]:
    return {UUID(each[member]) for each in parsed(text or "[]")}


def _day_after(day: str) -> datetime:
    """Midnight in London, when the day is over."""
    return starts(date.fromisoformat(day) + timedelta(days=1))


def _action_completed(event: Event) -> list[Change]:
    return [closed(event, "completion"), opened(event, "verification")]


def _action_verified(event: Event) -> list[Change]:
    return [closed(event, "verification")]


def _verification_refused(event: Event) -> list[Change]:
    """It is to be done again, and was due when it was due."""
    return [closed(event, "verification"), loop(event, "completion", closed_at=None)]


def _audit_planned(event: Event) -> list[Change]:
    known = {"service": uuid(event["service"]), "unit": uuid(event["unit"])}
    changes = [subject(event, said(known))]
    if event["planned_for"] is not None:
        changes.append(loop(event, "audit", opened_at=_day_after(event["planned_for"])))
    return changes


def _audit_completed(event: Event) -> list[Change]:
    """Every criterion that was not met every time is a gap, until an action is agreed for it."""
    gaps = [each for each in parsed(event["results"]) if each["passed"] < each["of"]]
    return [
        closed(event, "audit"),
        *(opened(event, "gap", each["criterion"]) for each in gaps),
    ]


def _gap_answered(event: Event) -> list[Change]:
    return [closed(event, "gap", event["criterion"])]


LEARNING: Final = (
    Reads("investigation.opened.v1", _investigation_opened, ("incidents", "service", "lead.role")),
    Reads("investigation.finding_recorded.v1", _finding_recorded, ("finding", *AT)),
    Reads("investigation.finding_answered.v1", _finding_settled, ("finding", *AT)),
    Reads("investigation.finding_left_without_action.v1", _finding_settled, ("finding", *AT)),
    Reads("investigation.finding_withdrawn.v1", _finding_settled, ("finding", *AT)),
    Reads("investigation.completed.v1", _investigation_completed, AT),
    Reads("investigation.returned.v1", _sign_off_settled, AT),
    Reads("investigation.signed_off.v1", _sign_off_settled, AT),
    Reads(
        "action.agreed.v1", _action_agreed, ("findings", "gaps", "owner.role", "due_on", "service")
    ),
    Reads("action.completed.v1", _action_completed, AT),
    Reads("action.verified.v1", _action_verified, AT),
    Reads("action.verification_refused.v1", _verification_refused, AT),
    Reads("audit.planned.v1", _audit_planned, ("service", "unit", "planned_for")),
    Reads("audit.completed.v1", _audit_completed, ("results", *AT)),
    Reads("audit.gap_answered.v1", _gap_answered, ("criterion", *AT)),
)
