"""The outermost times that are taken can be shown in every list, and none beyond them is taken."""

import pytest

from api.work import working
from tests.acceptance.improving import now, path, recorded
from tests.acceptance.world import pretty

LISTS = ("/v1/incidents", "/v1/views/register", "/v1/views/escalation", "/v1/views/open-loops")
OUTERMOST = (
    "1900-01-01",
    "1900-01-01T00:00:00Z",
    "1899-12-31T23:00:00-01:00",
    "9998-12-31",
    "9998-12-31T23:59:59.999999Z",
    "9999-01-01T00:59:59+01:00",
)
BEYOND = ("1900-01-01T00:00:00+01:00", "9998-12-31T23:59:59-12:00")


def everywhere(at, **more):
    """A report with this time in each of its members."""
    return {
        "source_ref": f"CS-{at}",
        "what_happened": "An invented slip.",
        "occurred": {"from": at, "to": at},
        "first_noticed": {"at": at},
        "organisation_aware": {"at": at},
        "reported_to": [{"body": "council_safeguarding", "at": at}],
        "immediate_actions": {"done": [{"kind": "worker_moved_from_direct_contact", "at": at}]},
    } | more


async def all_lists_answer(urls, lead):
    async with working(urls.projector):
        head = (await lead.get("/v1/whoami")).json()["head"]
        for where in LISTS:
            seen = await lead.get(where, Heed_Min_Position=head)
            assert seen.status_code == 200, f"{where} {pretty(seen)}"
            assert seen.json()["data"] != [], where


async def test_every_list_shows_the_outermost_times(urls, lead):
    for at in OUTERMOST:
        await now(lead, recorded(await lead.report(everywhere(at))))

    await all_lists_answer(urls, lead)


@pytest.mark.parametrize("at", BEYOND)
async def test_a_time_that_lies_beyond_them_in_utc_is_set_aside_and_the_report_kept(urls, lead, at):
    strict = await lead.report(everywhere(at))
    taken = recorded(await lead.report(everywhere(at), Prefer="handling=lenient"))

    assert strict.status_code == 422
    assert {"pointer": "/first_noticed/at", "code": "wrong_form"} in [
        {name: issue[name] for name in ("pointer", "code")} for issue in taken["issues"]
    ]
    await all_lists_answer(urls, lead)


@pytest.mark.parametrize("fact", ["amendments", "corrections"])
async def test_a_time_that_has_not_come_yet_is_an_issue_whoever_says_it(lead, fact):
    incident = recorded(await lead.report({"source_ref": "CS-1", "kind": "near_miss"}))
    more = {"reason": "The clock was wrong."} if fact == "corrections" else {}
    news = {"first_noticed": {"at": "2999-01-01T00:00:00Z"}} | more

    said = recorded(await lead.post(f"{path(incident)}/{fact}", news, If_Match="*"))

    assert [(one["pointer"], one["code"]) for one in said["issues"]] == [
        ("/first_noticed/at", "time_suspect")
    ]
