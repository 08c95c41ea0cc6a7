"""A table is published once, of a period that is over, and a year after its quarters."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.event import ImpossibleHistory
from domain.publishing import refusals
from domain.publishing.audience import RULES, Audience
from domain.publishing.decisions import must_be_publishable
from domain.publishing.events import QuarterCounted, TablePublished
from domain.publishing.state import PublishedYear, fold
from domain.publishing.table import Counted, Dimension, Tally, quarters_of

LAG = timedelta(days=14)
LATER = datetime(2026, 2, 1, tzinfo=UTC)


def counted(quarter: str, many: int) -> QuarterCounted:
    tally = Tally(dimension=Dimension.NONE, cells=(Counted(value="all", count=many),))
    return QuarterCounted(period=quarter, tallies=(tally,), position=1)


def table(period: str) -> TablePublished:
    return TablePublished(
        period=period, dimension=Dimension.NONE, published_on=date(2026, 2, 1), cells=()
    )


def year_of(*events) -> PublishedYear:
    known = fold(events)
    assert known is not None
    return known


def publishable(year: PublishedYear, period: str, now: datetime = LATER) -> None:
    must_be_publishable(year, period, Dimension.NONE, now=now, lag=LAG)


def test_a_table_is_published_only_once():
    year = year_of(counted("2025-Q4", 7), table("2025-Q4"))

    with pytest.raises(refusals.TableAlreadyPublished):
        publishable(year, "2025-Q4")


def test_a_quarter_waits_for_its_end_and_for_late_reports():
    publishable(PublishedYear(), "2025-Q4", datetime(2026, 1, 15, tzinfo=UTC))

    with pytest.raises(refusals.PeriodNotFinal):
        publishable(PublishedYear(), "2025-Q4", datetime(2026, 1, 14, tzinfo=UTC))


def test_a_year_follows_its_quarters_and_is_their_sum():
    quarters = quarters_of("2025")
    some = [event for one in quarters[:3] for event in (counted(one, 7), table(one))]
    with pytest.raises(refusals.QuartersNotPublished):
        publishable(year_of(*some), "2025")

    year = year_of(*some, counted(quarters[3], 4), table(quarters[3]))

    publishable(year, "2025")
    assert year.counts("2025", Dimension.NONE) == {"all": 25}


def test_what_was_counted_is_never_counted_again():
    with pytest.raises(ImpossibleHistory):
        fold([counted("2025-Q4", 7), counted("2025-Q4", 8)])
    with pytest.raises(ImpossibleHistory):
        fold([counted("2025-Q4", 7), table("2025-Q4"), table("2025-Q4")])


def test_only_the_provider_sees_true_numbers_and_earlier_states():
    assert set(RULES) == set(Audience)
    public = RULES[Audience.PEER_OR_PUBLIC]
    assert [public.unsuppressed, public.time_travel, public.free_filters] == [False] * 3
    assert RULES[Audience.PROVIDER].unsuppressed
