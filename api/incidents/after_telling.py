"""From what became of an incident to what a caller reads."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from uuid import UUID

from api.incidents.telling import moment
from api.resource import Standing
from domain.identifier import shown
from domain.incident.afterwards import (
    EnquiryOutcomeReceived,
    FeedbackRecorded,
    IncidentReopened,
    SupportOffered,
)
from domain.incident.enquiry import enquiry_of
from domain.incident.events import Closed
from domain.incident.feedback import Feedback, feedback
from domain.incident.state import Incident
from domain.moment import Moment
from domain.policy.values import FeedbackTargets
from domain.sealed import Body, bodies_in


def _person(person: UUID | None) -> str | None:
    return None if person is None else shown("per", person)


def _outcome(at: Standing[Incident], one: EnquiryOutcomeReceived) -> dict[str, Any]:
    said = one.model_dump(exclude={"reason", "at"})
    return said | {"reason": at.says(one.reason), "at": moment(one.at)}


def _told(at: Standing[Incident], one: FeedbackRecorded | None) -> dict[str, Any] | None:
    if one is None:
        return None
    said = {"outcome": one.outcome, "by": one.by, "at": moment(one.at)}
    return said | {"reason": at.says(one.reason)}


def _feedback(at: Standing[Incident], one: Feedback) -> dict[str, Any]:
    return {
        "recipient": one.recipient,
        "person": _person(one.person),
        "owed_since": one.owed_since,
        "due_by": one.due_by,
        "told": _told(at, one.told),
    }


def _support(one: SupportOffered) -> dict[str, Any]:
    said = one.model_dump(exclude={"person", "at"})
    return said | {"person": _person(one.person), "at": moment(one.at)}


def _reopened(at: Standing[Incident], one: Closed | IncidentReopened) -> dict[str, Any] | None:
    when = one.at if isinstance(one, IncidentReopened) else None
    return {"reason": at.says(one.reason), "at": moment(when)}


def _closures(at: Standing[Incident]) -> Iterator[dict[str, Any]]:
    """Closing and reopening take turns, so each closing has at most one reopening after it."""
    turns = at.state.closings
    for closed, reopened in zip_longest(turns[::2], turns[1::2]):
        when = None
        if isinstance(closed, Closed) and closed.at is not None:
            when = Moment(at=closed.at, suspect=closed.suspect)
        yield {
            "at": moment(when),
            "reason": at.says(closed.reason),
            "reopened": reopened and _reopened(at, reopened),
        }


def after_members(at: Standing[Incident]) -> dict[str, Any]:
    """Everything after the report, but words."""
    after, enquiry = at.state.after, enquiry_of(at.state)
    targets = at.policies.of(FeedbackTargets)
    owed = feedback(at.state, recorded_at=at.recorded_at, targets=targets)
    sharing = after.family_sharing[-1] if after.family_sharing else None
    return {
        "enquiry": enquiry
        and {
            "statutory": enquiry.statutory,
            "led_by": enquiry.led_by,
            "due_on": enquiry.due_on,
            "concluded": enquiry.concluded,
        },
        "enquiry_outcomes": [_outcome(at, one) for one in after.outcomes],
        "feedback": [_feedback(at, one) for one in owed],
        "family_sharing": sharing
        and {**sharing.model_dump(exclude={"at"}), "at": moment(sharing.at)},
        "support": [_support(one) for one in after.support_as_it_stands],
        "closures": list(_closures(at)),
        "merged_into": after.merged and shown("inc", after.merged.into),
        "merged_here": [shown("inc", one) for one in after.joined],
    }


def reasons(incident: Incident) -> list[Body]:
    """Learning text that is shown with it."""
    after = incident.after
    parts = (after.outcomes, after.feedback, incident.closings)
    return list(bodies_in(parts))
