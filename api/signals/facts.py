"""What callers send about a signal: their answer. Its words are learning text: they name nobody."""

from typing import Annotated

from pydantic import Field

from api.schema import ActionId, InvestigationId, Request, ThemeId, Words
from domain.moment import When
from domain.signal.vocabulary import AnswerDecision


class AnswerSignal(Request):
    """What people make of it, and what they decided; with what came of that, where they name it."""

    decision: AnswerDecision
    explanation: Words
    actions: Annotated[tuple[ActionId, ...], Field(max_length=50)] = ()
    investigations: Annotated[tuple[InvestigationId, ...], Field(max_length=50)] = ()
    themes: Annotated[tuple[ThemeId, ...], Field(max_length=50)] = ()
    at: When | None = None
