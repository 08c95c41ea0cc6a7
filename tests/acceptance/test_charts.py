"""The charts of the three stories over HTTP, against what reference programs make of them."""

from collections.abc import AsyncIterator

import pytest

from api.work import working
from tests.acceptance.charting import EXPECTED, chart, defined, rebased, sent
from tests.acceptance.improving import path, recorded, refused, said


@pytest.fixture(autouse=True)
async def worker(urls) -> AsyncIterator[None]:
    async with working(urls.projector):
        yield


def agrees(view, name):
    """Every point, the last word, and the limits of every segment."""
    wanted = EXPECTED[name]
    points = view["points"]
    assert {one["period"]: one["variation"] for one in points} == wanted["points"]
    assert (view["variation"], view["assurance"]) == (wanted["last"], wanted["assurance"])
    for place, lines in enumerate(wanted["segments"]):
        limits = next(one["limits"] for one in points if one["segment"] == place)
        assert (limits["lower"], limits["centre"], limits["upper"]) == pytest.approx(
            (lines["lpl"], lines["mean"], lines["upl"]), abs=5e-5
        )


def has_limits_of(view, name, *, segment=0):
    """The first limits, what lies outside, and the runs."""
    wanted = EXPECTED[name]
    points = [one for one in view["points"] if one["segment"] == segment]
    runs = view["segments"][segment]["runs"]
    shown = points[0]["limits"]
    outside = wanted["sigma_signal_rows"]
    assert (shown["centre"], shown["drawn_lower"], shown["drawn_upper"]) == pytest.approx(
        (wanted["cl"], wanted["lcl_first"], wanted["ucl_first"]), rel=2e-6
    )
    assert [at for at, one in enumerate(points, 1) if one["outside"]] == (
        outside if isinstance(outside, list) else [outside]
    )
    assert (runs["longest"], runs["crossings"]) == (wanted["longest_run"], wanted["n_crossings"])


@pytest.mark.parametrize(
    ("series", "frozen", "anew"),
    [
        ("A1_confidence", "A1_frozen12", "A1_rebased"),
        ("B1_hours_to_escalate", "B1_frozen12", "B1_rebased"),
    ],
)
async def test_a_measure_of_values_is_drawn_as_the_reference_draws_it(lead, series, frozen, anew):
    measure = await sent(lead, series)

    told = await chart(lead, measure, rebase_from="2025-08")

    agrees(told["views"]["frozen"], frozen)
    agrees(told["views"]["what_if"], anew)
    assert (told["chart"], told["rule_set"]["name"]) == ("xmr", "making_data_count")


async def test_a_share_sent_in_percent_is_drawn_as_the_reference_draws_it(lead):
    measure = await sent(lead, "C1_audit", chart="xmr", measured_in="percent", target="85")

    told = await chart(lead, measure)

    agrees(told["views"]["frozen"], "C1_xmr_pct_frozen12")


@pytest.mark.parametrize(
    ("series", "name", "drawn"),
    [
        ("A2_days_between", "A2_t_freeze10", {}),
        ("A2_days_between", "A2_g_freeze10", {"chart": "g"}),
        ("B2_reports", "B2_u_freeze12", {}),
        ("C1_audit", "C1_p_freeze12", {}),
        ("C2_concerns", "C2_u_freeze12", {}),
    ],
)
async def test_counts_and_gaps_have_the_limits_of_the_reference(lead, series, name, drawn):
    measure = await sent(lead, series, **drawn)

    told = await chart(lead, measure)

    has_limits_of(told["views"]["frozen"], name)


async def test_limits_that_a_person_began_anew_are_those_of_the_reference(lead):
    measure = await sent(lead, "C1_audit")
    await rebased(lead, measure, "2025-06", 5)

    told = await chart(lead, measure)

    assert told["views"]["rebased"]["in_force"] is True
    has_limits_of(told["views"]["rebased"], "C1_p_after_rebase_freeze5", segment=1)


async def test_no_view_is_made_anew_where_nobody_decided_so(lead):
    measure = await sent(lead, "A1_confidence")

    told = await chart(lead, measure)
    asked = await chart(lead, measure, rebase_from="2025-08")
    again = await chart(lead, measure)

    assert (told["views"]["rebased"], told["views"]["not_rebased"]) == (None, True)
    assert told["views"]["what_if"] is None
    assert asked["views"]["what_if"]["what_if"] is True
    assert asked["views"]["what_if"]["reading"].startswith("A question only, kept nowhere")
    assert asked["views"]["frozen"]["in_force"] is True
    assert again["views"] == told["views"]
    assert again["version"] == measure["version"]


