"""The loop of a signal: one of concern waits for people to say what they make of it.

Good news, and what points no way, may stay without an answer; what was withdrawn owes none.

Source: Heed's rule that a machine raises signals and people answer them.
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain.signal.events import SignalEvent
from domain.signal.state import Signal, evolve
from domain.signal.vocabulary import SubjectKind
from projections.open_loops.loop import REPEATS, Owes, Stream, Subject


def owes(signal: Signal) -> Iterator[Owes]:
    if signal.owes_answer:
        about_person = signal.raised.subject.kind is SubjectKind.REPEAT
        yield Owes("signal", depends_on=f"may:{REPEATS}" if about_person else None)


def subject(signal: Signal) -> Subject:
    raised = signal.raised
    return Subject(
        service=raised.service,
        unit=raised.unit,
        about=sorted({raised.subject.id, *raised.about}),
    )


STREAM: Final = Stream(get_args(SignalEvent), evolve, subject, owes)
