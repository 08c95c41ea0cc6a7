"""The action as a resource."""

from typing import Any
from uuid import UUID

from api.actions.answer import ActionAnswer, ActionRecorded
from api.actions.telling import action_members, words
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer
from domain.action.state import Action, fold


def tell(_: Principal, at: Standing[Action]) -> tuple[type[Answer], dict[str, Any]]:
    return ActionAnswer, action_members(at)


def everyone(_: Principal, __: frozenset[UUID], ___: Action) -> bool:
    """Whoever may read learning; what a restricted incident hides is asked of every resource."""
    return True


ACTION: Resource[Action] = Resource(
    name="action",
    prefix="act",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={ActionAnswer: ActionRecorded},
)
