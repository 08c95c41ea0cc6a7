"""What the adults wanted, how people notice and tell, and what closed cases taught."""

import pytest

from tests.acceptance.improving import agreed, completed, found, opened, recorded, said, signed_off
from tests.integration.api_reading.asking import after, read
from tests.integration.api_reading.cases import MANAGER, SAFE, case, closed

pytestmark = pytest.mark.usefixtures("worker")
PERSONAL, CULTURE = "/v1/views/personal-safeguarding", "/v1/views/culture"
YIELD = "/v1/views/learning-yield"
NAMES = ("above_individual", "individual_only", "declared_none", "none_at_all")


def wishes(asked, **more):
    return {"wishes": {"asked": asked, "asked_of": "adult", **more}}


def counts(answer):
    return {one["code"]: one["cases"]["count"] for one in answer}


async def outcome(lead, incident, achieved):
    body = {"received_from": "council", "outcomes_achieved": achieved}
    path = f"/v1/incidents/{incident['id']}/enquiry-outcomes"
    return recorded(await lead.post(path, body, If_Match="*"))


async def test_every_share_of_what_adults_wanted_says_of_how_many(lead):
    spoke = [
        await case(lead, f"M-{n}", aware=1, **wishes("asked_and_expressed", lacked_capacity="no"))
        for n in range(3)
    ]
    for one in spoke:
        path = f"/v1/incidents/{one['id']}/council-decisions"
        recorded(await lead.post(path, {"decision": "s42_enquiry"}, If_Match="*"))
    await outcome(lead, spoke[0], "fully_achieved")
    await outcome(lead, spoke[1], "not_achieved")
    await case(lead, "M-4", **wishes("asked_not_expressed"))
    lacked = wishes("no", lacked_capacity="yes", supported_by="advocate")
    await case(lead, "M-5", **lacked)
    await case(lead, "M-6", kind="near_miss", **wishes("no"))
    last = await case(lead, "M-7")

    answer = await read(lead, PERSONAL, **after(last))

    assert answer["cases"] == 6
    assert answer["asked"] == {"count": 4, "of": 6, "percent": 66.7}
    assert answer["expressed"] == {"count": 3, "of": 4, "percent": 75.0}
    assert answer["achieved"] == {"count": 1, "of": 2, "percent": 50.0}
    assert answer["supported"] == {"count": 1, "of": 1, "percent": 100.0}
    assert answer["lacked_capacity"] == {"count": 1, "of": 4, "percent": 25.0}
    assert counts(answer["asked_by_code"])["not_recorded"] == 1
    assert counts(answer["achieved_by_code"])["not_recorded"] == 1
    small = await read(lead, f"{PERSONAL}?kind=near_miss")
    assert (small["cases"], small["supported"]["percent"]) == (1, None)


async def test_culture_counts_who_noticed_and_says_that_no_direction_is_better(lead):
    by_family = {"first_noticed": {"at": "2026-03-02T12:00:00Z", "by": "family"}}
    harm = {"harm": {"physical": "low", "psychological": "none"}}
    raised = {"raised_by": {"role": "support_worker", "anonymous": True}}
    await case(lead, "C-1", aware=2, told=5, **raised)
    await case(lead, "C-2", **by_family, **harm)
    await case(lead, "C-3", kind="low_level_concern")
    last = await case(lead, "C-4", kind="near_miss", raised_by={"role": "cook", "anonymous": False})

    answer = await read(lead, CULTURE, **after(last))

    noticed = {one["noticed_by"]: one["cases"]["count"] for one in answer["noticed_first_by"]}
    assert answer["direction"] == "neutral"
    assert (noticed["staff"], noticed["family"], noticed["not_known"]) == (3, 1, 0)
    assert answer["raised_from_outside"] == {"count": 1, "of": 2, "percent": 50.0}
    assert answer["small_for_harm"] == {
        "low_level_and_near_miss": 2,
        "with_harm": 1,
        "per_harm": 2.0,
    }
    assert answer["anonymous"] == {"count": 1, "of": 2, "percent": 50.0}
    assert answer["noticed_to_aware"]["finished"] == 1
    assert answer["noticed_to_told"]["open"] == 1


