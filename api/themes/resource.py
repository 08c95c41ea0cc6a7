"""The theme as a resource: each member left out for whoever may not see it."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from api.principal import Principal
from api.reader import Reader
from api.resource import Resource, Standing
from api.schema import Answer
from api.scope import Scope
from api.themes.answer import ThemeAnswer, ThemeRecorded
from api.themes.telling import theme_members
from domain.sealed import Body, bodies_in
from domain.theme.rules import OF_PERSONS
from domain.theme.state import Theme, fold


def tell(_: Principal, at: Standing[Theme]) -> tuple[type[Answer], dict[str, Any]]:
    return ThemeAnswer, theme_members(at)


def may_see(principal: Principal, _: frozenset[UUID], theme: Theme) -> bool:
    """Whoever may read learning, but of one person only who may read repeats; what a restricted
    incident hides is asked of every resource.
    """
    return theme.rule not in untold_rules(principal)


def untold_rules(principal: Principal) -> frozenset[str]:
    """The rules of which this key may know no theme."""
    return frozenset() if principal.may(Scope.REPEATS_READ) else OF_PERSONS


def words(theme: Theme) -> Iterable[Body]:
    return bodies_in([theme.first, *theme.judged, *theme.linked])


def made_of(theme: Theme) -> Iterator[UUID]:
    yield from theme.members
    yield from (one.id for one in theme.left)
    yield from (one.investigation for one in theme.linked)
    yield from theme.looks
    yield from theme.actions
    grounds = () if theme.why is None else theme.why.grounds
    yield from (one.signal for one in grounds if one.signal is not None)


def without(facts: dict[str, Any], unseen: frozenset[UUID]) -> dict[str, Any]:
    """Identifiers inside facts are plain; a count that would give the others away is left out."""
    hidden = {str(one) for one in unseen}
    kept = {name: value for name, value in facts.items() if name != "why"}
    for name in ("members", "left"):
        if name in kept:
            kept[name] = [one for one in kept[name] if one["id"] not in hidden]
    for name in ("investigation", "review", "action"):
        if kept.get(name) in hidden:
            kept = {one: value for one, value in kept.items() if one not in {name, "finding"}}
    return kept


def told_to(facts: dict[str, Any], _: Reader) -> dict[str, Any]:
    """Who a theme of one person is about stands nowhere in it, nor what stands for them."""
    of_person = facts.get("rule") in OF_PERSONS
    return {name: value for name, value in facts.items() if name != "subject" or not of_person}


THEME: Resource[Theme] = Resource(
    name="theme",
    prefix="thm",
    fold=fold,
    may_see=may_see,
    tell=tell,
    words=words,
    recorded={ThemeAnswer: ThemeRecorded},
    made_of=made_of,
    without=without,
    told_to=told_to,
)
