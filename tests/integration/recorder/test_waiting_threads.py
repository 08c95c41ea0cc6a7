"""A subscription that blocks a thread, ended by another."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from types import NoneType
from uuid import uuid4

import pytest
from eventsourcing.persistence import OperationalError

from adapters.recorder.synchronous import sync_recording
from tests.integration.recorder.opened import a_sync_recorder, author_for, told

NOWHERE = "postgresql://nobody@/nothing?host=/nowhere&port=1"


def test_a_subscription_is_stopped_while_it_waits(urls):
    with a_sync_recorder(urls) as recorder, ThreadPoolExecutor(1) as thread:
        recorder.insert_events(told(uuid4(), 1))
        with recorder.subscribe() as subscription:
            assert next(subscription).id == 1
            waiting = thread.submit(list, subscription)
            subscription.stop()
            assert waiting.result(30) == []


def test_several_subscriptions_get_the_same(urls):
    with (
        a_sync_recorder(urls) as recorder,
        ThreadPoolExecutor(4) as threads,
        recorder.subscribe() as one,
        recorder.subscribe() as another,
    ):
        reading = [
            threads.submit(lambda it: [next(it).id for _ in range(30)], each)
            for each in (one, another)
        ]
        for _ in range(10):
            recorder.insert_events(told(uuid4(), 1, 2, 3))

        for read in reading:
            assert read.result(60) == list(range(1, 31))


def test_a_subscription_does_not_outlive_its_recorder(urls):
    with ThreadPoolExecutor(1) as thread:
        with a_sync_recorder(urls) as recorder:
            subscription = recorder.subscribe()
            waiting = thread.submit(list, subscription)
            while subscription._asked is None:
                sleep(0.01)
        # As it happens to wait or to read at that moment, it ends or says that it cannot go on.
        assert isinstance(waiting.exception(30), NoneType | OperationalError)


def test_a_server_that_is_not_there_is_told_by_the_library_s_name():
    with (
        sync_recording(NOWHERE, NOWHERE, author_for(uuid4())) as recorder,
        pytest.raises(OperationalError),
    ):
        recorder.max_notification_id()
