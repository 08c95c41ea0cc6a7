"""The same recorder for programs that block, which is what the library's own are.

A thin face: every call runs in a background loop. It is what the library's test cases certify.
"""

from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from threading import Lock
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    Notification,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
)

from adapters.recorder.background import Background, in_background
from adapters.recorder.following import POLL_SECONDS
from adapters.recorder.inserting import Author
from adapters.recorder.recorder import AsyncRecorder, recording


class SyncAggregateRecorder(AggregateRecorder):
    """Streams only: the library wants no positions of it."""

    def __init__(self, background: Background, recorder: AsyncRecorder) -> None:
        self._background = background
        self._recorder = recorder

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        self._background.run(self._recorder.insert_events(stored_events, **kwargs))
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        return self._background.run(
            self._recorder.select_events(originator_id, gt=gt, lte=lte, desc=desc, limit=limit)
        )


class SyncRecorder(SyncAggregateRecorder, ProcessRecorder):
    """Streams, positions and tracking."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        return self._background.run(self._recorder.insert_events(stored_events, **kwargs))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        return self._background.run(
            self._recorder.select_notifications(
                start, limit, stop, topics, inclusive_of_start=inclusive_of_start
            )
        )

    def max_notification_id(self) -> int | None:
        return self._background.run(self._recorder.max_notification_id())

    def insert_tracking(self, tracking: Tracking) -> None:
        self._background.run(self._recorder.insert_tracking(tracking))

    def max_tracking_id(self, application_name: str) -> int | None:
        return self._background.run(self._recorder.max_tracking_id(application_name))

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        pages = self._recorder.pages(gt, topics)
        return SyncSubscription(self, gt, topics, self._background, pages)


class SyncSubscription(Subscription[ApplicationRecorder]):
    """Blocks until there is more, or until it is stopped, from whichever thread."""

    def __init__(
        self,
        recorder: ApplicationRecorder,
        gt: int | None,
        topics: Sequence[str],
        background: Background,
        pages: AsyncGenerator[Sequence[Notification]],
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._background = background
        self._pages = pages
        self._page: Iterator[Notification] = iter(())
        self._asked: Future[Sequence[Notification]] | None = None
        self._turn = Lock()

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if (notification := next(self._page, None)) is not None:
                return notification
            self._page = iter(self._next_page())
        raise StopIteration

    def _next_page(self) -> Sequence[Notification]:
        """Empty where the subscription was stopped meanwhile."""
        with self._turn:
            if self._has_been_stopped:
                return ()
            self._asked = self._background.begin(anext(self._pages))
        try:
            return self._asked.result()
        except CancelledError:  # by `stop`, or with the recorder itself
            self._has_been_stopped = True
            return ()

    def stop(self) -> None:
        """Whoever waits for the next page goes on at once."""
        with self._turn:
            super().stop()
            # What is cancelled while it waits ends the pages itself.
            if self._asked is None or not self._asked.cancel():
                self._background.run(self._pages.aclose())


@contextmanager
def sync_recording(
    app_url: str, writer_url: str, author: Author, *, poll_seconds: float = POLL_SECONDS
) -> Generator[SyncRecorder]:
    """A recorder, its connections and its thread, for as long as the block lasts."""
    opening = recording(app_url, writer_url, author, poll_seconds=poll_seconds)
    with in_background(opening) as (background, recorder):
        yield SyncRecorder(background, recorder)
