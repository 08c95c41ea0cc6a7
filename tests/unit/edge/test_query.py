from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest

from api.edge.parameter import any_of, flag, moment, one_of, text, whole
from api.edge.query import read_query
from api.problem.problem import Problem


class Kind(StrEnum):
    CONCERN = "concern"
    FALL = "fall"


LIMIT = whole("limit", 1, 200, default=50)
KIND = one_of("kind", Kind)
KINDS = any_of("kinds", Kind)
OPEN = flag("open")
REF = text("ref", longest=5)
SINCE = moment("since")
ALL = (LIMIT, KIND, KINDS, OPEN, REF, SINCE)


def refused(query):
    with pytest.raises(Problem) as raised:
        read_query(query, ALL)
    return raised.value.code, raised.value.parameter


def test_what_is_not_asked_has_its_default():
    query = read_query(b"", ALL)

    assert [query[one] for one in ALL] == [50, None, (), False, None, None]


def test_what_is_asked_is_read_into_its_type():
    query = read_query(
        b"limit=200&kind=fall&kinds=fall&kinds=concern&open=true&ref=CS%201&since=2025-03-11T18:00Z",
        ALL,
    )

    assert query[LIMIT] == 200
    assert query[KIND] is Kind.FALL
    assert query[KINDS] == (Kind.FALL, Kind.CONCERN)
    assert query[OPEN] is True
    assert query[REF] == "CS 1"
    assert query[SINCE] == datetime(2025, 3, 11, 18, tzinfo=UTC)


def test_a_plus_that_was_not_escaped_is_understood_in_a_time():
    query = read_query(b"since=2025-03-11T18:00:00+01:00", ALL)

    since = query[SINCE]
    assert since is not None
    assert since.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("query", "code", "parameter"),
    [
        (b"limits=1", "unknown-parameter", None),
        (b"limit=1&limit=1", "repeated-parameter", "limit"),
        (b"limit=201", "validation", "limit"),
        (b"limit=-1", "validation", "limit"),
        (b"limit=%D9%A1", "validation", "limit"),
        (b"kind=Fall", "validation", "kind"),
        (b"kinds=fall&kinds=", "validation", "kinds"),
        (b"open=yes", "validation", "open"),
        (b"ref=", "validation", "ref"),
        (b"ref=123456", "validation", "ref"),
        (b"ref=a%0Ab", "validation", "ref"),
        (b"since=2025-03-11", "validation", "since"),
        (b"since=0001-01-01T00:00:00%2B14:00", "validation", "since"),
        (b"ref=%ff", "not-utf8", None),
        (b"ref=\xff", "not-utf8", None),
    ],
)
def test_a_query_that_is_not_as_declared_is_refused(query, code, parameter):
    assert refused(query) == (code, parameter)
