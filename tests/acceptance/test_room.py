"""However much an incident comes to hold, it can be read; what it has no room for is refused."""

import pytest

from tests.acceptance.improving import now, path, recorded, refused, reported
from tests.acceptance.world import pretty

SNAPSHOTS = 12
EACH = 20


async def test_newer_snapshots_may_tell_of_any_number_of_outside_bodies(lead):
    for version in range(1, SNAPSHOTS + 1):
        told = [{"body": "gp", "commissioner_ref": f"c{version}-{nth}"} for nth in range(EACH)]
        more = {"source_version": version, "reported_to": told}
        body = {"source_ref": "CS-1", "what_happened": "An invented slip."}
        answer = await lead.report(body | more)
        assert answer.status_code in {200, 201}, pretty(answer)

    incident = await now(lead, answer.json())
    assert len(incident["reported_to"]) == SNAPSHOTS * EACH
    draft = await lead.get(f"{path(incident)}/notification-drafts/cqc_abuse")
    assert draft.status_code < 500


@pytest.mark.soak
async def test_one_outside_report_too_many_is_refused_and_the_rest_stays_readable(lead):
    incident = await reported(lead)
    where = f"{path(incident)}/external-reports"
    for _ in range(200):
        recorded(await lead.post(where, {"body": "police"}))

    answer = await lead.post(where, {"body": "police"})

    assert refused(answer)[:2] == (409, "no-room")
    assert len((await now(lead, incident))["reported_to"]) == 200
