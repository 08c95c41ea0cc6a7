"""Ten planted breaks: open loops shows those ten and nothing else, and how each is closed."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from tests.acceptance.improving import (
    ACTION,
    AUDIT,
    MANAGER,
    MEASURE,
    NOMINATED,
    recorded,
    the_finding,
)
from tests.integration.api_reading.asking import LOOPS, after, read
from tests.integration.api_reading.breaks import NEXT_YEAR, WORKERS, all_in_order, planted

REST = WORKERS | {"of": 24}
SAFE = {"immediate_actions": {"safe_now": "nothing_needed"}}
NEW = {"finding", "measure"}
"""Owed since they were recorded, which is today."""
pytestmark = pytest.mark.usefixtures("worker")


async def loops(lead, last, query=""):
    """By loop and subject, as a caller finds them."""
    found = await read(lead, f"{LOOPS}?limit=100{query}", **after(last))
    return {(one["loop"], one["subject"]): one for one in found["data"]}


def named(breaks):
    return {(loop, subject["id"]) for loop, subject in breaks.items()}


async def test_a_provider_where_all_is_in_order_has_no_loose_end(lead):
    await all_in_order(lead)
    last = recorded(await lead.report({"source_ref": "Z", "kind": "good_practice", **SAFE}))

    assert await loops(lead, last) == {}


async def test_ten_planted_breaks_are_found_and_nothing_else(lead):
    await all_in_order(lead)
    breaks = await planted(lead)

    found = await loops(lead, breaks["classification"])

    assert set(found) == named(breaks)
    assert all(one["days_open"] > 0 for key, one in found.items() if key[0] not in NEW)
    assert all(one["owner_role"] and one["next"]["href"] for one in found.values())
    assert found["duty", breaks["duty"]["id"]]["part"] == "cqc_reg18_abuse"


async def test_a_service_that_nobody_looked_at_for_a_month_is_an_eleventh(lead):
    service = await all_in_order(lead)
    breaks = await planted(lead)
    later = (datetime.now(UTC) + timedelta(days=33)).isoformat()

    found = await loops(lead, breaks["classification"], f"&as_of={quote(later)}")

    assert set(found) - named(breaks) == {("governance_review", service["id"])}


def ending(breaks, measure, again):
    """What the command of each loop is sent, and for whom, so that it ends."""
    helped = {"verdict": "effective", "people_said": "They know whom to ask."}
    answers = {"findings": [the_finding(breaks["finding"])], "due_on": NEXT_YEAR}
    told = {"recipient": "reporter", "outcome": "given", "by": "registered_manager"}
    return {
        "council_decision": (MANAGER, {"decision": "no_further_action"}),
        "duty": (MANAGER, {"duty": "cqc_reg18_abuse"}),
        "finding": (MANAGER, {**ACTION, **answers, "measure": None, "measures": [measure]}),
        "measure": (MANAGER, {"measures": [measure]}),
        "verification": (NOMINATED, {}),
        "effectiveness_review": (NOMINATED, helped),
        "lesson_delivery": (MANAGER, REST | {"setting": "supervision", "attended": 24}),
        "re_audit": (MANAGER, AUDIT | {"re_audit_of": again}),
        "feedback": (MANAGER, told),
        "classification": (MANAGER, {"kind": "near_miss", "decided_by": "registered_manager"}),
    }


async def test_the_command_that_each_names_ends_it(lead):
    breaks = await planted(lead)
    measure = recorded(await lead.post("/v1/measures", MEASURE))
    sent = ending(breaks, measure["id"], breaks["re_audit"]["id"])
    found = await loops(lead, measure)

    for (loop, _), one in found.items():
        who, body = sent[loop]
        last = recorded(await lead.acting_for(who).post(one["next"]["href"], body, If_Match="*"))

    left = await loops(lead, last)
    assert {loop for loop, _ in left} <= {"acknowledgement", "lesson_acknowledgement"}
