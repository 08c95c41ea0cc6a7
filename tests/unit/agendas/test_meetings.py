"""Every loose end has its heading, and every heading its words on paper."""

import pytest

from api.agendas.labels import loop_label, meeting_label, section_label
from api.agendas.meetings import LOOPS, OF_LESSONS, SECTIONS, Meeting, Section, loops_of
from projections.open_loops.next_step import NEXT


def test_a_governance_review_looks_at_every_kind_of_loose_end():
    looked_at = {loop for section in SECTIONS[Meeting.GOVERNANCE_REVIEW] for loop in LOOPS[section]}

    assert looked_at == set(NEXT)


def test_a_loose_end_stands_under_one_heading():
    under = [loop for loops in LOOPS.values() for loop in loops]

    assert len(under) == len(set(under))


@pytest.mark.parametrize("meeting", Meeting)
def test_lessons_and_actions_are_on_every_agenda(meeting):
    assert {Section.LESSONS, Section.ACTIONS} <= set(SECTIONS[meeting])
    assert meeting_label(meeting)


def test_a_handover_begins_with_who_is_not_safe_yet():
    assert SECTIONS[Meeting.HANDOVER][0] is Section.PROTECTION


def test_lessons_tell_what_they_owe_themselves():
    of_lessons = {loop for section in OF_LESSONS for loop in LOOPS[section]}

    assert of_lessons.isdisjoint(loops_of(Meeting.GOVERNANCE_REVIEW))


def test_everything_is_called_something_on_paper():
    assert all(section_label(section) for section in Section)
    assert all(loop_label(loop) for loop in NEXT)
