"""A response in plain words: a sentence for each step, also where there is nothing to tell."""

from collections.abc import Iterator
from typing import Any

from api.themes.response.answer import Acted, Decided
from domain.action.state import Stage
from domain.vocabulary.holding import Word


def readings(said: dict[str, Any]) -> list[str]:
    """said: the members of a response."""
    return [_members(said), _decision(said["decision"]), _actions(said), *_effect(said)]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _members(said: dict[str, Any]) -> str:
    audits = f" and {_counted(said['audits'], 'audit')}" if said["audits"] else ""
    return f"It shows in {_counted(said['incidents'], 'incident')}{audits}."


def _decision(decision: dict[str, Any]) -> str:
    if decision["state"] is Decided.NOTHING_YET:
        looked = len(decision["reviews"])
        seen = f", though {_counted(looked, 'governance review')} looked at it" if looked else ""
        return f"Nothing was decided yet{seen}."
    judged = decision["judgements"]
    last = f"It was last {judged[-1]['decision']} by people. " if judged else ""
    return f"{last}{_counted(len(decision['reviews']), 'governance review')} looked at it."


def _actions(said: dict[str, Any]) -> str:
    if said["actions_state"] is Acted.NOTHING_YET:
        return "No action was agreed yet."
    mix = [f"{one['actions']} {one['strength']}" for one in said["strengths"]]
    mix += [f"{many} cancelled since"] if (many := _cancelled(said)) else []
    return f"{_counted(len(said['actions']), 'action')} agreed ({', '.join(mix)})."


def _cancelled(said: dict[str, Any]) -> int:
    return sum(one["state"] is Stage.CANCELLED for one in said["actions"])


def _effect(said: dict[str, Any]) -> Iterator[str]:
    if said["actions_state"] is Acted.NOTHING_YET:
        return
    words = [one["word"] for one in said["actions"] if one["state"] is not Stage.CANCELLED]
    apart = f", {many} cancelled" if (many := _cancelled(said)) else ""
    yield (
        f"By their measures {words.count(Word.HOLDING)} hold, {words.count(Word.SLIPPED)} slipped, "
        f"{words.count(Word.NOT_PROVEN)} are not proven; {words.count(None)} not verified{apart}."
    )
    stale = sum(one["stale_since"] is not None for one in said["actions"])
    if stale:
        yield f"Of {_counted(stale, 'action')} figures stopped coming: the word is of then."
    count = len(said["did_not_work"])
    yield (
        f"{_counted(count, 'thing')} did not work." if count else "Nothing is known to have failed."
    )
