"""An audit that is done again, one that counts for nothing, and the actions that one checked."""

from tests.acceptance.improving import (
    AUDIT,
    NOMINATED,
    agreed,
    audited,
    found,
    now,
    opened,
    recorded,
    refused,
    said,
)

REASON = {"reason": "The records were those of another house."}
RESULTS = [
    {"criterion": "boundaries_discussed", "passed": 12, "of": 12},
    {"criterion": "signed", "passed": 12, "of": 12},
]


async def planned(lead, **more):
    return recorded(await lead.post("/v1/audits", AUDIT | more))


async def test_an_audit_and_the_one_that_does_it_again_name_each_other(lead):
    first = await audited(lead)

    again = await planned(lead, re_audit_of=first["id"])
    other = await planned(lead, re_audit_of=first["id"], tool_version="5")

    assert again["re_audit"] == {"of": first["id"], "comparable": True}
    assert other["re_audit"]["comparable"] is False
    assert (await now(lead, first))["re_audits"] == [again["id"], other["id"]]


async def test_only_a_completed_audit_of_this_provider_is_done_again(lead):
    not_done = await planned(lead)

    early = await lead.post("/v1/audits", AUDIT | {"re_audit_of": not_done["id"]})
    nowhere = await lead.post("/v1/audits", AUDIT | {"re_audit_of": "aud_" + "0" * 26})

    assert refused(early) == (409, "audit-not-completed", ["/re_audit_of"])
    assert refused(nowhere) == (404, "not-found", ["/re_audit_of"])


async def test_a_re_audit_that_is_voided_leaves_the_first_without_one(lead):
    first = await planned(lead)
    body = {"sample_size": 12, "results": RESULTS, "re_audit_due_on": "2026-09-01"}
    recorded(await said(lead, first, "results", body))
    again = await planned(lead, re_audit_of=first["id"])
    assert (await now(lead, first))["re_audit_due_on"] is None

    told = recorded(await said(lead.acting_for(NOMINATED), again, "voidings", REASON))

    assert told["voided"]["reason"] == REASON["reason"]
    told = await now(lead, first)
    assert (told["re_audits"], told["re_audit_due_on"]) == ([], "2026-09-01")


async def test_a_void_audit_has_no_gaps_and_stays_void(lead):
    audit = await audited(lead)
    judging = lead.acting_for(NOMINATED)

    nobody = await said(lead, audit, "voidings", REASON)
    told = recorded(await said(judging, audit, "voidings", REASON))
    again = await said(judging, audit, "voidings", REASON)

    assert refused(nobody)[:2] == (400, "actor-required")
    assert (told["gaps"], told["unanswered_gaps"]) == ([], [])
    assert refused(again)[:2] == (409, "audit-is-void")


async def test_an_audit_says_which_actions_it_looked_for(lead):
    action = await agreed(lead, await found(lead, await opened(lead)))
    audit = await planned(lead)
    body = {"sample_size": 12, "results": RESULTS}

    unknown = await said(lead, audit, "results", body | {"actions_checked": ["act_" + "0" * 26]})
    told = recorded(await said(lead, audit, "results", body | {"actions_checked": [action["id"]]}))

    assert refused(unknown) == (404, "not-found", ["/actions_checked/0"])
    assert told["completed"]["actions_checked"] == [action["id"]]
