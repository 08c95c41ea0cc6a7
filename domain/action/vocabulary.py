"""Whether it helped: the verdicts of an effectiveness review, and when one is due.

Done, seen to be done, effective and sustained are four facts. A verdict is always a person's; a
chart is something they cite.

Source: CQC (a mark of Good is that changes are made and then monitored); Heed's defaults of 90 and
180 days after verification, which are policy and not law.
"""

from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    EFFECTIVE = "effective"
    PARTIALLY_EFFECTIVE = "partially_effective"
    NOT_EFFECTIVE = "not_effective"
    TOO_EARLY = "too_early"
    """Looked at, and nothing can be said yet: the review stays due."""
    SUSTAINED = "sustained"
    """It was effective, and at a later look it still is."""
    NOT_SUSTAINED = "not_sustained"
    """It had helped, and at a later look it does not any more."""


LATER_LOOK: Final = frozenset({Verdict.SUSTAINED, Verdict.NOT_SUSTAINED})
HELPED: Final = frozenset({Verdict.EFFECTIVE, Verdict.PARTIALLY_EFFECTIVE})

REVIEW_DAYS: Final = (90, 180)
"""Days after verification at which a review is due, where the provider says nothing else."""
