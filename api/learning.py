"""Learning text at the door: refused where it holds an identifier of somebody linked.

Findings, reasons and lessons outlive the case and are read by many, so they must not name anybody.
Here the text alone is looked at; whom it is linked to is looked up in `api/linked.py`.
What is detected is named by kind and member, never by the text itself.

Source: UK GDPR Art 5(1)(c) and (e); Heed's rule that learning outlives the case.
"""

from adapters.vault.identifier import in_learning_text, in_reference
from api.attempt import Attempt
from api.problem.finding import Finding
from api.problem.problem import Problem
from domain.sealed import Body

NAMELESS = "This reference is kept beyond the case and must not identify a person."
WORDS = "This text is kept beyond the case and must not hold an identifier of a person."


def learning_text(attempt: Attempt, words: str, pointer: str) -> Body:
    """Raises Problem `validation` where an identifier is found."""
    if in_learning_text(words, (), today=attempt.now.date()):
        raise Problem("validation", errors=[Finding(pointer, "identifier_in_learning_text", WORDS)])
    body = attempt.learning(words)
    attempt.said_at[body.id] = pointer
    return body


def maybe_learning_text(attempt: Attempt, words: str | None, pointer: str) -> Body | None:
    return None if words is None else learning_text(attempt, words, pointer)


def outside_ref(attempt: Attempt, ref: str | None, pointer: str) -> str | None:
    """Somebody else's reference, which stands in the log in clear. Raises Problem `validation`
    where it is made of an identifier.
    """
    if ref is not None and in_reference(ref, today=attempt.now.date()):
        raise Problem("validation", errors=[Finding(pointer, "identifier_in_reference", NAMELESS)])
    return ref
