"""A finding as it stands: what it says now, what it said before, and what answers it.

It rests on incidents of its investigation, all of them unless it names some. Where one of them
turns out to have been entered in error the finding stands and says that it lost a ground: whether
that matters is for people to judge.

Source: RCA2; Heed's rule that nothing is withdrawn by a machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from domain.investigation.events import (
    FindingActionCancelled,
    FindingAdviceSetAside,
    FindingAnswered,
    FindingLeftWithoutAction,
    FindingRecorded,
    FindingRevised,
    FindingWithdrawn,
)

FindingEvent = (
    FindingRevised
    | FindingWithdrawn
    | FindingAnswered
    | FindingActionCancelled
    | FindingLeftWithoutAction
    | FindingAdviceSetAside
)


@dataclass(frozen=True, slots=True)
class Ground:
    """An incident that a finding rests on. `lost`: it was entered in error."""

    incident: UUID
    lost: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """`answers`: actions agreed for it that were not cancelled, in order. `left`: why nothing is
    done, if that was said. `revised`: every revision, the last one holds.
    """

    recorded: FindingRecorded
    revised: tuple[FindingRevised, ...] = ()
    withdrawn: FindingWithdrawn | None = None
    answers: tuple[FindingAnswered, ...] = ()
    left: FindingLeftWithoutAction | None = None
    set_aside: tuple[FindingAdviceSetAside, ...] = ()

    @property
    def says(self) -> FindingRecorded | FindingRevised:
        return self.revised[-1] if self.revised else self.recorded

    @property
    def said_before(self) -> Sequence[FindingRecorded | FindingRevised]:
        """What it said before each revision, oldest first."""
        said: list[FindingRecorded | FindingRevised] = [self.recorded, *self.revised]
        return said[:-1]

    @property
    def stands(self) -> bool:
        return self.withdrawn is None

    @property
    def actions(self) -> tuple[UUID, ...]:
        return tuple(one.action for one in self.answers)

    @property
    def answered(self) -> bool:
        """An action was agreed, or a reason for none was recorded."""
        return bool(self.answers) or self.left is not None

    def grounds(self, incidents: Sequence[UUID], lost: Iterable[UUID]) -> Sequence[Ground]:
        """`incidents`: all of the investigation; `lost`: those that were entered in error."""
        gone = set(lost)
        named = self.says.incidents
        rests_on = incidents if named is None else named
        return tuple(Ground(incident, incident in gone) for incident in rests_on)


def without(finding: Finding, action: UUID) -> Finding:
    """The same without this action's answer."""
    left = tuple(one for one in finding.answers if one.action != action)
    return replace(finding, answers=left)


def grow(finding: Finding, event: FindingEvent) -> Finding:
    """The finding after one more fact about it."""
    match event:
        case FindingRevised():
            return replace(finding, revised=(*finding.revised, event))
        case FindingWithdrawn():
            return replace(finding, withdrawn=event)
        case FindingAnswered():
            return replace(finding, answers=(*finding.answers, event))
        case FindingActionCancelled():
            return without(finding, event.action)
        case FindingLeftWithoutAction():
            return replace(finding, left=event)
        case FindingAdviceSetAside():
            return replace(finding, set_aside=(*finding.set_aside, event))
        case _:
            assert_never(event)
