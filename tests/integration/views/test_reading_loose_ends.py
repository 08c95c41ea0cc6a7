"""Loose ends are listed oldest first, with whose they are and what closes them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.incident.vocabulary import Kind
from projections.open_loops.next_step import Next
from projections.open_loops.projection import PROJECTION
from projections.open_loops.queries import After, LooseEnds, Tally, page, tally
from projections.runner.on_demand import fold_until
from projections.source import folded
from tests.examples import (
    ACTION,
    AUDIT,
    FINDING,
    INCIDENT,
    INVESTIGATION,
    SERVICE,
    identity,
    registered,
    review_held,
)
from tests.incidents import (
    AWARE,
    REPORT,
    acknowledged,
    acted,
    classified,
    in_error,
    reported,
    reported_concern,
    restricted,
    told_council,
)
from tests.learning import agreed, audited, found, investigated, opened, planned
from tests.told import START, recorded_at

NAMED, MISTAKE, ELSEWHERE = identity(90), identity(201), identity(60)
TODAY = START + timedelta(days=2)


@pytest.fixture
async def provider(database):
    """One concern of which an investigation and an action came, one mistake, and an audit."""
    provider = await database.provider()
    await database.append(
        provider, INCIDENT, reported_concern(service=SERVICE), acted(), told_council()
    )
    await database.append(provider, INVESTIGATION, opened(), found(), investigated())
    await database.append(provider, ACTION, agreed(due_on=date(2026, 3, 3)))
    await database.append(provider, MISTAKE, reported(), in_error())
    await database.append(provider, AUDIT, planned(service=ELSEWHERE), audited())
    await database.fold(PROJECTION, provider)
    return provider


async def loops(database, provider, *, after=None, limit=50, as_of=TODAY, **narrowed):
    async with database.reading(provider) as connection:
        return await page(
            connection,
            provider,
            LooseEnds(as_of=as_of, **narrowed),
            after=after,
            limit=limit,
        )


async def names(database, provider, **narrowed):
    return [each.loop for each in await loops(database, provider, **narrowed)]


async def test_what_is_open_is_listed_oldest_first(database, provider):
    assert await names(database, provider) == [
        "acknowledgement",
        "council_decision",
        "finding",
        "sign_off",
        "measure",
        "gap",
        "duty",
        "completion",
    ]


async def test_a_loop_says_since_when_whose_it_is_and_what_closes_it(database, provider):
    found_loops = {each.loop: each for each in await loops(database, provider)}
    finding, overdue = found_loops["finding"], found_loops["completion"]

    assert (finding.subject, finding.part) == (INVESTIGATION, str(FINDING))
    assert (finding.since, finding.owner_role) == (recorded_at(5), "area_manager")
    assert finding.next == Next("actions", "/v1/actions", "registered_manager")
    assert (overdue.since, overdue.owner_role) == (datetime(2026, 3, 4, tzinfo=UTC), "trainer")
    assert found_loops["acknowledgement"].part == str(REPORT)


async def test_what_somebody_else_has_to_do_is_not_the_lead_s(database, provider):
    [sign_off] = await loops(database, provider, loops=("sign_off",))
    assert sign_off.owner_role == "nominated_individual"


async def test_a_duty_is_late_by_the_providers_own_target_where_it_has_one(database, provider):
    owed = {each.part: each.since for each in await loops(database, provider, loops=("duty",))}
    assert owed == {"cqc_reg18_abuse": AWARE + timedelta(hours=24)}

    longer = {"duty/cqc_reg18_abuse": timedelta(hours=72)}
    assert await names(database, provider, loops=("duty",), delays=longer) == []
    in_a_week = TODAY + timedelta(days=7)
    later = await loops(database, provider, loops=("duty",), delays=longer, late_by=in_a_week)
    assert [each.since for each in later] == [AWARE + timedelta(hours=72)]


async def test_a_service_is_to_be_looked_at_again_some_time_after_its_last_review(
    database, provider
):
    await database.append(provider, SERVICE, registered())
    await database.append(provider, identity(205), review_held(date(2026, 3, 2), SERVICE))
    await database.fold(PROJECTION, provider)
    month = {"governance_review/service": timedelta(days=31)}
    narrowed = {"loops": ("governance_review",), "delays": month}

    assert await names(database, provider, **narrowed) == []
    [due] = await loops(database, provider, as_of=datetime(2026, 4, 3, tzinfo=UTC), **narrowed)
    assert (due.subject, due.kind) == (SERVICE, "service")
    assert due.since == datetime(2026, 4, 2, tzinfo=UTC)


async def test_an_action_is_not_overdue_before_its_day_is_over(database, provider):
    almost = datetime(2026, 3, 3, 23, 59, tzinfo=UTC)
    assert "completion" not in await names(database, provider, as_of=almost)


async def test_what_is_owed_of_a_concern_is_not_owed_of_something_less(database, provider):
    await database.append(provider, INCIDENT, classified(Kind.NEAR_MISS))
    await database.fold(PROJECTION, provider)

    assert {"council_decision", "duty"}.isdisjoint(await names(database, provider))


async def test_an_incident_is_to_be_classified_until_it_is(database, provider):
    stream = identity(202)
    await database.append(provider, stream, reported())
    await database.fold(PROJECTION, provider)
    assert "classification" in await names(database, provider)

    await database.append(provider, stream, classified(Kind.NEAR_MISS))
    await database.fold(PROJECTION, provider)
    assert "classification" not in await names(database, provider)


async def test_a_page_goes_on_where_the_last_one_ended(database, provider):
    pages, after = [], None
    while listed := await loops(database, provider, after=after, limit=2):
        pages += [each.loop for each in listed]
        last = listed[-1]
        after = After(last.since, last.subject, last.loop, last.part)

    assert pages == await names(database, provider)


async def test_loose_ends_can_be_narrowed_to_a_service_and_what_came_of_its_incidents(
    database, provider
):
    assert await names(database, provider, services=(ELSEWHERE,)) == ["gap"]
    assert "completion" in await names(database, provider, services=(SERVICE,))
    assert await names(database, provider, loops=("gap", "finding")) == ["finding", "gap"]


async def test_whoever_is_kept_out_sees_nothing_of_it_or_of_what_came_of_it(database, provider):
    await database.append(provider, INCIDENT, restricted(NAMED))
    await database.fold(PROJECTION, provider)

    assert await names(database, provider, persons=(NAMED,)) == ["gap"]
    async with database.reading(provider) as connection:
        counted = await tally(connection, provider, LooseEnds(as_of=TODAY, persons=(NAMED,)))
    assert [each.loop for each in counted] == ["gap"]


async def test_loose_ends_are_counted_with_the_age_of_the_oldest(database, provider):
    await database.append(provider, identity(202), reported_concern())
    await database.append(provider, identity(203), reported())
    await database.fold(PROJECTION, provider)

    async with database.reading(provider) as connection:
        counted = await tally(connection, provider, LooseEnds(as_of=TODAY))

    assert Tally("protection", 2, AWARE) in counted


async def test_what_was_known_earlier_is_asked_in_the_same_words(database, provider):
    async with database.reading(provider) as connection:
        known = folded(await fold_until(connection, PROJECTION, provider, 5))
        listed = await page(connection, provider, LooseEnds(as_of=TODAY), source=known)

    was_open = ["acknowledgement", "council_decision", "finding", "duty"]
    assert [each.loop for each in listed] == was_open
    assert listed[-1].services == [SERVICE]


async def test_another_provider_s_loose_ends_are_not_found_even_by_name(database, provider):
    other = await database.provider()
    async with database.reading(other) as connection:
        assert await page(connection, provider, LooseEnds(as_of=TODAY)) == []
        assert await tally(connection, provider, LooseEnds(as_of=TODAY)) == []


async def test_a_page_is_full_also_where_much_of_what_is_open_is_not_asked_for(database):
    provider = await database.provider()
    for number in range(30):
        await database.append(provider, identity(300 + number), reported())
    await database.append(provider, INCIDENT, reported_concern(service=SERVICE))
    await database.fold(PROJECTION, provider)

    there = await loops(database, provider, limit=1, services=(SERVICE,))

    assert [each.subject for each in there] == [INCIDENT]


async def test_what_was_open_on_an_earlier_day_is_listed_as_it_was_then(database, provider):
    await database.append(provider, INCIDENT, acknowledged())
    await database.fold(PROJECTION, provider)

    assert "acknowledgement" in await names(database, provider, as_of=recorded_at(3))
    assert "acknowledgement" not in await names(database, provider, as_of=TODAY)
