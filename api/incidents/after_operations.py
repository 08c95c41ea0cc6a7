"""The operations on what becomes of an incident after its report."""

from api.contract.operation import Operation
from api.incidents import after_facts as facts
from api.incidents import afterwards, merging
from api.recording import Collection


def after_facts(incidents: Collection) -> tuple[Operation, ...]:
    """Each a fact of its own; what somebody judged asks for If-Match, what ends or reopens a case
    for whoever did it.
    """
    return (*_followed_up(incidents), *_judged(incidents), *_merged(incidents))


def _followed_up(incidents: Collection) -> tuple[Operation, ...]:
    return (
        incidents.fact(
            "feedback", "Record who was told", facts.RecordFeedback, afterwards.record_feedback
        ),
        incidents.fact(
            "family-sharing",
            "Record whether the family may be told",
            facts.DecideFamilySharing,
            afterwards.decide_family_sharing,
        ),
        incidents.fact(
            "support-offers",
            "Record that support was offered",
            facts.OfferSupport,
            afterwards.offer_support,
        ),
    )


def _judged(incidents: Collection) -> tuple[Operation, ...]:
    return (
        incidents.fact(
            "enquiry-outcomes",
            "Record what came of an enquiry",
            facts.ReceiveOutcome,
            afterwards.receive_outcome,
            judged=True,
        ),
        incidents.fact(
            "time-confirmations",
            "Confirm a time that looks wrong",
            facts.ConfirmTimes,
            afterwards.confirm_times,
            judged=True,
            accountable=True,
        ),
        incidents.fact(
            "reopenings",
            "Reopen the case",
            facts.ReopenIncident,
            afterwards.reopen,
            judged=True,
            accountable=True,
        ),
    )


def _merged(incidents: Collection) -> tuple[Operation, ...]:
    return (
        incidents.fact(
            "merges",
            "Say that it is the same as another one",
            facts.MergeIncident,
            merging.merge,
            judged=True,
            accountable=True,
        ),
        incidents.fact(
            "unmerges",
            "Say that it was not the same",
            facts.UnmergeIncident,
            merging.unmerge,
            judged=True,
            accountable=True,
        ),
    )
