"""What the verdicts on its measures come to for an action.

It has slipped if any measure that it cites did, it holds if one does and none slipped, and nothing
is proven otherwise. An action that is not verified has no verdict: whether something helps is asked
once it was seen to be done, and anew each time.

Source: Heed's decision table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.measure.period import ends
from domain.vocabulary.holding import Reason, Word
from projections.holding.verdict import Verdict


@dataclass(frozen=True, slots=True)
class OfAction:
    """`reasons`: why nothing is proven, each once, as the measures give them in order. Of a word
    that is proven there are none. `stale_since`: when figures of any of its measures stopped, the
    earliest; `newest`: the newest closed period of any.
    """

    word: Word
    reasons: tuple[Reason, ...] = ()
    began_before_action: bool | None = None
    stale_since: datetime | None = None
    newest: str | None = None


def of_action(verdicts: Sequence[Verdict]) -> OfAction:
    """verdicts: of every measure that a verified action cites. `began_before_action`: whether the
    improvement that any of them shows began before the action was agreed; None: none shows one.
    """
    found = _of_words(verdicts)
    stale = [one.stale_since for one in verdicts if one.stale_since is not None]
    newest = [one.newest for one in verdicts if one.newest is not None]
    return replace(
        found,
        stale_since=min(stale, default=None),
        newest=max(newest, key=ends, default=None),
    )


def _of_words(verdicts: Sequence[Verdict]) -> OfAction:
    words = {one.word for one in verdicts}
    early = {one.began_before_action for one in verdicts} - {None}
    began = any(early) if early else None
    if not verdicts:
        return OfAction(Word.NOT_PROVEN, (Reason.NO_MEASURE,))
    if Word.SLIPPED in words:
        return OfAction(Word.SLIPPED, began_before_action=began)
    if Word.HOLDING in words:
        return OfAction(Word.HOLDING, began_before_action=began)
    reasons = dict.fromkeys(reason for one in verdicts for reason in one.reasons)
    return OfAction(Word.NOT_PROVEN, tuple(reasons), began)
