"""The library's own test cases for recorders, as they are, against a Heed log.

Source: `eventsourcing.tests.persistence`.
"""

from typing import ClassVar
from unittest import TestCase

import pytest
from eventsourcing.tests import persistence

from api.wiring import Urls
from tests.integration.recorder.opened import a_sync_aggregate_recorder, a_sync_recorder


class OnHeed(TestCase):
    """`urls`: where the log is."""

    urls: ClassVar[Urls]

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _on_this_server(cls, urls: Urls):
        cls.urls = urls

    def create_recorder(self):
        return self.enterContext(a_sync_recorder(self.urls))


class TestStreams(OnHeed, persistence.AggregateRecorderTestCase):
    def create_recorder(self):
        return self.enterContext(a_sync_aggregate_recorder(self.urls))


class TestPositions(OnHeed, persistence.ApplicationRecorderTestCase):
    def test_insert_subscribe(self):
        self.optional_test_insert_subscribe()


class TestTracking(OnHeed, persistence.TrackingRecorderTestCase):
    pass


class TestProcessing(OnHeed, persistence.ProcessRecorderTestCase):
    pass


class TestOrder(OnHeed, persistence.NonInterleavingNotificationIDsBaseCase):
    pass


CASES = (TestStreams, TestPositions, TestTracking, TestProcessing, TestOrder)
