"""Getting a flush through: a line that breaks is opened again, and the same requests sent again.

The keys make a repeat safe. What cannot be made safe is a lie: a request that was sent on a line
that broke may be kept, or still be on its way in a server that waits for its standby. Such a one
is in doubt until there is an answer, and never told that nothing was written.
"""

import asyncio
import secrets
from collections.abc import Collection, Sequence
from uuid import UUID

from adapters.postgres.append.line import Line, open_line
from adapters.postgres.append.waiting import Waiting
from adapters.postgres.trouble import FAILURES, Trouble, trouble
from domain.log import Outcome, Overloaded, Unavailable

TRIES = 5
PAUSE_SECONDS = 0.2


class Sender:
    """Keeps one line."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._line: Line | None = None

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.cut()
            self._line = None

    async def send(self, flush: Sequence[Waiting]) -> list[Outcome]:
        """One outcome each, in order, committed.

        Raises Overloaded where PostgreSQL gave up, Unavailable where it was not to be had or gave
        no answer that counts, and what a request or a held head is to blame for as it is.
        """
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(_pause(attempt))
            line: Line | None = None
            try:
                line = await self._opened()
                outcomes = await line.send([waiting.append for waiting in flush])
            except FAILURES as problem:
                is_open = line is not None and line.is_open()
                match trouble(problem, is_open=is_open):
                    case Trouble.UNFIT | Trouble.STUCK:
                        raise
                    case Trouble.BUSY:
                        raise Overloaded from problem
                    case Trouble.AGAIN:
                        continue
                    case Trouble.BROKEN:
                        self._given_up(flush if line is not None else ())
                        if isinstance(problem, TimeoutError):
                            break
            else:
                if not line.doubtful:
                    return outcomes
                self._given_up(flush)
                break
        raise Unavailable

    async def free(self, providers: Collection[UUID]) -> set[UUID]:
        """Those whose head nobody holds at this moment; none where PostgreSQL does not say."""
        try:
            return await (await self._opened()).free(providers)
        except FAILURES:
            self.hang_up()
            return set()

    async def _opened(self) -> Line:
        if self._line is not None and not self._line.is_open():
            self.hang_up()
        if self._line is None:
            self._line = await open_line(self._url)
        return self._line

    def _given_up(self, sent: Sequence[Waiting]) -> None:
        for waiting in sent:
            waiting.in_doubt = True
        self.hang_up()


def _pause(attempt: int) -> float:
    """Longer each time, and uneven, so that processes drift apart."""
    return PAUSE_SECONDS * attempt * (0.5 + secrets.randbelow(1000) / 1000)
