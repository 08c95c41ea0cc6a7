"""Two systems may have reported the same incident: Heed says why it thinks so, and no more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.incident.account import Aware, Noticed, Occurred
from domain.incident.events import IncidentEvent
from domain.incident.likeness import Alike, Seen, alike
from domain.incident.state import Incident, evolve
from domain.moment import Precision
from tests.afterwards import OTHER_RESIDENT, RESIDENT, named, somebody
from tests.examples import SERVICE, identity
from tests.incidents import reported, source
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
NOTICED = datetime(2026, 3, 2, 8, tzinfo=UTC)
RECORDED = datetime(2026, 3, 3, 2, tzinfo=UTC)
ROSTER = source(system="rosterly", ref="R-7")


def seen(*people, at=NOTICED, recorded_at=RECORDED, **said) -> Seen:
    said |= {} if at is None else {"first_noticed": Noticed(at=at)}
    return Seen(incident.given(reported(**said), named(*people)).state, recorded_at)


def other(*people, **said) -> Seen:
    return seen(*people, **{"source": ROSTER} | said)


def on(day: int, **changes) -> Occurred:
    return Occurred(**{"from_": date(2026, 3, day), "precision": Precision.DAY} | changes)


def test_two_systems_that_name_the_same_person_may_mean_the_same_incident():
    assert alike(seen(somebody(RESIDENT)), other(somebody(RESIDENT))) == (Alike.SAME_PERSON,)
    assert alike(seen(somebody(RESIDENT)), other(somebody(OTHER_RESIDENT))) == ()


def test_one_nhs_number_under_two_references_shows_one_person():
    known_as = somebody(OTHER_RESIDENT, same_number_as=RESIDENT)

    assert alike(seen(somebody(RESIDENT)), other(known_as)) == (Alike.SAME_NHS_NUMBER,)
    assert alike(seen(known_as), other(somebody(RESIDENT))) == (Alike.SAME_NHS_NUMBER,)


def test_two_references_of_one_number_that_a_third_system_knew_first_are_alike():
    one, two = identity(81), identity(82)

    found = alike(
        seen(somebody(one, same_number_as=RESIDENT)), other(somebody(two, same_number_as=RESIDENT))
    )

    assert found == (Alike.SAME_NHS_NUMBER,)


def test_the_same_service_at_the_same_time_may_be_the_same_incident():
    here = {"service": SERVICE, "occurred": on(2)}

    assert alike(seen(**here), other(**here)) == (Alike.SAME_SERVICE_AND_TIME,)
    assert alike(seen(**here), other(service=identity(60), occurred=on(2))) == ()
    assert alike(seen(**here), other(occurred=on(2))) == ()


@pytest.mark.parametrize(
    ("theirs", "may_be"),
    [
        (on(2), True),
        (on(3), False),
        (on(6, precision=Precision.WEEK), True),
        (Occurred(from_=date(2026, 2, 20), to=date(2026, 3, 2)), True),
        (Occurred(to=datetime(2026, 3, 1, 23, 59, tzinfo=UTC)), False),
        (on(2, suspect=True), False),
        (Occurred(), False),
        (None, False),
    ],
)
def test_only_periods_that_can_overlap_are_the_same_time(theirs, may_be):
    found = alike(seen(service=SERVICE, occurred=on(2)), other(service=SERVICE, occurred=theirs))

    assert (found == (Alike.SAME_SERVICE_AND_TIME,)) is may_be


def test_what_was_first_noticed_more_than_three_days_apart_is_not_the_same():
    mine = seen(somebody(RESIDENT))

    assert alike(mine, other(somebody(RESIDENT), at=NOTICED + timedelta(hours=72)))
    assert alike(mine, other(somebody(RESIDENT), at=NOTICED - timedelta(hours=72)))
    assert not alike(mine, other(somebody(RESIDENT), at=NOTICED + timedelta(hours=72, seconds=1)))


def test_where_nobody_said_when_it_was_noticed_it_is_when_they_knew_else_when_it_was_recorded():
    known = other(somebody(RESIDENT), at=None, organisation_aware=Aware(at=NOTICED))
    recorded = other(somebody(RESIDENT), at=None, recorded_at=NOTICED + timedelta(days=9))

    assert known.noticed_at == NOTICED
    assert alike(seen(somebody(RESIDENT)), known)
    assert not alike(seen(somebody(RESIDENT)), recorded)


def test_one_system_is_trusted_to_tell_its_own_incidents_apart():
    assert alike(seen(somebody(RESIDENT)), seen(somebody(RESIDENT))) == ()
