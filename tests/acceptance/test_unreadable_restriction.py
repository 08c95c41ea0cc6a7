"""Whom to hide an incident from could not be read: then it is hidden from whoever is acted for."""

import pytest

from api.work import working
from tests.acceptance.improving import WORKER, found, now, opened, path, recorded, refused, said
from tests.acceptance.world import pretty

ANYBODY = "trainer/t01"
LISTS = ("/v1/incidents", "/v1/views/register", "/v1/views/escalation", "/v1/views/open-loops")
UNREADABLE = {
    "one entry is no text": ({"exclude": ["w09", 21]}, "/restricted/exclude/1"),
    "one entry is too long": ({"exclude": ["w" * 300]}, "/restricted/exclude/0"),
    "no list": ({"exclude": "w21"}, "/restricted/exclude"),
    "another word for it": ({"excluded": ["w21"]}, "/restricted"),
    "nothing like it": (["w21"], "/restricted"),
}


async def told(caller, restricted, **more):
    body = {"source_ref": "CS-1", "what_happened": "An invented slip.", "restricted": restricted}
    answer = await caller.report(body | more, Prefer="handling=lenient")
    assert answer.status_code in {200, 201}, pretty(answer)
    return answer.json()


@pytest.mark.parametrize("way", UNREADABLE)
async def test_nobody_who_is_acted_for_sees_it(lead, way):
    restricted, where = UNREADABLE[way]
    incident = await told(lead, restricted)

    assert where in {issue["pointer"] for issue in incident["issues"]}
    for who in (WORKER, ANYBODY):
        answer = await lead.acting_for(who).get(path(incident))
        assert refused(answer)[:2] == (404, "not-found")
    assert (await now(lead, incident))["restricted"] is True


async def test_nor_what_came_of_it_nor_any_list_with_it(urls, lead):
    incident = await told(lead, {"exclude": 21})
    investigation = await found(lead, await opened(lead, incident))
    head = (await lead.get("/v1/whoami")).json()["head"]
    somebody = lead.acting_for(ANYBODY)

    assert refused(await somebody.get(path(investigation)))[:2] == (404, "not-found")
    async with working(urls.projector):
        for where in LISTS:
            seen = await somebody.get(where, Heed_Min_Position=head)
            assert seen.status_code == 200, pretty(seen)
            assert seen.json()["data"] == []
            assert (await lead.get(where)).json()["data"] != []


async def test_a_reason_that_cannot_be_read_leaves_the_list_as_it_is(lead):
    incident = await told(lead, {"exclude": ["w21"], "reason": "oops"})

    hidden = await lead.acting_for(WORKER).get(path(incident))
    assert hidden.status_code == 404
    assert (await lead.acting_for(ANYBODY).get(path(incident))).status_code == 200


async def test_a_newer_snapshot_that_can_be_read_puts_it_right(lead):
    incident = await told(lead, {"exclude": [21]})

    await told(lead, {"exclude": ["w21"]}, source_version=2)

    assert (await lead.acting_for(WORKER).get(path(incident))).status_code == 404
    assert (await lead.acting_for(ANYBODY).get(path(incident))).status_code == 200


async def test_a_newer_snapshot_that_cannot_be_read_hides_it_and_a_person_puts_it_right(lead):
    incident = await told(lead, {"exclude": ["w21"]})
    await told(lead, {"exclude": ["w21", None]}, source_version=2)
    assert (await lead.acting_for(ANYBODY).get(path(incident))).status_code == 404

    restricted = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    recorded(await said(lead, await now(lead, incident), "restrictions", restricted))

    assert (await lead.acting_for(WORKER).get(path(incident))).status_code == 404
    assert (await lead.acting_for(ANYBODY).get(path(incident))).status_code == 200


async def test_a_plain_no_hides_it_from_nobody(lead):
    incident = await told(lead, restricted=False)

    assert (await now(lead, incident))["restricted"] is False
    assert (await lead.acting_for(ANYBODY).get(path(incident))).status_code == 200
