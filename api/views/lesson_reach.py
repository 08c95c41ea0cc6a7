"""`GET /v1/views/lesson-reach`: whom each lesson reached, n of N, and how deep it went.

Reached is a lower bound, as people without names may have come twice; N is how many were in post
when somebody said so. Depth is the furthest that was seen: that somebody could say it, that
somebody was seen to do it.

Source: Kirkpatrick's levels; `domain/lesson/reach`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.hidden import unseen_among
from api.opening import learning_words
from api.schema import Answer, At, LessonId, ServiceId
from api.scope import Scope
from api.views.answers import Count, service_id
from api.views.filters import BEFORE, FROM, SERVICE
from api.views.summary import Asked, Summary, Summed
from domain.identifier import shown
from domain.lesson.reach import Depth
from domain.moment import starts
from projections import taught_queries
from projections.taught import PROJECTION as TAUGHT
from projections.taught_queries import Published, Reached
from projections.trends.projection import PROJECTION as TRENDS

MOST: Final = 500
_FROM: Final = FROM.saying("Published on that day or later.")
_BEFORE: Final = BEFORE.saying("Published before that day.")
_LEARNING: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)


class LessonGroup(Answer):
    """One lesson in one service and role. `in_post` null: nobody said how many there are. Nobody
    was asked or watched where `asked` or `watched` is null.
    """

    lesson: LessonId
    title: Annotated[str, Field(max_length=20_000)] | None
    version: Count
    published_at: At
    retired: bool
    service: ServiceId | None
    role: Annotated[str, Field(max_length=200)] | None
    reached: Count
    in_post: Count | None
    acknowledged: Count
    asked: Count | None
    understood: Count | None
    watched: Count | None
    practised: Count | None
    depth: Depth
    questions: Annotated[
        tuple[Annotated[str, Field(max_length=20_000)], ...], Field(max_length=100)
    ]
    """What they are to be asked: the questions of their role."""


class LessonReach(Summed):
    """Whom each lesson reached, by service and role, and how deep it went."""

    groups: Annotated[tuple[LessonGroup, ...], Field(max_length=MOST)]
    more: bool
    """There are more than are shown: ask for a shorter time."""


def published(asked: Asked) -> Published:
    """Which lessons are asked about."""
    first, before = asked.query[FROM.read], asked.query[BEFORE.read]
    return Published(
        as_of=asked.as_of,
        persons=asked.persons,
        services=asked.query[SERVICE.read] or None,
        since=None if first is None else starts(first),
        before=None if before is None else starts(before),
    )


async def seen(connection: Connection, asked: Asked) -> Published:
    """The same, less those that are hidden from whoever reads."""
    which = published(asked)
    if not asked.persons:
        return which
    named = await taught_queries.subjects(connection, asked.provider, which, asked.source)
    return replace(which, hidden=tuple(await unseen_among(asked.reader, named)))


def _group(one: Reached, words: Mapping[UUID, str]) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in LessonGroup.model_fields}
    return same | {
        "lesson": shown("les", one.lesson),
        "title": words.get(one.title),
        "questions": [words[each] for each in one.questions if each in words],
        "service": service_id(one.service),
    }


async def _ask(connection: Connection, asked: Asked) -> dict[str, Any]:
    which = await seen(connection, asked)
    rows = await taught_queries.reached(
        connection, asked.provider, which, limit=MOST + 1, source=asked.source
    )
    words: Mapping[UUID, str] = {}
    if asked.asking.principal.may(*_LEARNING):
        wanted = (body for one in rows for body in (one.title, *one.questions))
        words = await learning_words(asked.asking.heed, asked.provider, list(dict.fromkeys(wanted)))
    return {"groups": [_group(one, words) for one in rows[:MOST]], "more": len(rows) > MOST}


LESSON_REACH: Final = Summary(
    projections=(TAUGHT, TRENDS),
    filters=(SERVICE, _FROM, _BEFORE),
    ask=_ask,
    answer=LessonReach,
)
