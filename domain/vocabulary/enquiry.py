"""What came of an enquiry, in the words of the council's yearly return.

Codes are ours; the published labels stand beside them. The council, or whoever else led the
enquiry, says them; Heed keeps them so that nobody has to ask twice.

Source: Safeguarding Adults Collection SG2c, SG2e and SG4a; council practice for allegations.
"""

from enum import StrEnum


class RiskAssessment(StrEnum):
    """Risk assessment and action together (SG2c)."""

    RISK_IDENTIFIED_ACTION = "risk_identified_action"
    """Risk identified and action taken."""
    RISK_IDENTIFIED_NO_ACTION = "risk_identified_no_action"
    INCONCLUSIVE_ACTION = "inconclusive_action"
    """Risk assessment inconclusive and action taken."""
    INCONCLUSIVE_NO_ACTION = "inconclusive_no_action"
    NO_RISK_ACTION = "no_risk_action"
    NO_RISK_NO_ACTION = "no_risk_no_action"
    CEASED_AT_INDIVIDUALS_REQUEST = "ceased_at_individuals_request"
    """Enquiry ceased at the individual's request and no action taken."""


NO_RISK = frozenset({RiskAssessment.NO_RISK_ACTION, RiskAssessment.NO_RISK_NO_ACTION})
"""Assessments that leave no risk whose outcome could be told."""


class RiskOutcome(StrEnum):
    """What became of the risk (SG2e)."""

    REMAINED = "remained"
    REDUCED = "reduced"
    REMOVED = "removed"


class OutcomesAchieved(StrEnum):
    """Making Safeguarding Personal: what the adult wanted was achieved (SG4a)."""

    FULLY_ACHIEVED = "fully_achieved"
    PARTIALLY_ACHIEVED = "partially_achieved"
    NOT_ACHIEVED = "not_achieved"


class Allegation(StrEnum):
    """The finding on the allegation, on the balance of probabilities."""

    SUBSTANTIATED = "substantiated"
    PARTIALLY_SUBSTANTIATED = "partially_substantiated"
    NOT_SUBSTANTIATED = "not_substantiated"
    INCONCLUSIVE = "inconclusive"
