"""A log that Heed itself wrote, read as a program of the library reads it."""

import json
from uuid import uuid4

from eventsourcing.persistence import Notification

from adapters.recorder.recorder import recording
from domain.log import Code
from tests.integration.recorder.opened import author_for, told
from tests.integration.store.appends import append, event

DISPOSE = """
    UPDATE heed.event SET facts = NULL, salt = NULL WHERE tenant_id = $1 AND position = $2
"""


async def kept(log, *appends):
    for each in appends:
        assert (await log.append(each)).code is Code.STORED


async def disposed_of(owner, provider, position):
    async with owner.transaction():
        await owner.execute("SET LOCAL ROLE heed_eraser")
        await owner.execute("SELECT set_config('heed.tenant', $1, true)", str(provider))
        await owner.execute(DISPOSE, provider, position)


async def test_an_event_is_its_type_and_its_facts(log, provider, recorder):
    incident = uuid4()
    await kept(log, append(provider, event(incident, facts='{ "harm": "none" }')))

    [read] = await recorder.select_notifications(None, 10)

    assert read == Notification(incident, 1, "incident.reported.v1", b'{ "harm": "none" }', 1)


async def test_a_program_and_heed_take_turns_on_a_stream(log, provider, recorder):
    incident = uuid4()
    await kept(log, append(provider, event(incident)))
    await recorder.insert_events(told(incident, 2))
    await kept(log, append(provider, event(incident, 3)))

    events = await recorder.select_events(incident)
    rows = await log.load(provider, incident)

    assert [event.originator_version for event in events] == [1, 2, 3]
    assert [row.version for row in rows] == [1, 2, 3]
    assert json.loads(rows[1].facts) == {"harm": "none"}


async def test_what_was_disposed_of_is_passed_over(log, provider, recorder, owner):
    incident = uuid4()
    await kept(log, append(provider, event(incident), event(incident, 2), event(incident, 3)))

    await disposed_of(owner, provider, 2)

    read = await recorder.select_notifications(None, 10)
    assert [notification.id for notification in read] == [1, 3]
    assert [one.originator_version for one in await recorder.select_events(incident)] == [1, 3]
    assert await recorder.max_notification_id() == 3


async def test_a_stream_is_numbered_as_before_when_its_beginning_is_disposed_of(
    provider, recorder, owner
):
    stream = uuid4()
    await recorder.insert_events(told(stream, 0, 1))
    await disposed_of(owner, provider, 1)

    await recorder.insert_events(told(stream, 2))

    assert [one.originator_version for one in await recorder.select_events(stream)] == [1, 2]


async def test_a_program_sees_its_own_provider_only(log, provider, recorder, registry, urls):
    incident, other = uuid4(), uuid4()
    await registry.open_provider(other)
    await kept(log, append(provider, event(incident)))

    async with recording(urls.app, urls.writer, author_for(other)) as others:
        assert await others.max_notification_id() is None
        assert await others.select_notifications(None, 10) == []
        assert await others.select_events(incident) == []
