"""A resource holds as many of a kind as its answer can show."""

import pytest

from api.incidents.after_answer import MOST
from api.incidents.answer import MOST_ACTIONS, MOST_INVESTIGATIONS
from api.incidents.incident_answer import IncidentAnswer
from api.problem.problem import problem_of
from api.room import NoRoom, must_have_room


def test_one_more_has_to_fit():
    must_have_room(range(2), 3)

    with pytest.raises(NoRoom):
        must_have_room(range(3), 3)


def test_that_there_is_no_room_is_a_conflict_with_what_is_there():
    assert (problem_of(NoRoom()).type.status, problem_of(NoRoom()).code) == (409, "no-room")


def test_an_incident_shows_every_investigation_that_may_cover_it():
    field = IncidentAnswer.model_fields["investigations"]

    assert [limit.max_length for limit in field.metadata] == [MOST_INVESTIGATIONS]


def test_an_incident_shows_all_that_was_done_at_once_and_every_judgement_on_it():
    limits = {
        name: next(limit.max_length for limit in field.metadata)
        for name, field in IncidentAnswer.model_fields.items()
        if name in {"immediate_actions", "classifications", "council_decisions", "closures"}
    }

    assert limits == {
        "immediate_actions": MOST_ACTIONS + 1,
        "classifications": MOST,
        "council_decisions": MOST,
        "closures": MOST,
    }
