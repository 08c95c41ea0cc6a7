"""An incident is what was said of it, the newest word last; what people decided here stays."""

from datetime import date

import pytest

from domain.incident.account import Harm
from domain.incident.events import IncidentEvent, Issue, PeopleNamed, Person, WishesRecorded
from domain.incident.state import Incident, evolve, fold
from domain.incident.vocabulary import (
    Asked,
    CouncilDecision,
    Kind,
    PersonIs,
    PhysicalHarm,
    RiskType,
    SafeNow,
    ToldBody,
)
from domain.moment import Moment
from tests.examples import INVESTIGATION, MONDAY, SERVICE, THURSDAY, UNIT, identity, words
from tests.incidents import (
    REPORT,
    acknowledged,
    acted,
    amended,
    classified,
    closed,
    corrected,
    council_decided,
    covered,
    in_error,
    reported,
    reported_concern,
    restricted,
    risk,
    source,
    told_council,
)
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
LOW, SEVERE = Harm(physical=PhysicalHarm.LOW), Harm(physical=PhysicalHarm.SEVERE)
RESIDENT, WORKER = identity(40), identity(41)


def after(first: IncidentEvent, *events: IncidentEvent) -> Incident:
    return incident.given(first, *events).state


def named(*persons, **changes):
    people = tuple(Person(person=one, roles=(PersonIs.ADULT_AT_RISK,)) for one in persons)
    return PeopleNamed(people=people, **changes)


def wished(asked: Asked, **changes) -> WishesRecorded:
    return WishesRecorded(asked=asked, **changes)


def test_nothing_was_said_of_an_incident_that_nobody_reported():
    assert fold(()) is None


def test_a_report_says_as_little_as_its_reporter_knows():
    found = after(reported(what_happened=words()))

    assert found == Incident(source=source(), account=found.account)
    assert found.account.what_happened == words()
    assert found.kind is Kind.UNCLASSIFIED
    assert found.safe_now is None
    assert found.wishes is None
    assert found.actions_taken == ()


def test_the_reporters_word_for_its_kind_holds_until_the_provider_decides():
    word = reported(kind=Kind.LOW_LEVEL_CONCERN)

    assert after(word).kind is Kind.LOW_LEVEL_CONCERN
    assert after(word, classified()).kind is Kind.SAFEGUARDING_CONCERN


def test_the_last_classification_holds():
    found = after(reported(), classified(), classified(Kind.NEAR_MISS))

    assert found.kind is Kind.NEAR_MISS


def test_a_classification_is_not_changed_by_a_newer_snapshot():
    newer = amended(source=source(2), kind=Kind.OTHER_INCIDENT)

    found = after(reported(), classified(), newer)

    assert found.kind is Kind.SAFEGUARDING_CONCERN
    assert "kind" in found.changed_here


def test_a_newer_snapshot_changes_what_it_says_and_leaves_the_rest():
    found = after(
        reported_concern(harm=LOW, service=SERVICE), amended(source=source(2), harm=SEVERE)
    )

    assert found.account.harm == SEVERE
    assert found.account.service == SERVICE
    assert found.source == source(2)
    assert found.changed_here == frozenset()


def test_what_a_newer_snapshot_leaves_out_is_withdrawn():
    newer = amended(source=source(2), withdrawn=("harm", "unit"))

    found = after(reported(harm=LOW, unit=UNIT, service=SERVICE), newer)

    assert found.account.harm is None
    assert found.account.unit is None
    assert found.account.service == SERVICE


def test_what_a_person_changed_is_remembered_as_changed_here():
    found = after(
        reported(harm=LOW, unit=UNIT),
        amended(harm=SEVERE, withdrawn=("unit",)),
        corrected(service=SERVICE),
    )

    assert found.account.harm == SEVERE
    assert found.account.unit is None
    assert found.changed_here == {"harm", "unit", "service"}
    assert found.source == source()


def test_a_correction_takes_the_place_of_what_was_wrong():
    found = after(reported(risks=(risk(RiskType.PHYSICAL),)), corrected(risks=()))

    assert found.account.risks == ()


def test_the_issues_are_those_of_the_newest_snapshot():
    first, second = (Issue(pointer=pointer, code="wrong_form") for pointer in ("/harm", "/risks"))
    newer = amended(source=source(2)).model_copy(update={"issues": (second,)})

    assert after(reported(issues=(first,))).issues == (first,)
    assert after(reported(issues=(first,)), amended(harm=LOW)).issues == (first,)
    assert after(reported(issues=(first,)), newer).issues == (second,)


