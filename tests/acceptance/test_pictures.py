"""The chart of a measure as a picture: by its address, and by what the caller accepts."""

from collections.abc import AsyncIterator

import pytest

from api.work import working
from tests.acceptance.charting import LATER, chart, position, rebased, sent
from tests.acceptance.drawn import PNG_BEGINS, child, parsed, points, roles, texts
from tests.acceptance.improving import (
    MANAGER,
    SERVICE,
    agreed,
    found,
    opened,
    path,
    recorded,
    refused,
    said,
)

WAIT = {"Prefer": "wait=10"}


@pytest.fixture(autouse=True)
async def worker(urls) -> AsyncIterator[None]:
    async with working(urls.projector):
        yield


async def drawn(lead, measure, ending=".svg", **query):
    asked = "&".join(f"{name}={value}" for name, value in ({"as_of": LATER} | query).items())
    minimum = {"Heed_Min_Position": await position(lead), **WAIT}
    return await lead.get(f"{path(measure)}/chart{ending}?{asked}", **minimum)


async def test_a_chart_is_drawn_with_a_point_for_every_period_and_its_reading(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    measure = await sent(lead, "B1_hours_to_escalate", service=service["id"])
    told = await chart(lead, measure, await position(lead))

    answer = await drawn(lead, measure)

    root = parsed(answer.text)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Heed-Position"] == told["position"]
    assert child(root, "title") == "B1_hours_to_escalate"
    assert child(root, "desc") == told["views"]["frozen"]["reading"]
    assert len(points(root)) == len(told["periods"])
    assert len(roles(root, "row")) == len(told["periods"]) + 1
    assert any(one.startswith("Example House · XmR chart, hours") for one in texts(root))


async def test_nothing_in_a_picture_could_run_or_be_kept(lead):
    measure = await sent(lead, "C2_concerns")

    answer = await drawn(lead, measure)

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


async def test_what_the_caller_accepts_is_what_is_given(lead):
    measure = await sent(lead, "A1_confidence")
    at = f"{path(measure)}/chart?as_of={LATER}"

    as_json = await lead.get(at, **WAIT)
    as_svg = await lead.get(at, Accept="image/svg+xml, application/json;q=0.5", **WAIT)
    as_png = await lead.get(at, Accept="image/png", **WAIT)
    as_text = await lead.get(at, Accept="text/csv", **WAIT)

    assert as_json.json()["name"] == "A1_confidence"
    assert parsed(as_svg.text).get("role") == "figure"
    assert as_png.content.startswith(PNG_BEGINS)
    assert {one.headers["Vary"] for one in (as_json, as_svg, as_png)} == {"Accept"}
    assert refused(as_text)[:2] == (406, "not-acceptable")


async def test_an_address_that_ends_in_its_kind_gives_that_kind_alone(lead):
    measure = await sent(lead, "A1_confidence")

    as_png = await drawn(lead, measure, ".png")
    as_json = await lead.get(f"{path(measure)}/chart.png", Accept="application/json", **WAIT)

    assert as_png.content.startswith(PNG_BEGINS)
    assert as_png.headers["Content-Type"] == "image/png"
    assert refused(as_json)[:2] == (406, "not-acceptable")


async def test_the_same_figures_give_the_same_picture(lead):
    measure = await sent(lead, "B2_reports")

    first, again = [await drawn(lead, measure, ".png") for _ in range(2)]

    assert first.content == again.content


async def test_the_view_in_force_is_drawn_and_the_others_where_they_are_asked_for(lead):
    measure = await sent(lead, "C1_audit")
    measure = await rebased(lead, measure, "2025-06", 5)
    views = (await chart(lead, measure))["views"]

    in_force = parsed((await drawn(lead, measure)).text)
    frozen = parsed((await drawn(lead, measure, view="frozen")).text)
    all_of_them = parsed((await drawn(lead, measure, view="side_by_side")).text)

    assert child(in_force, "desc") == views["rebased"]["reading"]
    assert child(frozen, "desc") == views["frozen"]["reading"]
    assert len(roles(all_of_them, "img")) == 3


async def test_a_question_is_drawn_as_one_that_is_not_stored(lead):
    measure = await sent(lead, "B1_hours_to_escalate")

    asked = parsed((await drawn(lead, measure, rebase_from="2025-08")).text)

    assert "WHAT-IF: NOT STORED" in texts(asked)


async def test_a_view_that_a_measure_does_not_have_is_not_drawn(lead):
    measure = await sent(lead, "B1_hours_to_escalate")

    answer = await drawn(lead, measure, view="rebased")

    assert refused(answer)[:2] == (422, "validation")
    assert answer.json()["parameter"] == "view"


async def test_the_table_is_seen_where_it_is_asked_for(lead):
    measure = await sent(lead, "B1_hours_to_escalate")

    without, with_it = [
        parsed((await drawn(lead, measure, table=said)).text) for said in ("false", "true")
    ]

    assert float(with_it.get("height", 0)) > float(without.get("height", 0)) + 300
    assert len(roles(without, "row")) == len(roles(with_it, "row"))


async def test_a_measure_of_another_provider_has_no_picture(lead):
    answer = await lead.get("/v1/measures/mea_0000000000000000000000000a/chart.svg")

    assert refused(answer)[:2] == (404, "not-found")


async def test_many_charts_stand_on_one_sheet_factor_by_service(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    here = {"service": service["id"], "factor": "escalation_pathways"}
    first = await sent(lead, "B1_hours_to_escalate", **here)
    second = await sent(lead, "B2_reports", service=service["id"])
    await sent(lead, "C2_concerns")
    minimum = {"Heed_Min_Position": await position(lead), **WAIT}
    at = f"/v1/views/charts?service={service['id']}&as_of={LATER}"

    told = (await lead.get(at, **minimum)).json()
    sheet = parsed((await lead.get(at.replace("charts?", "charts.svg?"), **minimum)).text)
    as_png = await lead.get(at, Accept="image/png", **minimum)

    assert [one["measure"] for one in told["data"]] == [first["id"], second["id"]]
    assert (told["matching"], told["charts_evaluated"]) == (2, 2)
    assert 0 < told["expected_false_signals"] < 1
    assert len(roles(sheet, "img")) == len(roles(sheet, "table")) == 2
    assert len(points(sheet)) == sum(len(one["periods"]) for one in told["data"])
    assert as_png.content.startswith(PNG_BEGINS)


async def test_a_sheet_may_name_its_measures_or_their_factor(lead):
    watched = await sent(lead, "B1_hours_to_escalate", factor="escalation_pathways")
    other = await sent(lead, "C2_concerns")
    minimum = {"Heed_Min_Position": await position(lead), **WAIT}

    by_factor = await lead.get("/v1/views/charts?factor=escalation_pathways", **minimum)
    by_name = await lead.get(f"/v1/views/charts?measure={other['id']}", **minimum)
    of_nothing = await lead.get("/v1/views/charts.svg?factor=supervision", **minimum)

    assert [one["measure"] for one in by_factor.json()["data"]] == [watched["id"]]
    assert [one["measure"] for one in by_name.json()["data"]] == [other["id"]]
    assert roles(parsed(of_nothing.text), "img") == []


async def test_a_picture_of_figures_that_stopped_carries_a_caution(lead):
    measure = await sent(lead, "A1_confidence")

    late = await drawn(lead, measure, as_of="2026-11-25T12:00:00Z")

    assert any("Caution: no figure since" in one for one in texts(parsed(late.text)))


async def test_a_mark_on_a_picture_names_the_action(lead):
    measure = await sent(lead, "A1_confidence")
    titles = ("Share the rota", "Train the night team")
    for title in titles:
        investigation = await found(lead, await opened(lead))
        action = await agreed(lead, investigation, title=title, measures=[measure["id"]])
        recorded(await said(lead.acting_for(MANAGER), action, "completions", {}))

    picture = parsed((await drawn(lead, measure, as_of="2099-01-01T00:00:00Z")).text)

    legend = " ".join(texts(picture))
    assert all(f"action completed, {title}" in legend for title in titles)
