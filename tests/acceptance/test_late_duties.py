"""A duty that becomes late is one signal, until it turns out that it was none."""

from datetime import UTC, datetime, timedelta

import pytest

from api.watching.charts.watch import CHARTS_WATCH
from api.watching.duties import DUTIES_WATCH
from tests.acceptance.as_it_happened import Then
from tests.acceptance.improving import LEAD, WORKER, recorded, said
from tests.acceptance.test_signals import listed
from tests.acceptance.watched import watched
from tests.acceptance.world import a_world

TOLD_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
async def then():
    return Then(TOLD_AT)


@pytest.fixture
async def world(urls, registry, keyring, then):
    async with a_world(urls, registry, keyring, then) as world:
        yield world


async def concern(lead, **more):
    service = recorded(
        await lead.post(
            "/v1/services",
            {
                "name": "Example House",
                "service_type": "supported_living",
                "cqc_location_id": "1-000000101",
            },
        )
    )
    body = {
        "source_ref": "CS-1",
        "kind": "safeguarding_concern",
        "service": {"id": service["id"]},
        "organisation_aware": {"at": TOLD_AT.isoformat()},
        "immediate_actions": {"safe_now": "yes"},
    }
    return recorded(await lead.report(body | more))


async def duties(lead, **filters):
    return (await listed(lead, kind="duty", **filters))["data"]


async def test_a_duty_that_is_late_is_one_signal(world, lead, then):
    incident = await concern(lead)
    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))
    assert await duties(lead) == []

    then.now += timedelta(days=5)
    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))
    late = await duties(lead)
    then.now += timedelta(days=1)
    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))

    assert late
    assert {one["subject"]["id"] for one in late} == {incident["id"]}
    assert len({one["subject"]["part"] for one in late}) == len(late)
    assert {one["ground"]["direction"] for one in late} == {"concern"}
    assert [one["id"] for one in await duties(lead)] == [one["id"] for one in late]


async def test_what_was_entered_in_error_was_never_late(world, lead, then):
    incident = await concern(lead)
    then.now += timedelta(days=5)
    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))
    body = {"because": "duplicate", "reason": "Sent twice."}
    recorded(await said(lead.acting_for(LEAD), incident, "entered-in-error", body))

    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))

    assert {one["cause"] for one in await duties(lead)} == {"entered_in_error"}


async def test_what_was_told_in_time_and_recorded_later_was_not_late(world, lead, then):
    incident = await concern(lead)
    then.now += timedelta(days=5)
    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))
    at = (TOLD_AT + timedelta(hours=1)).isoformat()
    body = {"body": "council_safeguarding", "at": at, "channel": "portal"}
    recorded(await said(lead, incident, "external-reports", body))

    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))

    fallen = [one for one in await duties(lead) if one["cause"] is not None]
    assert [one["cause"] for one in fallen] == ["late_facts"]


async def test_what_has_been_late_for_long_is_no_news(world, lead, then):
    await concern(lead)
    then.now += timedelta(days=60)

    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))

    assert await duties(lead) == []


async def test_whoever_may_not_see_the_incident_sees_no_signal_of_it(world, lead, then):
    await concern(lead, restricted={"exclude": ["w21"], "reason": "names_a_member_of_staff"})
    then.now += timedelta(days=5)
    await watched(world, (CHARTS_WATCH, DUTIES_WATCH))

    [one, *_] = await duties(lead)
    hidden = lead.acting_for(WORKER)
    assert await duties(hidden) == []
    assert (await hidden.get(f"/v1/signals/{one['id']}")).status_code == 404
