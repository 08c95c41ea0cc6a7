"""What the rules forbid for a learning response, and how that is said."""

from domain.refusal import Refusal


class IncidentNotNamed(Refusal):
    code = "incident-not-named"
    detail = "An investigation that began with an incident names at least one incident."


class InvestigationNotOpen(Refusal):
    code = "investigation-not-open"
    detail = "Nothing is changed in an investigation that is completed, signed off or stopped."


class EvidenceUnknown(Refusal):
    code = "evidence-unknown"
    detail = "A finding rests on evidence that was added to this investigation before."


class FactorsContradict(Refusal):
    code = "factors-contradict"
    detail = (
        "A finding names each factor once, and that no contributory factor was found stands alone."
    )


class FindingUnknown(Refusal):
    code = "finding-unknown"
    detail = "This investigation has no such finding, or it was withdrawn."


class FindingHasAction(Refusal):
    code = "finding-has-action"
    detail = "An action was agreed for this finding, so it is not left without one."


class FindingsStand(Refusal):
    code = "findings-stand"
    detail = "While a finding stands, it cannot be declared that nothing was found."


class NothingFoundYet(Refusal):
    code = "nothing-found-yet"
    detail = (
        "An investigation is completed with at least one finding, or with the declaration that "
        "nothing was found."
    )


class InvestigationNotCompleted(Refusal):
    code = "investigation-not-completed"
    detail = "An investigation is signed off or returned only once it is completed."


class AlreadySignedOff(Refusal):
    code = "already-signed-off"
    detail = "This investigation is signed off already."


class SignedOffByLead(Refusal):
    code = "signed-off-by-lead"
    detail = "An investigation is signed off by somebody who never led it."


class OriginPointsElsewhere(Refusal):
    code = "origin-points-elsewhere"
    detail = "An audit or a governance review is named only where the investigation began with it."


class NoResponseChosen(Refusal):
    code = "no-response-chosen"
    detail = "It was decided not to look into this, so open another investigation to do so."


class IncidentNotCovered(Refusal):
    code = "incident-not-covered"
    detail = "This incident is not one that the investigation looks at."


class IncidentCoveredAlready(Refusal):
    code = "incident-covered-already"
    detail = "The investigation looks at these incidents already."


class LeadUnchanged(Refusal):
    code = "lead-unchanged"
    detail = "The investigation has this lead already."


class InvestigationStoppedAlready(Refusal):
    code = "investigation-stopped"
    detail = "This investigation was stopped, so it is neither completed nor signed off."


class CaseNotNamed(Refusal):
    code = "case-not-named"
    detail = "Several incidents are looked at, so say whose case these words belong to."
