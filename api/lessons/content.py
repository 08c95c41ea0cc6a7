"""What a lesson says, from the words that were sent to bodies that are sealed."""

from uuid import UUID

from api.attempt import Attempt
from api.investigations.resource import INVESTIGATION
from api.learning import learning_text, maybe_learning_text
from api.lessons import facts
from api.other_end import other_ends
from api.roles import identity_of, in_role
from domain.investigation.refusals import FindingUnknown
from domain.lesson.events import Content, RoleLine, TaughtFinding


def _line(attempt: Attempt, said: facts.RoleLinePart, pointer: str) -> RoleLine:
    return RoleLine(
        role=said.role,
        on_your_shift=maybe_learning_text(attempt, said.on_your_shift, f"{pointer}/on_your_shift"),
        question=maybe_learning_text(attempt, said.question, f"{pointer}/question"),
        expected_answer=maybe_learning_text(
            attempt, said.expected_answer, f"{pointer}/expected_answer"
        ),
    )


async def content_of(attempt: Attempt, said: facts.ContentPart) -> Content:
    """Raises Problem `validation` where a person is identified."""
    return Content(
        title=learning_text(attempt, said.title, "/title"),
        text=maybe_learning_text(attempt, said.text, "/text"),
        audience=tuple(
            _line(attempt, line, f"/audience/{place}") for place, line in enumerate(said.audience)
        ),
        approved_by=await in_role(attempt, said.approved_by),
    )


def findings_of(said: facts.PublishLesson) -> tuple[TaughtFinding, ...]:
    return tuple(
        TaughtFinding(
            investigation=identity_of("inv", one.investigation, "/findings"),
            finding=identity_of("fnd", one.finding, "/findings"),
        )
        for one in said.findings
    )


async def findings_must_stand(attempt: Attempt, findings: tuple[TaughtFinding, ...]) -> None:
    """Nothing is recorded at their end, since nothing there waits for a lesson. Raises Problem
    `not-found` where an investigation is hidden, FindingUnknown for one that was withdrawn.
    """
    named: dict[UUID, str] = {}
    for place, one in enumerate(findings):
        named.setdefault(one.investigation, f"/findings/{place}/investigation")
    found = await other_ends(attempt, INVESTIGATION, named)
    for place, one in enumerate(findings):
        known = found[one.investigation].findings.get(one.finding)
        if known is None or not known.stands:
            raise FindingUnknown(f"/findings/{place}/finding")
