"""Text for a form: facts, codes for people, never a name; and what the form asks besides."""

from datetime import UTC, datetime

from domain.duty.draft import draft, short_code
from domain.duty.england import ENGLAND
from domain.incident.account import Harm, Occurred
from domain.incident.events import PeopleNamed, Person
from domain.incident.state import fold
from domain.incident.vocabulary import PersonIs, PhysicalHarm, RiskType
from domain.moment import Moment
from domain.service import fold as fold_service
from domain.vocabulary.duty import DutyCode
from tests.examples import identity, registered
from tests.incidents import (
    AWARE,
    acknowledged,
    acted,
    identified,
    reported_concern,
    risk,
    told_council,
)

TENANT, NEIGHBOUR = identity(41), identity(42)
CONCERN = reported_concern(
    risks=(risk(RiskType.PHYSICAL),),
    harm=Harm(physical=PhysicalHarm.SEVERE),
    occurred=Occurred(from_=datetime(2026, 7, 1, 8, 30, tzinfo=UTC)),
)
PEOPLE = PeopleNamed(
    people=(
        Person(person=TENANT, roles=(PersonIs.ADULT_AT_RISK,), placed_by=("northmere",)),
        Person(
            person=NEIGHBOUR,
            roles=(PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM,),
            placed_by=("southcombe",),
        ),
    )
)


def drafted(code: DutyCode, *events, service=None):
    incident = fold(events)
    assert incident is not None
    return draft(incident, ENGLAND.rule(code), service)


def test_everybody_who_uses_the_service_is_in_it_by_a_code():
    text = drafted(DutyCode.CQC_REG18_ABUSE, CONCERN, PEOPLE).text

    assert f"Code {short_code(TENANT)}: adult at risk" in text
    assert f"Code {short_code(NEIGHBOUR)}: alleged to have caused harm" in text
    assert short_code(TENANT) != short_code(NEIGHBOUR)


def test_times_are_london_s_and_the_instrument_is_named():
    text = drafted(DutyCode.CQC_REG18_ABUSE, CONCERN).text

    assert "01 July 2026, 09:30" in text
    assert "Registration) Regulations 2009, reg 18(2)(e)" in text


def test_it_says_who_was_told_and_what_they_answered():
    answered = acknowledged().model_copy(update={"their_ref": "NM-1"})

    text = drafted(DutyCode.CQC_REG18_ABUSE, CONCERN, acted(), told_council(), answered).text

    assert "council safeguarding: 02 March 2026, 09:40, NM-1." in text


def test_it_lists_what_the_form_asks_and_nobody_has_said():
    found = drafted(DutyCode.CQC_REG18_SERIOUS_INJURY, reported_concern())

    assert [pointer for pointer, _ in found.missing] == [
        "/service",
        "/people",
        "/occurred",
        "/risks",
        "/harm",
        "/immediate_actions/safe_now",
        "/duties/opinion_by",
        "/circumstances",
    ]


def test_the_circumstances_are_always_for_a_person_to_write():
    service = fold_service((registered(cqc_location_id="1-000000101"),))
    opinion = identified(
        DutyCode.CQC_REG18_SERIOUS_INJURY, opinion_by="gp", opinion_at=Moment(at=AWARE)
    )

    found = drafted(
        DutyCode.CQC_REG18_SERIOUS_INJURY, CONCERN, PEOPLE, acted(), opinion, service=service
    )

    assert [pointer for pointer, _ in found.missing] == ["/circumstances"]
    assert "In the opinion of a gp, given 02 March 2026, 08:10." in found.text


def test_cqc_asks_for_the_number_of_the_location():
    service = fold_service((registered(),))

    missing = drafted(DutyCode.CQC_REG18_ABUSE, CONCERN, service=service).missing

    assert "/service/cqc_location_id" in [pointer for pointer, _ in missing]