async def test_a_month_that_is_not_over_is_drawn_and_takes_no_part(lead):
    measure = await sent(lead, "A1_confidence")

    told = await chart(lead, measure, as_of="2026-03-10T12:00:00Z")

    [february, march] = told["periods"][-2:]
    last = told["views"]["frozen"]["points"][-1]
    assert (march["standing"], march["maturity"]) == ("open", "open")
    assert (february["standing"], february["maturity"]) == ("counted", "provisional")
    assert (last["period"], last["variation"], last["rules"]) == ("2026-03", None, [])
    assert march["value"] is not None


async def test_a_provider_says_how_long_late_reports_are_waited_for(lead):
    measure = await sent(lead, "A1_confidence")
    lag = {"policy": "reporting_lag", "value": {"days": 5}}
    usual = await chart(lead, measure, as_of="2026-03-10T12:00:00Z")

    recorded(await lead.acting_for("nominated_individual/n01").post("/v1/policies", lag))
    told = await chart(lead, measure, as_of="2026-03-10T12:00:00Z")
    known_at = measure["recorded_at"].replace("+", "%2B")
    then = await chart(lead, measure, as_of="2026-03-10T12:00:00Z", known_at=known_at)

    assert (usual["reporting_lag_days"], told["reporting_lag_days"]) == (14, 5)
    assert told["periods"][-2]["maturity"] == "final"
    assert then["reporting_lag_days"] == 14, "it was decided later"


async def test_a_period_that_a_person_left_out_stays_hollow_and_makes_no_limits(lead):
    measure = await sent(lead, "A1_confidence")
    judge = lead.acting_for("quality_lead/q01")
    reason = {"period": "2024-06", "reason": "The survey went to one team only."}
    before = await chart(lead, measure)

    recorded(await said(judge, measure, "periods-left-out", reason))
    out = await chart(lead, measure)
    twice = await said(judge, measure, "periods-left-out", reason)
    back = {"period": "2024-06", "reason": "It had gone to all teams after all."}
    known = recorded(await said(judge, measure, "periods-taken-back", back))
    again = await chart(lead, measure)

    june = next(one for one in out["periods"] if one["period"] == "2024-06")
    assert (june["standing"], june["left_out"]) == ("left_out", reason["reason"])
    assert "2024-06" not in out["views"]["frozen"]["segments"][0]["base"]
    assert "left out by a person" in out["views"]["frozen"]["reading"]
    assert refused(twice)[:2] == (409, "period-already-left-out")
    assert again["views"] == before["views"]
    assert [one["reason"] for one in known["periods_left_out"]] == [reason["reason"]]
    assert known["periods_taken_back"][0]["by"]["role"] == "quality_lead"


async def test_only_a_measured_period_is_left_out_and_only_such_a_one_taken_back(lead):
    measure = await sent(lead, "A1_confidence")
    judge = lead.acting_for("quality_lead/q01")

    never = await said(judge, measure, "periods-left-out", {"period": "2019-01", "reason": "No."})
    back = await said(judge, measure, "periods-taken-back", {"period": "2024-06", "reason": "So."})

    assert refused(never)[:2] == (409, "period-not-measured")
    assert refused(back)[:2] == (409, "period-not-left-out")


async def test_marks_say_when_and_an_earlier_version_has_only_its_own(lead):
    measure = await sent(lead, "C1_audit")
    known = await rebased(lead, measure, "2025-06", 5)

    told = await chart(lead, measure, as_of="2099-01-01T00:00:00Z")
    earlier = await chart(lead, measure, version=str(known["version"] - 1))

    assert [one["mark"] for one in told["annotations"]] == ["rebased"]
    assert told["annotations"][0]["about"] == measure["id"]
    assert told["annotations"][0]["period"] is None
    assert (earlier["version"], earlier["views"]["not_rebased"]) == (known["version"] - 1, True)
    assert earlier["annotations"] == []


async def test_a_chart_whose_figures_stopped_says_since_when(lead):
    measure = await sent(lead, "A1_confidence")
    usual = await chart(lead, measure, as_of="2026-03-10T12:00:00Z")

    told = await chart(lead, measure, as_of="2026-11-25T12:00:00Z")

    assert usual["stale_since"] is None
    assert told["stale_since"] == told["periods"][-1]["ends_at"]
    assert "No figure has come for the time since" in told["views"]["frozen"]["reading"]


async def test_a_question_of_another_cadence_is_refused(lead):
    measure = await defined(lead, measured_in="hours", chart="xmr", improvement="decrease")

    week = await lead.get(f"{path(measure)}/chart?rebase_from=2025-W40")
    never = await lead.get(f"{path(measure)}/chart?rebase_from=2025-13")

    assert (week.status_code, never.status_code) == (422, 422)


async def test_a_measure_without_figures_says_that_there_are_too_few(lead):
    measure = await defined(lead, measured_in="hours", chart="xmr", improvement="decrease")

    told = await chart(lead, measure)

    assert told["periods"] == []
    assert told["views"]["frozen"]["reading"] == (
        "Hours to escalate: no point counts so far, too few to say what is usual."
    )
    assert told["views"]["frozen"]["variation"] is None
