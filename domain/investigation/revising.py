"""What becomes of a finding after it was recorded: put differently, unanswered again, advised on.

Source: Heed's rules that nothing is edited, that every link is a fact at both ends, and that a
lint explains and never blocks.
"""

from uuid import UUID

from domain.advice import must_be_given
from domain.investigation.decisions import must_hold_together, standing
from domain.investigation.events import (
    FindingActionCancelled,
    FindingAdviceSetAside,
    FindingRevised,
)
from domain.investigation.finding import without
from domain.investigation.lint import advice_on
from domain.investigation.state import Investigation


def revise_finding(investigation: Investigation, revised: FindingRevised) -> FindingRevised:
    must_hold_together(investigation, revised)
    standing(investigation, revised.finding)
    return revised


def lose_answer(
    investigation: Investigation, *, finding: UUID, action: UUID
) -> FindingActionCancelled | None:
    """Appended together with `action.cancelled`; None where the finding does not know the action.
    A withdrawn finding needs no answer.
    """
    known = investigation.findings.get(finding)
    if known is None or action not in known.actions:
        return None
    unanswered = known.stands and not without(known, action).answered
    return FindingActionCancelled(finding=finding, action=action, unanswered=unanswered)


def set_advice_aside(
    investigation: Investigation, aside: FindingAdviceSetAside
) -> FindingAdviceSetAside:
    """Only advice that is really given; said again, the later reason holds."""
    finding = standing(investigation, aside.finding)
    must_be_given(advice_on(investigation, finding), aside.rule)
    return aside
