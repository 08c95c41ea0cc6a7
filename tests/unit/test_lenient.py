import json

import pytest
from pydantic import ValidationError

from api.incidents.lenient import take
from api.incidents.report import Report

FULL = {
    "source_ref": "CS-1",
    "what_happened": "Something happened.",
    "kind": "safeguarding_concern",
    "first_noticed": {"at": "2025-03-11T17:40:00+00:00", "by": "staff"},
    "people": [{"ref": "a", "is": ["adult_at_risk", "witness"]}, {"ref": "b"}],
    "risks": [{"type": "psychological", "source": "service_provider", "location": "own_home"}],
}


def taken(changes):
    value = json.loads(json.dumps(FULL | changes))
    with pytest.raises(ValidationError) as refused:
        Report.model_validate_json(json.dumps(value), strict=True)
    return take(Report, value, refused.value)


def test_an_unknown_member_is_set_aside_and_reported_at_its_parent():
    report, issues, aside = taken({"mood": "calm"})

    assert report.what_happened == "Something happened."
    assert [(i.pointer, i.code) for i in issues] == [("", "unknown_member")]
    assert [(a.pointer, a.value) for a in aside] == [("/mood", "calm")]


def test_an_unknown_code_leaves_the_rest_of_its_risk():
    risk = {"type": "shouting", "source": "service_provider", "location": "own_home"}
    report, issues, aside = taken({"risks": [risk]})

    assert [(i.pointer, i.code) for i in issues] == [("/risks/0/type", "unknown_code")]
    assert report.risks[0].location == "own_home"
    assert aside[0].value == "shouting"


def test_one_unknown_role_of_a_person_does_not_lose_the_person():
    report, issues, _ = taken({"people": [{"ref": "a", "is": ["adult_at_risk", "neighbour"]}]})

    assert [(i.pointer, i.code) for i in issues] == [("/people/0/is/1", "unknown_code")]
    assert report.people[0].is_ == ("adult_at_risk",)


def test_a_time_without_its_offset_takes_its_part_along_but_is_named_once():
    report, issues, aside = taken({"first_noticed": {"at": "2025-03-11T17:40:00", "by": "staff"}})

    assert [(i.pointer, i.code) for i in issues] == [("/first_noticed/at", "wrong_form")]
    assert report.first_noticed is None
    assert {a.pointer for a in aside} == {"/first_noticed/at", "/first_noticed"}


def test_a_report_without_its_reference_is_refused():
    with pytest.raises(ValidationError):
        taken({"source_ref": 7})