def test_a_newer_list_of_people_takes_the_place_of_the_older_one():
    found = after(reported(), named(RESIDENT, WORKER), named(RESIDENT))

    assert [person.person for person in found.people] == [RESIDENT]


def test_what_people_did_at_once_is_added_to_what_was_reported():
    found = after(reported(), acted(SafeNow.NO, source_version=1), acted(None), acted(SafeNow.YES))

    assert len(found.actions_taken) == 3
    assert found.safe_now is SafeNow.YES


def test_silence_does_not_take_back_that_people_are_safe():
    assert after(reported(), acted(SafeNow.YES), acted(None)).safe_now is SafeNow.YES


def test_a_newer_snapshot_of_what_was_done_takes_the_place_of_the_older_snapshot_alone():
    found = after(
        reported(),
        acted(SafeNow.NO, source_version=1),
        acted(SafeNow.YES),
        acted(SafeNow.UNKNOWN, source_version=2),
    )

    assert [taken.safe_now for taken in found.actions_taken] == [SafeNow.UNKNOWN, SafeNow.YES]
    assert found.safe_now is SafeNow.YES


def test_wishes_that_people_recorded_here_hold_over_those_that_were_reported():
    here = wished(Asked.ASKED_AND_EXPRESSED)

    found = after(
        reported(),
        wished(Asked.NO, source_version=1),
        here,
        wished(Asked.ASKED_NOT_EXPRESSED, source_version=2),
    )

    assert found.wishes == here


def test_each_report_to_an_outside_body_is_kept_with_its_answer():
    other = identity(31)

    found = after(
        reported(), told_council(), told_council(other, body=ToldBody.CQC), acknowledged()
    )

    assert found.told[REPORT].acknowledged == acknowledged()
    assert found.told[other].acknowledged is None


def test_what_is_said_again_of_a_report_takes_its_place_and_keeps_the_answer():
    again = told_council(at=THURSDAY)

    found = after(reported(), told_council(at=MONDAY), acknowledged(), again)

    assert found.told[REPORT].report == again
    assert found.told[REPORT].acknowledged == acknowledged()


def test_the_council_was_told_only_if_its_safeguarding_team_was():
    assert after(reported(), told_council()).told_council
    assert not after(reported(), told_council(body=ToldBody.GP)).told_council
    assert not after(reported(), told_council(body=None)).told_council
    assert not after(reported()).told_council


def test_a_later_decision_of_the_council_takes_the_place_of_the_earlier():
    later = council_decided(CouncilDecision.NO_FURTHER_ACTION)

    assert after(reported(), council_decided(), later).council_decision == later


def test_whoever_is_excluded_may_not_see_it_until_that_is_lifted():
    hidden = reported(excluded=(WORKER,))

    assert after(hidden).excludes(frozenset({WORKER, RESIDENT}))
    assert not after(hidden).excludes(frozenset({RESIDENT}))
    assert not after(hidden).excludes(frozenset())
    assert not after(hidden, restricted()).excludes(frozenset({WORKER}))
    assert after(hidden, restricted(RESIDENT)).excludes(frozenset({RESIDENT}))


def test_every_investigation_that_covers_it_is_known():
    other = identity(33)

    found = after(reported(), covered(), covered(other))

    assert found.investigations == (INVESTIGATION, other)


@pytest.mark.parametrize(("ended", "how"), [(closed(), "closed"), (in_error(), "in_error")])
def test_it_stands_until_it_is_closed_or_entered_in_error(ended, how):
    assert not getattr(after(reported()), how)
    assert getattr(after(reported(), ended), how)


def test_risks_are_known_once_each_has_its_type():
    physical, unknown = risk(RiskType.PHYSICAL), risk(RiskType.UNKNOWN)

    assert after(reported(risks=(physical,))).risks_known
    assert not after(reported(risks=(physical, unknown))).risks_known
    assert not after(reported(risks=())).risks_known
    assert not after(reported()).risks_known


def test_an_answer_on_a_day_is_kept_as_a_day():
    answer = acknowledged().model_copy(update={"at": Moment(at=date(2026, 3, 3))})

    found = after(reported(), told_council(), answer)

    assert found.told[REPORT].acknowledged == answer
