"""The answer to a commit is lost: a repeat gets the positions, not a conflict with itself."""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, OperationalError, Tracking

from adapters.postgres.append import sending
from adapters.recorder.recorder import recording
from tests.acceptance.cut_proxy import cutting
from tests.integration.recorder.opened import author_for, told

FOR_GOOD = 1000
TRACKING = Tracking("rostering", 7)


@pytest.fixture
def short_folder():
    """A socket's path is at most 107 bytes long."""
    folder = Path(tempfile.mkdtemp(prefix="cut-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
async def cut(urls, provider, short_folder, monkeypatch):
    """A recorder whose writing line can be cut."""
    monkeypatch.setattr(sending, "PAUSE_SECONDS", 0)
    async with (
        cutting(urls.writer, short_folder) as (through, proxy),
        recording(urls.app, replace(urls, writer=through).writer, author_for(provider)) as recorder,
    ):
        await recorder.insert_events(told(uuid4(), 1))
        yield recorder, proxy


async def test_a_reply_that_is_lost_once_is_found_again_without_the_caller_noticing(cut):
    recorder, proxy = cut
    proxy.cuts = 1

    ids = await recorder.insert_events(told(uuid4(), 1, 2))

    assert proxy.lost == 1
    assert ids == [2, 3]
    assert await recorder.max_notification_id() == 3


@pytest.mark.parametrize("tracking", [None, TRACKING], ids=["plain", "tracked"])
async def test_a_reply_that_is_lost_for_good_is_had_by_inserting_again(cut, tracking):
    recorder, proxy = cut
    events = told(uuid4(), 1, 2)
    proxy.cuts = FOR_GOOD
    with pytest.raises(OperationalError):
        await recorder.insert_events(events, tracking=tracking)
    with pytest.raises(OperationalError):
        await recorder.insert_events(events, tracking=tracking)
    proxy.cuts = 0

    ids = await recorder.insert_events(events, tracking=tracking)

    assert ids == [2, 3]
    assert await recorder.max_notification_id() == 3
    assert await recorder.max_tracking_id("rostering") == (tracking and 7)


async def test_once_the_positions_are_known_a_repeat_is_a_conflict_again(cut):
    recorder, proxy = cut
    events = told(uuid4(), 1)
    proxy.cuts = FOR_GOOD
    with pytest.raises(OperationalError):
        await recorder.insert_events(events)
    proxy.cuts = 0
    await recorder.insert_events(events)

    with pytest.raises(IntegrityError):
        await recorder.insert_events(events)


async def test_other_events_are_no_repeat(cut):
    recorder, proxy = cut
    stream = uuid4()
    proxy.cuts = FOR_GOOD
    with pytest.raises(OperationalError):
        await recorder.insert_events(told(stream, 1))
    proxy.cuts = 0

    with pytest.raises(IntegrityError):
        await recorder.insert_events(told(stream, 1, state=b"{}"))


async def test_a_caller_who_went_away_may_come_back(recorder):
    events = told(uuid4(), 1)
    inserting = asyncio.ensure_future(recorder.insert_events(events))
    await asyncio.sleep(0)
    inserting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await inserting

    assert await recorder.insert_events(events) == [1]
    assert await recorder.max_notification_id() == 1


async def test_of_two_deciders_who_say_the_same_one_is_second(recorder):
    """Neither lost an answer: the library wants a conflict."""
    events = told(uuid4(), 1)

    ends = await asyncio.gather(
        recorder.insert_events(events), recorder.insert_events(events), return_exceptions=True
    )

    assert [end for end in ends if not isinstance(end, IntegrityError)] == [[1]]