async def test_whoever_waits_for_an_answer_too_long_was_not_answered_in_time(lead):
    named = {"raised_by": {"role": "support_worker", "anonymous": False}}
    first, second = await case(lead, "F-1", **named), await case(lead, "F-2", **named)
    path = f"/v1/incidents/{first['id']}/feedback"
    body = {"recipient": "reporter", "outcome": "given", "by": "registered_manager"}
    told = recorded(await lead.post(path, body))

    now = await read(lead, CULTURE, **after(second, told))
    later = await read(lead, f"{CULTURE}?as_of=2030-01-01T09:00:00Z")

    assert now["feedback_in_time"] == {"count": 1, "of": 1, "percent": 100.0}
    assert later["feedback_in_time"] == {"count": 1, "of": 2, "percent": 50.0}


async def small(lead, ref):
    return await case(lead, ref, kind="low_level_concern", **SAFE)


async def looked_into(lead, ref):
    incident = await small(lead, ref)
    return incident, await opened(lead, incident)


async def learned(lead, ref, level):
    """A closed case with one finding of this level, which an action answers."""
    incident, investigation = await looked_into(lead, ref)
    await over(lead, await found(lead, investigation, level=level))
    return await closed(lead, incident)


async def over(lead, investigation):
    """Its finding is answered, and it is signed off."""
    await agreed(lead, investigation)
    await signed_off(lead, await completed(lead, investigation))


async def declared(lead, ref):
    """A closed case whose investigation found nothing and said so."""
    incident, investigation = await looked_into(lead, ref)
    body = {"reason": "Everybody did as agreed."}
    recorded(await said(lead.acting_for(MANAGER), investigation, "no-finding-declarations", body))
    await signed_off(lead, await completed(lead, investigation))
    return await closed(lead, incident)


def sorts(answer):
    return {name: answer[name]["count"] for name in NAMES}


async def test_learning_yield_sorts_every_closed_case(lead):
    await closed(lead, await small(lead, "Y-1"))
    await learned(lead, "Y-2", "organisational")
    await learned(lead, "Y-3", "individual")
    await small(lead, "Y-4")
    last = await declared(lead, "Y-5")

    answer = await read(lead, YIELD, **after(last))

    assert answer["total"]["closed"] == 4
    assert sorts(answer["total"]) == dict.fromkeys(NAMES, 1)
    [one] = answer["by_service_and_kind"]
    assert (one["service"], one["kind"], sorts(one)) == (None, "low_level_concern", sorts(one))


async def test_what_came_of_a_hidden_case_is_learned_from_by_nobody_it_is_hidden_from(lead):
    hidden = {"restricted": {"exclude": ["w21"], "reason": "names_a_member_of_staff"}}
    open_, secret = await small(lead, "Y-1"), await case(lead, "Y-2", **SAFE, **hidden)
    await over(lead, await found(lead, await opened(lead, open_, secret), level="team"))
    last = await closed(lead, open_)

    theirs = await read(lead.acting_for("support_worker/w21"), YIELD, **after(last))
    others = await read(lead, YIELD)

    assert sorts(theirs["total"])["none_at_all"] == 1
    assert sorts(others["total"])["above_individual"] == 1


async def test_a_case_that_was_closed_later_was_not_known_as_closed(lead):
    incident = await small(lead, "Y-1")
    events = (await lead.get(f"/v1/incidents/{incident['id']}/events")).json()["data"]
    last = await closed(lead, incident)
    moment = events[-1]["recorded_at"].replace("+", "%2B")

    then = await read(lead, f"{YIELD}?known_at={moment}", **after(last))

    assert then["total"]["closed"] == 0
    assert then["known_at"] == events[-1]["recorded_at"]
    assert (await read(lead, YIELD))["total"]["closed"] == 1
