"""The library's recorder over one provider's log, for programs that await.

The methods, their arguments and their errors are those of `eventsourcing.persistence`
(`AggregateRecorder`, `ApplicationRecorder`, `TrackingRecorder`, `ProcessRecorder`); a topic is the
event's permanent type, a notification id its position. Two things are stricter. A stream leaves no
version out, hence snapshots do not belong here. And a stream is named by a UUID.

Whoever follows a provider's log reads facts, never the words of people: those are sealed bodies,
and stay in the vault. Whoever writes does so in a provider of its own; a topic that Heed does not
know would park its streams in every projection.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, asynccontextmanager
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent, Tracking

from adapters.postgres.append.batcher import batching
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from adapters.recorder.failure import told
from adapters.recorder.following import POLL_SECONDS, follow
from adapters.recorder.inserting import Author, Inserting
from adapters.recorder.numbering import stream_of
from adapters.recorder.reading import Reading
from adapters.recorder.tracking import TrackedAppends, open_writers


class AsyncRecorder:
    """Made by `recording`."""

    def __init__(
        self, reading: Reading, inserting: Inserting, app_url: str, poll_seconds: float
    ) -> None:
        self._reading = reading
        self._inserting = inserting
        self._app_url = app_url
        self._poll_seconds = poll_seconds

    async def insert_events(
        self, stored_events: Sequence[StoredEvent], *, tracking: Tracking | None = None
    ) -> Sequence[int]:
        """Their positions, in order. All are stored, and tracked, or none."""
        with told():
            if stored_events:
                return await self._inserting.insert(stored_events, tracking)
            if tracking is not None:
                await self._inserting.track(tracking)
            return []

    async def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        with told():
            return await self._reading.stream(
                stream_of(originator_id), gt, lte, desc=desc, limit=limit
            )

    async def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        first = 1 if start is None else start if inclusive_of_start else start + 1
        with told():
            return await self._reading.page(first, stop, topics, limit)

    async def max_notification_id(self) -> int | None:
        with told():
            return await self._reading.head() or None

    async def insert_tracking(self, tracking: Tracking) -> None:
        """After `OperationalError`, `max_tracking_id` says whether it was kept."""
        with told():
            await self._inserting.track(tracking)

    async def max_tracking_id(self, application_name: str) -> int | None:
        with told():
            return await self._reading.tracked(application_name)

    async def pages(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> AsyncGenerator[Sequence[Notification]]:
        """What `subscribe` yields, as it was read."""
        with told():
            pages = follow(
                self._reading, self._app_url, gt, topics, poll_seconds=self._poll_seconds
            )
            async with aclosing(pages):
                async for page in pages:
                    yield page

    async def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> AsyncGenerator[Notification]:
        """Whatever was and will be recorded after `gt`. Close it: `async with aclosing(...)`."""
        async with aclosing(self.pages(gt, topics)) as pages:
            async for page in pages:
                for notification in page:
                    yield notification


@asynccontextmanager
async def recording(
    app_url: str, writer_url: str, author: Author, *, poll_seconds: float = POLL_SECONDS
) -> AsyncGenerator[AsyncRecorder]:
    """A recorder and its connections, for as long as the block lasts."""
    async with (
        await open_pool(app_url, name="heed recorder") as pool,
        await open_writers(writer_url) as writers,
        batching(writer_url) as batcher,
    ):
        reading = Reading(pool, author.provider)
        tracked = TrackedAppends(writers)
        inserting = Inserting(PostgresLog(pool, batcher), tracked, reading, author)
        yield AsyncRecorder(reading, inserting, app_url, poll_seconds)
