"""What is still missing, why it is needed and by when: a list, never a refusal.

The score is the share of the five things that protect people and start clocks. An integration
reads `missing` and sends the rest with a higher `source_version`, or as facts of their own.

Source: statutory guidance 14 (protect, then report); Heed's rule that nothing is refused which
could wait.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.duty.owed import unanswered
from domain.incident.state import Incident
from domain.incident.vocabulary import Kind


class NeededBy(StrEnum):
    NOW = "now"
    FIRST_DUTY = "first_duty"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class Missing:
    """`pointer` names the member of a report that is not there yet."""

    pointer: str
    needed_for: str
    needed_by: NeededBy


@dataclass(frozen=True, slots=True)
class Completeness:
    """`score`: 0.0 to 1.0; `missing`: most urgent first."""

    score: float
    missing: tuple[Missing, ...]


_SERVICE = Missing("/service", "register", NeededBy.NOW)
_SAFE_NOW = Missing("/immediate_actions/safe_now", "protection", NeededBy.NOW)
_AWARE = Missing("/organisation_aware/at", "duty_clocks", NeededBy.FIRST_DUTY)
_RISKS = Missing("/risks", "closure", NeededBy.CLOSURE)
_WHAT = Missing("/what_happened", "investigation", NeededBy.NOW)
_NEED_RISKS = frozenset({Kind.SAFEGUARDING_CONCERN, Kind.UNCLASSIFIED})
"""Only a concern is not closed without its risks; what is unclassified may become one."""


def completeness(incident: Incident) -> Completeness:
    """Five things count; each that is missing is listed. What nobody needs is not missing."""
    account = incident.account
    there = (
        (_WHAT, account.what_happened is not None),
        (_SERVICE, account.service is not None),
        (_SAFE_NOW, incident.safe_now is not None),
        (_AWARE, account.organisation_aware is not None),
        (_RISKS, incident.risks_known or incident.kind not in _NEED_RISKS),
    )
    missing = tuple(what for what, is_there in there if not is_there)
    return Completeness(round(1 - len(missing) / len(there), 2), missing)


def next_fact(incident: Incident) -> str | None:
    """The most urgent fact that nobody has recorded yet; None where nothing waits. A closed one
    waits for nothing, unless something became owed since.
    """
    if incident.in_error or incident.merged:
        return None
    if incident.closed:
        return "reopenings" if _owes_again(incident) else None
    if incident.safe_now is None:
        return "immediate-actions"
    if incident.kind is Kind.UNCLASSIFIED:
        return "classifications"
    if incident.kind is Kind.SAFEGUARDING_CONCERN and not incident.told_council:
        return "external-reports"
    if incident.told_council and incident.council_decision is None:
        return "council-decisions"
    return "external-reports" if unanswered(incident) else "closures"


def _owes_again(incident: Incident) -> bool:
    """Whether it could not be closed now as it was. Whether the service is registered with CQC is
    not known here, so what only a registered one owes counts where somebody identified it.
    """
    if incident.awaits_council:
        return True
    return any(
        duty.identified is not None or not duty.rule.needs_cqc_registration
        for duty in unanswered(incident)
    )
