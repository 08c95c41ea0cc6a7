"""What people said on the measure is the answer to what Heed signals of it, and nothing else is."""

from datetime import UTC, datetime, timedelta

from tests.measuring import explained, measured
from tests.signalling import QUIET, day, monthly, right, told, value, walked

LOOKED = day(13) + timedelta(days=3)
LATER = LOOKED + timedelta(days=1)


def answers(rows, **more):
    return [one.answered for one in walked(rows, **more).occurrences]


def test_it_answers_in_the_words_and_the_role_of_whoever_said_it():
    said = explained("2025-01")
    rows = told(*monthly(*QUIET, 30), (LOOKED, said))

    [answer] = answers(rows)

    assert answer is not None
    assert (answer.explanation, answer.by) == (said.explanation, said.by)
    assert (answer.measure_version, answer.decision) == (rows[-1].version, None)
    assert answer.at is not None
    assert answer.at.instant() == LOOKED


def test_what_is_said_first_is_the_answer_whenever_anybody_looked():
    rows = told(*monthly(*QUIET, 30), (LOOKED, explained("2025-01")), (LATER, explained("2025-01")))
    at_once = answers(rows)

    in_pieces = answers(rows, stops=[13, 14, 15])

    assert at_once == in_pieces
    assert [one and one.measure_version for one in at_once] == [rows[-2].version]


def test_what_is_said_of_another_month_is_no_answer():
    assert answers(told(*monthly(*QUIET, 30), (LOOKED, explained("2024-12")))) == [None]


def test_what_was_said_before_there_was_a_ground_is_no_answer():
    early = datetime(2025, 1, 20, 9, tzinfo=UTC)
    rows = told(
        *monthly(*QUIET),
        (early, measured("2025-01", value(30))),
        (early + timedelta(hours=1), explained("2025-01")),
    )

    assert answers(rows) == [None]


def test_a_ground_that_comes_back_waits_for_an_answer_of_its_own():
    rows = told(
        *monthly(*QUIET, 30),
        (LOOKED, explained("2025-01")),
        right(13, 11, LATER),
        right(13, 29, LATER + timedelta(days=1)),
    )

    first, second = answers(rows)

    assert first is not None
    assert second is None
