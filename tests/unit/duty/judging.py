"""Duties of an incident told event by event, each recorded at a minute of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.duty.assessment import Assessed, assess
from domain.duty.timeline import timeline
from domain.event import DomainEvent
from domain.incident.state import fold
from domain.vocabulary.duty import DutyCode
from tests.incidents import AWARE

RECORDED = AWARE + timedelta(minutes=5)


def judged(
    *events: DomainEvent, now: datetime = AWARE + timedelta(days=2), **by: Any
) -> dict[DutyCode, Assessed]:
    """By duty. Events are recorded one minute apart, from five minutes after it was known."""
    return {one.duty.rule.code: one for one in all_judged(*events, now=now, **by)}


def all_judged(*events: DomainEvent, now: datetime, **by: Any) -> Sequence[Assessed]:
    incident = fold(events)
    line = timeline((e, RECORDED + timedelta(minutes=n)) for n, e in enumerate(events))
    assert incident is not None
    assert line is not None
    return assess(incident, line, now=now, **by)
