"""What a careful colleague would ask about an action: will it hold, and how will anyone know?

Weaker actions are not wrong; alone they rarely hold. Nothing here blocks.

Source: RCA2 (prefer stronger and intermediate actions; every action has a measure); Heed's rules
on due dates, owners and effectiveness.
"""

from collections.abc import Sequence
from typing import Final

from domain.action.state import Action, Stage
from domain.advice import Rule, applying
from domain.vocabulary.improvement import (
    ActionKind,
    Strength,
    holds_better,
    is_stronger,
)

POSTPONED_OFTEN: Final = 2

TRAINING_WITHOUT_CHECK: Final = Rule(
    "training_without_check",
    "Who came says nothing of what changed in practice. Plan an observation or a competency check.",
    (ActionKind.COMPETENCY_ASSESSMENT, ActionKind.SUPERVISION),
)
NO_MEASURE: Final = Rule(
    "no_measure",
    "Nothing will show whether this helped. Is there a count or a check that would?",
)
STRONGER_WITHOUT_REASON: Final = Rule(
    "stronger_without_reason",
    "This is judged stronger than its kind usually is. Say what makes it hold.",
)
OWNER_BY_ROLE_ALONE: Final = Rule(
    "owner_by_role_alone",
    "The owner is known by role alone, so nobody in the same role can verify this.",
)
NO_REVIEW_PLANNED: Final = Rule(
    "no_review_planned",
    "Nobody will look again whether it helped. Plan a review after verification.",
)
POSTPONED_WITHOUT_CONTROL: Final = Rule(
    "postponed_without_interim_control",
    "It is done later than agreed. Say what keeps people safe until then.",
)
POSTPONED_REPEATEDLY: Final = Rule(
    "postponed_repeatedly",
    "It was put off more than once. Is it the right action, and has its owner what it needs?",
)
NOBODY_ASKED: Final = Rule(
    "nobody_asked_whether_it_helped",
    "The last review cites no people. Ask those whom it is for, or say why nobody was asked.",
)


def weaker_alone(rule: str, action_kinds: Sequence[ActionKind]) -> Rule:
    """The same question about one action and about all that answer one finding."""
    return Rule(
        rule,
        "This depends on people remembering it. What else would hold without that?",
        tuple(dict.fromkeys(kind for one in action_kinds for kind in holds_better(one))),
    )


def _about_strength(action: Action) -> Sequence[Rule]:
    agreed = action.agreed
    stronger = is_stronger(agreed.strength, than=agreed.suggested_strength)
    return applying(
        (agreed.strength is Strength.WEAKER, weaker_alone("weaker_action", [agreed.kind])),
        (stronger and agreed.strength_reason is None, STRONGER_WITHOUT_REASON),
    )


def _about_measuring(action: Action) -> Sequence[Rule]:
    agreed = action.agreed
    unmeasured = agreed.why_no_measure is not None and not action.measures
    latest = action.reviews[-1] if action.reviews else None
    unasked = latest is not None and not (latest.people_said or latest.why_nobody_was_asked)
    return applying(
        (unmeasured and agreed.kind is ActionKind.TRAINING, TRAINING_WITHOUT_CHECK),
        (unmeasured, NO_MEASURE),
        (not action.review_days, NO_REVIEW_PLANNED),
        (unasked, NOBODY_ASKED),
    )


def _about_doing(action: Action) -> Sequence[Rule]:
    if action.stage not in {Stage.AGREED, Stage.STARTED}:
        return ()
    last = action.changes[-1] if action.changes else None
    later = last is not None and last.to > last.from_
    uncontrolled = later and last is not None and last.interim_control is None
    postponed = sum(one.to > one.from_ for one in action.changes) >= POSTPONED_OFTEN
    return applying(
        (action.owner.staff is None, OWNER_BY_ROLE_ALONE),
        (uncontrolled, POSTPONED_WITHOUT_CONTROL),
        (postponed, POSTPONED_REPEATEDLY),
    )


def advice(action: Action) -> Sequence[Rule]:
    """None for an action that was cancelled."""
    if action.stage is Stage.CANCELLED:
        return ()
    return (*_about_strength(action), *_about_measuring(action), *_about_doing(action))
