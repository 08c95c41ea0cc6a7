"""Loose ends go by where it happened: whether CQC registers the service, what contracts want."""

from datetime import timedelta

import pytest

from domain.incident.vocabulary import Kind, PersonIs, ToldBody
from domain.vocabulary.service_type import ServiceType
from projections.open_loops.projection import PROJECTION
from projections.open_loops.queries import LooseEnds, page, tally
from tests.afterwards import RESIDENT, named, somebody
from tests.examples import INCIDENT, SERVICE, registered
from tests.incidents import reported, reported_concern, told_council
from tests.told import START

COUNCIL = "northmere"
PLACED = named(somebody(RESIDENT, PersonIs.ADULT_AT_RISK, placed_by=(COUNCIL,)))
JUDGED, OWED = (f"{loop}/placing_commissioner/{COUNCIL}" for loop in ("duty_to_judge", "duty"))


@pytest.fixture
def loops(database):
    """Every duty that is listed and counted, by its loop and part."""

    async def listed(*events, service_type=ServiceType.SUPPORTED_LIVING, contracts=()):
        provider = await database.provider()
        await database.append(provider, SERVICE, registered(service_type=service_type))
        await database.append(provider, INCIDENT, *events)
        await database.fold(PROJECTION, provider)
        ends = LooseEnds(
            as_of=START + timedelta(days=30),
            loops=("duty", "duty_to_judge"),
            contracts=contracts,
        )
        async with database.reading(provider) as connection:
            found = await page(connection, provider, ends)
            counted = await tally(connection, provider, ends)
        assert sum(one.open for one in counted) == len(found)
        return {f"{one.loop}/{one.part}" for one in found}

    return listed


async def test_a_service_that_cqc_does_not_register_notifies_it_of_nothing(loops):
    concern = reported_concern(service=SERVICE)

    assert "duty/cqc_reg18_abuse" in await loops(concern)
    assert await loops(concern, service_type=ServiceType.HOUSING_SUPPORT) == {
        "duty/la_safeguarding"
    }


@pytest.mark.parametrize("of_one", ["", f"/{SERVICE}"])
async def test_what_a_contract_wants_told_is_a_duty_and_not_a_question(loops, of_one):
    concern = reported_concern(service=SERVICE), PLACED
    wanted = (f"{COUNCIL}/safeguarding_concern{of_one}",)

    assert {JUDGED, OWED} & await loops(*concern) == {JUDGED}
    assert {JUDGED, OWED} & await loops(*concern, contracts=wanted) == {OWED}
    other = (f"{COUNCIL}/near_miss", f"{COUNCIL}/safeguarding_concern/{INCIDENT}")
    assert {JUDGED, OWED} & await loops(*concern, contracts=other) == {JUDGED}


async def test_a_contract_may_want_to_be_told_of_what_is_no_concern(loops):
    fall = reported(kind=Kind.OTHER_INCIDENT, service=SERVICE), PLACED

    assert await loops(*fall) == set()
    assert await loops(*fall, contracts=(f"{COUNCIL}/other_incident",)) == {OWED}


async def test_a_report_to_the_commissioner_closes_both(loops):
    told = told_council(body=ToldBody.PLACING_COMMISSIONER, commissioner=COUNCIL)
    concern = reported_concern(service=SERVICE), PLACED, told

    for contracts in ((), (f"{COUNCIL}/safeguarding_concern",)):
        assert not {JUDGED, OWED} & await loops(*concern, contracts=contracts)
