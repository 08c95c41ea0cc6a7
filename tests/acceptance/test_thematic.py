"""One thematic investigation over twelve low-level concerns, and what it keeps when one is lost."""

import pytest

from tests.acceptance.improving import (
    FINDING,
    MANAGER,
    found,
    now,
    opened,
    recorded,
    refused,
    reported,
    said,
)

THEMATIC = {
    "method": "thematic_review",
    "why": "Twelve small concerns in one house in a quarter.",
    "origin": "incident",
}


@pytest.fixture
async def thematic(lead):
    """Twelve concerns; one finding rests on all of them, one on the first five."""
    concerns = [await reported(lead, f"LL-{n}", kind="low_level_concern") for n in range(12)]
    investigation = await opened(lead, *concerns, **THEMATIC)
    await found(lead, investigation)
    five = [concern["id"] for concern in concerns[:5]]
    return concerns, await found(lead, investigation, factor="supervision", incidents=five)


async def entered_in_error(lead, incident):
    body = {"because": "duplicate", "reason": "It was sent twice."}
    return recorded(await said(lead.acting_for(MANAGER), incident, "entered-in-error", body))


async def test_two_findings_count_once_each_and_once_for_each_concern_they_rest_on(thematic):
    concerns, investigation = thematic

    names = [concern["id"] for concern in concerns]
    rest_on = [[one["incident"] for one in each["grounds"]] for each in investigation["findings"]]
    assert rest_on == [names, names[:5]]
    assert investigation["counts"] == {"findings": 2, "links": 17}


async def test_a_concern_entered_in_error_withdraws_no_finding_and_each_says_what_it_lost(
    lead, thematic
):
    concerns, investigation = thematic

    await entered_in_error(lead, concerns[2])

    told = await now(lead, investigation)
    assert [one["state"] for one in told["findings"]] == ["standing", "standing"]
    lost = [
        [one["incident"] for one in each["grounds"] if one["lost"]] for each in told["findings"]
    ]
    assert lost == [[concerns[2]["id"]]] * 2
    assert told["counts"] == {"findings": 2, "links": 15}
    assert all("ground_lost" in [a["rule"] for a in one["advice"]] for one in told["findings"])


async def test_a_concern_that_a_finding_does_not_rest_on_is_no_loss_to_it(lead, thematic):
    concerns, investigation = thematic

    await entered_in_error(lead, concerns[11])

    first, second = (await now(lead, investigation))["findings"]
    assert [one["incident"] for one in first["grounds"] if one["lost"]] == [concerns[11]["id"]]
    assert not any(one["lost"] for one in second["grounds"])


async def test_a_finding_rests_only_on_what_is_looked_at(lead, thematic):
    _, investigation = thematic
    stray = await reported(lead, "LL-99")
    body = {
        **FINDING,
        "evidence": [investigation["evidence"][0]["id"]],
        "incidents": [stray["id"]],
    }

    answer = await said(lead, investigation, "findings", body)

    assert refused(answer) == (409, "incident-not-covered", ["/incidents"])


async def test_one_more_concern_is_looked_at_and_both_name_each_other(lead, thematic):
    concerns, investigation = thematic
    late = await reported(lead, "LL-13")
    body = {"incidents": [concerns[0]["id"], late["id"]]}

    told = recorded(await said(lead, investigation, "incidents", body))
    again = await said(lead, investigation, "incidents", body)

    assert told["incidents"] == [*investigation["incidents"], late["id"]]
    assert (await now(lead, late))["investigations"] == [investigation["id"]]
    assert told["counts"]["links"] == 18
    assert refused(again) == (409, "incident-covered-already", ["/incidents"])


async def test_a_restricted_concern_that_is_added_later_hides_the_investigation_too(lead, thematic):
    _, investigation = thematic
    late = await reported(
        lead, "LL-13", restricted={"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    )
    recorded(await said(lead, investigation, "incidents", {"incidents": [late["id"]]}))

    hidden = lead.acting_for("support_worker/w21")
    where = f"/v1/investigations/{investigation['id']}"

    for path in (where, f"{where}/chronology", f"{where}/s42-report"):
        assert (await hidden.get(path)).status_code == 404
        assert (await lead.get(path)).status_code == 200
