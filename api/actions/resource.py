"""The action as a resource."""

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from api.actions.facts import AnsweredFindingPart, AnsweredGapPart
from api.incidents.answer import MomentAnswer, ReceiptAnswer
from api.incidents.telling import moment
from api.principal import Principal
from api.resource import Resource, Standing
from api.roles import RoleAnswer, role_members
from api.schema import ActionId, Answer, ServiceId, Version
from domain.action.state import Action, Stage, fold
from domain.identifier import shown
from domain.moment import Day, Instant
from domain.sealed import Body, bodies_in
from domain.vocabulary.improvement import ActionKind, Strength

MOST_REFUSED: Final = 100
Text = Annotated[str, Field(max_length=20_000)]


class CompletedAnswer(Answer):
    by: RoleAnswer
    evidence: Text | None
    at: MomentAnswer | None


class VerifiedAnswer(Answer):
    by: RoleAnswer
    at: MomentAnswer | None


class RefusedAnswer(Answer):
    """Somebody looked and it was not done, and why they say so."""

    by: RoleAnswer
    reason: Text | None
    at: MomentAnswer | None


class ActionAnswer(Answer):
    """An action as it stands."""

    id: ActionId
    version: Version
    recorded_at: Instant
    state: Stage
    title: Text | None
    kind: ActionKind
    strength: Strength
    suggested_strength: Strength
    findings: Annotated[tuple[AnsweredFindingPart, ...], Field(max_length=50)]
    gaps: Annotated[tuple[AnsweredGapPart, ...], Field(max_length=50)]
    owner: RoleAnswer
    due_on: Day
    measure: Text | None
    why_no_measure: Text | None
    service: ServiceId | None
    at: MomentAnswer | None
    completed: CompletedAnswer | None
    verified: VerifiedAnswer | None
    verifications_refused: Annotated[tuple[RefusedAnswer, ...], Field(max_length=MOST_REFUSED)]


class ActionRecorded(ActionAnswer):
    """An action after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer


def _outcome(at: Standing[Action]) -> dict[str, Any]:
    done, seen = at.state.completed, at.state.verified
    return {
        "completed": done
        and {
            "by": role_members(done.by),
            "evidence": at.says(done.evidence),
            "at": moment(done.at),
        },
        "verified": seen and {"by": role_members(seen.by), "at": moment(seen.at)},
        "verifications_refused": [
            {"by": role_members(one.by), "reason": at.says(one.reason), "at": moment(one.at)}
            for one in at.state.refused
        ],
    }


def tell(_: Principal, at: Standing[Action]) -> tuple[type[Answer], dict[str, Any]]:
    agreed = at.state.agreed
    return ActionAnswer, {
        "id": shown("act", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "state": at.state.stage,
        "title": at.says(agreed.title),
        "kind": agreed.kind,
        "strength": agreed.strength,
        "suggested_strength": agreed.suggested_strength,
        "findings": [
            {
                "investigation": shown("inv", one.investigation),
                "finding": shown("fnd", one.finding),
            }
            for one in agreed.findings
        ],
        "gaps": [
            {"audit": shown("aud", one.audit), "criterion": one.criterion} for one in agreed.gaps
        ],
        "owner": role_members(agreed.owner),
        "due_on": agreed.due_on,
        "measure": at.says(agreed.measure),
        "why_no_measure": at.says(agreed.why_no_measure),
        "service": agreed.service and shown("svc", agreed.service),
        "at": moment(agreed.at),
        **_outcome(at),
    }


def everyone(_: Principal, __: frozenset[UUID], ___: Action) -> bool:
    """Whoever may read learning; what a restricted incident hides is asked of every resource."""
    return True


def words(action: Action) -> Iterable[Body]:
    return bodies_in([action.agreed, action.completed, *action.refused])


ACTION: Resource[Action] = Resource(
    name="action",
    prefix="act",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={ActionAnswer: ActionRecorded},
)
