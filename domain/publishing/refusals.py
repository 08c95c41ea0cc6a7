"""What the rules forbid when a table is to be published, and how that is said."""

from domain.refusal import Refusal


class TableAlreadyPublished(Refusal):
    code = "table-already-published"
    detail = "This table was published already; it stays as it was."


class PeriodNotFinal(Refusal):
    code = "period-not-final"
    detail = "The period is not over, or late reports of it are still waited for."


class QuartersNotPublished(Refusal):
    code = "quarters-not-published"
    detail = "A year is published after the same tables of its four quarters, and is their sum."


class PublicationWouldTell(Refusal):
    code = "publication-would-tell"
    detail = "Beside what was published before, this table would give a hidden number away."
