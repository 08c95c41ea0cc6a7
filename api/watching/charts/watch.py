"""The watch over charts, for every measure of a provider.

A measure whose figures cannot be charted is logged, and silences no other; the look is not complete
then, and is tried again.

Source: Heed's rule that special cause on the newest closed period is put before people.
"""

import logging
from typing import Any, Final

from api.watching.charts import derived, reported
from api.watching.charts.reported import Walks
from api.watching.charts.rules import RulesThen, rules_then
from api.watching.settled import settled_day
from api.watching.watch import Looking, Watch
from domain.vocabulary.measuring import MeasureKind
from projections.runner.declaration import Projection
from projections.signals import PROJECTION as SIGNALS
from projections.trends.answers.answering import ANSWERERS
from projections.watched.projection import PROJECTION as WATCHED

# `verified`: tells whether an action that cites it was verified since.
_MEASURES: Final = """
    SELECT measure.measure, measure.kind, measure.version, COALESCE(cited.verified, '') AS verified
      FROM heed.watched_measures AS measure
 LEFT JOIN (
           SELECT named.measure,
                  string_agg(concat_ws('/', action, reopened, verified_at), ' ' ORDER BY action)
                      AS verified
             FROM heed.watched_actions
       CROSS JOIN LATERAL unnest(measures) AS named (measure)
            WHERE tenant_id = $1
              AND verified_at IS NOT NULL
         GROUP BY named.measure) AS cited
        ON cited.measure = measure.measure
     WHERE measure.tenant_id = $1
  ORDER BY measure.measure
"""

log = logging.getLogger("heed.watching")


class Incomplete(Exception):  # noqa: N818 - says what the look is
    """Some measures could not be looked at; the log says which."""


def _projections() -> tuple[Projection, ...]:
    """What the watch reads itself, and what the questions of derived measures are answered from."""
    asked = [one for answerer in ANSWERERS.values() for one in answerer.reads]
    return tuple({one.name: one for one in (WATCHED, SIGNALS, *asked)}.values())


def chart_watch() -> Watch:
    """With a memory of its own, so that a look costs what is new."""
    walks = Walks()

    async def look(looking: Looking) -> None:
        async with looking.connection() as connection:
            measures = await connection.fetch(_MEASURES, looking.provider)
        rules = await rules_then(looking)
        looked = [await _looked(looking, walks, row, rules) for row in measures]
        if not all(looked):
            raise Incomplete(f"{looked.count(False)} of {len(looked)} measures")

    return Watch("charts", _projections(), look)


async def _looked(looking: Looking, walks: Walks, row: Any, rules: RulesThen) -> bool:
    try:
        if row["kind"] == MeasureKind.DERIVED:
            await derived.look_at(looking, row["measure"], rules)
        else:
            state = row["version"], settled_day(looking.now), row["verified"]
            await reported.look_at(looking, walks, row["measure"], state, rules)
    except Exception:  # the runner's loop: recorded, and tried again; others go on
        log.exception("measure %s of %s cannot be watched", row["measure"], looking.provider)
        return False
    return True


CHARTS_WATCH: Final = chart_watch()
"""That of this process. What it remembers is told apart by provider, and may be lost."""
