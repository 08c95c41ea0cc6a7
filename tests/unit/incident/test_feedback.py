"""Whoever raised an incident or is at its centre is owed word of what came of it, by a day."""

from datetime import UTC, date, datetime

import pytest

from domain.incident.account import Aware, RaisedBy
from domain.incident.events import IncidentEvent
from domain.incident.feedback import Feedback, feedback
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Kind, LackedCapacity, PersonIs
from domain.moment import Moment, ends
from domain.policy.values import FeedbackTargets
from domain.vocabulary.recipient import FeedbackOutcome, Recipient
from tests.afterwards import (
    DAUGHTER,
    OTHER_RESIDENT,
    RESIDENT,
    WORKER,
    family,
    merged,
    named,
    somebody,
    told,
    wished,
)
from tests.examples import words
from tests.incidents import AWARE, classified, in_error, reported, reported_concern
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
RECORDED = datetime(2026, 3, 2, 12, tzinfo=UTC)
BY_NAME = RaisedBy(role="support_worker", anonymous=False)
BOTH = named(
    somebody(RESIDENT, PersonIs.ADULT_AT_RISK),
    somebody(WORKER, PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM),
)


def owed(*events: IncidentEvent, **changes) -> tuple[Feedback, ...]:
    first, *rest = events
    return feedback(incident.given(first, *rest).state, recorded_at=RECORDED, **changes)


def whom(*events: IncidentEvent) -> list[tuple[Recipient, object]]:
    return [(one.recipient, one.person) for one in owed(*events)]


def test_whoever_raised_it_is_owed_word_unless_they_are_anonymous():
    assert whom(reported(raised_by=BY_NAME)) == [(Recipient.REPORTER, None)]
    assert whom(reported(raised_by=RaisedBy(role="cook"))) == [(Recipient.REPORTER, None)]
    assert whom(reported(raised_by=RaisedBy(anonymous=True))) == []
    assert whom(reported()) == []


def test_whoever_speaks_up_by_name_is_owed_word_and_whoever_does_so_anonymously_is_not():
    by_name = RaisedBy(speaking_up=True, anonymous=False)
    unnamed = RaisedBy(speaking_up=True, anonymous=True)

    assert whom(reported(raised_by=by_name)) == [(Recipient.REPORTER, None)]
    assert whom(reported(raised_by=unnamed)) == []


def test_in_a_concern_the_adult_and_the_person_alleged_are_owed_word():
    expected = [
        (Recipient.ADULT, RESIDENT),
        (Recipient.ALLEGED_TO_HAVE_CAUSED_HARM, WORKER),
    ]

    assert whom(reported_concern(), BOTH) == expected
    assert whom(reported(kind=Kind.LOW_LEVEL_CONCERN), BOTH) == []
    assert whom(reported(), BOTH, classified()) == expected


def test_one_who_both_suffered_and_is_alleged_to_have_caused_harm_is_owed_both():
    both = somebody(RESIDENT, PersonIs.ADULT_AT_RISK, PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM)

    assert whom(reported_concern(), named(both)) == [
        (Recipient.ADULT, RESIDENT),
        (Recipient.ALLEGED_TO_HAVE_CAUSED_HARM, RESIDENT),
    ]


def test_where_the_adult_lacked_capacity_whoever_speaks_for_them_is_told():
    people = named(
        somebody(RESIDENT, PersonIs.ADULT_AT_RISK), somebody(DAUGHTER, PersonIs.REPRESENTATIVE)
    )
    lacked = wished(lacked_capacity=LackedCapacity.YES)

    assert whom(reported_concern(), people) == [(Recipient.ADULT, RESIDENT)]
    assert whom(reported_concern(), people, lacked) == [(Recipient.REPRESENTATIVE, RESIDENT)]
    assert whom(reported_concern(), BOTH, lacked)[0] == (Recipient.ADULT, RESIDENT)


def test_the_family_is_told_only_once_somebody_who_may_decide_it_agreed():
    agreed = (Recipient.FAMILY, None)

    assert agreed not in whom(reported_concern(), BOTH)
    assert agreed in whom(reported_concern(), BOTH, family())
    assert agreed not in whom(reported_concern(), BOTH, family(), family(agreed=False))


@pytest.mark.parametrize("ended", [in_error(), merged()], ids=lambda one: one.type)
def test_nothing_is_owed_for_an_incident_that_does_not_stand(ended):
    assert whom(reported_concern(raised_by=BY_NAME), BOTH, ended) == []


def test_it_is_owed_since_the_organisation_knew_and_due_by_the_end_of_the_seventh_day():
    [one] = owed(reported_concern(raised_by=BY_NAME))

    assert one.owed_since == AWARE
    assert one.due_by == ends(date(2026, 3, 9))
    assert one.told is None


def test_a_vague_or_suspect_time_starts_no_clock_and_the_recording_does():
    vague = Aware(at=date(2026, 2, 1))
    suspect = Aware(at=datetime(2026, 3, 2, 8, tzinfo=UTC), suspect=True)

    for aware in (vague, suspect):
        [one] = owed(reported(raised_by=BY_NAME, organisation_aware=aware))
        assert one.owed_since == RECORDED


def test_a_target_ends_with_a_london_day_also_where_the_clocks_change():
    aware = Aware(at=datetime(2026, 3, 24, 23, 30, tzinfo=UTC))

    [one] = owed(reported(raised_by=BY_NAME, organisation_aware=aware))

    assert one.due_by == datetime(2026, 3, 31, 22, 59, 59, 999999, tzinfo=UTC)


def test_what_became_a_concern_later_is_owed_since_then():
    judged = datetime(2026, 3, 5, 14, tzinfo=UTC)
    later = classified().model_copy(update={"at": Moment(at=judged)})

    adult, alleged = owed(reported(), BOTH, later)

    assert adult.owed_since == alleged.owed_since == judged
    assert adult.due_by == ends(date(2026, 4, 2))


def test_a_policy_of_the_provider_replaces_the_days():
    three = FeedbackTargets(days={Recipient.REPORTER: 3})

    reporter, adult, _ = owed(reported_concern(raised_by=BY_NAME), BOTH, targets=three)

    assert reporter.due_by == ends(date(2026, 3, 5))
    assert adult.due_by == ends(date(2026, 3, 30))


@pytest.mark.parametrize("how", list(FeedbackOutcome))
def test_word_is_settled_however_it_ended_and_the_last_word_holds(how):
    first, last = told(), told(outcome=how, reason=words())

    [one] = owed(reported_concern(raised_by=BY_NAME), first, last)

    assert one.told == last


def test_told_one_of_two_adults_the_other_still_waits():
    people = named(
        somebody(RESIDENT, PersonIs.ADULT_AT_RISK), somebody(OTHER_RESIDENT, PersonIs.ADULT_AT_RISK)
    )
    one_told = told(Recipient.ADULT, person=RESIDENT)

    first, second = owed(reported_concern(), people, one_told)
    both = owed(reported_concern(), people, told(Recipient.ADULT))

    assert (first.told, second.told) == (one_told, None)
    assert all(one.told is not None for one in both)


def test_telling_whoever_speaks_for_the_adult_tells_the_adult():
    adult, _ = owed(reported_concern(), BOTH, told(Recipient.REPRESENTATIVE))

    assert adult.told == told(Recipient.REPRESENTATIVE)


def test_whoever_was_told_without_being_owed_is_shown_as_well():
    [one] = owed(reported(), told(Recipient.FAMILY))

    assert (one.recipient, one.owed_since, one.due_by) == (Recipient.FAMILY, None, None)
    assert one.told == told(Recipient.FAMILY)
