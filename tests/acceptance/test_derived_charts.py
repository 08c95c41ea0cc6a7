"""What Heed counts itself equals what people counted, and follows whatever is known later."""

from calendar import monthrange
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from api.work import working
from tests.acceptance.charting import SERIES, chart, defined, figure, position, rows, sent
from tests.acceptance.improving import LESSON, SERVICE, recorded, refused, said

WORKER = "support_worker/w21"


@pytest.fixture(autouse=True)
async def worker(urls) -> AsyncIterator[None]:
    async with working(urls.projector):
        yield


async def a_service(lead, **more):
    return recorded(await lead.post("/v1/services", SERVICE | more))


async def noticed(lead, ref, at, service=None, **more):
    body = {"source_ref": ref, "kind": "safeguarding_concern", **more}
    body |= {"service": {"id": service["id"]}} if service else {}
    body |= {"first_noticed": {"at": at.isoformat()}} if at else {}
    return recorded(await lead.report(body))


async def asking(lead, question, **more):
    """A derived measure."""
    usual = {"kind": "derived", "question": {"name": question}, "measured_in": "incidents"}
    return await defined(lead, **usual | more)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def values(told):
    return [(one["period"], one["value"]) for one in told["periods"]]


async def test_days_between_incidents_are_what_was_counted_by_hand(lead):
    service = await a_service(lead)
    days = [date(2024, 4, 20), *(date.fromisoformat(row["concern_date"]) for row in rows(A2))]
    for day in days:
        await noticed(lead, f"SG-{day}", noon(day), service, suggested_factors=["boundaries"])
    await noticed(lead, "ELSEWHERE", noon(date(2024, 5, 1)), suggested_factors=["boundaries"])
    await noticed(
        lead, "OTHER", noon(date(2024, 5, 2)), service, suggested_factors=["care_planning"]
    )
    shown = SERIES[A2] | {"name": A2}
    place = {"service": service["id"], "factor": "boundaries"}
    measure = await asking(lead, "days_between_incidents", **shown, **place)
    pushed = await sent(lead, A2)

    derived = await chart(lead, measure, await position(lead))
    by_hand = await chart(lead, pushed)

    assert values(derived) == values(by_hand)
    assert derived["views"] == by_hand["views"]
    assert (derived["chart"], derived["choice"]["why"]) == ("t", "all_longer_than_nothing")
    assert derived["derivation"]["dated_by"] == "first_noticed"


A2 = "A2_days_between"


async def test_median_hours_are_what_was_counted_by_hand(lead):
    service = await a_service(lead)
    for row in rows(B1):
        first = datetime.fromisoformat(f"{row['period']}-05T08:00:00+00:00")
        for nth, hours in enumerate((-2, 0, 5)):
            at = first + timedelta(days=nth)
            told = at + timedelta(hours=float(row["value"]) + hours)
            report = {"body": "ambulance", "at": told.isoformat()}
            await noticed(lead, f"{row['period']}-{nth}", at, service, reported_to=[report])
    shown = SERIES[B1] | {"name": B1, "service": service["id"]}
    measure = await asking(lead, "hours_first_noticed_to_health_contact", **shown)
    outside = await asking(lead, "hours_first_noticed_to_external_report", **shown)
    pushed = await sent(lead, B1)

    seen = await position(lead)
    derived, to_anybody = await chart(lead, measure, seen), await chart(lead, outside, seen)
    by_hand = await chart(lead, pushed)

    assert values(derived) == values(to_anybody) == values(by_hand)
    assert derived["views"] == by_hand["views"]
    assert {(one["n"], one["waiting"]) for one in derived["periods"]} == {(3, 0)}


B1 = "B1_hours_to_escalate"


