"""The enquiry that a council's decision caused: who makes it, by when, and whether it has ended.

Only the council decides whether there is one; this only reads what it said. A later decision takes
the earlier one's place, and with it the date.

Source: Care Act 2014 s42(2) (make enquiries, or cause them to be made); invariant on decisions.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.incident.state import Incident
from domain.incident.vocabulary import CouncilDecision, LedBy

ENQUIRIES: Final = frozenset({CouncilDecision.S42_ENQUIRY, CouncilDecision.OTHER_ENQUIRY})


@dataclass(frozen=True, slots=True)
class Enquiry:
    """`due_on`: when whoever makes it has to report to the council, where that was said."""

    statutory: bool
    led_by: LedBy | None
    due_on: date | None
    concluded: bool

    def overdue(self, today: date) -> bool:
        """Whether the day has gone by without an outcome."""
        return not self.concluded and self.due_on is not None and today > self.due_on


def enquiry_of(incident: Incident) -> Enquiry | None:
    """None where the council has not decided, or decided that there is none."""
    decided = incident.council_decision
    if decided is None or decided.decision not in ENQUIRIES:
        return None
    return Enquiry(
        statutory=decided.decision is CouncilDecision.S42_ENQUIRY,
        led_by=decided.led_by,
        due_on=decided.report_due_on,
        concluded=incident.after.outcome is not None,
    )
