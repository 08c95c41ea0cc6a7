"""What is done about a finding, and how far it can be trusted to hold.

Strength is the provider's own judgement. Heed suggests one by the kind of action, and keeps the
suggestion beside the judgement with the version of the table it came from: a weaker action is
never refused, it is shown in the mix. Where a kind could stand in two columns the weaker one is
suggested, so that a stronger judgement is a decision somebody made.

Source: VA National Center for Patient Safety action hierarchy, as reproduced in RCA2 and by AHRQ
(CANDOR guide 4, appendix H).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ActionKind(StrEnum):
    TRAINING = "training"
    SUPERVISION = "supervision"
    COMPETENCY_ASSESSMENT = "competency_assessment"
    PROTOCOL_CHANGE = "protocol_change"
    CARE_PLAN_GUIDANCE = "care_plan_guidance"
    SYSTEM_CHANGE = "system_change"
    STAFFING_CHANGE = "staffing_change"
    ENVIRONMENT_CHANGE = "environment_change"
    TEAM_MEETING = "team_meeting"
    COMMUNICATION = "communication"
    POLICY = "policy"
    AUDIT = "audit"
    LEADERSHIP_COMMITMENT = "leadership_commitment"
    PERSON_SPECIFIC_PLAN = "person_specific_plan"


class Strength(StrEnum):
    """How little an action depends on people remembering it."""

    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


STRENGTH_TABLE: Final = 1
"""The version of `SUGGESTED`. A changed table is a new version; old events keep theirs."""

SUGGESTED: Final[Mapping[ActionKind, Strength]] = MappingProxyType(
    {
        ActionKind.TRAINING: Strength.WEAKER,
        ActionKind.SUPERVISION: Strength.INTERMEDIATE,  # enhanced communication
        ActionKind.COMPETENCY_ASSESSMENT: Strength.INTERMEDIATE,  # stronger once it gates the work
        ActionKind.PROTOCOL_CHANGE: Strength.WEAKER,  # a new procedure
        ActionKind.CARE_PLAN_GUIDANCE: Strength.INTERMEDIATE,  # enhanced documentation
        ActionKind.SYSTEM_CHANGE: Strength.INTERMEDIATE,  # software; stronger where it forces
        ActionKind.STAFFING_CHANGE: Strength.INTERMEDIATE,
        ActionKind.ENVIRONMENT_CHANGE: Strength.STRONGER,
        ActionKind.TEAM_MEETING: Strength.INTERMEDIATE,  # enhanced communication
        ActionKind.COMMUNICATION: Strength.INTERMEDIATE,
        ActionKind.POLICY: Strength.WEAKER,
        ActionKind.AUDIT: Strength.WEAKER,  # additional study
        ActionKind.LEADERSHIP_COMMITMENT: Strength.STRONGER,
        ActionKind.PERSON_SPECIFIC_PLAN: Strength.INTERMEDIATE,  # enhanced documentation
    }
)


_ORDER: Final = (Strength.WEAKER, Strength.INTERMEDIATE, Strength.STRONGER)

BETTER: Final[Mapping[ActionKind, tuple[ActionKind, ...]]] = MappingProxyType(
    {
        ActionKind.TRAINING: (
            ActionKind.COMPETENCY_ASSESSMENT,
            ActionKind.SYSTEM_CHANGE,
            ActionKind.SUPERVISION,
        ),
        ActionKind.PROTOCOL_CHANGE: (ActionKind.SYSTEM_CHANGE, ActionKind.ENVIRONMENT_CHANGE),
        ActionKind.POLICY: (ActionKind.SYSTEM_CHANGE, ActionKind.LEADERSHIP_COMMITMENT),
        ActionKind.AUDIT: (ActionKind.SYSTEM_CHANGE, ActionKind.SUPERVISION),
    }
)
"""What to think of instead of a kind that is suggested as weaker, or beside it."""


def holds_better(kind: ActionKind) -> tuple[ActionKind, ...]:
    """Kinds that depend less on people remembering; for any other kind, those that hold best."""
    strongest = (ActionKind.ENVIRONMENT_CHANGE, ActionKind.LEADERSHIP_COMMITMENT)
    return BETTER.get(kind, strongest)


def is_stronger(one: Strength, *, than: Strength) -> bool:
    return _ORDER.index(one) > _ORDER.index(than)


def suggested_strength(kind: ActionKind) -> Strength:
    """What the table of version `STRENGTH_TABLE` suggests for this kind."""
    return SUGGESTED[kind]
