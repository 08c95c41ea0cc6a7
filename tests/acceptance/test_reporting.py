"""The report door, as a vendor meets it."""

import asyncio
import itertools

import pytest

from tests.acceptance.world import pretty

MINIMAL = {
    "source_ref": "CS-48211",
    "what_happened": "Support worker exchanged private messages with a tenant and accepted gifts.",
}


async def test_a_reference_and_a_sentence_are_enough(care_system):
    answer = await care_system.report(MINIMAL)

    body = answer.json()
    assert answer.status_code == 201, pretty(answer)
    assert body["version"] == 1
    assert body["kind"] == "unclassified"
    assert body["source"] == {"system": "rosterly", "ref": "CS-48211", "version": 1}
    assert body["what_happened"]["sealed"] is True
    assert body["completeness"] == {
        "score": 0.2,
        "missing": [
            {"pointer": "/service", "needed_for": "register", "needed_by": "now"},
            {
                "pointer": "/immediate_actions/safe_now",
                "needed_for": "protection",
                "needed_by": "now",
            },
            {
                "pointer": "/organisation_aware/at",
                "needed_for": "duty_clocks",
                "needed_by": "first_duty",
            },
            {"pointer": "/risks", "needed_for": "closure", "needed_by": "closure"},
        ],
    }
    assert body["next"] == [
        {
            "fact": "immediate-actions",
            "href": f"/v1/incidents/{body['id']}/immediate-actions",
        }
    ]
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["heed-position"] == body["receipt"]["position"]
    assert "Support worker" not in answer.text


async def test_the_same_bytes_again_are_the_same_incident(care_system):
    first = await care_system.report(MINIMAL)
    again = await care_system.report(MINIMAL)

    assert again.status_code == 200
    assert again.headers["heed-duplicate"] == "true"
    assert again.json() == first.json()


async def test_the_same_content_under_a_new_key_is_the_same_incident(care_system):
    first = await care_system.report(MINIMAL, Idempotency_Key="one")
    again = await care_system.report(MINIMAL, Idempotency_Key="two")

    assert again.status_code == 200
    assert again.json()["id"] == first.json()["id"]


async def test_the_same_key_gets_the_first_answer_again(care_system):
    first = await care_system.report(MINIMAL, Idempotency_Key="one")
    again = await care_system.report(MINIMAL, Idempotency_Key='"one"')

    assert again.status_code == 201
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()


async def test_the_same_key_for_another_report_is_refused(care_system):
    await care_system.report(MINIMAL, Idempotency_Key="one")
    other = await care_system.report(MINIMAL | {"source_ref": "CS-2"}, Idempotency_Key="one")

    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"


async def test_the_same_version_with_other_content_is_a_conflict(care_system):
    first = await care_system.report(MINIMAL)
    other = await care_system.report(MINIMAL | {"what_happened": "Something else."})

    assert other.status_code == 409
    assert other.json()["type"] == "/problems/source-version-conflict"
    assert other.json()["existing_id"] == first.json()["id"]


async def test_sixty_four_identical_reports_at_once_are_one_incident(care_system):
    answers = await asyncio.gather(*(care_system.report(MINIMAL) for _ in range(64)))

    assert sorted(answer.status_code for answer in answers) == [200] * 63 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1


SNAPSHOTS = [
    {"source_ref": "CS-9", "source_version": 1, "what_happened": "A fall in the bathroom."},
    {"kind": "other_incident", "immediate_actions": {"safe_now": "unknown"}},
    {"people": [{"ref": "client-1", "is": ["adult_at_risk"]}]},
    {"reported_to": [{"body": "gp", "at": "2026-03-02T09:30:00+00:00"}]},
    {"what_happened": "A fall in the bathroom, unseen.", "harm": {"physical": "low"}},
    {"immediate_actions": {"safe_now": "yes"}, "wishes": {"asked": "no"}},
]


def versions_of_one_record():
    """Six snapshots of one record, each with all that the one before it had."""
    grown: dict[str, object] = {}
    for number, news in enumerate(SNAPSHOTS, 1):
        grown = grown | news | {"source_version": number}
        yield dict(grown)


