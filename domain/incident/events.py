"""The facts of an incident's life, each recorded once and never changed.

A report is one append: `reported` first, then what it carries of people, immediate actions,
wishes and bodies told, each a fact of its own. Whatever came out of a report carries its
`source_version`, so that a newer snapshot takes the older one's place and facts recorded by
people stay.

Source: Care Act 2014 s42; CQC (Registration) Regulations 2009 reg 16 and 18; Making Safeguarding
Personal.
"""

from typing import ClassVar
from uuid import UUID

from domain.event import DomainEvent
from domain.incident.account import Account, ReportedAccount
from domain.incident.afterwards import (
    EnquiryOutcomeReceived,
    FamilySharingDecided,
    FeedbackRecorded,
    IncidentReopened,
    SupportOffered,
    TimesConfirmed,
)
from domain.incident.duties import DutyEvent
from domain.incident.merged import (
    IncidentMerged,
    IncidentUnmerged,
    OtherIncidentJoined,
    OtherIncidentParted,
)
from domain.incident.vocabulary import (
    Asked,
    AskedOf,
    Channel,
    CouncilDecision,
    EngagedAs,
    ImmediateAction,
    InError,
    Kind,
    LackedCapacity,
    LedBy,
    PersonIs,
    RestrictionReason,
    SafeNow,
    SupportedBy,
    ToldBody,
)
from domain.learning_text import LearningText
from domain.moment import Day, Moment, When
from domain.part import Part
from domain.sealed import Body
from domain.vocabulary.duty import DutyCode


class Source(Part):
    """Where a report came from. `recorded_at`: when it was saved in the care system."""

    system: str
    ref: str
    version: int
    recorded_at: Moment | None = None


class Issue(Part):
    """Something in a report that Heed could not take as it stood. `pointer` names a member of the
    schema; the value itself is sealed in `extra`.
    """

    pointer: str
    code: str


class IncidentReported(DomainEvent, ReportedAccount):
    """An incident was reported to Heed."""

    type: ClassVar[str] = "incident.reported.v1"

    source: Source
    issues: tuple[Issue, ...] = ()
    excluded: tuple[UUID, ...] | None = None
    restricted_because: RestrictionReason | None = None


class IncidentAmended(DomainEvent):
    """Later knowledge. `set` holds the members that changed, `withdrawn` those left out of a
    newer snapshot. `source` is absent where a person amended it in Heed.
    """

    type: ClassVar[str] = "incident.amended.v1"

    set: ReportedAccount
    withdrawn: tuple[str, ...] = ()
    source: Source | None = None
    issues: tuple[Issue, ...] = ()


class IncidentCorrected(DomainEvent):
    """We were wrong. The old value stays in the history; the reason says what was learned."""

    type: ClassVar[str] = "incident.corrected.v1"

    set: Account
    reason: LearningText
    issues: tuple[Issue, ...] = ()


class Staff(Part):
    role: str | None = None
    engaged_as: EngagedAs | None = None


class Person(Part):
    """Somebody in the incident, by a random reference of this provider. One person may be several
    things in it, such as an adult at risk who is alleged to have caused harm to another.

    `same_number_as`: another reference under which this provider knows the same NHS number. It
    links nothing by itself; it lets people look.
    """

    person: UUID
    roles: tuple[PersonIs, ...] = ()
    placed_by: tuple[str, ...] = ()
    self_funded: bool | None = None
    staff: Staff | None = None
    identity: Body | None = None
    same_number_as: UUID | None = None


class PeopleNamed(DomainEvent):
    """Who is in it; a newer list takes the place of the older one."""

    type: ClassVar[str] = "incident.people_named.v1"

    people: tuple[Person, ...]
    source_version: int | None = None


class Done(Part):
    kind: ImmediateAction
    at: Moment | None = None


class ImmediateActionsTaken(DomainEvent):
    """What was done at once, and whether the adult is safe now."""

    type: ClassVar[str] = "incident.immediate_actions_taken.v1"

    safe_now: SafeNow | None = None
    done: tuple[Done, ...] = ()
    text: Body | None = None
    source_version: int | None = None
    at: Moment | None = None


