"""A measure, from its definition over what was measured to where its limits begin anew."""

import asyncio

import pytest

from tests.acceptance.improving import (
    ACTION,
    MEASURE,
    NOMINATED,
    SERVICE,
    found,
    now,
    opened,
    path,
    recorded,
    refused,
    said,
    the_finding,
)

YES = dict.fromkeys(
    ("behaves_differently", "cause_known", "change_wanted", "expected_to_continue"), True
)
NOVEMBER = {"period": "2025-11", "numerator": 11, "denominator": 20}


@pytest.fixture
def judging(lead):
    return lead.acting_for(NOMINATED)


async def a_measure(lead, **more):
    return recorded(await lead.post("/v1/measures", MEASURE | more))


async def measured(lead, **more):
    measure = await a_measure(lead, **more)
    return recorded(await said(lead, measure, "measurements", NOVEMBER))


async def test_what_was_measured_is_read_back_as_it_was_counted(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    measure = await measured(lead, service=service["id"], factor="care_planning")
    late = {"period": "2025-09", "numerator": 7, "denominator": 20, "at": "2026-01-05"}
    recorded(await said(lead, measure, "measurements", late))

    told = await now(lead, measure)

    assert [one["period"] for one in told["measurements"]] == ["2025-09", "2025-11"]
    assert told["measurements"][1]["figure"] == {
        "value": None,
        "numerator": 11,
        "denominator": 20,
        "count": None,
        "activity": None,
        "activity_kind": None,
    }
    assert (told["service"], told["factor"]) == (service["id"], "care_planning")
    assert told["definition"]["name"] == MEASURE["name"]


async def test_a_value_and_a_rate_are_measured_too(lead):
    hours = await a_measure(lead, chart="xmr", measured_in="hours")
    rate = await a_measure(lead, chart="u", measured_in="per_1000_care_hours")
    counted = {"count": 6, "activity": "7050", "activity_kind": "care_hours"}

    by_value = await said(lead, hours, "measurements", {"period": "2025-11", "value": 26})
    by_rate = await said(lead, rate, "measurements", {"period": "2025-11", **counted})

    assert recorded(by_value)["measurements"][0]["figure"]["value"] == "26"
    assert recorded(by_rate)["measurements"][0]["figure"]["activity"] == "7050"


@pytest.mark.parametrize(
    "figure",
    [
        {},
        {"numerator": 3},
        {"value": 3, "denominator": 20, "numerator": 3},
        {"count": 3, "activity": "70"},
    ],
    ids=["none", "half a proportion", "two forms", "activity of no kind"],
)
async def test_a_figure_is_of_one_form_and_whole(lead, figure):
    measure = await a_measure(lead)

    answer = await said(lead, measure, "measurements", {"period": "2025-11", **figure})

    assert refused(answer)[:2] == (422, "figure-incomplete")


async def test_a_period_is_measured_once_and_then_corrected(lead):
    measure = await measured(lead)

    again = await said(lead, measure, "measurements", NOVEMBER | {"numerator": 12})
    reason = {"reason": "One plan was counted in the wrong month."}
    right = NOVEMBER | {"numerator": 12} | reason
    told = recorded(await said(lead, measure, "measurement-corrections", right))

    assert refused(again) == (409, "period-already-measured", ["/period"])
    [november] = told["measurements"]
    assert (november["figure"]["numerator"], november["first_recorded"]["numerator"]) == (12, 11)
    assert november["corrections"][0]["reason"] == reason["reason"]


async def test_a_denominator_is_something_and_at_least_its_numerator(lead):
    measure = await a_measure(lead)
    more = {"period": "2025-11", "numerator": 21, "denominator": 20}

    over = await said(lead, measure, "measurements", more)
    of_none = await said(lead, measure, "measurements", more | {"denominator": 0})

    assert refused(over) == (422, "numerator-over-denominator", ["/numerator"])
    assert refused(of_none) == (422, "validation", ["/denominator"])


async def test_no_figure_is_sent_for_a_derived_measure(lead):
    question = {"name": "days_between_incidents"}
    days = {"chart": "t_or_g", "cadence": "event", "measured_in": "days", "target": None}
    measure = await a_measure(lead, kind="derived", question=question, **days)

    answer = await said(lead, measure, "measurements", {"period": "2025-11-03", "value": 12})

    assert measure["definition"]["question"]["asks"].startswith("Days from one incident")
    assert refused(answer)[:2] == (409, "measure-is-derived")


async def test_a_definition_has_versions_with_a_reason_and_by_whom(lead, judging):
    measure = await measured(lead)
    body = MEASURE | {"target": "0.9", "reason": "Reached for a year."}

    told = recorded(await said(judging, measure, "definitions", body))

    assert [one["definition_version"] for one in told["definitions"]] == [1, 2]
    assert [one["target"] for one in told["definitions"]] == ["0.85", "0.9"]
    assert told["definition"]["reason"] == "Reached for a year."
    assert told["definition"]["by"]["role"] == "nominated_individual"


async def test_limits_begin_anew_by_people_who_answered_four_questions(lead, judging):
    measure = await measured(lead)
    body = {"from_period": "2026-01", "reason": "The new template is live.", "answers": YES}

    nobody = await lead.post(f"{path(measure)}/rebases", body, If_Match="*")
    one_no = await said(judging, measure, "rebases", body | {"answers": YES | {"cause_known": 0}})
    doubt = await said(
        judging, measure, "rebases", body | {"answers": YES | {"cause_known": False}}
    )
    early = await said(judging, measure, "rebases", body | {"from_period": "2025-10"})
    few = await said(judging, measure, "rebases", body | {"freeze_after": 4})
    told = recorded(await said(judging, measure, "rebases", body | {"freeze_after": 5}))

    assert refused(nobody)[:2] == (400, "actor-required")
    assert refused(one_no)[:2] == (422, "validation")
    assert refused(few) == (422, "validation", ["/freeze_after"]), "four points make no limits"
    assert refused(doubt) == (422, "rebase-not-justified", ["/answers"])
    assert refused(early) == (409, "rebase-before-first-measurement", ["/from_period"])
    assert told["rebases"][0]["freeze_after"] == 5


async def test_a_baseline_is_set_and_a_signal_explained(lead, judging):
    measure = await measured(lead)
    signal = {"period": "2025-11", "signal": "below_lower_limit", "explanation": "A new wing."}
    for last in ("2025-12", "2026-04"):
        body = {"from_period": "2025-11", "to_period": last}
        recorded(await said(judging, measure, "baselines", body))

    told = recorded(await said(judging, measure, "signal-acknowledgements", signal))

    assert told["baseline"]["to_period"] == "2026-04"
    assert [one["to_period"] for one in told["earlier_baselines"]] == ["2025-12"]
    [known] = told["acknowledged_signals"]
    assert (known["signal"], known["explanation"]) == ("below_lower_limit", "A new wing.")


async def test_a_retired_measure_is_measured_no_more(lead, judging):
    measure = await measured(lead)
    told = recorded(await said(judging, measure, "retirements", {"reason": "Another took over."}))

    answer = await said(lead, measure, "measurements", NOVEMBER | {"period": "2025-12"})

    assert told["retired"]["reason"] == "Another took over."
    assert refused(answer)[:2] == (409, "measure-retired")


async def test_what_a_measure_says_identifies_nobody(lead):
    answer = await lead.post("/v1/measures", MEASURE | {"how": "Of 999 001 0013 alone."})

    assert refused(answer) == (422, "validation", ["/how"])


async def test_an_action_may_name_a_measure_while_it_is_being_measured(lead):
    measure = await a_measure(lead)
    investigation = await found(lead, await opened(lead))
    periods = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]

    async def is_measured(period):
        body = {"period": period, "numerator": 17, "denominator": 20}
        return await said(lead, measure, "measurements", body)

    action = {**ACTION, "findings": [the_finding(investigation)], "measures": [measure["id"]]}
    answers = await asyncio.gather(lead.post("/v1/actions", action), *map(is_measured, periods))

    assert answers[0].status_code == 201
