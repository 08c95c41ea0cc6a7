"""What a merged incident leaves to the one that goes on: all that was still owed of it.

The one that goes on cannot look into other histories, so the fact that another joined it says what
came with it: duties that nobody had answered, people who had no word yet, a decision the council
still owed, since when the organisation knew, and how bad it was. Where nothing is said, the merging
was recorded before Heed kept this. What was done before stays with the merged incident alone.

Source: Heed's rules that every link is a fact at both ends, and that no loose end is lost.
"""

from uuid import UUID

from domain.incident.account import Harm
from domain.incident.vocabulary import Kind
from domain.moment import Moment
from domain.part import Part
from domain.vocabulary.duty import DutyCode
from domain.vocabulary.recipient import Recipient


class CarriedDuty(Part):
    """A duty that was owed, or that somebody still had to judge."""

    duty: DutyCode
    commissioner: str | None = None
    to_judge: bool = False


class CarriedFeedback(Part):
    """Somebody who was owed word and had none. `person` as in a report, None for the reporter."""

    recipient: Recipient
    person: UUID | None = None
    since: Moment


class Carried(Part):
    """`kind`: what it was when it joined; `aware`: when the organisation knew of it, or when it was
    raised where nobody said so.
    """

    kind: Kind
    aware: Moment
    harm: Harm | None = None
    duties: tuple[CarriedDuty, ...] = ()
    feedback: tuple[CarriedFeedback, ...] = ()
    awaits_council: bool = False
