"""A view that is one answer tells nothing, now or then, of what its reader finds nowhere else."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from api.operations import OPERATIONS
from api.views.filters import KNOWN_AT
from tests.acceptance.improving import (
    AUDIT,
    LESSON,
    agreed,
    found,
    opened,
    recorded,
    reported,
    said,
    the_finding,
)
from tests.acceptance.world import pretty
from tests.integration.api_reading.asking import after, read
from tests.integration.api_reading.cases import MANAGER, case

pytestmark = pytest.mark.usefixtures("worker")

HIDDEN = {"exclude": ["m01"], "reason": "names_a_member_of_staff"}
PROCESSES = {"factor": "medicines_processes"}
SUMMARIES = [
    one
    for one in OPERATIONS
    if one.path.startswith("/v1/views/") and KNOWN_AT.told in one.parameters
]


def kpis(answer):
    return {one["kpi"]: (one["n"], one["value"]) for one in answer["kpis"]}


@pytest.fixture
async def distant(lead):
    """An action and a lesson of an investigation that an audit asked for, which had checked an
    action about an incident that is hidden from m01; the last thing written.
    """
    incident = await reported(lead, "CS-1")
    first = await agreed(lead, await found(lead, await opened(lead, incident)), due_on="2026-03-02")
    audit = recorded(await lead.post("/v1/audits", AUDIT | {"criteria": [{"criterion": "signed"}]}))
    results = {"sample_size": 12, "results": [{"criterion": "signed", "passed": 12, "of": 12}]}
    recorded(await said(lead, audit, "results", results | {"actions_checked": [first["id"]]}))
    asked = await opened(lead, origin="audit", pointer={"audit": audit["id"]})
    with_finding = await found(lead, asked)
    action = await agreed(lead, with_finding, due_on="2026-03-02")
    taught = LESSON | {"findings": [the_finding(with_finding)]}
    recorded(await lead.post("/v1/lessons", taught))
    last = recorded(await said(lead, incident, "restrictions", HIDDEN))
    return action, last


async def test_what_came_of_it_far_away_is_in_no_count(lead, distant):
    action, last = distant
    manager = lead.acting_for(MANAGER)
    then = f"known_at={quote(datetime.now(UTC).isoformat())}"
    seen = after(last)
    assert (await manager.get(f"/v1/actions/{action['id']}")).status_code == 404

    for asked in ("as_of=2027-01-01T12:00:00Z", f"as_of=2027-01-01T12:00:00Z&{then}"):
        strength, lessons, contract = [
            await read(manager, f"/v1/views/{view}?{asked}", **seen)
            for view in ("action-strength", "lesson-reach", "contract-return")
        ]
        assert (strength["actions"], strength["findings_answered"]) == ([], 0)
        assert lessons["groups"] == []
        assert kpis(contract)["actions_on_time"] == (0, None)
        whole = await read(lead, f"/v1/views/action-strength?{asked}", **seen)
        assert sum(one["number"] for one in whole["actions"]) == 2
        assert len((await read(lead, f"/v1/views/lesson-reach?{asked}", **seen))["groups"]) == 2


async def test_what_a_hidden_investigation_found_is_a_factor_of_nothing(lead):
    hidden, seen = await case(lead, "CS-1"), await case(lead, "CS-2")
    over_both = await found(lead, await opened(lead, hidden, seen), **PROCESSES)
    last = recorded(await said(lead, hidden, "restrictions", HIDDEN))
    manager, wanted = lead.acting_for(MANAGER), after(over_both, last)
    by_factor = "/v1/views/trends?dimension=factor&from=2026-01-01"

    theirs = await read(manager, by_factor, **wanted)
    traces = await read(manager, "/v1/views/traces", **wanted)

    assert (theirs["incidents"], theirs["series"]) == (1, [])
    assert traces["traces"] == []
    whole = await read(lead, by_factor, **wanted)
    assert {one["value"]: one["total"] for one in whole["series"]} == {"medicines_processes": 2}
    assert len((await read(lead, "/v1/views/traces", **wanted))["traces"]) == 2


def path_of(operation, known_at):
    needed = {one.name: one.example for one in operation.parameters if one.required}
    query = "&".join(f"{name}={value}" for name, value in needed.items())
    return f"{operation.path}?known_at={quote(known_at)}&{query}".rstrip("&")


async def test_every_view_is_told_as_it_was_known_to_whoever_asks(lead, distant):
    _, last = distant
    await case(lead, "CS-3", restricted=HIDDEN, aware=1, told=2)
    known_at = (datetime.now(UTC) - timedelta(milliseconds=1)).isoformat()
    manager = lead.acting_for(MANAGER)

    for operation in SUMMARIES:
        answer = await manager.get(path_of(operation, known_at), **after(last))
        assert answer.status_code == 200, f"{operation.id} {pretty(answer)}"

    assert {one.id for one in SUMMARIES} >= {"viewDutyTimeliness", "viewContractReturn"}
    assert len(SUMMARIES) > 12
