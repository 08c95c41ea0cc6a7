"""Whether one measure says that an improvement holds: the word, the reason and all the working.

A word alone would be believed too much. Beside it stand how many points it rests on, what both
charts say by name, whether their limits are on trial, when what is seen began, and how often
chance alone would have brought the word.

Source: Heed's decision table (`projections/holding/table.py`); Making Data Count for the names.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.vocabulary.holding import Reason, Word
from domain.vocabulary.sampling import SampleMethod
from projections.charts.chances import chance_of_false_holding, chance_of_false_slipping
from projections.charts.charted import Charted, View
from projections.charts.of_measure import MeasureChart
from projections.charts.rule_set import RuleSet
from projections.charts.variation import Assurance, Variation
from projections.holding.measured import AsMeasured
from projections.holding.since import Change
from projections.holding.table import ENOUGH, Asked
from projections.holding.watch import periods_in

WATCH: Final = timedelta(weeks=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One chart beside the verdict. `variation` and `assurance` by the names of Making Data Count:
    of the last point, and of the limits in force. `base`: the periods that made those.
    """

    view: View
    variation: Variation | None
    assurance: Assurance | None
    trial_limits: bool
    base: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`reasons`: of a word that nothing is proven, the first one decides; others that hold of the
    same kind follow. `stale_since`: when the newest closed period ended, where figures are overdue
    since; the word is of then. `judged_by`: whose limits it should hold to. `signal_began`: the
    first period of what marks the newest one. `sample`: how most loosely samples were drawn, if
    they were. `false_holding`: the chance that an unchanged measure is called holding when it is
    looked at once; `false_slipped`: that a stable one is called slipped at some look in the watch
    window.
    """

    word: Word
    reasons: tuple[Reason, ...] = ()
    data_points: int = 0
    points_since: int = 0
    points_needed: int = ENOUGH
    newest: str | None = None
    stale_since: datetime | None = None
    frozen: Seen
    rebased: Seen | None
    judged_by: View
    trial_limits: bool
    signal_began: str | None
    began_before_action: bool | None
    rule_set: RuleSet
    sample: SampleMethod | None
    false_holding: float | None
    false_slipped: float | None


def verdict(
    chart: MeasureChart,
    change: Change,
    measured: AsMeasured | None = None,
    *,
    watch: timedelta = WATCH,
) -> Verdict:
    """chart: as it is on the day that is asked of. measured: how its figures came about."""
    asked = Asked(chart, change, measured or AsMeasured())
    word, reasons = asked.answer()
    frozen, judged = chart.views.frozen, asked.judged
    began, early = asked.signal(word)
    return Verdict(
        word=word,
        reasons=reasons,
        data_points=len(frozen.current.counted),
        points_since=asked.points_since,
        points_needed=asked.needed,
        newest=None if asked.newest is None else asked.newest.observation.period,
        stale_since=chart.stale_since,
        frozen=_seen(frozen),
        rebased=None if chart.views.rebased is None else _seen(chart.views.rebased),
        judged_by=judged.view,
        trial_limits=judged.current.trial or frozen.current.trial,
        signal_began=began,
        began_before_action=early,
        rule_set=chart.method.rule_set,
        sample=asked.sample,
        false_holding=chance_of_false_holding(chart),
        false_slipped=chance_of_false_slipping(judged, periods_in(chart, watch)),
    )


def _seen(charted: Charted) -> Seen:
    return Seen(
        view=charted.view,
        variation=charted.variation,
        assurance=charted.assurance,
        trial_limits=charted.current.trial,
        base=charted.current.base,
    )
