"""When a duty is to be met: by the provider's own target, and by law where the law has a number.

Hours end at an instant; days end with a day in London. The two standards are computed apart and
never mixed.

Source: RIDDOR 2013 reg 4 and sch 1 (10 and 15 days); UK GDPR Art 33 (72 hours); Care Act 2014
s42(2) (the date that the council sets).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from domain.duty.calendar import after_hours, days_after, london_day, working_days_after
from domain.duty.rule import Length, Unit


class NoDate(StrEnum):
    """Why there is no day although there is a number to count."""

    BANK_HOLIDAYS_NOT_KNOWN = "bank_holidays_not_known"
    """Working days of a year whose bank holidays are not in Heed's table."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant, or the end of a day in London; neither where nothing can be counted, and
    `why_none` where people have to count instead.
    """

    due_at: datetime | None = None
    due_on: date | None = None
    why_none: NoDate | None = None

    @property
    def exists(self) -> bool:
        return self.due_at is not None or self.due_on is not None

    def met_by(self, at: datetime) -> bool | None:
        """Whether `at` is in time; None where there is no deadline."""
        if self.due_at is not None:
            return at <= self.due_at
        return None if self.due_on is None else london_day(at) <= self.due_on


NONE = Deadline()


def within(length: Length, counted_from: datetime | date) -> Deadline:
    """So long after this. Hours need an instant: from a day alone they cannot be counted."""
    match length.unit:
        case Unit.HOURS:
            if not isinstance(counted_from, datetime):
                return NONE
            return Deadline(due_at=after_hours(counted_from, length.amount))
        case Unit.CALENDAR_DAYS:
            return Deadline(due_on=days_after(london_day(counted_from), length.amount))
        case Unit.WORKING_DAYS:
            last = working_days_after(london_day(counted_from), length.amount)
            why = NoDate.BANK_HOLIDAYS_NOT_KNOWN if last is None else None
            return Deadline(due_on=last, why_none=why)
        case _:
            assert_never(length.unit)
