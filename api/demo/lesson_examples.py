"""The examples of lessons, and what the demo prepares for them: a lesson for each."""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
LEAD: Final = "safeguarding_lead/s01"
LESSON: Final = {
    "title": "An example of a lesson, for the contract",
    "text": "What to say when somebody offers a gift, and whom to tell.",
    "audience": [
        {
            "role": "support_worker",
            "on_your_shift": "Use the house phone only; a gift goes into the book.",
            "question": "Somebody writes to your own phone. What do you do?",
            "expected_answer": "Answer nothing, show it to the shift lead, write it down.",
        },
        {"role": "team_leader", "on_your_shift": "Look into the book with every handover."},
    ],
    "approved_by": {"role": "safeguarding_lead"},
}
PUBLISHED: Final = {
    **LESSON,
    "services": [demo_name("svc", "EX/recordServiceUnits")],
    "at": "2019-01-21T10:00:00+00:00",
}
"""Of the example service alone: no meeting of another one hears of it."""
TEAM: Final = {"role": "support_worker"}


def subject(operation: str) -> str:
    """The lesson that was made for this example."""
    return demo_name("les", f"EX/{operation}")


def _of(operation: str, body: Mapping[str, Any], **more: Any) -> Example:
    return Example(operation, "", body, about=subject(operation), **more)


LESSONS: Final = (
    _of("recordLessonVersions", {
        **LESSON, "what_changed": "Where a gift is written down.", "affects": ["support_worker"],
    }, version=1),
    _of("recordLessonDeliveries", {
        **TEAM, "setting": "team_meeting", "attended": 18, "of": 24, "at": AT,
    }),
    _of("recordLessonAcknowledgements", {**TEAM, "staff_refs": ["w08", "w21"], "at": AT}),
    _of("recordLessonUnderstandingChecks", {
        **TEAM, "passed": 23, "of": 24, "method": "question", "at": AT,
    }, actor="trainer/t01"),
    _of("recordLessonPracticeChecks", {
        **TEAM, "passed": 5, "of": 6, "method": "observation", "at": AT,
    }, actor="trainer/t01"),
    _of("recordLessonRetirements", {
        "reason": "The new policy says it better.",
    }, version=1, actor=LEAD),
)  # fmt: skip
BEGUN_LESSONS: Final[Mapping[str, Any]] = {"beginLesson": PUBLISHED}
READ_LESSONS: Final[Mapping[str, str]] = {"getLesson": subject("recordLessonDeliveries")}


async def prepare_lessons(client: DemoClient) -> None:
    """A lesson for each example that changes one."""
    for example in LESSONS:
        await client.post("/v1/lessons", PUBLISHED, key=f"EX/{example.operation}")
