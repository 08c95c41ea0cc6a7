"""What a person said in Heed stands: of times that are suspect, and of who may not see it."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from domain.incident.account import Noticed
from domain.incident.decisions import restrict_as_reported
from domain.incident.events import IncidentEvent, Issue
from domain.incident.state import RESTRICTED, Incident, evolve
from tests.examples import identity
from tests.incidents import amended, corrected, reported, restricted, source
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
RESIDENT, WORKER = identity(40), identity(41)


def after(first: IncidentEvent, *events: IncidentEvent) -> Incident:
    return incident.given(first, *events).state


TOMORROW = Noticed(at=datetime(2026, 3, 9, tzinfo=UTC), suspect=True)
SUSPECT = Issue(pointer="/first_noticed/at", code="time_suspect")


@pytest.mark.parametrize("what_it_was", ["amended", "corrected"])
def test_what_is_suspect_of_a_time_that_a_person_said_stands_until_they_say_another(what_it_was):
    said = {
        "amended": amended(first_noticed=TOMORROW),
        "corrected": corrected(first_noticed=TOMORROW),
    }[what_it_was].model_copy(update={"issues": (SUSPECT,)})
    other = amended(first_noticed=Noticed(at=datetime(2026, 3, 2, 8, tzinfo=UTC)))

    assert after(reported(), said).issues == (SUSPECT,)
    assert after(reported(), said, amended(source=source(2))).issues == (SUSPECT,)
    assert after(reported(), said, other).issues == ()


def test_who_may_not_see_it_is_theirs_once_a_person_has_said_so():
    by_a_snapshot = restricted(WORKER).model_copy(update={"source_version": 2})
    carried = restricted(WORKER).model_copy(update={"carried": True})

    assert RESTRICTED in after(reported(), restricted(WORKER)).changed_here
    assert RESTRICTED not in after(reported(), by_a_snapshot, carried).changed_here


def test_a_snapshot_adds_to_whom_a_person_named_and_takes_nobody_away():
    stood, by = after(reported(), restricted(RESIDENT)), frozenset[UUID]()
    snapshot = restricted(WORKER).model_copy(update={"source_version": 2})

    added = restrict_as_reported(stood, snapshot, by=by)
    lifted = restrict_as_reported(stood, restricted(), by=by)

    assert added is not None
    assert added.excluded == (RESIDENT, WORKER)
    assert lifted is None


def test_nobody_lifts_what_is_hidden_from_themselves():
    hidden = after(reported(), restricted(WORKER).model_copy(update={"source_version": 2}))

    assert restrict_as_reported(hidden, restricted(), by=frozenset({WORKER})) is None
    assert restrict_as_reported(hidden, restricted(), by=frozenset({RESIDENT})) == restricted()
