"""What becomes of one incident at Larkfield Court; a test says only what matters to it."""

from typing import Any
from uuid import UUID

from domain.incident.afterwards import (
    EnquiryOutcomeReceived,
    FamilySharingDecided,
    FeedbackRecorded,
    IncidentReopened,
    SupportOffered,
)
from domain.incident.events import PeopleNamed, Person, WishesRecorded
from domain.incident.merged import (
    IncidentMerged,
    IncidentUnmerged,
    OtherIncidentJoined,
    OtherIncidentParted,
    Stands,
)
from domain.incident.vocabulary import Asked, LedBy, PersonIs
from domain.vocabulary.enquiry import Allegation
from domain.vocabulary.recipient import (
    FeedbackOutcome,
    Recipient,
    SharingDecidedBy,
    Support,
    SupportAnswer,
    SupportFor,
)
from tests.examples import identity, words

RESIDENT, OTHER_RESIDENT, WORKER, DAUGHTER = (identity(n) for n in range(40, 44))
OTHER_INCIDENT, THIRD_INCIDENT = identity(48), identity(49)


def reopened(**changes: Any) -> IncidentReopened:
    return IncidentReopened(**{"reason": words()} | changes)


def outcome(**changes: Any) -> EnquiryOutcomeReceived:
    usual = {"received_from": LedBy.COUNCIL, "allegation": Allegation.INCONCLUSIVE}
    return EnquiryOutcomeReceived(**usual | changes)


def told(recipient: Recipient = Recipient.REPORTER, **changes: Any) -> FeedbackRecorded:
    usual = {"outcome": FeedbackOutcome.GIVEN, "by": "registered_manager"}
    return FeedbackRecorded(**{"recipient": recipient} | usual | changes)


def family(*, agreed: bool = True, **changes: Any) -> FamilySharingDecided:
    usual = {"agreed": agreed, "decided_by": SharingDecidedBy.ADULT}
    return FamilySharingDecided(**usual | changes)


def offered(answer: SupportAnswer = SupportAnswer.OFFERED, **changes: Any) -> SupportOffered:
    usual = {"to": SupportFor.ADULT, "support": Support.ADVOCACY, "answer": answer}
    return SupportOffered(**usual | changes)


def wished(asked: Asked = Asked.ASKED_AND_EXPRESSED, **changes: Any) -> WishesRecorded:
    return WishesRecorded(**{"asked": asked} | changes)


def somebody(person: UUID, *roles: PersonIs, **changes: Any) -> Person:
    return Person(**{"person": person, "roles": roles} | changes)


def named(*people: Person) -> PeopleNamed:
    return PeopleNamed(people=people)


def merged(into: UUID = OTHER_INCIDENT) -> IncidentMerged:
    return IncidentMerged(into=into, reason=words())


def unmerged(stands: Stands = Stands.OPEN) -> IncidentUnmerged:
    return IncidentUnmerged(parted_from=OTHER_INCIDENT, stands=stands, reason=words())


def joined(incident: UUID = OTHER_INCIDENT) -> OtherIncidentJoined:
    return OtherIncidentJoined(incident=incident)


def parted(incident: UUID = OTHER_INCIDENT) -> OtherIncidentParted:
    return OtherIncidentParted(incident=incident)