def as_it_stands(incident):
    """Without what depends on when and in how many steps it arrived."""
    moving = {"id", "version", "recorded_at", "next", "sealed", "what_happened"}
    kept = {name: value for name, value in incident.items() if name not in moving}
    kept["people"] = [person["is"] for person in incident["people"]]
    kept["reported_to"] = [told["body"] for told in incident["reported_to"]]
    kept["source"] = incident["source"]["version"]
    return kept


ORDERS = list(itertools.permutations(range(6)))
"""In which six versions of one record may arrive."""


async def test_any_order_of_arrival_ends_in_the_same_incident(lead):
    """Every seventh order here; the long form has all."""
    await check_orders(lead, ORDERS[::7])


@pytest.mark.soak
async def test_all_orders_of_arrival_end_in_the_same_incident(lead):
    assert len(ORDERS) == 720
    await check_orders(lead, ORDERS)


async def check_orders(lead, orders):
    snapshots = list(versions_of_one_record())
    ends = []

    async def arrive(number, order):
        for place in order:
            answer = await lead.report(snapshots[place] | {"source_ref": f"CS-{number}"})
            assert answer.status_code in {200, 201}, pretty(answer)
        read = await lead.get(f"/v1/incidents/{answer.json()['id']}")
        ends.append(as_it_stands(read.json()))

    for start in range(0, len(orders), 40):
        batch = range(start, min(start + 40, len(orders)))
        await asyncio.gather(*(arrive(number, orders[number]) for number in batch))

    assert len(ends) == len(orders)
    assert all(end == ends[0] for end in ends)


async def test_a_newer_snapshot_says_what_it_changed_and_withdraws_what_it_leaves_out(lead):
    await lead.report(MINIMAL | {"harm": {"physical": "low"}, "suggested_factors": ["boundaries"]})
    grown = await lead.report(
        MINIMAL | {"source_version": 2, "harm": {"physical": "moderate"}, "kind": "near_miss"}
    )

    assert grown.status_code == 200
    assert grown.json()["changed"] == ["harm", "kind", "suggested_factors"]
    read = (await lead.get(f"/v1/incidents/{grown.json()['id']}")).json()
    assert read["harm"]["physical"] == "moderate"
    assert read["suggested_factors"] == []
    then = (await lead.get(f"/v1/incidents/{grown.json()['id']}?version=1")).json()
    assert then["suggested_factors"] == ["boundaries"]


async def test_an_older_version_changes_nothing(lead):
    newer = await lead.report(MINIMAL | {"source_version": 3})
    older = await lead.report(MINIMAL | {"source_version": 2, "kind": "near_miss"})

    assert older.status_code == 200
    assert older.headers["heed-stale-source"] == "true"
    assert older.json()["version"] == newer.json()["version"]


async def test_what_a_person_changed_in_heed_is_not_overwritten(lead):
    first = (await lead.report(MINIMAL | {"harm": {"physical": "low"}})).json()
    corrected = await lead.post(
        f"/v1/incidents/{first['id']}/corrections",
        {"harm": {"physical": "severe"}, "reason": "Seen by the district nurse."},
        If_Match='"1"',
    )
    assert corrected.status_code == 201, pretty(corrected)
    grown = await lead.report(MINIMAL | {"source_version": 2, "harm": {"physical": "none"}})

    assert [(i["pointer"], i["code"]) for i in grown.json()["issues"]] == [
        ("/harm", "changed_in_heed")
    ]
    read = (await lead.get(f"/v1/incidents/{first['id']}")).json()
    assert read["harm"]["physical"] == "severe"


async def test_a_key_that_looks_like_the_records_own_name_gets_in_no_ones_way(care_system):
    first = await care_system.report(MINIMAL, Idempotency_Key="rosterly:CS-48211:1")
    again = await care_system.report(MINIMAL)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]


async def test_a_key_that_looks_like_another_records_name_gets_in_no_ones_way(care_system):
    await care_system.report(MINIMAL | {"source_ref": "CS-1"}, Idempotency_Key="rosterly:CS-2:1")

    other = await care_system.report(MINIMAL | {"source_ref": "CS-2"})

    assert other.status_code == 201
    assert other.json()["source"]["ref"] == "CS-2"
