"""What people decide of a theme, and when the rules say no."""

from datetime import date, timedelta

import pytest

from domain.actor import InRole
from domain.event import ImpossibleHistory
from domain.sealed import Body, BodyClass
from domain.theme import decisions, refusals
from domain.theme.events import (
    FindingLinked,
    LookVoided,
    ThemeAnswered,
    ThemeBegun,
    ThemeConfirmed,
    ThemeDismissed,
    ThemeEscalated,
    ThemeLookedAt,
    ThemeRetired,
    ThemeWatched,
    ThemeWithdrawn,
)
from domain.theme.found import found
from domain.theme.member import Cause, Left, Member, MemberKind
from domain.theme.membership import Showing, settle
from domain.theme.rules import RULES, RuleName
from domain.theme.state import Stage, evolve, fold
from tests.spec import Specification
from tests.themes import FIRST, an_id, facts, late

LEAD = InRole(role="safeguarding_lead")
TEXT = Body(id=an_id(500), kind=BodyClass.LEARNING_TEXT)
SLOW = facts(*(late(n, after=40 * n, hours=30) for n in (0, 1, 2)))
[FOUND] = found(RULES[RuleName.DELAYED_ESCALATION], SLOW)
[PROPOSED] = settle(None, FOUND, Showing())
CONFIRMED = ThemeConfirmed(by=LEAD)
WATCHED = ThemeWatched(by=LEAD)
ESCALATED = ThemeEscalated(by=LEAD, to="nominated_individual")
DISMISSED = ThemeDismissed(by=LEAD, reason=TEXT)
RETIRED = ThemeRetired(by=LEAD, reason=TEXT)
WITHDRAWN = ThemeWithdrawn(
    left=tuple(Left(kind=one.kind, id=one.id, cause=Cause.MERGED) for one in FOUND.members)
)
LAST = max(one.day for one in FOUND.members)

theme = Specification(evolve)


def look(number: int, held_on: date, *, decided: bool = False) -> ThemeLookedAt:
    return ThemeLookedAt(review=an_id(600 + number), held_on=held_on, decided=decided)


def linked(number: int = 1, *members: Member) -> FindingLinked:
    return FindingLinked(
        investigation=an_id(700), finding=an_id(700 + number), members=tuple(members)
    )


def member(number: int) -> Member:
    return Member(kind=MemberKind.INCIDENT, id=an_id(number), day=FIRST)


@pytest.mark.parametrize("decided", [CONFIRMED, DISMISSED])
def test_people_confirm_or_dismiss_what_a_rule_proposed(decided):
    theme.given(PROPOSED).when(lambda it: decisions.decide(it, decided)).then(decided)


@pytest.mark.parametrize("before", [CONFIRMED, DISMISSED, WITHDRAWN])
@pytest.mark.parametrize("decided", [CONFIRMED, DISMISSED])
def test_a_theme_is_decided_once(before, decided):
    known = theme.given(PROPOSED, before)

    known.when(lambda it: decisions.decide(it, decided)).then_refused(refusals.ThemeNotUndecided)


@pytest.mark.parametrize("held", [WATCHED, ESCALATED])
def test_only_what_people_confirmed_is_watched_or_escalated(held):
    for before in (CONFIRMED, WATCHED, ESCALATED):
        theme.given(PROPOSED, CONFIRMED, before).when(lambda it: decisions.hold(it, held)).then(
            held
        )
    for before in ([], [DISMISSED], [WITHDRAWN], [CONFIRMED, RETIRED]):
        theme.given(PROPOSED, *before).when(lambda it: decisions.hold(it, held)).then_refused(
            refusals.ThemeNotConfirmed
        )


def test_a_theme_is_retired_after_clean_reviews():
    reviews = [look(1, LAST), look(2, LAST + timedelta(days=31))]
    retired = RETIRED.model_copy(update={"reviews": tuple(one.review for one in reviews)})
    known = theme.given(PROPOSED, CONFIRMED, *reviews)

    known.when(lambda it: decisions.retire(it, retired, clean_reviews=2)).then(retired)


