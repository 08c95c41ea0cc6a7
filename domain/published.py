"""The vocabularies that callers may read, each with its version and its source.

Heed's own lists have the version of the list. A provider's own finer codes make versions of its
own after a point: `1` is Heed's, `1.2` has the provider's first two extensions.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from inspect import cleandoc
from types import MappingProxyType
from typing import Final

from domain.incident import vocabulary as incident
from domain.vocabulary import enquiry, evidence, learning_response, sampling, service_type
from domain.vocabulary.duty import DutyCode
from domain.vocabulary.extension import VocabularyExtended
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.framework import EVIDENCE_MAPPING, QUALITY_STATEMENTS
from domain.vocabulary.improvement import ActionKind, Strength
from domain.vocabulary.recipient import Recipient, Support
from domain.vocabulary.term import Vocabulary, terms_of

SAC: Final = "Safeguarding Adults Collection"
OWN: Final = "Heed's own"
LFPSE: Final = "NHS Learn from Patient Safety Events taxonomy"

_CODES: Final[Mapping[str, tuple[type[StrEnum], str]]] = {
    "kind": (incident.Kind, OWN),
    "risk_type": (incident.RiskType, f"{SAC}, SG2a"),
    "risk_source": (incident.RiskSource, f"{SAC}, SG2b"),
    "risk_location": (incident.RiskLocation, f"{SAC}, SG2b"),
    "physical_harm": (incident.PhysicalHarm, LFPSE),
    "psychological_harm": (incident.PsychologicalHarm, LFPSE),
    "association": (incident.Association, LFPSE),
    "asked": (incident.Asked, f"{SAC}, SG4a"),
    "lacked_capacity": (incident.LackedCapacity, f"{SAC}, SG3a"),
    "immediate_action": (incident.ImmediateAction, OWN),
    "told_body": (incident.ToldBody, OWN),
    "council_decision": (incident.CouncilDecision, "Care Act 2014 s42"),
    "risk_outcome": (enquiry.RiskOutcome, f"{SAC}, SG2e"),
    "allegation": (enquiry.Allegation, OWN),
    "duty": (DutyCode, "the instruments that each rule names"),
    "factor": (Factor, "Heed's own, mapped to the Yorkshire Contributory Factors Framework"),
    "level": (Level, "Yorkshire Contributory Factors Framework, layers"),
    "method": (learning_response.Method, "Patient Safety Incident Response Framework"),
    "origin": (learning_response.Origin, OWN),
    "evidence_strength": (evidence.EvidenceStrength, OWN),
    "action_kind": (ActionKind, OWN),
    "strength": (Strength, "VA National Center for Patient Safety action hierarchy (RCA2)"),
    "sample_method": (sampling.SampleMethod, OWN),
    "service_type": (service_type.ServiceType, "CQC register, service types"),
    "recipient": (Recipient, "Care and support statutory guidance, 14"),
    "support": (Support, OWN),
}


def _published(name: str) -> Vocabulary:
    codes, source = _CODES[name]
    about = cleandoc(codes.__doc__ or "") if codes.__doc__ != StrEnum.__doc__ else ""
    return Vocabulary(name, "1", about, source, terms_of(codes))


PUBLISHED: Final[Mapping[str, Vocabulary]] = MappingProxyType(
    {
        **{name: _published(name) for name in _CODES},
        QUALITY_STATEMENTS.name: QUALITY_STATEMENTS,
        EVIDENCE_MAPPING.name: EVIDENCE_MAPPING,
    }
)


def extended(
    name: str, extensions: Sequence[VocabularyExtended], version: str
) -> Vocabulary | None:
    """The vocabulary at that version, with as many of the provider's extensions; None where there
    is no such vocabulary or version.
    """
    own = PUBLISHED.get(name)
    mine = [one for one in extensions if one.vocabulary == name]
    versions = versions_of(name, extensions)
    if own is None or version not in versions:
        return None
    more = (term for one in mine[: versions.index(version)] for term in one.terms)
    return Vocabulary(
        name, version, own.about, own.source, (*own.terms, *more), maps_to=own.maps_to
    )


def versions_of(name: str, extensions: Sequence[VocabularyExtended]) -> tuple[str, ...]:
    """Oldest first; none for a vocabulary that there is not."""
    own = PUBLISHED.get(name)
    if own is None:
        return ()
    count = sum(one.vocabulary == name for one in extensions)
    return (own.version, *(f"{own.version}.{number}" for number in range(1, count + 1)))


def newest(name: str, extensions: Sequence[VocabularyExtended]) -> Vocabulary | None:
    versions = versions_of(name, extensions)
    return extended(name, extensions, versions[-1]) if versions else None
