"""The investigation as a resource."""

from typing import Any
from uuid import UUID

from api.investigations.answer import InvestigationAnswer, InvestigationRecorded
from api.investigations.telling import investigation_members, words
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer
from domain.investigation.state import Investigation, fold


def everyone(_: Principal, __: frozenset[UUID], ___: Investigation) -> bool:
    """Whoever may read learning; what a restricted incident hides is asked of every resource."""
    return True


def tell(_: Principal, at: Standing[Investigation]) -> tuple[type[Answer], dict[str, Any]]:
    return InvestigationAnswer, investigation_members(at)


INVESTIGATION: Resource[Investigation] = Resource(
    name="investigation",
    prefix="inv",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={InvestigationAnswer: InvestigationRecorded},
)
