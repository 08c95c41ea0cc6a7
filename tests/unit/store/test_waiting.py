"""Which requests may share a flush: those that do not touch what another one touches."""

from uuid import UUID, uuid4

import pytest

from adapters.postgres.append.waiting import Queue
from tests.integration.store.appends import alias, append, case_key, event, key, origin

PROVIDER, OTHER = UUID(int=1), UUID(int=2)
PLENTY = 1 << 30


def flushes(*appends):
    """What goes together, as places in the order of arrival; all at once."""
    queue = Queue(100)
    waiting = [queue.put(each) for each in appends]
    taken = []
    while len(queue):
        taken.append([waiting.index(one) for one in queue.take(100, PLENTY)])
    return taken


async def test_strangers_go_together_in_the_order_they_came():
    assert flushes(*(append(PROVIDER) for _ in range(5))) == [[0, 1, 2, 3, 4]]


STREAM, NAME, OWNER = uuid4(), alias(), uuid4()
SAME = {
    "a stream": lambda provider: append(provider, event(STREAM)),
    "a key": lambda provider: append(provider, key=key("1")),
    "a reference": lambda provider: append(provider, origin=origin(uuid4())),
    "a class key": lambda provider: append(provider, keys=(case_key(OWNER),)),
    "an alias": lambda provider: append(provider, aliases=(NAME,)),
}


@pytest.mark.parametrize("touching", SAME.values(), ids=SAME.keys())
async def test_two_that_touch_the_same_go_one_after_the_other(touching):
    assert flushes(touching(PROVIDER), touching(PROVIDER)) == [[0], [1]]
    assert flushes(touching(PROVIDER), touching(OTHER)) == [[0, 1]]


async def test_who_reads_what_another_writes_goes_apart_and_two_readers_together():
    writes, reads = append(PROVIDER, event(STREAM)), append(PROVIDER, seen={STREAM: 0})
    reads_too = append(PROVIDER, seen={STREAM: 0})

    assert flushes(writes, reads, reads_too) == [[0], [1, 2]]
    assert flushes(reads, reads_too, writes) == [[0, 1], [2]]


async def test_nobody_overtakes_one_that_waits_for_the_same():
    first, second = append(PROVIDER, event(STREAM)), append(PROVIDER, event(STREAM), key=key("1"))
    behind_second, free = append(PROVIDER, key=key("1")), append(PROVIDER)

    assert flushes(first, second, behind_second, free) == [[0, 3], [1], [2]]


async def test_a_flush_has_an_end_in_number_and_in_weight():
    queue = Queue(100)
    for _ in range(5):
        queue.put(append(PROVIDER, event(facts='"four"')))

    assert len(queue.take(2, PLENTY)) == 2
    assert len(queue.take(100, 7)) == 2
    assert len(queue.take(100, PLENTY)) == 1


async def test_who_has_gone_away_is_left_out():
    queue = Queue(100)
    queue.put(append(PROVIDER)).answer.cancel()

    assert queue.take(100, PLENTY) == []
