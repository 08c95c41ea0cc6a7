"""The words of a response: titles, reasons and decisions, opened in one go."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from api.heed import Heed
from api.opening import learning_words
from api.themes.response.gathering import Streams
from api.themes.response.holding import Acted
from domain.sealed import Body, bodies_in


def _bodies(streams: Streams, acted: Iterable[Acted]) -> Iterator[Body]:
    for theme in streams.themes.values():
        yield from bodies_in([theme.first, *theme.judged])
    for review in streams.reviews.values():
        yield from bodies_in(review.decisions)
    for one in acted:
        action = one.asked.action
        cancelled = () if action.cancelled is None else (action.cancelled,)
        yield action.agreed.title
        yield from bodies_in([*action.refused, *action.reviews, *action.reopened, *cancelled])


async def words_of(
    heed: Heed, provider: UUID, streams: Streams, acted: Iterable[Acted]
) -> Mapping[UUID, str]:
    """By the identity of the body."""
    wanted = dict.fromkeys(one.id for one in _bodies(streams, acted))
    return await learning_words(heed, provider, list(wanted)) if wanted else {}
