"""Whoever may not see an incident finds it in no list and no count; nobody sees another's."""

from uuid import uuid4

import pytest

from api.scope import CredentialKind, Scope
from api.work import working
from tests.acceptance.improving import WORKER, found, opened, recorded, refused, said
from tests.integration.api_reading.asking import (
    ESCALATION,
    INCIDENTS,
    LOOPS,
    REGISTER,
    after,
    ids,
    read,
    reported,
)

EVERYTHING = (REGISTER, ESCALATION, INCIDENTS)
HIDDEN = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}


@pytest.mark.usefixtures("worker")
async def test_a_restricted_incident_is_in_no_list_and_no_count_of_whoever_it_excludes(lead):
    open_to_all = await reported(lead, "CS-1")
    hidden = await reported(lead, "CS-2", restricted=HIDDEN)
    with_finding = await found(lead, await opened(lead, hidden))
    seen = after(with_finding)
    kept_out = lead.acting_for(WORKER)

    for path in EVERYTHING:
        assert await ids(lead, path, **seen) == [hidden["id"], open_to_all["id"]]
        assert await ids(kept_out, path, **seen) == [open_to_all["id"]]
    counted = (await read(kept_out, f"{REGISTER}?tally=true"))["tally"]
    assert [one["incidents"] for one in counted] == [1]
    legs = (await read(kept_out, f"{ESCALATION}?tally=true"))["tally"]
    assert [leg["finished"] + leg["waiting"] for leg in legs] == [1, 1, 1]
    loops = await read(kept_out, f"{LOOPS}?tally=true", **seen)
    assert {one["subject"] for one in loops["data"]} == {open_to_all["id"]}
    assert sum(one["open"] for one in loops["tally"]) == len(loops["data"])
    assert with_finding["id"] in {one["subject"] for one in (await read(lead, LOOPS))["data"]}


@pytest.mark.parametrize("path", [*EVERYTHING, LOOPS])
async def test_a_restriction_holds_before_the_view_knows_of_it(urls, lead, path):
    async with working(urls.projector):
        written = await reported(lead, "CS-1")
        await read(lead, path, **after(written))
        kept_out = lead.acting_for(WORKER)
        # Somebody whom Heed knows already: else nobody could be told apart yet.
        await reported(lead, "CS-0", people=[{"ref": "w21", "is": ["witness"]}])
    recorded(await said(lead, written, "restrictions", HIDDEN))

    answer = await kept_out.get(path, Prefer="wait=0, handling=lenient")
    assert refused(answer)[:2] == (503, "read-model-behind")
    assert (await lead.get(path)).status_code == 200
    assert (await lead.acting_for("trainer/t01").get(path)).status_code == 200

    async with working(urls.projector):
        answer = await kept_out.get(path, Prefer="wait=10")
        assert answer.status_code == 200
        assert written["id"] not in answer.text


@pytest.mark.usefixtures("worker")
async def test_a_source_lists_what_it_sent(world, lead):
    theirs = await reported(lead, "CS-1")
    care_system = await world.caller(CredentialKind.CARE_SYSTEM, "rosterly")
    mine = await reported(care_system, "R-1")

    assert await ids(care_system, INCIDENTS, **after(theirs, mine)) == [mine["id"]]
    assert await ids(lead, INCIDENTS) == [mine["id"], theirs["id"]]


@pytest.mark.usefixtures("worker")
async def test_a_key_that_only_reports_gets_the_short_form(world):
    reporter = await world.caller(scopes=(Scope.INCIDENTS_REPORT,), name="rosterly")
    written = await reported(reporter, "R-1")

    [short] = (await read(reporter, INCIDENTS, **after(written)))["data"]

    assert short == {
        "id": written["id"],
        "version": 1,
        "kind": "safeguarding_concern",
        "source": {"system": "rosterly", "ref": "R-1", "version": 1},
        "recorded_at": written["recorded_at"],
    }


@pytest.mark.usefixtures("worker")
async def test_another_provider_s_incidents_are_in_no_list(world, registry, lead):
    written = await reported(lead, "CS-1")
    await read(lead, REGISTER, **after(written))
    theirs = uuid4()
    await registry.open_provider(theirs)
    stranger = await world.caller(provider=theirs)

    for path in (*EVERYTHING, LOOPS):
        answer = await read(stranger, path)
        assert answer["data"] == []
        assert answer.get("position", "e1.0") == "e1.0"


async def test_views_need_their_scope(world):
    caller = await world.caller(scopes=(Scope.INCIDENTS_READ,))

    for path in (REGISTER, ESCALATION, LOOPS):
        assert refused(await caller.get(path))[:2] == (403, "forbidden")
