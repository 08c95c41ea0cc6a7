"""The register is read in pages, narrowed, counted, and never by somebody it keeps out."""

from datetime import UTC, date, datetime

import pytest

from domain.incident.vocabulary import CouncilDecision, Kind, RiskType, SafeNow
from projections.question import Page, Question
from projections.register import PROJECTION
from projections.register_queries import Tally, page, tally
from projections.runner.on_demand import fold_until
from projections.source import folded
from tests.examples import SERVICE, UNIT, identity
from tests.incidents import (
    acted,
    classified,
    closed,
    council_decided,
    in_error,
    occurred,
    reported,
    reported_concern,
    restricted,
    risk,
    source,
)
from tests.told import recorded_at

NAMED = identity(90)
CONCERN, VAGUE, MISTAKE, HIDDEN, DONE = (identity(n) for n in range(201, 206))


@pytest.fixture
async def provider(database):
    provider = await database.provider()
    concern = reported_concern(
        service=SERVICE,
        unit=UNIT,
        risks=(risk(RiskType.PHYSICAL),),
        occurred=occurred(from_=date(2026, 3, 1)),
    )
    await database.append(provider, CONCERN, concern, acted(SafeNow.YES), council_decided())
    await database.append(provider, VAGUE, reported())
    await database.append(provider, MISTAKE, reported(), in_error())
    await database.append(provider, HIDDEN, reported(), restricted(NAMED, identity(91)))
    done = reported(service=identity(60), risks=(risk(RiskType.SEXUAL), risk(RiskType.PHYSICAL)))
    await database.append(provider, DONE, done, classified(Kind.LOW_LEVEL_CONCERN), closed())
    await database.fold(PROJECTION, provider)
    return provider


async def found(database, provider, *, at=None, limit=50, risk_types=None, **narrowed):
    async with database.reading(provider) as connection:
        entries = await page(
            connection, provider, Question(**narrowed), Page(at, limit), risk_types=risk_types
        )
    return [entry.incident for entry in entries]


async def test_the_newest_incident_comes_first_and_mistakes_are_left_out(database, provider):
    assert await found(database, provider) == [DONE, HIDDEN, VAGUE, CONCERN]


async def test_an_entry_says_how_the_incident_stands(database, provider):
    async with database.reading(provider) as connection:
        [entry] = await page(connection, provider, Question(services=(SERVICE,)), Page())

    assert (entry.kind, entry.classified, entry.state) == ("safeguarding_concern", False, "open")
    assert (entry.version, entry.position, entry.recorded_at) == (3, 1, recorded_at(1))
    assert (entry.safe_now, entry.council_decision) == ("yes", CouncilDecision.S42_ENQUIRY)
    assert entry.occurred_from == datetime(2026, 3, 1, tzinfo=UTC)
    assert entry.risk_types == ["physical"]


async def test_a_page_goes_on_where_the_last_one_ended(database, provider):
    first = await found(database, provider, limit=2)
    assert first == [DONE, HIDDEN]

    async with database.reading(provider) as connection:
        entries = await page(connection, provider, Question(), Page(limit=2))
    assert await found(database, provider, at=entries[-1].position, limit=2) == [VAGUE, CONCERN]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"states": ("closed",)}, [DONE]),
        ({"states": ("entered_in_error",)}, [MISTAKE]),
        ({"kinds": ("unclassified",)}, [HIDDEN, VAGUE]),
        ({"kinds": ("low_level_concern", "safeguarding_concern")}, [DONE, CONCERN]),
        ({"services": (SERVICE,)}, [CONCERN]),
        ({"units": (UNIT,)}, [CONCERN]),
        ({"risk_types": ["physical"]}, [DONE, CONCERN]),
        ({"risk_types": ["sexual"]}, [DONE]),
        ({"occurred_before": datetime(2026, 3, 2, tzinfo=UTC)}, [CONCERN]),
        ({"occurred_from": datetime(2026, 3, 1, 1, tzinfo=UTC)}, []),
        ({"recorded_from": recorded_at(7)}, [DONE, HIDDEN]),
        ({"recorded_before": recorded_at(7)}, [VAGUE, CONCERN]),
    ],
)
async def test_the_register_can_be_narrowed(database, provider, narrowed, expected):
    assert await found(database, provider, **narrowed) == expected


async def test_the_register_can_be_narrowed_to_one_system(database, provider):
    stream = identity(206)
    await database.append(provider, stream, reported(source=source(system="rosterly")))
    await database.fold(PROJECTION, provider)

    async with database.reading(provider) as connection:
        theirs = await page(connection, provider, Question(), Page(), sent_by="rosterly")
        nobodys = await page(connection, provider, Question(), Page(), sent_by="nobody")

    assert [entry.incident for entry in theirs] == [stream]
    assert nobodys == []


async def test_whoever_is_kept_out_does_not_find_it(database, provider):
    assert await found(database, provider, persons=(NAMED,)) == [DONE, VAGUE, CONCERN]
    assert HIDDEN in await found(database, provider, persons=(identity(92),))


async def test_whoever_is_kept_out_does_not_count_it(database, provider):
    async with database.reading(provider) as connection:
        everyone = await tally(connection, provider, Question())
        kept_out = await tally(connection, provider, Question(persons=(NAMED,)))

    assert everyone == [
        Tally("low_level_concern", "closed", 1),
        Tally("safeguarding_concern", "open", 1),
        Tally("unclassified", "open", 2),
    ]
    assert kept_out[-1] == Tally("unclassified", "open", 1)


async def test_what_was_known_earlier_is_asked_in_the_same_words(database, provider):
    async with database.reading(provider) as connection:
        known = folded(await fold_until(connection, PROJECTION, provider, 8))
        entries = await page(connection, provider, Question(), Page(), source=known)
        counted = await tally(
            connection, provider, Question(persons=(NAMED,)), source=known, risk_types=["physical"]
        )

    assert [entry.incident for entry in entries] == [HIDDEN, VAGUE, CONCERN]
    assert entries[-1].risk_types == ["physical"]
    assert counted == [Tally("safeguarding_concern", "open", 1)]


async def test_the_same_page_now_and_on_demand(database, provider):
    async with database.reading(provider) as connection:
        known = folded(await fold_until(connection, PROJECTION, provider, 11))
        live = await page(connection, provider, Question(), Page())

        assert await page(connection, provider, Question(), Page(), source=known) == live


async def test_another_provider_s_incidents_are_not_found_even_by_name(database, provider):
    other = await database.provider()
    async with database.reading(other) as connection:
        assert await page(connection, provider, Question(), Page()) == []
        assert await tally(connection, provider, Question()) == []
