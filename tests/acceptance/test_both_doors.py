"""Two doors to one answer: on the signal itself, or on the measure where it was seen."""

import pytest

from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from tests.acceptance.charting import chart
from tests.acceptance.improving import MANAGER, path, recorded, said
from tests.acceptance.test_signals import MISSED, answered, listed, measured
from tests.acceptance.watched import folded, watched
from tests.signalling import QUIET

LOOPS = "/v1/views/open-loops?loop=signal&as_of=2099-01-01T00:00:00Z"
LOOKED = {
    "period": "2025-01",
    "signal": "above_upper_limit",
    "explanation": "Two teams were merged and the rota was late.",
    "at": "2025-02-10T09:00:00+00:00",
}


@pytest.fixture
def manager(lead):
    return lead.acting_for(MANAGER)


async def acknowledged(manager, measure, **changes):
    return recorded(await said(manager, measure, "signal-acknowledgements", LOOKED | changes))


async def one_signal(lead):
    [entry] = (await listed(lead))["data"]
    return (await lead.get(f"/v1/signals/{entry['id']}")).json()


async def events(lead, signal):
    return (await lead.get(f"/v1/signals/{signal['id']}/events")).json()["data"]


async def test_what_is_said_on_the_measure_answers_its_signal_at_once(world, lead, manager):
    measure = await measured(lead, *QUIET, 30)
    await watched(world)

    told = await acknowledged(manager, measure)

    signal = await one_signal(lead)
    [answer] = signal["answers"]
    assert (signal["stage"], signal["owes_answer"]) == ("answered", False)
    assert (answer["explanation"], answer["by"]["role"]) == (
        LOOKED["explanation"],
        "registered_manager",
    )
    assert (answer["decision"], answer["measure_version"]) == (None, told["version"])
    assert (await events(lead, signal))[-1]["actor"]["role"] == "registered_manager"

    await watched(world)
    await folded(world, (OPEN_LOOPS,))
    assert await one_signal(lead) == signal
    assert (await lead.get(LOOPS)).json()["data"] == []


async def test_a_signal_that_is_raised_later_takes_what_was_said_before(world, lead, manager):
    measure = await measured(lead, *QUIET, 30)
    told = await acknowledged(manager, measure)

    await watched(world)

    signal = await one_signal(lead)
    [answer] = signal["answers"]
    assert (signal["stage"], answer["measure_version"]) == ("answered", told["version"])
    assert answer["explanation"] == LOOKED["explanation"]
    assert answer["by"] == told["acknowledged_signals"][0]["by"]
    assert answer["at"]["at"].startswith("2025-02-10T09:00:00")


async def test_another_period_answers_nothing(world, lead, manager):
    measure = await measured(lead, *QUIET, 30)
    await watched(world)

    await acknowledged(manager, measure, period="2024-12")
    await watched(world)

    assert (await one_signal(lead))["stage"] == "unanswered"


async def test_any_period_of_a_run_answers_the_run(world, lead, manager):
    measure = await measured(lead, *QUIET, *(12.5,) * 8)
    await watched(world)

    await acknowledged(manager, measure, period="2025-04")

    signal = await one_signal(lead)
    assert (signal["ground"]["rule"], signal["stage"]) == ("run", "answered")


async def test_who_answered_the_signal_is_not_answered_for_again(world, lead, manager):
    measure = await measured(lead, *QUIET, 30)
    await watched(world)
    recorded(await answered(manager, await one_signal(lead)))

    await acknowledged(manager, measure)
    await watched(world)

    [answer] = (await one_signal(lead))["answers"]
    assert (answer["decision"], answer["measure_version"]) == ("special_cause_explained", None)


@pytest.mark.parametrize("door", ["signal", "measure"])
async def test_an_answer_has_one_mark_on_the_chart_whichever_door_it_came_through(
    world, lead, manager, door
):
    measure = await measured(lead, *QUIET, 30)
    await watched(world)
    signal = await one_signal(lead)
    if door == "signal":
        recorded(await answered(manager, signal))
    else:
        await acknowledged(manager, measure)
    await watched(world)

    told = await chart(lead, measure, as_of="2099-01-01T00:00:00Z")

    about = {"signal": signal["id"], "measure": measure["id"]}[door]
    assert [(one["mark"], one["about"]) for one in told["annotations"]] == [
        ("signal_answered", about)
    ]


async def test_a_signal_says_what_its_measure_is_called_and_where_its_chart_is(world, lead):
    measure = await measured(lead, *QUIET, 30)
    await watched(world)

    [entry] = (await listed(lead))["data"]
    one = await one_signal(lead)

    for told in (entry, one):
        assert (told["title"], told["chart"]) == (MISSED["name"], f"{path(measure)}/chart")


async def test_a_meeting_hears_which_measure_the_signal_is_about(world, lead):
    measure = await measured(lead, *QUIET, 30)
    await watched(world)
    await folded(world, (OPEN_LOOPS,))
    where = "/v1/agendas/team_meeting?as_of=2099-01-01T00:00:00Z"

    agenda = (await lead.get(where)).json()
    paper = (await lead.get(where, Accept="text/html")).text

    [entry] = next(one for one in agenda["sections"] if one["section"] == "signals")["entries"]
    assert entry["title"] == MISSED["name"]
    assert entry["signal"] == {
        "kind": "chart",
        "rule": "beyond_limit",
        "direction": "concern",
        "first_period": "2025-01",
        "chart": f"{path(measure)}/chart",
    }
    assert f"<b>{MISSED['name']}</b>" in paper
    assert "Chart: concern from 2025-01 on (beyond limit)." in paper
