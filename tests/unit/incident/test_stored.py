"""What is read back from the log is what was recorded, to the last member."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from domain.catalogue import read
from domain.incident.account import Aware, Circumstances, Harm, Noticed, Occurred
from domain.incident.events import Closed, CouncilDecided, IncidentEvent, Source
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import CouncilDecision
from domain.moment import Moment, Precision
from tests.examples import SERVICE
from tests.incidents import amended, corrected, reported, source
from tests.spec import Specification

GOLDEN = Path(__file__).parents[1] / "golden" / "events"
EVENTS: tuple[type[IncidentEvent], ...] = get_args(IncidentEvent)

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
SUMMER = timezone(timedelta(hours=1))


def stored(event: IncidentEvent) -> Any:
    """The event as it comes back from the log."""
    return read(event.type, event.facts())


def facts(event: IncidentEvent) -> Any:
    return json.loads(event.facts())


def members(value: Any) -> set[str]:
    """The names of everything that is said, at any depth."""
    if isinstance(value, dict):
        return {*value, *(name for one in value.values() for name in members(one))}
    if isinstance(value, list):
        return {name for one in value for name in members(one)}
    return set()


def possible(model: type[BaseModel]) -> set[str]:
    """The names of everything that could be said, at any depth."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        names.add(field.alias or name)
        for part in _models(field.annotation):
            names |= possible(part)
    return names


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models(argument)]


@pytest.mark.parametrize("event", EVENTS, ids=lambda one: one.type)
def test_the_example_that_is_kept_for_ever_says_everything_that_can_be_said(event):
    kept = json.loads((GOLDEN / f"{event.type}.json").read_text(encoding="utf-8"))

    assert members(kept) == possible(event)


@pytest.mark.parametrize(
    "at",
    [
        date(2026, 3, 2),
        datetime(2026, 3, 2, tzinfo=UTC),
        datetime(2026, 7, 2, 8, 30, 0, 250, tzinfo=SUMMER),
    ],
)
def test_a_day_comes_back_as_a_day_and_an_instant_as_an_instant(at):
    told = reported(
        occurred=Occurred(from_=at, to=at, precision=Precision.WEEK),
        first_noticed=Noticed(at=at),
        organisation_aware=Aware(at=at, precision=Precision.HOUR, suspect=True),
    )

    again = stored(told)

    assert again == told
    assert type(again.occurred.from_) is type(again.first_noticed.at) is type(at)
    assert stored(Closed(at=at)) == Closed(at=at)


def test_a_period_is_stored_under_the_words_from_and_to():
    told = reported(occurred=Occurred(from_=date(2026, 3, 1), to=date(2026, 3, 2)))

    assert facts(told)["occurred"] == {"from": "2026-03-01", "to": "2026-03-02"}
    assert stored(told) == told


def test_the_day_a_report_is_due_comes_back_as_a_day():
    decided = CouncilDecided(decision=CouncilDecision.S42_ENQUIRY, report_due_on=date(2026, 4, 10))

    assert facts(decided)["report_due_on"] == "2026-04-10"
    assert stored(decided) == decided


def test_what_nobody_said_is_not_stored():
    assert facts(reported(harm=None)) == {
        "source": {"system": "caresys", "ref": "CS-1", "version": 1},
        "issues": [],
    }


def test_no_is_stored_and_is_not_the_same_as_nothing():
    told = reported(circumstances=Circumstances(agency_on_duty=False))

    assert facts(told)["circumstances"] == {"agency_on_duty": False}
    assert stored(told) == told


def test_a_time_of_the_care_system_is_kept_with_its_doubt():
    stamp = Moment(at=datetime(2026, 3, 2, 8, tzinfo=UTC), suspect=True)
    told = reported(source=Source(system="caresys", ref="CS-1", version=1, recorded_at=stamp))

    assert stored(told) == told


@pytest.mark.parametrize(
    "change",
    [
        amended(harm=Harm()),
        amended(harm=None, service=SERVICE),
        amended(withdrawn=("harm",)),
        amended(source=source(2), harm=None, withdrawn=("service",)),
        amended(risks=(), suggested_factors=()),
        corrected(harm=None, service=SERVICE),
        corrected(risks=()),
    ],
    ids=lambda change: change.facts()[:60],
)
def test_a_change_means_the_same_before_and_after_it_was_stored(change):
    first = reported(harm=Harm(), service=SERVICE)

    now = incident.given(first, change).state
    later = incident.given(stored(first), stored(change)).state

    assert now == later
    assert now.changed_here == later.changed_here


def test_a_member_that_is_none_changes_nothing_and_is_not_remembered_as_changed():
    found = incident.given(reported(service=SERVICE), amended(service=None)).state

    assert found.account.service == SERVICE
    assert found.changed_here == frozenset()