def test_a_theme_is_not_retired_after_fewer_reviews_than_the_policy_asks_for():
    one = look(1, LAST)
    twice = RETIRED.model_copy(update={"reviews": (one.review, one.review)})

    theme.given(PROPOSED, CONFIRMED, one).when(
        lambda it: decisions.retire(it, twice, clean_reviews=2)
    ).then_refused(refusals.ReviewsNotClean, pointer="/reviews")


def test_a_review_that_did_not_look_at_it_is_no_clean_review():
    named = RETIRED.model_copy(update={"reviews": (an_id(601),)})

    theme.given(PROPOSED, CONFIRMED).when(
        lambda it: decisions.retire(it, named, clean_reviews=0)
    ).then_refused(refusals.ReviewsNotClean, pointer="/reviews")


def test_a_review_before_the_newest_incident_is_no_clean_review():
    early = look(1, LAST - timedelta(days=1))
    named = RETIRED.model_copy(update={"reviews": (early.review,)})

    theme.given(PROPOSED, CONFIRMED, early).when(
        lambda it: decisions.retire(it, named, clean_reviews=1)
    ).then_refused(refusals.ReviewsNotClean, pointer="/reviews")


def test_a_review_that_was_voided_did_not_look_at_it():
    one = look(1, LAST)
    known = fold([PROPOSED, CONFIRMED, one, LookVoided(review=one.review)])

    assert known.looks == {}
    assert decisions.void_look(known, one.review) is None


def test_a_review_looks_once_and_may_decide_later():
    known = fold([PROPOSED, look(1, LAST)])

    assert decisions.look_at(known, look(1, LAST)) is None
    assert decisions.look_at(known, look(1, LAST, decided=True)) is not None
    decided = fold([PROPOSED, look(1, LAST, decided=True), look(1, LAST)])
    assert [one.decided for one in decided.looks.values()] == [True]


def test_a_linked_finding_brings_those_of_its_incidents_that_are_not_there():
    wanted = linked(1, member(1), member(9))

    theme.given(PROPOSED).when(lambda it: decisions.link_finding(it, wanted)).then(
        linked(1, member(9))
    )


def test_a_finding_belongs_to_a_theme_once():
    known = theme.given(PROPOSED, linked())

    known.when(lambda it: decisions.link_finding(it, linked())).then_refused(
        refusals.FindingInTheme, pointer="/finding"
    )


@pytest.mark.parametrize("over", [[DISMISSED], [WITHDRAWN], [CONFIRMED, RETIRED]])
def test_nothing_is_added_to_a_theme_that_is_over(over):
    known, action = theme.given(PROPOSED, *over), ThemeAnswered(action=an_id(800))

    known.when(lambda it: decisions.link_finding(it, linked())).then_refused(
        refusals.ThemeNotStanding
    )
    known.when(lambda it: decisions.answer(it, action)).then_refused(refusals.ThemeNotStanding)


def test_what_a_person_begins_names_each_incident_once_and_is_confirmed():
    begun = ThemeBegun(title=TEXT, reason=TEXT, by=LEAD, members=(member(1), member(1)))

    once = decisions.begin(begun)

    assert [one.id for one in once.members] == [an_id(1)]
    assert fold([once]).stage is Stage.CONFIRMED


def test_what_a_person_begins_has_an_incident():
    with pytest.raises(refusals.ThemeWithoutGround):
        decisions.begin(ThemeBegun(title=TEXT, reason=TEXT, by=LEAD))


def test_impossible_histories_are_found_out():
    begun = ThemeBegun(title=TEXT, reason=TEXT, by=LEAD, members=(member(1),))
    for history in ([CONFIRMED], [PROPOSED, PROPOSED], [PROPOSED, begun], [DISMISSED]):
        with pytest.raises(ImpossibleHistory):
            fold(history)
