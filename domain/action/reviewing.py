"""Judging whether an action helped: who may, after what, and on what ground.

A review follows verification, is never left to those who owned or completed it, and cites what a
measure showed or what people said; that something is sustained can only be said where it was
effective before.

Source: domain rules 12 and 14; CQC (improvements are made and the resulting changes monitored).
"""

from domain.action import refusals
from domain.action.events import ActionVerified, EffectivenessReviewed
from domain.action.looking import must_have_recurred
from domain.action.state import Action
from domain.action.timeliness import earlier
from domain.action.vocabulary import HELPED, LATER_LOOK, Verdict


def _verified(action: Action) -> ActionVerified:
    if action.cancelled is not None:
        raise refusals.ActionIsCancelled
    if action.verified is None:
        raise refusals.ActionNotVerified
    return action.verified


def _must_have_ground(review: EffectivenessReviewed) -> None:
    if review.people_said is not None and review.why_nobody_was_asked is not None:
        raise refusals.AskedOrNot("/people_said")
    early = review.verdict is Verdict.TOO_EARLY and review.why_nobody_was_asked is not None
    if not review.measures and review.people_said is None and not early:
        raise refusals.VerdictWithoutGround("/measures")


def _must_follow(action: Action, verdict: Verdict) -> None:
    if verdict not in LATER_LOOK:
        return
    before = {one.verdict for one in action.current_reviews}
    needed = frozenset({Verdict.EFFECTIVE}) if verdict is Verdict.SUSTAINED else HELPED
    if before.isdisjoint(needed):
        raise refusals.NothingToSustain("/verdict")


def review(action: Action, reviewed: EffectivenessReviewed) -> EffectivenessReviewed:
    """`reviewed.by` and everybody in `together_with` took part."""
    _must_have_ground(reviewed)
    verified = _verified(action)
    taking_part = (reviewed.by, *reviewed.together_with)
    if all(action.had_in_hand(one) for one in taking_part):
        raise refusals.ReviewedByOwnerAlone
    if earlier(reviewed.at, verified.at):
        raise refusals.ReviewedBeforeVerified("/at")
    _must_follow(action, reviewed.verdict)
    must_have_recurred(action, reviewed.recurrences or (), "/recurrences")
    return reviewed
