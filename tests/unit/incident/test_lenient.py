"""A report is taken as it comes: what cannot be read is set aside, and everything else counts."""

import copy
import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from api.demo.full_report import FULL
from api.incidents.lenient import SetAside, take
from api.incidents.report import Report
from tests.mutations import KINDS, mutations, pattern, places


def taken(body: dict[str, Any]):
    with pytest.raises(ValidationError) as refused:
        Report.model_validate_json(json.dumps(body), strict=True)
    report, issues, aside = take(Report, body, refused.value)
    return report, [(issue.pointer, issue.code) for issue in issues], aside


def said_with(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(FULL) | changes


def steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def put_back(body: dict[str, Any], one: SetAside) -> None:
    holder: Any = body
    *path, last = steps(one.pointer)
    for step in path:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    if isinstance(holder, list):
        holder.insert(int(last), copy.deepcopy(one.value))
    else:
        holder[last] = copy.deepcopy(one.value)


def in_the_order_of_the_body(one: SetAside) -> list[tuple[int, str]]:
    """A part before what was in it, and places of a list from the first on."""
    return [(int(step), "") if step.isdecimal() else (0, step) for step in steps(one.pointer)]


def in_utc(value: Any) -> Any:
    """Times as Heed writes them: `Z` for `+00:00`."""
    if isinstance(value, dict):
        return {name: in_utc(member) for name, member in value.items()}
    if isinstance(value, list):
        return [in_utc(item) for item in value]
    return value.replace("+00:00", "Z") if isinstance(value, str) else value


def put_together(report: Report, aside: tuple[SetAside, ...]) -> Any:
    """What was read and what was set aside, as one body again."""
    body = report.model_dump(mode="json", exclude_unset=True)
    for one in sorted(aside, key=in_the_order_of_the_body):
        put_back(body, one)
    return in_utc(body)


def test_the_full_report_is_right_as_it_stands():
    Report.model_validate_json(json.dumps(FULL), strict=True)


def test_every_member_of_the_full_report_is_broken_in_turn():
    of_the_caller = {"", "source_ref"}
    members = {pattern(at) for at in places(FULL) if at[:1] != ("extra",) or len(at) == 1}

    assert members - of_the_caller == KINDS.keys()


def test_one_mistake_is_one_issue_and_nothing_is_lost():
    for one in itertools.islice(mutations(FULL, seed=1), 1_500):
        report, issues, aside = taken(one.body)

        assert issues == [(one.pointer, one.code)], one.name
        assert put_together(report, aside) == in_utc(one.body), one.name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2**32), min_size=2, max_size=12))
def test_however_much_is_wrong_nothing_is_lost(seeds):
    body: dict[str, Any] = copy.deepcopy(FULL)
    for seed in seeds:
        body = next(mutations(body, seed)).body

    report, issues, aside = taken(body)

    assert issues
    assert put_together(report, aside) == in_utc(body)
    json.dumps([one.value for one in aside])


def test_the_same_seed_makes_the_same_mistakes():
    once, again, other = (
        [one.name for one in itertools.islice(mutations(FULL, seed), 50)] for seed in (1, 1, 2)
    )

    assert once == again != other


def test_an_unknown_member_is_set_aside_and_reported_at_its_parent():
    report, issues, aside = taken(said_with(mood="calm"))

    assert issues == [("", "unknown_member")]
    assert aside == (SetAside("/mood", "calm"),)
    assert report.what_happened == FULL["what_happened"]


def test_an_unknown_code_leaves_the_rest_of_its_risk():
    risk = {"type": "shouting", "source": "service_provider", "location": "own_home"}
    report, issues, aside = taken(said_with(risks=[risk]))

    assert issues == [("/risks/0/type", "unknown_code")]
    assert aside == (SetAside("/risks/0/type", "shouting"),)
    assert report.risks is not None
    assert report.risks[0].location == "own_home"


def test_one_unknown_role_of_a_person_does_not_lose_the_person():
    people = [{"ref": "a", "is": ["neighbour", "adult_at_risk"]}]
    report, issues, _ = taken(said_with(people=people))

    assert issues == [("/people/0/is/0", "unknown_code")]
    assert report.people is not None
    assert report.people[0].is_ == ("adult_at_risk",)


def test_a_time_without_its_offset_takes_its_part_along_but_is_named_once():
    noticed = {"at": "2025-03-11T17:40:00", "by": "staff"}
    report, issues, aside = taken(said_with(first_noticed=noticed))

    assert issues == [("/first_noticed/at", "wrong_form")]
    assert report.first_noticed is None
    assert {one.pointer for one in aside} == {"/first_noticed/at", "/first_noticed"}


def test_two_people_who_cannot_be_read_are_both_kept_in_their_places():
    people = [7, {"ref": 7, "is": ["witness"]}, {"ref": "ok"}]
    report, _, aside = taken(said_with(people=people))

    assert report.people is not None
    assert [person.ref for person in report.people] == ["ok"]
    assert {one.pointer: one.value for one in aside} == {
        "/people/0": 7,
        "/people/1/ref": 7,
        "/people/1": {"is": ["witness"]},
    }


def test_a_person_without_a_reference_is_kept_with_whatever_else_is_wrong_about_them():
    _, issues, aside = taken(said_with(people=[{"is": ["neighbour"]}]))

    assert issues == [
        ("/people/0/ref", "missing_member"),
        ("/people/0/is/0", "unknown_code"),
    ]
    assert aside == (SetAside("/people/0", {"is": ["neighbour"]}),)


def test_thousands_of_mistakes_are_named_by_the_member_they_are_in():
    people = [{"ref": str(nth), "is": ["neighbour"] * 90} for nth in range(50)]
    _, issues, aside = taken(said_with(people=people, harm={"physical": "sore"}))

    assert issues == [("/harm", "unknown_code"), ("/people", "unknown_code")]
    assert len(aside) == 50 * 90 + 1


@pytest.mark.parametrize(
    ("ref", "code"), [(7, "wrong_type"), ("", "too_short"), ("x" * 201, "too_long")]
)
def test_a_report_without_a_reference_that_can_be_read_is_refused_for_that(ref, code):
    body = said_with(source_ref=ref)
    with pytest.raises(ValidationError) as refused:
        Report.model_validate_json(json.dumps(body), strict=True)

    with pytest.raises(ValidationError) as again:
        take(Report, body, refused.value)

    assert [error["loc"] for error in again.value.errors()] == [("source_ref",)]
    assert again.value is refused.value
