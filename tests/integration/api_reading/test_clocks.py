"""How long it takes, with those who have not come to the end yet."""

from datetime import timedelta

import pytest

from tests.acceptance.improving import agreed, found, opened, recorded, said
from tests.integration.api_reading.asking import after, read, refused
from tests.integration.api_reading.cases import NOON, case, closed

pytestmark = pytest.mark.usefixtures("worker")
CLOCKS = "/v1/views/clocks"
DAYS_4 = f"as_of={(NOON + timedelta(days=4)).isoformat().replace('+', '%2B')}"


async def leg(caller, name, query="", *written):
    answer = await read(caller, f"{CLOCKS}?{DAYS_4}{query}", **after(*written) if written else {})
    return next(one for one in answer["legs"] if one["leg"] == name)


async def ten(caller):
    """Five that took 2, 5, 9, 20 and 30 hours, and five that are open on the fourth day."""
    finished = [
        await case(caller, f"F-{hours}", aware=0, told=hours) for hours in (2, 5, 9, 20, 30)
    ]
    began = (24, 40, 55, 70, 96)
    open_ = [
        await case(
            caller, f"O-{hours}", noticed=NOON + timedelta(days=4) - timedelta(hours=hours), aware=0
        )
        for hours in began
    ]
    return [*finished, *open_]


async def test_ten_cases_of_which_five_are_open_take_longer_than_a_spreadsheet_says(lead):
    cases = await ten(lead)

    told = (await leg(lead, "noticed_to_told", "", *cases))["all"]

    assert (told["finished"], told["open"]) == (5, 5)
    assert told["oldest_open_hours"] == pytest.approx(96)
    assert told["naive_median_hours"] == pytest.approx(9)
    assert told["median"]["hours"] == pytest.approx(30)
    assert told["median_differs_by_hours"] == pytest.approx(21)
    assert told["p90"]["hours"] is None
    assert told["p90"]["hours_unknown"] == "not_reached"
    assert told["median"]["upper_unknown"] == "not_reached"


async def test_a_few_cases_have_a_median_and_no_interval(lead):
    cases = [await case(lead, f"F-{hours}", aware=hours) for hours in (1, 2, 3)]

    aware = (await leg(lead, "noticed_to_aware", "", *cases))["all"]

    assert aware["median"]["hours"] == aware["naive_median_hours"] == 2
    assert aware["median_differs_by_hours"] == 0
    assert (aware["median"]["lower_unknown"], aware["median"]["upper_unknown"]) == (
        "too_few",
        "too_few",
    )


async def test_on_an_earlier_day_what_came_later_was_still_open(lead):
    await ten(lead)
    day_1 = (NOON + timedelta(hours=10)).isoformat().replace("+", "%2B")
    last = await case(lead, "LAST")

    answer = await read(lead, f"{CLOCKS}?as_of={day_1}", **after(last))

    told = next(one for one in answer["legs"] if one["leg"] == "noticed_to_told")["all"]
    assert told["finished"] == 3
    assert answer["as_of"].startswith("2026-03-02T22:00")


async def test_a_case_that_was_closed_without_it_is_counted_apart(lead):
    safe = {"immediate_actions": {"safe_now": "nothing_needed"}}
    small = await case(lead, "S-1", kind="low_level_concern", **safe)
    last = await closed(lead, small)

    answer = await read(lead, CLOCKS, **after(last))

    aware, _, told, _ = (one["all"] for one in answer["legs"])
    assert (aware["closed_without"], aware["open"]) == (1, 0)
    assert (told["closed_without"], told["open"]) == (0, 0)


async def test_a_time_that_no_clock_may_use_and_one_before_the_beginning_are_counted_apart(lead):
    vague = {"organisation_aware": {"at": "2026-03-03", "precision": "day"}}
    first = await case(lead, "V-1", **vague)
    told = {"reported_to": [{"body": "council_safeguarding", "at": "2026-03-01T08:00:00Z"}]}
    second = await case(lead, "V-2", aware=1, **told)

    aware = (await leg(lead, "noticed_to_aware", "", first, second))["all"]
    to_told = (await leg(lead, "noticed_to_told"))["all"]

    assert aware["time_not_known"] == 1
    assert to_told["out_of_order"] + to_told["time_not_known"] == 1


async def test_before_and_after_a_change_are_points_and_what_prompted_it_can_be_left_out(lead):
    slow = await case(lead, "B-1", aware=48)
    usual = await case(lead, "B-2", aware=4)
    later = await case(lead, "A-1", noticed=NOON + timedelta(days=2), aware=2)
    change = (NOON + timedelta(days=1)).isoformat().replace("+", "%2B")
    split = f"&since={change}&prompted_by={slow['id']}"

    both = await leg(lead, "noticed_to_aware", split, slow, usual, later)
    without = await leg(lead, "noticed_to_aware", f"{split}&without_prompting=true")

    assert (both["before"]["finished"], both["after"]["finished"]) == (2, 1)
    assert without["before"]["median"]["hours"] == 4
    assert both["before"]["median"]["hours"] == 26
    assert both["prompting"] == without["prompting"] == 1
    points = {one["incident"]: one for one in both["points"]}
    assert [points[one["id"]]["is_after"] for one in (slow, usual, later)] == [False, False, True]
    assert [one["incident"] for one in both["points"] if one["prompted_the_change"]] == [slow["id"]]
    assert both["points"][-1]["incident"] == later["id"]


async def test_an_action_is_a_change_from_its_completion(lead):
    slow = await case(lead, "B-1", aware=48)
    opening = {"origin": "incident", "incidents": [slow["id"]]}
    investigation = await found(lead, await opened(lead, **opening))
    action = await agreed(lead, investigation, at="2026-03-02")
    body = {"at": "2026-03-03"}
    done = recorded(await said(lead.acting_for("trainer/t01"), action, "completions", body))
    later = await case(lead, "A-1", noticed=NOON + timedelta(days=2), aware=2)

    one = await leg(lead, "noticed_to_aware", f"&action={action['id']}", done, later)

    assert one["prompting"] == 1
    assert (one["before"]["finished"], one["after"]["finished"]) == (1, 1)
    absent = await lead.get(f"{CLOCKS}?action=act_{'0' * 25}a")
    assert refused(absent) == (404, "not-found")


async def test_what_is_hidden_from_somebody_is_in_no_count_of_theirs(lead):
    hidden = {"restricted": {"exclude": ["w21"], "reason": "names_a_member_of_staff"}}
    one = await case(lead, "H-1", aware=3, **hidden)

    theirs = await leg(lead.acting_for("support_worker/w21"), "noticed_to_aware", "", one)
    others = await leg(lead.acting_for("support_worker/w22"), "noticed_to_aware", "&points=true")

    assert (theirs["all"]["finished"], theirs["all"]["open"]) == (0, 0)
    assert [point["incident"] for point in others["points"]] == [one["id"]]
