"""The loop of a measure: the figure of the period that comes next, once that is over.

Of a measure that people report figures of, once one has come: whoever cites it goes on believing
its last point. How long late figures are waited for is the provider's policy. What Heed counts
itself is owed by nobody, and single events may stay away.

Source: Heed's policy `reporting_lag`; NHS England, Making Data Count (a chart is as good as its
newest point).
"""

from collections.abc import Iterator
from typing import Final, get_args

from domain.measure.events import MeasureEvent
from domain.measure.period import begins, ends, following
from domain.measure.state import Measure, evolve
from projections.open_loops.loop import Owes, Stream, Subject


def owes(measure: Measure) -> Iterator[Owes]:
    if measure.retired is not None or measure.is_derived or not measure.measured:
        return
    due = following(max(measure.measured, key=begins))
    if due is not None:
        yield Owes("figures_due", due, since=ends(due))


def subject(measure: Measure) -> Subject:
    return Subject(service=measure.defined.service, unit=measure.defined.unit)


STREAM: Final = Stream(get_args(MeasureEvent), evolve, subject, owes)
