"""The loops of an investigation: findings to answer, and the sign-off.

Source: domain rules on learning responses (`domain/investigation`).
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain.investigation.events import InvestigationEvent
from domain.investigation.state import Investigation, Stage, evolve
from projections.open_loops.loop import Owes, Stream, Subject

SIGNS_OFF: Final = "nominated_individual"


def owes(investigation: Investigation) -> Iterator[Owes]:
    for finding in investigation.unanswered_findings:
        yield Owes("finding", str(finding))
    if investigation.stage is Stage.COMPLETED:
        yield Owes("sign_off", owner_role=SIGNS_OFF)


def subject(investigation: Investigation) -> Subject:
    return Subject(
        service=investigation.opened.service,
        about=investigation.incidents,
        owner_role=investigation.lead.role,
    )


STREAM: Final = Stream(get_args(InvestigationEvent), evolve, subject, owes)
