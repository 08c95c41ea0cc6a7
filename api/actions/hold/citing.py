"""A review that cites Heed's own word: it has to be what Heed said, as it was known then.

The two voices are kept apart. What people judge is their verdict; what they cite is stored beside
it as Heed gave it, with its reasons.

Source: Heed's rule that human reviews cite a verdict as known at a time.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from api.actions.hold.held import asked_of, held
from api.actions.hold.source import source_of
from api.attempt import Attempt
from api.measures.charting import Charting
from api.other_end import reader_in
from domain.action.events import CitedVerdict
from domain.action.refusals import VerdictNotGiven
from domain.moment import Moment, ends
from domain.vocabulary.holding import Word

_POINTER: Final = "/cited_verdict"


async def cited_verdict(
    attempt: Attempt, action: UUID, word: Word | None, known_at: Moment
) -> CitedVerdict | None:
    """None where none is cited. Raises VerdictNotGiven where Heed said another, or nothing."""
    if word is None:
        return None
    found = await _given(attempt, action, min(ends(known_at.at), attempt.now))
    if found is None or found.word is not word:
        raise VerdictNotGiven(_POINTER)
    return found


async def _given(attempt: Attempt, action: UUID, at: datetime) -> CitedVerdict | None:
    heed, provider = attempt.heed, attempt.provider
    wanted = Charting(
        as_of=at, known_at=None if at == attempt.now else at, reader=reader_in(attempt)
    )
    asked = await asked_of(heed, provider, await attempt.load(action), wanted)
    if asked is None:
        return None
    async with heed.reads.looking(provider) as connection:
        _, source = await source_of(connection, provider, wanted)
        of = (await held(heed, connection, provider, asked, wanted, source)).of
    return None if of is None else CitedVerdict(word=of.word, reasons=of.reasons)
