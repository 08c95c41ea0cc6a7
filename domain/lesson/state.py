"""A lesson as it stands: its events folded, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.lesson.events import (
    Content,
    LessonAcknowledged,
    LessonDelivered,
    LessonEvent,
    LessonPublished,
    LessonRetired,
    LessonRevised,
    PracticeChecked,
    UnderstandingChecked,
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything in the order in which it was recorded."""

    published: LessonPublished
    revised: tuple[LessonRevised, ...] = ()
    delivered: tuple[LessonDelivered, ...] = ()
    acknowledged: tuple[LessonAcknowledged, ...] = ()
    understood: tuple[UnderstandingChecked, ...] = ()
    practised: tuple[PracticeChecked, ...] = ()
    retired: LessonRetired | None = None

    @property
    def newest(self) -> int:
        """The newest version; the first is 1."""
        return 1 + len(self.revised)

    @property
    def content(self) -> Content:
        """As the newest version has it."""
        return self.revised[-1].content if self.revised else self.published.content

    @property
    def only_service(self) -> UUID | None:
        """The one service that it is for; None where it is for several, or for all."""
        services = self.published.services
        return services[0] if len(services) == 1 else None

    @property
    def audience(self) -> tuple[str, ...]:
        return tuple(line.role for line in self.content.audience)

    def still_counts(self, version: int, role: str | None) -> bool:
        """Whether whoever met this version need not hear the newest one: no version since affects
        their role. Where their role is not known, every version since may.
        """
        later = self.revised[version - 1 :]
        return not any(role is None or role in one.affects for one in later)


def evolve(lesson: Lesson | None, event: LessonEvent) -> Lesson:
    if isinstance(event, LessonPublished):
        if lesson is not None:
            raise ImpossibleHistory("A lesson published twice.")
        return Lesson(event)
    if lesson is None:
        raise ImpossibleHistory(f"{event.type} before lesson.published")
    match event:
        case LessonRevised():
            return replace(lesson, revised=(*lesson.revised, event))
        case LessonDelivered():
            return replace(lesson, delivered=(*lesson.delivered, event))
        case LessonAcknowledged():
            return replace(lesson, acknowledged=(*lesson.acknowledged, event))
        case UnderstandingChecked():
            return replace(lesson, understood=(*lesson.understood, event))
        case PracticeChecked():
            return replace(lesson, practised=(*lesson.practised, event))
        case LessonRetired():
            return replace(lesson, retired=event)
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Lesson | None:
    """The lesson as it stands; None for no events."""
    lesson: Lesson | None = None
    for event in events:
        if not isinstance(event, LessonEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a lesson")
        lesson = evolve(lesson, event)
    return lesson
