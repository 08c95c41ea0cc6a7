"""The loops of an action: to be done, to be seen done by somebody else, and whether it helped.

What is due is late when its day is over in London.

Source: domain rules on actions (`domain/action`); RCA2 (a measure for every action).
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain.action.events import ActionEvent
from domain.action.state import Action, Stage, evolve
from domain.action.timeliness import reviews_due
from domain.moment import starts
from projections.open_loops.loop import Owes, Stream, Subject, day_after

VERIFIES: Final = "registered_manager"


def owes(action: Action) -> Iterator[Owes]:
    match action.stage:
        case Stage.AGREED | Stage.STARTED:
            yield Owes("completion", late_from=day_after(action.due_on))
        case Stage.COMPLETED:
            yield Owes("verification", owner_role=VERIFIES)
        case Stage.VERIFIED:
            for due in reviews_due(action):
                if not due.held:
                    late = starts(due.due_on)
                    yield Owes("effectiveness_review", str(due.day), late_from=late)
        case Stage.CANCELLED:
            return
    if action.unseen and action.stage is Stage.VERIFIED:
        yield Owes("recurrence")
    if not action.measures and action.agreed.why_no_measure is None:
        yield Owes("measure")


def subject(action: Action) -> Subject:
    agreed = action.agreed
    about = {one.investigation for one in agreed.findings} | {one.audit for one in agreed.gaps}
    about |= set(agreed.themes or ())
    about |= action.recurred.keys()
    return Subject(service=agreed.service, about=sorted(about), owner_role=action.owner.role)


STREAM: Final = Stream(get_args(ActionEvent), evolve, subject, owes)
