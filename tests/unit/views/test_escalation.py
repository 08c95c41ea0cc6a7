"""Three instants: only those that a clock may use, and never one that is not known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.incident.account import Account, Aware, Noticed
from domain.incident.afterwards import TimesConfirmed
from domain.incident.vocabulary import ToldBody
from domain.moment import Moment, Precision
from projections.escalation import PROJECTION
from tests.afterwards import merged, reopened, unmerged
from tests.examples import INCIDENT
from tests.incidents import (
    AWARE,
    NOTICED,
    REPORT,
    TOLD_COUNCIL,
    amended,
    closed,
    corrected,
    reported,
    reported_concern,
    told_council,
)
from tests.told import Told


def row(*events):
    return Told().by(INCIDENT, *events).rows(PROJECTION, "escalation")[INCIDENT,]


def told_row(*events):
    return Told().by(INCIDENT, *events).rows(PROJECTION, "escalation_told")[INCIDENT, REPORT]


def test_the_instants_of_a_report_are_kept():
    found = row(reported_concern())

    assert (found["noticed_at"], found["aware_at"], found["aware"]) == (NOTICED, AWARE, True)


@pytest.mark.parametrize(
    "vague",
    [
        Noticed(at=NOTICED, precision=Precision.DAY),
        Noticed(at=NOTICED, precision=Precision.UNKNOWN),
        Noticed(at=date(2026, 3, 2)),
        Noticed(at=NOTICED, suspect=True),
    ],
)
def test_a_vague_or_suspect_time_starts_no_clock(vague):
    assert "noticed_at" not in row(reported(first_noticed=vague))


def test_a_time_to_the_hour_is_good_enough():
    noticed = Noticed(at=NOTICED, precision=Precision.HOUR)
    assert row(reported(first_noticed=noticed))["noticed_at"] == NOTICED


def test_an_organisation_that_knew_at_a_vague_time_knew():
    found = row(reported(organisation_aware=Aware(at=date(2026, 3, 2))))

    assert found["aware"] is True
    assert "aware_at" not in found


def test_a_corrected_time_takes_the_place_of_the_wrong_one():
    later = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert (
        row(reported_concern(), corrected(first_noticed=Noticed(at=later)))["noticed_at"] == later
    )


def test_a_time_that_turns_out_to_be_vague_is_not_kept():
    vague = Noticed(at=NOTICED, precision=Precision.WEEK)
    assert row(reported_concern(), amended(first_noticed=vague))["noticed_at"] is None


def test_a_time_that_was_confirmed_is_used_by_the_clock():
    noticed = Noticed(at=NOTICED)
    doubted = noticed.model_copy(update={"suspect": True})

    assert "noticed_at" not in row(reported(first_noticed=doubted))
    confirmed = TimesConfirmed(set=Account(first_noticed=noticed))
    assert row(reported(first_noticed=doubted), confirmed)["noticed_at"] == NOTICED


def test_an_incident_that_was_merged_or_reopened_says_so():
    assert row(reported(), closed(), reopened())["state"] == "open"
    assert row(reported(), merged())["state"] == "merged"
    assert row(reported(), merged(), unmerged())["state"] == "open"


def test_a_withdrawn_time_is_gone():
    found = row(reported_concern(), amended(withdrawn=("organisation_aware",)))
    assert (found["aware"], found["aware_at"]) == (None, None)


def test_telling_the_council_is_timed():
    found = told_row(reported(), told_council())
    assert found == {"body": "council_safeguarding", "told_at": TOLD_COUNCIL}


def test_a_report_said_again_takes_the_place_of_what_was_said_of_it():
    later = TOLD_COUNCIL + timedelta(hours=3)
    again = told_council(at=Moment(at=later), body=ToldBody.POLICE)

    assert told_row(reported(), told_council(), again) == {"body": "police", "told_at": later}


def test_a_report_without_a_usable_time_was_made():
    found = told_row(reported(), told_council(at=None))
    assert found == {"body": "council_safeguarding", "told_at": None}
