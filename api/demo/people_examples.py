"""The examples of references to people: linking two, taking a link back, and reading one."""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example, incident_of
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
LEAD: Final = "safeguarding_lead/s01"
REASON: Final = "The staff records of both systems show the same start date and role."
_PLACE: Final = 3
"""Of the person among the identities that the report makes: the incident, its words, the person."""


def _name(example: str, end: str) -> str:
    return f"people-{example}-{end}"


def person(example: str, end: str) -> str:
    """Whom the incident names that was reported for this end of this example."""
    return demo_name("per", f"EX-{_name(example, end)}:1", _PLACE)


def _link(example: str) -> dict[str, Any]:
    there = person(example, "there")
    return {"same_as": there, "basis": "same_staff_record", "reason": REASON, "at": AT}


PEOPLE: Final = (
    Example(
        "recordPersonLinks",
        "",
        _link("links"),
        actor=LEAD,
        about=person("links", "here"),
    ),
    Example(
        "recordPersonUnlinks",
        "",
        {"from": person("unlinks", "there"), "reason": "Two people of one name.", "at": AT},
        actor=LEAD,
        about=person("unlinks", "here"),
    ),
)
READ_PEOPLE: Final[Mapping[str, str]] = {"getPerson": person("unlinks", "there")}


async def prepare_people(client: DemoClient) -> None:
    """Two incidents for each example, that name one worker by two references; the second pair is
    linked.
    """
    for example in ("links", "unlinks"):
        for end in ("here", "there"):
            name = _name(example, end)
            worker = {"ref": f"ex-{name}", "is": ["alleged_to_have_caused_harm"]}
            await client.post("/v1/incidents", {**incident_of(name), "people": [worker]})
    path = f"/v1/people/{person('unlinks', 'here')}/links"
    await client.post(path, _link("unlinks"), key="EX/people-unlinks/linked", actor=LEAD)
