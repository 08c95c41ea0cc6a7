"""The register says of every incident what the incident itself says."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from domain.incident.account import Account, Harm
from domain.incident.afterwards import TimesConfirmed
from domain.incident.events import IncidentEvent
from domain.incident.merged import Stands
from domain.incident.vocabulary import (
    CouncilDecision,
    Kind,
    PhysicalHarm,
    PsychologicalHarm,
    RiskType,
    SafeNow,
)
from domain.moment import Precision
from projections.register import PROJECTION
from tests.afterwards import merged, reopened, told, unmerged
from tests.examples import INCIDENT, SERVICE, identity
from tests.incidents import (
    acted,
    amended,
    classified,
    closed,
    corrected,
    council_decided,
    covered,
    in_error,
    occurred,
    reported,
    reported_concern,
    restricted,
    risk,
    source,
)
from tests.told import Told, recorded_at


def row(*events):
    [(key, row)] = Told().by(INCIDENT, *events).rows(PROJECTION, "register").items()
    assert key == (INCIDENT,)
    return row


def test_a_report_with_almost_nothing_is_in_the_register():
    assert row(reported()) == {
        "position": 1,
        "recorded_at": recorded_at(1),
        "updated_at": recorded_at(1),
        "version": 1,
        "source_system": "caresys",
        "source_ref": "CS-1",
        "source_version": 1,
        "issues": 0,
        "state": "open",
    }


def test_a_full_report_is_in_the_register():
    found = row(
        reported_concern(
            service=SERVICE,
            risks=(risk(RiskType.PHYSICAL), risk(RiskType.FINANCIAL_OR_MATERIAL)),
            harm=Harm(physical=PhysicalHarm.LOW, psychological=PsychologicalHarm.SEVERE),
            occurred=occurred(from_=date(2026, 3, 1), precision=Precision.DAY),
            excluded=(identity(90),),
        )
    )

    assert found["reported_kind"] == "safeguarding_concern"
    assert found["service"] == SERVICE
    assert found["risk_types"] == ["financial_or_material", "physical"]
    assert (found["harm_physical"], found["harm_psychological"]) == ("low", "severe")
    assert found["occurred_from"] == datetime(2026, 3, 1, tzinfo=UTC)
    assert found["occurred_precision"] == "day"
    assert found["excluded"] == [identity(90)]


def test_every_fact_raises_the_version_and_the_time_of_the_last_change():
    found = row(reported(), covered(), closed())

    assert (found["version"], found["updated_at"]) == (3, recorded_at(3))
    assert (found["position"], found["recorded_at"]) == (1, recorded_at(1))


def test_later_knowledge_replaces_a_member_whole():
    found = row(
        reported(harm=Harm(physical=PhysicalHarm.LOW, psychological=PsychologicalHarm.LOW)),
        amended(harm=Harm(psychological=PsychologicalHarm.MODERATE)),
    )

    assert (found["harm_physical"], found["harm_psychological"]) == (None, "moderate")


def test_what_is_withdrawn_is_gone():
    found = row(
        reported(service=SERVICE, risks=(risk(RiskType.SEXUAL),)),
        amended(withdrawn=("service", "risks")),
    )

    assert (found["service"], found["risk_types"]) == (None, None)


def test_a_newer_snapshot_brings_its_version_and_its_issues():
    found = row(reported(), amended(service=SERVICE, source=source(4)))

    assert (found["service"], found["source_version"], found["issues"]) == (SERVICE, 4, 0)


def test_a_correction_changes_what_it_names_and_nothing_else():
    found = row(reported_concern(service=SERVICE), corrected(service=identity(91)))

    assert found["service"] == identity(91)
    assert found["reported_kind"] == "safeguarding_concern"


def test_the_provider_s_classification_stands_beside_the_reporter_s_word():
    found = row(reported_concern(), classified(Kind.LOW_LEVEL_CONCERN))

    assert found["reported_kind"] == "safeguarding_concern"
    assert found["classified_kind"] == "low_level_concern"


def test_a_newer_report_of_safety_replaces_the_older_and_never_what_people_added():
    found = row(
        reported(),
        acted(SafeNow.NO, source_version=1),
        acted(SafeNow.YES),
        acted(None, source_version=2),
    )

    assert (found["safe_reported"], found["safe_later"]) == (None, "yes")


def test_an_immediate_action_without_a_word_on_safety_leaves_the_last_word():
    assert row(reported(), acted(SafeNow.YES), acted(None))["safe_later"] == "yes"


def test_the_council_s_last_decision_holds():
    found = row(
        reported(),
        council_decided(CouncilDecision.NO_FURTHER_ACTION),
        council_decided(CouncilDecision.S42_ENQUIRY),
    )

    assert found["council_decision"] == "s42_enquiry"


@pytest.mark.parametrize(
    ("last", "state"),
    [(closed(), "closed"), (in_error(), "entered_in_error"), (merged(), "merged")],
)
def test_an_incident_shows_how_it_ended(last, state):
    assert row(reported(), last)["state"] == state


def test_the_last_restriction_holds_and_an_empty_one_lifts_it():
    found = row(reported(), restricted(identity(90)), restricted())

    assert found["excluded"] == []


def test_every_investigation_that_covers_it_counts():
    assert row(reported(), covered(identity(71)), covered(identity(72)))["investigations"] == 2


def test_a_reopened_incident_is_open_until_it_is_closed_again():
    assert row(reported(), closed(), reopened())["state"] == "open"
    assert row(reported(), closed(), reopened(), closed())["state"] == "closed"


@pytest.mark.parametrize("stands", list(Stands))
def test_an_incident_that_was_taken_apart_again_stands_as_it_did_before(stands):
    assert row(reported(), merged(), unmerged(stands))["state"] == stands


def test_a_time_that_was_confirmed_is_in_doubt_no_more():
    when = occurred(from_=date(2026, 3, 1))
    doubted = when.model_copy(update={"suspect": True})

    found = row(reported(occurred=doubted), TimesConfirmed(set=Account(occurred=when)))

    assert found["occurred_suspect"] is None


def test_whatever_becomes_of_an_incident_raises_its_version():
    assert row(reported(), closed(), told())["version"] == 3


def test_no_fact_of_an_incident_passes_the_register_by():
    assert {event.type for event in get_args(IncidentEvent)} <= PROJECTION.folds.keys()