async def test_rates_are_what_was_counted_by_hand(lead):
    service = await a_service(lead)
    for row in rows(C2):
        month = date.fromisoformat(f"{row['period']}-01")
        last = month.replace(day=monthrange(month.year, month.month)[1])
        activity = {"period": {"from": f"{month}", "to": f"{last}"}, "kind": "occupied_bed_days"}
        amount = {"amount": row["occupied_bed_days"]}
        recorded(await said(lead, service, "activity", activity | amount))
        for nth in range(int(row["count"])):
            await noticed(lead, f"{month}-{nth}", noon(month + timedelta(days=nth)), service)
    shown = SERIES[C2] | {"name": C2, "service": service["id"]}
    measure = await asking(lead, "incidents_per_activity", **shown)
    pushed = await sent(lead, C2)

    derived = await chart(lead, measure, await position(lead), as_of="2026-02-28T23:59:00Z")
    by_hand = await chart(lead, pushed, as_of="2026-02-28T23:59:00Z")

    assert values(derived) == values(by_hand)
    assert derived["views"] == by_hand["views"]
    assert derived["periods"][0]["number"] == figure(next(rows(C2)))["count"]


C2 = "C2_concerns"


async def test_a_month_without_activity_has_no_rate_until_it_comes(lead):
    service = await a_service(lead)
    january = {"period": {"from": "2025-01-01", "to": "2025-01-31"}, "kind": "care_hours"}
    recorded(await said(lead, service, "activity", january | {"amount": "1000"}))
    await noticed(lead, "ONE", datetime(2025, 2, 3, 9, tzinfo=UTC), service)
    rate = {"measured_in": "per_1000_care_hours", "chart": "u", "improvement": "decrease"}
    measure = await asking(lead, "incidents_per_activity", service=service["id"], **rate)
    until = "2025-03-01T00:00:00Z"

    before = await chart(lead, measure, await position(lead), as_of=until)
    february = {"period": {"from": "2025-02-01", "to": "2025-02-28"}, "kind": "care_hours"}
    recorded(await said(lead, service, "activity", february | {"amount": "500"}))
    after = await chart(lead, measure, await position(lead), as_of=until)

    assert values(before)[:2] == [("2025-01", 0.0), ("2025-02", None)]
    assert before["periods"][1]["standing"] == "activity_missing"
    assert values(after)[:2] == [("2025-01", 0.0), ("2025-02", 2.0)]


async def test_an_incident_that_comes_late_moves_its_own_month_and_is_not_known_before(lead):
    count = {"chart": "c", "improvement": "decrease"}
    measure = await asking(lead, "incidents", **count)
    await noticed(lead, "MAY", datetime(2025, 5, 10, 9, tzinfo=UTC))
    before = (await noticed(lead, "JUNE", datetime(2025, 6, 3, 9, tzinfo=UTC)))["recorded_at"]
    await noticed(lead, "LATE", datetime(2025, 6, 30, 20, tzinfo=UTC))
    until = "2025-07-01T00:00:00Z"

    now = await chart(lead, measure, await position(lead), as_of=until)
    then = await chart(lead, measure, as_of=until, known_at=before.replace("+", "%2B"))

    assert values(now)[:2] == [("2025-05", 1.0), ("2025-06", 2.0)]
    assert values(then)[:2] == [("2025-05", 1.0), ("2025-06", 1.0)]
    assert now["derivation"]["late_arrivals"]["n"] == 3
    assert then["known_at"] is not None


async def test_an_incident_of_which_no_day_is_known_is_counted_and_that_is_said(lead):
    measure = await asking(lead, "incidents", chart="c", improvement="decrease")
    await noticed(lead, "UNDATED", None)
    far = "2099-01-01T00:00:00Z"

    told = await chart(lead, measure, await position(lead), as_of=far)

    assert told["derivation"]["dated_otherwise"] == 1
    assert sum(one["number"] for one in told["periods"]) == 1
    assert told["derivation"]["late_arrivals"] is None


async def test_where_the_source_fell_silent_nothing_after_it_is_known_to_be_over(lead):
    measure = await asking(lead, "incidents", chart="c", improvement="decrease")
    incident = await noticed(lead, "ONE", datetime(2026, 1, 10, 9, tzinfo=UTC))
    long_after = datetime.fromisoformat(incident["recorded_at"]) + timedelta(days=365)
    as_of = long_after.isoformat().replace("+00:00", "Z")

    told = await chart(lead, measure, await position(lead), as_of=as_of)

    assert told["derivation"]["silent_since"] == incident["recorded_at"]
    assert {one["standing"] for one in told["periods"][-12:]} == {"open"}
    assert told["periods"][0]["standing"] == "counted"


