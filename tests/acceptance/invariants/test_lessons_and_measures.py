"""Invariants 17 to 19: lessons that name nobody, numbers that can be, limits that begin anew.

Each has a pair: the rule refuses, with its code in the catalogue, and a legal neighbour passes.
"""

import pytest

from tests.acceptance.improving import (
    AUDIT,
    LESSON,
    MEASURE,
    NOMINATED,
    SERVICE,
    found,
    opened,
    recorded,
    reported,
    said,
    the_finding,
)
from tests.acceptance.invariants.asking import forbidden

YES = dict.fromkeys(
    ("behaves_differently", "cause_known", "change_wanted", "expected_to_continue"), True
)
NOVEMBER = {"period": "2025-11", "numerator": 11, "denominator": 20}
REBASE = {"from_period": "2026-01", "reason": "The new template is live.", "answers": YES}
TEAM = {"setting": "team_meeting", "role": "support_worker"}
QUESTION = {"role": "support_worker", "method": "question"}
WHO = {"ref": "c-1", "is": ["adult_at_risk"], "identity": {"name": "Ann Example"}}


@pytest.fixture
async def judging(lead):
    return lead.acting_for(NOMINATED)


async def measured(lead):
    measure = recorded(await lead.post("/v1/measures", MEASURE))
    return recorded(await said(lead, measure, "measurements", NOVEMBER))


async def test_rule_17_a_lesson_names_nobody_and_somebody_approved_it(world, lead):
    incident = await reported(lead, people=[WHO])
    taught = {"findings": [the_finding(await found(lead, await opened(lead, incident)))]}
    unapproved = {name: LESSON[name] for name in LESSON if name != "approved_by"}

    number = await lead.post("/v1/lessons", LESSON | {"text": "Ring 999 001 0013 about it."})
    named = await lead.post("/v1/lessons", LESSON | taught | {"text": "As Ann Example said."})
    nobody = await lead.post("/v1/lessons", unapproved)

    await forbidden(world, number, "validation", "/text")
    await forbidden(world, named, "validation", "/text")
    await forbidden(world, nobody, "validation", "/approved_by")


async def test_rule_17_a_lesson_that_names_nobody_is_taught(lead):
    incident = await reported(lead, people=[WHO])
    taught = {"findings": [the_finding(await found(lead, await opened(lead, incident)))]}

    lesson = recorded(await lead.post("/v1/lessons", LESSON | taught))

    assert lesson["taught"]["approved_by"]["role"] == "safeguarding_lead"


async def test_rule_18_no_more_come_than_there_are(world, lead, judging):
    lesson = recorded(await lead.post("/v1/lessons", LESSON))
    audit = recorded(await lead.post("/v1/audits", AUDIT))
    results = [
        {"criterion": "boundaries_discussed", "passed": 13, "of": 12},
        {"criterion": "signed", "passed": 12, "of": 12},
    ]

    came = await said(lead, lesson, "deliveries", TEAM | {"attended": 25, "of": 24})
    knew = QUESTION | {"passed": 25, "of": 24}
    understood = await said(judging, lesson, "understanding-checks", knew)
    checked = await said(lead, audit, "results", {"sample_size": 12, "results": results})

    await forbidden(world, came, "more-than-in-post", "/attended")
    await forbidden(world, understood, "passed-more-than-asked", "/passed")
    await forbidden(world, checked, "passed-more-than-checked", "/results/0/passed")


async def test_rule_18_a_share_is_of_something_and_a_period_is_measured_once(world, lead):
    measure = await measured(lead)
    service = recorded(await lead.post("/v1/services", SERVICE))
    nothing = {"period": {"from": "2026-01-01", "to": "2026-01-31"}, "kind": "care_hours"}

    over = await said(lead, measure, "measurements", NOVEMBER | {"numerator": 21})
    again = await said(lead, measure, "measurements", NOVEMBER)
    idle = await said(lead, service, "activity", nothing | {"amount": "0"})

    await forbidden(world, over, "numerator-over-denominator", "/numerator")
    await forbidden(world, again, "period-already-measured", "/period")
    await forbidden(world, idle, "validation", "/amount")


async def test_rule_18_all_may_come_and_a_wrong_figure_is_corrected(lead, judging):
    lesson = recorded(await lead.post("/v1/lessons", LESSON))
    everybody = {"attended": 24, "of": 24}
    measure = await measured(lead)
    right = NOVEMBER | {"numerator": 20, "reason": "Nine plans were overlooked."}

    delivered = recorded(await said(lead, lesson, "deliveries", TEAM | everybody))
    knew = QUESTION | {"passed": 24, "of": 24}
    recorded(await said(judging, lesson, "understanding-checks", knew))
    corrected = recorded(await said(lead, measure, "measurement-corrections", right))

    assert [(one["attended"], one["of"]) for one in delivered["deliveries"]] == [(24, 24)]
    assert corrected["measurements"][0]["figure"]["numerator"] == 20


async def test_rule_19_limits_do_not_begin_anew_unexplained_or_too_early(world, lead, judging):
    measure = await measured(lead)
    doubtful = REBASE | {"answers": YES | {"cause_known": False}}

    unexplained = await said(
        judging, measure, "rebases", {name: REBASE[name] for name in ("from_period", "answers")}
    )
    doubted = await said(judging, measure, "rebases", doubtful)
    early = await said(judging, measure, "rebases", REBASE | {"from_period": "2025-10"})
    recorded(await said(judging, measure, "rebases", REBASE))
    erasing = await said(judging, measure, "rebases", REBASE | {"from_period": "2025-12"})

    await forbidden(world, unexplained, "validation", "/reason")
    await forbidden(world, doubted, "rebase-not-justified", "/answers")
    await forbidden(world, early, "rebase-before-first-measurement", "/from_period")
    await forbidden(world, erasing, "segment-would-be-erased", "/from_period")


async def test_rule_19_limits_begin_anew_and_earlier_segments_stay(lead, judging):
    measure = await measured(lead)
    recorded(await said(judging, measure, "rebases", REBASE))

    told = recorded(await said(judging, measure, "rebases", REBASE | {"from_period": "2026-02"}))

    assert [one["from_period"] for one in told["rebases"]] == ["2026-01", "2026-02"]
    assert [one["period"] for one in told["measurements"]] == ["2025-11"]
