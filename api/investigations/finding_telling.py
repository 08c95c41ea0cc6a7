"""From a finding to what callers get: what it says, rests on, said before, and what answers it."""

from typing import Any, Protocol
from uuid import UUID

from api.advice import advice_members
from api.incidents.telling import moment
from api.resource import Standing
from domain.identifier import shown
from domain.investigation.events import FindingRecorded, FindingRevised
from domain.investigation.finding import Finding
from domain.investigation.lint import advice_on
from domain.investigation.state import Investigation
from domain.moment import Moment
from domain.sealed import Body

At = Standing[Investigation]


class Reasoned(Protocol):
    """A fact that says why."""

    @property
    def reason(self) -> Body: ...
    @property
    def at(self) -> Moment | None: ...


def reason_members(at: At, said: Reasoned | None) -> dict[str, Any] | None:
    return None if said is None else {"reason": at.says(said.reason), "at": moment(said.at)}


def _state(finding: Finding) -> str:
    if not finding.stands:
        return "withdrawn"
    if finding.actions:
        return "answered"
    return "standing" if finding.left is None else "left_without_action"


def _says(at: At, said: FindingRecorded | FindingRevised) -> dict[str, Any]:
    return {
        "factor": said.factor,
        "secondary": said.secondary,
        "level": said.level,
        "strength": said.strength,
        "text": at.says(said.text),
    }


def _revisions(at: At, finding: Finding) -> list[dict[str, Any]]:
    """Each with what it said before, and why that was changed."""
    pairs = zip(finding.said_before, finding.revised, strict=True)
    return [{**_says(at, before), **(reason_members(at, why) or {})} for before, why in pairs]


def _grounds(at: At, finding: Finding) -> list[dict[str, Any]]:
    grounds = finding.grounds(at.state.incidents, at.state.lost)
    return [{"incident": shown("inc", one.incident), "lost": one.lost} for one in grounds]


def finding_members(at: At, identity: UUID, finding: Finding) -> dict[str, Any]:
    recorded, left, asked = finding.recorded, finding.left, finding.recorded.recommendation
    reason = reason_members(at, left)
    aside = {one.rule: one.reason for one in finding.set_aside}
    return {
        "id": shown("fnd", identity),
        "state": _state(finding),
        **_says(at, finding.says),
        "evidence": [shown("evd", one) for one in finding.says.evidence],
        "at": moment(recorded.at),
        "grounds": _grounds(at, finding),
        "recommendation": asked and {"made_by": asked.made_by, "ref": asked.ref},
        "revisions": _revisions(at, finding),
        "actions": [shown("act", one) for one in finding.actions],
        "left_without_action": reason and left and {**reason, "decided_by": left.decided_by},
        "withdrawn": reason_members(at, finding.withdrawn),
        "advice": advice_members(at, advice_on(at.state, finding), aside),
    }
