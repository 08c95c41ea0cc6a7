"""What is counted of an incident, an investigation, an audit and a service, as they stand."""

from datetime import date, timedelta

from domain.incident.account import Aware, Harm, Noticed, Occurred, RaisedBy, Risk
from domain.incident.events import PeopleNamed, Person
from domain.incident.vocabulary import (
    NoticedBy,
    PersonIs,
    PhysicalHarm,
    PsychologicalHarm,
    RiskSource,
    RiskType,
    ToldBody,
)
from domain.moment import Moment, Precision
from domain.vocabulary.duty import DutyCode
from domain.vocabulary.factor import Factor
from projections.trends.projection import PROJECTION
from tests.afterwards import merged, unmerged
from tests.examples import (
    AUDIT,
    FINDING,
    INCIDENT,
    INVESTIGATION,
    SERVICE,
    activity,
    identity,
    march,
    registered,
)
from tests.incidents import (
    AWARE,
    NOTICED,
    TOLD_COUNCIL,
    closed,
    in_error,
    reported,
    reported_concern,
    restricted,
    ruled_out,
    told_council,
)
from tests.learning import audited, found, opened, planned, revised, withdrawn
from tests.told import START, Told, recorded_at

OTHER = identity(77)


def counted(*events):
    """The row of one incident."""
    return Told().by(INCIDENT, *events).rows(PROJECTION, "trend_incidents")[INCIDENT,]


def learned(table, *events):
    return Told().by(INVESTIGATION, *events).rows(PROJECTION, table)


def test_an_incident_is_counted_with_its_codes_and_its_own_days():
    row = counted(
        reported_concern(
            service=SERVICE,
            occurred=Occurred(from_=date(2026, 3, 1)),
            risks=(Risk(type=RiskType.PHYSICAL, source=RiskSource.OTHER_KNOWN),) * 2,
            harm=Harm(physical=PhysicalHarm.LOW, psychological=PsychologicalHarm.MODERATE),
            suggested_factors=(Factor.BOUNDARIES,),
        ),
        told_council(),
    )

    assert (row["position"], row["recorded_at"], row["source"]) == (1, START, "caresys")
    assert (row["service"], row["state"], row["restricted"]) == (SERVICE, "open", False)
    assert (row["occurred_on"], row["noticed_on"]) == (date(2026, 3, 1), date(2026, 3, 2))
    assert (row["noticed_at"], row["aware_at"], row["told_at"]) == (NOTICED, AWARE, TOLD_COUNCIL)
    assert (row["aware"], row["told"], row["health"]) == (True, True, False)
    assert row["risks"] == ["physical/other_known/unknown"]
    assert (row["harm"], row["suggested_factors"]) == ("moderate", ["boundaries"])


def test_a_vague_or_suspect_time_is_no_day_and_no_instant():
    vague = counted(reported(first_noticed=Noticed(at=date(2026, 3, 1), precision=Precision.WEEK)))
    suspect = counted(reported(first_noticed=Noticed(at=NOTICED, suspect=True)))
    by_day = counted(reported(first_noticed=Noticed(at=date(2026, 3, 1))))

    assert (vague["noticed_on"], vague["noticed_at"]) == (None, None)
    assert (suspect["noticed_on"], suspect["noticed_at"]) == (None, None)
    assert (by_day["noticed_on"], by_day["noticed_at"]) == (date(2026, 3, 1), None)


def test_an_instant_late_in_the_evening_belongs_to_the_day_in_london():
    midnight = NOTICED.replace(month=7, hour=23, minute=30)

    row = counted(reported(first_noticed=Noticed(at=midnight)))

    assert row["noticed_on"] == date(2026, 7, 3)


def test_whoever_is_told_without_a_usable_time_was_told_all_the_same():
    row = counted(reported(), told_council(body=ToldBody.GP, at=None))

    assert (row["health"], row["health_at"], row["external_reports"]) == (True, None, True)


