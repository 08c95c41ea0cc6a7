"""What a person said of a period of a measure, as the answer to the signal of that period.

There are two doors: people answer a signal, or they acknowledge it where they look at the measure.
Either is enough. The words, the person and the time are those of the acknowledgement, which stays
where it was said; nothing is added to it.

Source: Heed's rule that a link is a fact at both ends, and that no machine answers for people.
"""

from datetime import datetime

from domain.measure.events import SignalAcknowledged
from domain.moment import Moment
from domain.signal.events import SignalAnswered


def carried(
    acknowledged: SignalAcknowledged, *, version: int, recorded_at: datetime
) -> SignalAnswered:
    """version: of the measure, by which it was said; recorded_at: when."""
    return SignalAnswered(
        explanation=acknowledged.explanation,
        by=acknowledged.by,
        measure_version=version,
        at=acknowledged.at or Moment(at=recorded_at),
    )
