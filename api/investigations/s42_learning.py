"""What was found and is done about it, for the report to a council."""

from typing import Any

from api.actions.resource import ACTION
from api.investigations.s42_answer import given
from api.reader import Reader
from api.resource import Standing
from domain.action.state import Action
from domain.identifier import shown
from domain.investigation.state import Investigation

Item = dict[str, Any]


async def actions_of(reader: Reader, found: Investigation) -> list[Standing[Action]]:
    """Those that answer a finding that stands and that this reader may see, each once."""
    named = dict.fromkeys(
        action
        for finding in found.findings.values()
        if finding.stands
        for action in finding.actions
    )
    rows = await reader.heed.log.load_many(reader.provider, list(named))
    seen = [
        rows[stream]
        for stream in named
        if await ACTION.found(reader, rows.get(stream, ())) is not None
    ]
    return [await ACTION.standing(reader, each) for each in seen]


def findings(at: Standing[Investigation]) -> list[Item]:
    items = [
        given("finding", code=one.says.factor, text=at.says(one.says.text))
        for one in at.state.findings.values()
        if one.stands
    ]
    nothing = at.state.nothing_found
    if nothing is not None:
        items.append(given("nothing_found", text=at.says(nothing.reason)))
    return items


def actions(answering: list[Standing[Action]]) -> list[Item]:
    return [
        given(
            "action",
            code=at.state.stage,
            text=at.says(at.state.agreed.title),
            href=f"/v1/actions/{shown('act', at.id)}",
        )
        for at in answering
    ]


def effects(answering: list[Standing[Action]]) -> list[Item]:
    """What people judged of each action's effect, the last word on each."""
    return [
        given(
            "effect",
            code=at.state.reviews[-1].verdict,
            text=at.says(at.state.reviews[-1].people_said),
            href=f"/v1/actions/{shown('act', at.id)}",
        )
        for at in answering
        if at.state.reviews
    ]