def test_who_noticed_first_says_whether_it_was_raised_from_outside():
    def outside(by):
        return counted(reported(first_noticed=Noticed(at=NOTICED, by=by)))["raised_outside"]

    assert outside(NoticedBy.FAMILY) is True
    assert outside(NoticedBy.STAFF) is False
    assert outside(None) is None
    assert counted(reported(raised_by=RaisedBy(anonymous=True)))["anonymous"] is True


def test_the_people_in_an_incident_are_counted_by_their_references():
    people = PeopleNamed(
        people=(
            Person(person=identity(81), roles=(PersonIs.ADULT_AT_RISK,)),
            Person(person=identity(82), roles=(PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM,)),
        )
    )

    row = counted(reported(), people)

    assert (row["adults"], row["alleged"]) == ([identity(81)], [identity(82)])


def test_the_state_of_an_incident_follows_what_became_of_it():
    def state(*events):
        return counted(reported(), *events)["state"]

    assert state(closed()) == "closed"
    assert state(merged()) == "merged"
    assert state(merged(), unmerged()) == "open"
    assert state(in_error()) == "entered_in_error"
    assert counted(reported(), closed())["closed_at"] == recorded_at(2)


def test_whoever_is_kept_out_is_kept_out_of_the_counts():
    row = counted(reported(), restricted(identity(90)))

    assert (row["excluded"], row["restricted"]) == ([identity(90)], True)


def test_a_duty_that_was_met_too_late_is_a_late_duty():
    def late(aware_at):
        known = reported_concern(organisation_aware=Aware(at=aware_at))
        return counted(known, told_council())["late_duties"]

    assert late(AWARE - timedelta(days=9)) == ["la_safeguarding"]
    assert late(AWARE) == []


def test_a_duty_of_no_known_time_is_neither_late_nor_ruled_out():
    vague = Moment(at=date(2026, 3, 30), precision=Precision.MONTH)

    row = counted(reported_concern(), told_council(at=vague))

    assert (row["late_duties"], row["ruled_out_duties"]) == ([], [])


def test_a_duty_that_somebody_ruled_out_is_counted_as_such():
    row = counted(reported_concern(), ruled_out(DutyCode.LA_SAFEGUARDING))

    assert row["ruled_out_duties"] == ["la_safeguarding"]


def test_a_finding_gives_its_factor_to_the_incidents_it_rests_on():
    events = opened(incidents=(INCIDENT, OTHER)), found(factor=Factor.SUPERVISION)

    assert learned("trend_grounds", *events) == {
        (INVESTIGATION, INCIDENT, "supervision"): {"findings": 1},
        (INVESTIGATION, OTHER, "supervision"): {"findings": 1},
    }
    [row] = learned("trend_findings", *events).values()
    assert (row["incidents"], row["withdrawn"]) == ([INCIDENT, OTHER], False)


def test_a_finding_that_was_withdrawn_gives_nothing():
    events = opened(), found(), withdrawn()

    assert learned("trend_grounds", *events) == {}
    assert learned("trend_findings", *events)[INVESTIGATION, FINDING]["withdrawn"] is True


def test_a_revised_finding_counts_as_it_was_revised():
    events = opened(), found(factor=Factor.SUPERVISION), revised(factor=Factor.BOUNDARIES)

    assert [factor for _, _, factor in learned("trend_grounds", *events)] == ["boundaries"]


def test_an_audit_is_counted_by_criterion_once_it_is_done():
    assert Told().by(AUDIT, planned()).rows(PROJECTION, "trend_audits") == {}
    rows = Told().by(AUDIT, planned(), audited()).rows(PROJECTION, "trend_audits")
    assert {stream for stream, _ in rows} == {AUDIT}
    assert all(row["checked"] >= row["passed"] for row in rows.values())


def test_a_service_is_counted_against_its_latest_activity():
    events = registered(), activity(amount=100), activity(amount=120)

    rows = Told().by(SERVICE, *events).rows(PROJECTION, "trend_activity")

    [(key, row)] = rows.items()
    assert key == (SERVICE, "", 1)
    assert (row["amount"], row["first"], row["recorded_at"]) == (
        120,
        march().from_,
        recorded_at(3),
    )
