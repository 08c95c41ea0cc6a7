"""A feed that fell silent proves nothing: the gap since its last event is not known to be one."""

from datetime import UTC, datetime

from domain.vocabulary.holding import Word
from projections.charts.of_measure import Dated, chart_of
from projections.holding.since import Change
from projections.holding.verdict import Verdict, verdict
from tests.unit.holding.series import gaps

VERIFIED = Change(datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 10, tzinfo=UTC))
GAPS = gaps((43, 28, 56, 37, 21, 44, 40, 36, 20, 35, 40, 38))
LONG_AFTER = datetime(2026, 6, 20, tzinfo=UTC)


def told(silent_since: datetime | None) -> Verdict:
    return verdict(chart_of(GAPS, Dated(as_of=LONG_AFTER, silent_since=silent_since)), VERIFIED)


def test_a_long_gap_is_an_improvement_only_while_somebody_would_have_told():
    assert told(None).word is Word.HOLDING
    assert told(LONG_AFTER).word is Word.HOLDING
    assert told(datetime(2025, 8, 1, tzinfo=UTC)).word is Word.NOT_PROVEN


def test_a_gap_is_never_shorter_than_nothing():
    gap = chart_of(
        GAPS, Dated(as_of=LONG_AFTER, silent_since=datetime(2024, 5, 1, tzinfo=UTC))
    ).in_force.open_gap

    assert gap is not None
    assert gap.length == 0
