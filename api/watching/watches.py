"""Every watch there is, in the order in which a look asks them."""

from typing import Final

from api.themes.watch import THEMES_WATCH
from api.watching.charts.watch import CHARTS_WATCH
from api.watching.duties import DUTIES_WATCH
from api.watching.found import FOUND_WATCH
from api.watching.recurrences import WATCH as RECURRENCES_WATCH
from api.watching.repeats import REPEATS_WATCH
from api.watching.watch import Watch

WATCHES: Final[tuple[Watch, ...]] = (
    CHARTS_WATCH,
    DUTIES_WATCH,
    THEMES_WATCH,
    RECURRENCES_WATCH,
    REPEATS_WATCH,
    FOUND_WATCH,
)
