"""How facts about a theme are decided, each by people."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.governance_reviews.resource import GOVERNANCE_REVIEW
from api.incidents.resource import INCIDENT
from api.investigations.resource import INVESTIGATION
from api.learning import learning_text, maybe_learning_text
from api.other_end import other_ends
from api.policies.standing import policies_of
from api.roles import actor_of, identity_of, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from api.themes import facts
from api.themes.answer import MOST_JUDGED, MOST_LINKED
from domain.duty.calendar import london_day
from domain.incident.state import Incident
from domain.investigation.refusals import FindingUnknown
from domain.policy.values import ThemeRules
from domain.theme import decisions
from domain.theme.events import (
    FindingLinked,
    ThemeBegun,
    ThemeConfirmed,
    ThemeDismissed,
    ThemeEscalated,
    ThemeRetired,
    ThemeWatched,
)
from domain.theme.member import Member, MemberKind
from domain.theme.state import Theme
from projections.trends.instants import day, first_day

At = Target[Theme]


def _noticed_on(attempt: Attempt, id_: UUID, incident: Incident) -> date:
    """As pattern rules date it, in the order of `projections/trends/dating`."""
    account = incident.account
    recorded = london_day(attempt.loaded[id_][0].recorded_at)
    known = day(account.first_noticed) or first_day(account.occurred)
    return known or day(account.organisation_aware) or recorded


async def _members(attempt: Attempt, named: Mapping[UUID, str]) -> tuple[Member, ...]:
    """`named`: the pointer of each incident. Raises Problem `not-found`."""
    found = await other_ends(attempt, INCIDENT, named)
    return tuple(
        Member(kind=MemberKind.INCIDENT, id=id_, day=_noticed_on(attempt, id_, incident))
        for id_, incident in found.items()
    )


async def begin(attempt: Attempt, _: At | None, body: facts.BeginTheme) -> UUID:
    identity = attempt.ids()
    service = await must_be_known(attempt, maybe_identity("svc", body.service, "/service"))
    named = {
        identity_of("inc", one, f"/incidents/{place}"): f"/incidents/{place}"
        for place, one in enumerate(body.incidents)
    }
    begun = ThemeBegun(
        title=learning_text(attempt, body.title, "/title"),
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        service=service,
        factor=body.factor,
        members=await _members(attempt, named),
        at=moment_of(attempt, body.at),
    )
    attempt.begin(identity)
    attempt.record(identity, decisions.begin(begun))
    return identity


async def confirm(attempt: Attempt, at: At, body: facts.ConfirmTheme) -> UUID:
    confirmed = ThemeConfirmed(
        by=actor_of(attempt).in_role(),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.decide(at.state, confirmed))
    return at.id


async def dismiss(attempt: Attempt, at: At, body: facts.DismissTheme) -> UUID:
    dismissed = ThemeDismissed(
        by=actor_of(attempt).in_role(),
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.decide(at.state, dismissed))
    return at.id


async def watch(attempt: Attempt, at: At, body: facts.WatchTheme) -> UUID:
    watched = ThemeWatched(
        by=actor_of(attempt).in_role(),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        until=body.until,
        at=moment_of(attempt, body.at),
    )
    watched = decisions.hold(at.state, watched)
    must_have_room(at.state.judged, MOST_JUDGED - 1)
    attempt.record(at.id, watched)
    return at.id


async def escalate(attempt: Attempt, at: At, body: facts.EscalateTheme) -> UUID:
    escalated = ThemeEscalated(
        by=actor_of(attempt).in_role(),
        to=body.to,
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    escalated = decisions.hold(at.state, escalated)
    must_have_room(at.state.judged, MOST_JUDGED - 1)
    attempt.record(at.id, escalated)
    return at.id


async def retire(attempt: Attempt, at: At, body: facts.RetireTheme) -> UUID:
    """The last place among the judgements is kept for it."""
    reviews = tuple(identity_of("rev", one, "/reviews") for one in body.reviews)
    await other_ends(attempt, GOVERNANCE_REVIEW, dict.fromkeys(reviews, "/reviews"))
    policies = await policies_of(attempt.heed, attempt.provider)
    retired = ThemeRetired(
        by=actor_of(attempt).in_role(),
        reason=learning_text(attempt, body.reason, "/reason"),
        reviews=reviews,
        at=moment_of(attempt, body.at),
    )
    clean = policies.of(ThemeRules).clean_reviews
    attempt.record(at.id, decisions.retire(at.state, retired, clean_reviews=clean))
    return at.id


async def link_finding(attempt: Attempt, at: At, body: facts.LinkFinding) -> UUID:
    investigation = identity_of("inv", body.investigation, "/investigation")
    finding = identity_of("fnd", body.finding, "/finding")
    found = await other_ends(attempt, INVESTIGATION, {investigation: "/investigation"})
    known = found[investigation].findings.get(finding)
    if known is None or not known.stands:
        raise FindingUnknown("/finding")
    grounds = known.grounds(found[investigation].incidents, found[investigation].lost)
    incidents: Iterable[UUID] = (one.incident for one in grounds if not one.lost)
    linked = FindingLinked(
        investigation=investigation,
        finding=finding,
        members=await _members(attempt, dict.fromkeys(incidents, "/finding")),
        reason=maybe_learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    linked = decisions.link_finding(at.state, linked)
    must_have_room(at.state.linked, MOST_LINKED)
    attempt.record(at.id, linked)
    return at.id
