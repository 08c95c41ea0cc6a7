"""Every measure and every action is known to the policies that watch them."""

from datetime import date

from projections.watched.projection import PROJECTION
from tests import measuring
from tests.examples import ACTION, FINDING, INVESTIGATION, SERVICE, identity
from tests.learning import agreed, done, judged, reopened, verified

MEASURE = identity(40)


async def watched(database, stream, *events, view):
    provider = await database.provider()
    await database.append(provider, stream, *events)
    await database.fold(PROJECTION, provider)
    [row] = await database.rows(provider, view)
    return row


async def test_a_measure_is_known_by_what_it_counts_and_when_it_last_moved(database):
    facts = measuring.defined(service=SERVICE), measuring.measured("2025-11")

    row = await watched(database, MEASURE, *facts, view="watched_measures")

    assert (row["measure"], row["service"], row["kind"]) == (MEASURE, SERVICE, "reported")
    assert (row["version"], row["retired"], row["question"]) == (2, False, None)
    assert (row["cadence"], row["chart"], row["improvement"]) == ("month", "p", "increase")


async def test_a_derived_measure_says_which_question_it_asks(database):
    row = await watched(database, MEASURE, measuring.derived(), view="watched_measures")

    assert (row["kind"], row["question"]) == ("derived", "days_between_incidents")


async def test_a_measure_that_was_retired_says_so(database):
    facts = measuring.defined(), measuring.retired()

    row = await watched(database, MEASURE, *facts, view="watched_measures")

    assert row["retired"]


async def test_an_action_is_known_with_the_measures_it_cites(database):
    facts = (agreed(service=SERVICE, measures=(MEASURE,)),)

    row = await watched(database, ACTION, *facts, view="watched_actions")

    assert (row["stage"], row["measures"]) == ("agreed", [MEASURE])
    assert (row["findings"], row["investigations"]) == ([FINDING], [INVESTIGATION])
    assert (row["due_on"], row["completed_at"]) == (date(2026, 5, 29), None)


async def test_an_action_that_was_reopened_is_not_verified_any_more(database):
    facts = (agreed(), done(on=date(2026, 5, 1)), verified(), judged(), reopened())

    row = await watched(database, ACTION, *facts, view="watched_actions")

    assert (row["stage"], row["reopened"], row["verdicts"]) == ("agreed", 1, ["effective"])
    assert (row["verified_at"], row["completed_on"]) == (None, None)
    assert row["original_due_on"] == date(2026, 9, 30)
