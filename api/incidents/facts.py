"""The facts that follow a report, as callers send them.

Each is a POST of its own to `/v1/incidents/{id}/<fact>`. What somebody judged (a decision, a
correction, a closure) demands If-Match, so that it was judged on what is there.
"""

from api.incidents.parts import ImmediateActionsPart, RestrictedPart, ToldPart, WishesPart
from api.incidents.report import AccountParts
from api.schema import Code, ExternalReportId, OutsideRef, Request, Role, Title, Words
from domain.incident.vocabulary import CouncilDecision, InError, Kind, LedBy
from domain.moment import Day, When
from domain.vocabulary.duty import DutyCode


class TakeImmediateActions(ImmediateActionsPart):
    """What was done at once to protect people."""

    at: When | None = None


class RecordWishes(WishesPart):
    """What the adult, or who speaks for them, wants."""

    at: When | None = None
    """When they were asked."""


class TellOutside(ToldPart):
    """Somebody outside was told. With a duty, it is that one which was met, and its body may be
    left out; with the body alone, every duty to that body which the facts bring.
    """

    duty: DutyCode | None = None
    late_reason: Words | None = None
    """Learning text: why it was later than it should have been, without identifiers of people."""


class Acknowledge(Request):
    """An outside body answered."""

    report: ExternalReportId
    """The `id` of the entry in `reported_to`."""
    at: When | None = None
    their_ref: OutsideRef | None = None
    """Their own reference, kept as they wrote it; never an identifier of a person."""
    issuer: Code | None = None
    """Who gave that reference; one body may have several kinds."""


class ThresholdToolPart(Request):
    name: Title
    version: Title


class Classify(Request):
    """The provider's own decision what this is. May be repeated; the last one holds."""

    kind: Kind
    decided_by: Role
    threshold_tool: ThresholdToolPart | None = None
    reason: Words | None = None
    """Learning text: no identifiers of people."""
    at: When | None = None


class RecordCouncilDecision(Request):
    """The council's decision, as received."""

    decision: CouncilDecision
    led_by: LedBy | None = None
    report_due_on: Day | None = None
    at: When | None = None
    reason: Words | None = None
    """Learning text: no identifiers of people."""


class Amend(AccountParts):
    """Later knowledge, by a person. Members left out stay as they are."""


class Correct(AccountParts):
    """We were wrong. Members left out stay as they are; the old value stays in the history."""

    reason: Words
    """Learning text: what was wrong, without identifiers of people."""


class Restrict(RestrictedPart):
    """Who may not see this incident from now on; an empty list lifts the restriction."""


class CloseIncident(Request):
    """The case is closed; learning goes on."""

    at: When | None = None
    reason: Words | None = None
    """Learning text: no identifiers of people."""


class EnterInError(Request):
    """This should never have been here."""

    because: InError
    reason: Words
    """Learning text: no identifiers of people."""
