"""A theme follows its facts, whatever the order in which they are told."""

from hypothesis import given
from hypothesis import strategies as st

from domain.actor import InRole
from domain.sealed import Body, BodyClass
from domain.theme.events import (
    MembersJoined,
    MembersLeft,
    ThemeBegun,
    ThemeConfirmed,
    ThemeDismissed,
    ThemeProposed,
    ThemeWithdrawn,
)
from domain.theme.found import found_at
from domain.theme.looked_at import Place, looked_at
from domain.theme.member import Cause, Member, MemberKind
from domain.theme.membership import Showing, identity, settle
from domain.theme.rules import RULES, RuleName
from domain.theme.state import Stage, evolve
from tests.themes import FIRST, HOME, HOUSE, PROVIDER, an_id, facts, late

RULE = RULES[RuleName.DELAYED_ESCALATION]
HERE = Place(HOUSE, "")
LEAD = InRole(role="safeguarding_lead")
TEXT = Body(id=an_id(500), kind=BodyClass.LEARNING_TEXT)
SLOW = tuple(late(n, after=after, hours=30) for n, after in ((1, 0), (2, 40), (3, 80), (4, 110)))


def moved(theme, told, gone=None):
    """The theme after a look at what was told so far, and what that look recorded."""
    seen = looked_at(RULE, facts(*told)).get(HERE)
    finds = None if seen is None else found_at(RULE, HERE, seen)
    ids = frozenset() if seen is None else seen.ids
    moves = settle(theme, finds, Showing(ids, gone or {}))
    for one in moves:
        theme = evolve(theme, one)
    return theme, list(moves)


def incidents(theme):
    return [] if theme is None else list(theme.incidents)


def test_a_theme_is_proposed_with_its_rule_its_members_and_why():
    theme, [proposed] = moved(None, SLOW[:3])

    assert isinstance(proposed, ThemeProposed)
    assert (proposed.rule, proposed.rule_version, proposed.service) == (RULE.name, 1, HOUSE)
    assert theme.stage is Stage.PROPOSED
    assert incidents(theme) == [an_id(1), an_id(2), an_id(3)]


def test_a_look_at_the_same_facts_again_records_nothing():
    theme, _ = moved(None, SLOW[:3])

    assert moved(theme, SLOW[:3]) == (theme, [])


def test_a_later_incident_joins_and_no_second_theme_is_made():
    theme, _ = moved(None, SLOW[:3])

    theme, [joined] = moved(theme, SLOW)

    assert isinstance(joined, MembersJoined)
    assert [one.id for one in joined.members] == [an_id(4)]
    assert joined.why is not None
    assert joined.why.grounds[0].incidents == 4


def test_one_entered_in_error_leaves_and_the_cause_is_named():
    theme, _ = moved(None, SLOW)

    theme, [left] = moved(theme, SLOW[1:], {an_id(1): Cause.ENTERED_IN_ERROR})

    assert isinstance(left, MembersLeft)
    assert [(one.id, one.cause) for one in left.left] == [(an_id(1), Cause.ENTERED_IN_ERROR)]
    assert theme.stage is Stage.PROPOSED


def test_a_theme_whose_ground_is_gone_is_withdrawn_with_each_cause():
    theme, _ = moved(None, SLOW[:3])

    theme, [withdrawn] = moved(theme, SLOW[1:3], {an_id(1): Cause.ENTERED_IN_ERROR})

    assert isinstance(withdrawn, ThemeWithdrawn)
    assert [one.cause for one in withdrawn.left] == [
        Cause.ENTERED_IN_ERROR,
        Cause.GROUND_GONE,
        Cause.GROUND_GONE,
    ]
    assert theme.stage is Stage.WITHDRAWN


def test_a_withdrawn_theme_is_proposed_anew_where_its_ground_comes_back():
    theme, _ = moved(None, SLOW[:3])
    theme, _ = moved(theme, SLOW[1:3])

    theme, [anew] = moved(theme, SLOW[1:])

    assert isinstance(anew, ThemeProposed)
    assert incidents(theme) == [an_id(2), an_id(3), an_id(4)]


def test_no_machine_takes_back_what_people_confirmed():
    theme, _ = moved(None, SLOW[:3])
    theme = evolve(theme, ThemeConfirmed(by=LEAD))

    theme, [left] = moved(theme, SLOW[1:3], {an_id(1): Cause.MERGED})

    assert isinstance(left, MembersLeft)
    assert [(one.id, one.cause) for one in left.left] == [(an_id(1), Cause.MERGED)]
    assert theme.stage is Stage.CONFIRMED
    assert incidents(theme) == [an_id(2), an_id(3)]


def test_what_was_corrected_leaves_a_confirmed_theme_too():
    theme, _ = moved(None, SLOW[:3])
    theme = evolve(theme, ThemeConfirmed(by=LEAD))

    _, [left] = moved(theme, (*SLOW[1:3], late(1, after=0, hours=2)))

    assert [one.cause for one in left.left] == [Cause.NO_LONGER_MATCHES]


def test_a_theme_that_people_dismissed_never_moves_again():
    theme, _ = moved(None, SLOW[:3])
    theme = evolve(theme, ThemeDismissed(by=LEAD, reason=TEXT))

    assert moved(theme, SLOW) == (theme, [])


def test_what_belonged_to_a_dismissed_theme_makes_no_new_one():
    seen = looked_at(RULE, facts(*SLOW))[HERE]
    old = frozenset({an_id(1), an_id(2), an_id(3)})

    assert found_at(RULE, HERE, seen, without=old) is None


def test_what_a_person_put_there_leaves_only_where_it_counts_no_more():
    by_hand = Member(kind=MemberKind.INCIDENT, id=an_id(1), day=FIRST)
    theme = evolve(None, ThemeBegun(title=TEXT, reason=TEXT, by=LEAD, members=(by_hand,)))

    assert moved(theme, ()) == (theme, [])
    _, [left] = moved(theme, (), {an_id(1): Cause.ENTERED_IN_ERROR})
    assert [one.id for one in left.left] == [an_id(1)]


def test_the_identity_follows_from_the_rule_the_place_and_what_was_ended_before():
    mine = identity(PROVIDER, RULE.name, 1, HERE, 0)

    assert mine == identity(PROVIDER, RULE.name, 1, HERE, 0)
    others = {
        identity(PROVIDER, RULE.name, 1, HERE, 1),
        identity(PROVIDER, RULE.name, 2, HERE, 0),
        identity(PROVIDER, RULE.name, 1, Place(HOME, ""), 0),
        identity(PROVIDER, RULE.name, 1, Place(HOUSE, "supervision"), 0),
        identity(HOME, RULE.name, 1, HERE, 0),
    }
    assert len(others | {mine}) == 6


delays = st.builds(
    late,
    st.integers(1, 400),
    after=st.integers(0, 400),
    hours=st.sampled_from([12.0, 30.0, 47.0]),
)


@given(st.lists(delays, max_size=14, unique_by=lambda one: one.incident), st.randoms())
def test_any_order_of_arrival_gives_the_same_theme_in_the_end(told, shuffled):
    at_once, _ = moved(None, told)
    shuffled.shuffle(told)
    theme = None
    for count in range(1, len(told) + 1):
        theme, _ = moved(theme, told[:count])

    assert incidents(theme) == incidents(at_once)
    assert (theme is None) == (at_once is None)
    if theme is not None:
        assert (theme.stage, theme.why) == (at_once.stage, at_once.why)
        assert theme.members == at_once.members