async def test_good_practice_and_what_was_entered_in_error_are_no_incidents(lead):
    measure = await asking(lead, "incidents", chart="c", improvement="decrease")
    day = datetime(2025, 5, 10, 9, tzinfo=UTC)
    await noticed(lead, "ONE", day)
    await noticed(lead, "GOOD", day, kind="good_practice")
    wrong = await noticed(lead, "WRONG", day)
    judge = lead.acting_for("safeguarding_lead/s01")
    recorded(
        await said(
            judge, wrong, "entered-in-error", {"because": "test", "reason": "It was a drill."}
        )
    )

    told = await chart(lead, measure, await position(lead), as_of="2025-06-01T00:00:00Z")

    assert values(told)[:1] == [("2025-05", 1.0)]


async def test_whoever_may_not_see_an_incident_does_not_find_it_counted(lead):
    measure = await asking(lead, "incidents", chart="c", improvement="decrease")
    day = datetime(2025, 5, 10, 9, tzinfo=UTC)
    await noticed(lead, "ONE", day)
    hidden = {"restricted": {"exclude": ["w21"], "reason": "names_a_member_of_staff"}}
    await noticed(lead, "TWO", day, **hidden)
    seen, until = await position(lead), "2025-06-01T00:00:00Z"

    everybody = await chart(lead, measure, seen, as_of=until)
    named = await chart(lead.acting_for(WORKER), measure, seen, as_of=until)

    assert values(everybody)[:1] == [("2025-05", 2.0)]
    assert values(named)[:1] == [("2025-05", 1.0)]


async def test_a_chart_of_the_calendar_fits_no_question_of_single_events(lead):
    wrong = {"kind": "derived", "question": {"name": "days_between_incidents"}, "chart": "t"}
    usual = {"name": "Days between", "measured_in": "days", "improvement": "increase"}

    answer = await lead.post("/v1/measures", usual | wrong | {"cadence": "month"})

    assert refused(answer)[:2] == (422, "cadence-does-not-fit-question")


async def test_audits_are_counted_by_the_month_in_which_they_were_done(lead):
    service = await a_service(lead)
    measure = await asking(
        lead, "audit_criteria_met", measured_in="proportion", chart="p", improvement="increase",
        service=service["id"],
    )  # fmt: skip
    for month, version, passed in ((3, "1", 12), (4, "1", 13), (5, "2", 19)):
        plan = {
            "service": service["id"],
            "tool": "care_plans",
            "tool_version": version,
            "criteria": [{"criterion": "preferences"}],
            "sample_method": "random",
        }
        audit = recorded(await lead.post("/v1/audits", plan))
        result = [{"criterion": "preferences", "passed": passed, "of": 20}]
        body = {"sample_size": 20, "results": result, "at": f"2025-{month:02}-14"}
        recorded(await said(lead, audit, "results", body))

    told = await chart(lead, measure, await position(lead))

    shares = [(one["period"], one["number"], one["out_of"]) for one in told["periods"]]
    assert shares == [("2025-03", 12, 20), ("2025-04", 13, 20), ("2025-05", 19, 20)]
    assert [one["tools"] for one in told["periods"]][1:] == [["care_plans/1"], ["care_plans/2"]]
    assert {one["samples"][0] for one in told["periods"]} == {"random"}
    [changed] = told["annotations"]
    assert (changed["mark"], changed["period"]) == ("audit_tool_changed", "2025-05")
    assert changed["about"] == audit["id"]


async def test_lessons_are_counted_by_whom_they_reached(lead):
    measure = await asking(
        lead, "staff_reached_by_lessons", measured_in="percent", chart="p", improvement="increase"
    )
    lesson = recorded(await lead.post("/v1/lessons", LESSON | {"at": "2025-05-12"}))
    heard = {"lesson_version": 1, "setting": "team_meeting", "attended": 18, "of": 24}
    recorded(await said(lead, lesson, "deliveries", heard))

    told = await chart(lead, measure, await position(lead))

    [may] = told["periods"]
    assert (may["period"], may["number"], may["out_of"], may["value"]) == ("2025-05", 18, 24, 75.0)
