"""What callers send about the duties of an incident. Free text is learning text."""

from typing import Annotated

from pydantic import Field

from api.schema import Code, Request, Role, Words
from domain.moment import Instant, When
from domain.vocabulary.duty import CandourOutcome, DutyCode, DutyCondition


class IdentifyDuty(Request):
    """Somebody judged that this duty is owed. What the facts bring by themselves needs no such
    judgement; saying it all the same records who said so and when.
    """

    duty: DutyCode
    commissioner_ref: Code | None = None
    """Whose contract, where the duty is to tell the commissioner that placed somebody."""
    reason: Words | None = None
    """Learning text: no identifiers of people."""
    opinion_by: Role | None = None
    """Whose opinion it rests on, by role, where the law asks for a health professional's."""
    opinion_at: When | None = None
    conditions: Annotated[tuple[DutyCondition, ...], Field(max_length=5)] = ()
    """Each condition that is met, where the law asks for several at once."""
    clock_start: Instant | None = None
    """From when it counts, where that is not when the organisation knew: the result of a request,
    the moment since which something fails, the day of an accident."""
    at: When | None = None


class RuleOutDuties(Request):
    """Somebody judged that these duties are not owed, all for the same reason."""

    duties: Annotated[tuple[DutyCode, ...], Field(min_length=1, max_length=30)]
    commissioner_ref: Code | None = None
    reason: Words
    """Learning text: no identifiers of people."""
    decided_by: Role
    at: When | None = None


class CompleteCandourStep(Request):
    """One of the seven steps of the duty of candour: 1 told in person, 2 apologised, 3 a true
    account given, 4 enquiries explained, 5 support offered, 6 the letter, 7 the record kept.
    """

    step: Annotated[int, Field(ge=1, le=7)]
    outcome: CandourOutcome = CandourOutcome.DONE
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    """How often it was tried; needed where it was declined or not possible."""
    note: Words | None = None
    """Learning text: no identifiers of people."""
    at: When | None = None
