"""What each lesson of the stories says to whoever gives care: a line for the shift, a question.

The stories name titles alone. A lesson of which somebody was asked has its question, so that what
staff could say stands beside what they were asked.
"""

from collections.abc import Mapping
from typing import Final

Line = Mapping[str, str]


def _line(on_your_shift: str, question: str, expected_answer: str) -> Line:
    return {
        "on_your_shift": on_your_shift,
        "question": question,
        "expected_answer": expected_answer,
    }


LINES: Final[Mapping[str, Line]] = {
    "L-A-1": _line(
        "Messages go through the house; a present goes into the book before the shift ends.",
        "A tenant writes to your own phone at night. What do you do?",
        "Answer nothing, show it to the shift lead, write it down.",
    ),
    "L-A-2": _line(
        "Carry the house phone; its number is on every tenant's door.",
        "A tenant asks for your number for the way home. What do you give?",
        "The number of the house phone, and the name of whoever carries it.",
    ),
    "L-B-1": _line(
        "New confusion or not drinking is red: ring before you leave.",
        "Somebody drinks nothing this morning and seems confused. What do you do first?",
        "Ring the one number, from the visit, and stay until you are told what happens.",
    ),
    "L-C-1": _line(
        "What you hear from a resident goes into the plan on the same shift.",
        "Somebody tells you that they bathe in the evening. Where do you write it?",
        "Into the preference field of the plan, before the shift ends.",
    ),
    "L-C-2": _line(
        "No first shift without your own log-in and one plan read aloud.",
        "It is your first shift here. What do you read before the first room?",
        "The preferences in the plan of whoever I look after.",
    ),
}
"""By the story's own name of the lesson."""
