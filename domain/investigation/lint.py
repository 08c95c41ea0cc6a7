"""What a careful colleague would ask about a finding before it is believed. Nothing here blocks.

A finding that stops at one person is rarely finished, one statement is one view, and a finding
that only weaker actions answer will probably come back.

Source: RCA2 (causal statements, action hierarchy); NHS Patient Safety Incident Response Framework.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from domain.action.lint import weaker_alone
from domain.advice import Rule, applying
from domain.investigation.events import EvidenceAdded
from domain.investigation.finding import Finding
from domain.investigation.state import Investigation
from domain.vocabulary.evidence import ONE_VOICE, EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.improvement import Strength

TWO_KINDS: Final = 2

ONLY_INDIVIDUAL_LEVEL: Final = Rule(
    "only_individual_level",
    "This stops at one person. What made it likely that somebody would do this here?",
)
ONE_STATEMENT_ONLY: Final = Rule(
    "one_statement_only",
    "This rests on what one person said. What do records, observation or others show?",
)
NO_SECONDARY_FACTOR: Final = Rule(
    "no_secondary_factor",
    "One factor alone is rare. Was anything else at work?",
)
STRONG_ON_ONE_KIND: Final = Rule(
    "strong_on_one_kind",
    "Strong means that two or more kinds of evidence agree, and here there is one kind.",
)
LIMITED_EVIDENCE: Final = Rule(
    "limited_evidence",
    "The evidence is limited. Is it enough to act on, and what would settle it?",
)
GROUND_LOST: Final = Rule(
    "ground_lost",
    "An incident that this rests on was entered in error. Does it still stand, and as it is put?",
)
LEAD_NOT_INDEPENDENT: Final = Rule(
    "lead_not_independent",
    "The lead belongs to the service that is looked at. Who else looks at what is found?",
)


def _about_evidence(
    finding: Finding, evidence: Mapping[UUID, EvidenceAdded], *, none_found: bool
) -> Sequence[Rule]:
    rests_on = [evidence[one] for one in dict.fromkeys(finding.says.evidence)]
    kinds = {one.kind for one in rests_on}
    voices = sum(one.count or 1 for one in rests_on)
    strength = finding.says.strength
    return applying(
        (kinds <= ONE_VOICE and voices == 1, ONE_STATEMENT_ONLY),
        (strength is EvidenceStrength.STRONG and len(kinds) < TWO_KINDS, STRONG_ON_ONE_KIND),
        (strength is EvidenceStrength.LIMITED and not none_found, LIMITED_EVIDENCE),
    )


def _only_weaker(finding: Finding) -> Sequence[Rule]:
    """Nothing is said where the strength of an answer was not kept."""
    answers = finding.answers
    if not answers or any(one.strength is not Strength.WEAKER for one in answers):
        return ()
    kinds = [one.kind for one in answers if one.kind is not None]
    return (weaker_alone("only_weaker_actions_for_finding", kinds),)


def advice_on(found: Investigation, finding: Finding) -> Sequence[Rule]:
    """None for a finding that was withdrawn."""
    if not finding.stands:
        return ()
    says = finding.says
    none_found = says.factor is Factor.NO_CONTRIBUTORY_FACTOR_FOUND
    alone = not says.secondary and not none_found
    lost = any(ground.lost for ground in finding.grounds(found.incidents, found.lost))
    return (
        *applying((says.level is Level.INDIVIDUAL and not none_found, ONLY_INDIVIDUAL_LEVEL)),
        *_about_evidence(finding, found.evidence, none_found=none_found),
        *applying((alone, NO_SECONDARY_FACTOR), (lost, GROUND_LOST)),
        *_only_weaker(finding),
    )


def advice(found: Investigation) -> Sequence[Rule]:
    """About the investigation as a whole."""
    return applying((not found.lead_independent, LEAD_NOT_INDEPENDENT))
