"""The library's versions against the log's."""

from uuid import UUID

import pytest
from eventsourcing.persistence import DataError, IntegrityError, StoredEvent

from adapters.recorder.numbering import entered, placed, seen

INCIDENT, ACTION = UUID(int=1), UUID(int=2)


def events(*places):
    return [StoredEvent(stream, version, "told", b"{}") for stream, version in places]


def test_a_stream_is_entered_at_its_first_event_here():
    told = events((INCIDENT, 0), (ACTION, 7), (INCIDENT, 1), (ACTION, 8))

    assert entered(told) == {INCIDENT: 0, ACTION: 7}


@pytest.mark.parametrize("second", [0, 1, 3], ids=["back", "again", "too far"])
def test_events_of_a_stream_that_do_not_follow_one_another_are_a_conflict(second):
    with pytest.raises(IntegrityError):
        entered(events((INCIDENT, 1), (INCIDENT, second)))


def test_a_stream_is_named_by_a_uuid():
    with pytest.raises(DataError):
        entered([StoredEvent("INC-1", 1, "told", b"{}")])


def test_the_log_counts_from_1_wherever_a_stream_began():
    told = events((INCIDENT, 0), (INCIDENT, 1), (ACTION, 3), (ACTION, 4))

    places = placed(told, {INCIDENT: 0, ACTION: 1})

    assert [place.version for place in places] == [1, 2, 3, 4]
    assert seen(places) == {INCIDENT: 0, ACTION: 2}
