"""A lesson as one service and one role look at it: whom of theirs it has not reached.

A lesson for the whole provider that was brought to one service is still owed to every other; no
delivery elsewhere says anything of people here.

Source: domain rule that n of N is kept as it was known (`domain/lesson/reach`).
"""

from uuid import UUID

from domain.lesson.reach import Reach, reach
from domain.lesson.state import Lesson


def is_for(lesson: Lesson, service: UUID | None, role: str | None) -> bool:
    """None: whichever. A lesson that names no service is for all of them."""
    meant = lesson.published.services
    here = service is None or not meant or service in meant
    return here and (role is None or role in lesson.audience)


def reach_here(lesson: Lesson, service: UUID | None, role: str | None) -> tuple[Reach, ...]:
    """What is known of people here, and of those of whom it was not said where they were; nothing
    where the lesson is not for them. Whoever is in the audience and was never spoken of is there,
    with nobody reached.
    """
    if not is_for(lesson, service, role):
        return ()
    known = [one for one in reach(lesson) if service is None or one.service in {None, service}]
    if service is not None:
        spoken_of = {one.role for one in known}
        left = [] if None in spoken_of else [it for it in lesson.audience if it not in spoken_of]
        known += [Reach(service, it, 0, None, 0, None, None) for it in left]
    return tuple(one for one in known if role is None or one.role in {None, role})