class WishesRecorded(DomainEvent):
    """What the adult, or who speaks for them, wants to happen."""

    type: ClassVar[str] = "incident.wishes_recorded.v1"

    asked: Asked | None = None
    asked_of: AskedOf | None = None
    lacked_capacity: LackedCapacity | None = None
    supported_by: SupportedBy | None = None
    text: Body | None = None
    source_version: int | None = None
    at: Moment | None = None


class ExternallyReported(DomainEvent):
    """Somebody outside was told. The same `report` again takes the place of what was said of it.
    `duty`: which duty it was made for, where that was said.
    """

    type: ClassVar[str] = "incident.externally_reported.v1"

    report: UUID
    body: ToldBody | None = None
    commissioner: str | None = None
    at: Moment | None = None
    channel: Channel | None = None
    source_version: int | None = None
    duty: DutyCode | None = None
    late_reason: LearningText | None = None


class ExternalReportAcknowledged(DomainEvent):
    """They answered. Their reference is theirs: an opaque text, never interpreted. `issuer`: who
    gave it, as one body has several kinds of reference.
    """

    type: ClassVar[str] = "incident.external_report_acknowledged.v1"

    report: UUID
    at: Moment | None = None
    their_ref: str | None = None
    issuer: str | None = None


class ThresholdTool(Part):
    name: str
    version: str


class Classified(DomainEvent):
    """The provider decided what this is. May be repeated; the last one holds."""

    type: ClassVar[str] = "incident.classified.v1"

    kind: Kind
    decided_by: str
    threshold_tool: ThresholdTool | None = None
    reason: LearningText | None = None
    at: Moment | None = None


class CouncilDecided(DomainEvent):
    """The council's decision as received. A later one takes its place; both are kept."""

    type: ClassVar[str] = "incident.council_decided.v1"

    decision: CouncilDecision
    led_by: LedBy | None = None
    report_due_on: Day | None = None
    at: Moment | None = None
    reason: LearningText | None = None


class Restricted(DomainEvent):
    """Who may not see this incident. The last list holds; an empty one lifts the restriction.

    While incidents are merged, `excluded` is everybody whom any of them excludes, and `own` whom
    this one does; `carried`: only so that it is hidden like those it is merged with. With a
    `source_version` the care system said so in a snapshot, with neither a person in Heed.
    """

    type: ClassVar[str] = "incident.restricted.v1"

    excluded: tuple[UUID, ...]
    reason: RestrictionReason
    own: tuple[UUID, ...] | None = None
    source_version: int | None = None
    carried: bool | None = None


class CoveredByInvestigation(DomainEvent):
    """An investigation has this incident in its scope: the other end of the same fact."""

    type: ClassVar[str] = "incident.covered_by_investigation.v1"

    investigation: UUID


class Closed(DomainEvent):
    """The case is closed. Learning goes on. `suspect`: the time cannot be right."""

    type: ClassVar[str] = "incident.closed.v1"

    at: When | None = None
    reason: LearningText | None = None
    suspect: bool | None = None


class EnteredInError(DomainEvent):
    """This should never have been here. It leaves every count and stays in the log."""

    type: ClassVar[str] = "incident.entered_in_error.v1"

    because: InError
    reason: LearningText


IncidentEvent = (
    IncidentReported
    | IncidentAmended
    | IncidentCorrected
    | PeopleNamed
    | ImmediateActionsTaken
    | WishesRecorded
    | ExternallyReported
    | ExternalReportAcknowledged
    | Classified
    | CouncilDecided
    | Restricted
    | CoveredByInvestigation
    | Closed
    | EnteredInError
    | IncidentReopened
    | EnquiryOutcomeReceived
    | FeedbackRecorded
    | FamilySharingDecided
    | SupportOffered
    | TimesConfirmed
    | IncidentMerged
    | OtherIncidentJoined
    | IncidentUnmerged
    | OtherIncidentParted
    | DutyEvent
)
