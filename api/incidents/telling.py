"""From an incident as it stands to what a caller reads."""

from typing import Any
from uuid import UUID

from api.resource import Standing
from domain.identifier import shown
from domain.incident.account import Account, RaisedBy
from domain.incident.completeness import completeness, next_fact
from domain.incident.doubts import doubts
from domain.incident.events import (
    Classified,
    CouncilDecided,
    ImmediateActionsTaken,
    Issue,
    Person,
    WishesRecorded,
)
from domain.incident.state import Incident, Told
from domain.moment import Moment
from domain.sealed import Body, BodyClass, bodies_in

FIXES = {
    "unknown_member": "Use a member of the schema, or send it inside `extra`.",
    "unknown_code": "Send a code from the list in the schema, or leave the member out.",
    "wrong_type": "Send the type that the schema names.",
    "missing_member": "Send this member as well; without it the rest of its part says nothing.",
    "wrong_form": "Send it in the form that the schema names; a time is RFC 3339 with an "
    "offset, or a date.",
    "too_long": "Shorten it to the limit in the schema.",
    "too_short": "Leave it out where it is empty.",
    "out_of_range": "Send a value within the limits in the schema.",
    "identifier_in_reference": "Send a code or a reference that is not made of an identifier of a "
    "person.",
    "time_suspect": "Check the clock of the device, and send the time again: with a new version of "
    "the record, or as a fact of its own.",
    "changed_in_heed": "A person changed this in Heed; their value stands. Nothing needs doing.",
}


def sealed(body: Body | None) -> dict[str, Any] | None:
    return None if body is None else {"sealed": True, "id": shown("bod", body.id)}


def moment(at: Moment | None) -> dict[str, Any] | None:
    if at is None:
        return None
    return {"at": at.at, "precision": at.precision, "suspect": bool(at.suspect)}


def _ref(prefix: str, identity: UUID | None) -> str | None:
    return None if identity is None else shown(prefix, identity)


NOT_REGISTERED = {
    "/service": "Register this service first (`POST /v1/services`), or check its identifier.",
    "/unit_ref": "Open this unit first (`POST /v1/services/{id}/units`), or check its reference.",
}


HIDDEN = (
    "The incident is hidden from everybody for whom a key acts. Send `restricted` as the schema "
    "has it, or restrict it anew (`POST /v1/incidents/{id}/restrictions`)."
)


def _issue(issue: Issue) -> dict[str, Any]:
    fix = NOT_REGISTERED.get(issue.pointer) if issue.code == "unknown_code" else None
    if issue.pointer.startswith("/restricted"):
        fix = HIDDEN
    return {"pointer": issue.pointer, "code": issue.code, "fix": fix or FIXES[issue.code]}


def _short(at: Standing[Incident]) -> dict[str, Any]:
    incident, name = at.state, shown("inc", at.id)
    complete, fact = completeness(incident), next_fact(incident)
    hrefs = [] if fact is None else [{"fact": fact, "href": f"/v1/incidents/{name}/{fact}"}]
    source = incident.source
    return {
        "id": name,
        "version": at.version,
        "kind": incident.kind,
        "source": {"system": source.system, "ref": source.ref, "version": source.version},
        "recorded_at": at.recorded_at,
        "what_happened": sealed(incident.account.what_happened),
        "completeness": {
            "score": complete.score,
            "missing": [
                {"pointer": m.pointer, "needed_for": m.needed_for, "needed_by": m.needed_by}
                for m in complete.missing
            ],
        },
        "issues": [_issue(issue) for issue in doubts(incident)],
        "next": hrefs,
    }


def _raised_by(raised: RaisedBy | None, *, veiled: bool) -> dict[str, Any] | None:
    """`veiled`: by role alone."""
    if raised is None:
        return None
    return {
        "staff": None if veiled else _ref("per", raised.staff),
        "role": raised.role,
        "anonymous": raised.anonymous,
        "speaking_up": raised.speaking_up,
        "identity": sealed(raised.identity),
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": shown("per", person.person),
        "is": person.roles,
        "placed_by": person.placed_by,
        "self_funded": person.self_funded,
        "staff": person.staff and person.staff.model_dump(),
        "identity": sealed(person.identity),
    }


def _taken(taken: ImmediateActionsTaken) -> dict[str, Any]:
    done = [{"kind": one.kind, "at": moment(one.at)} for one in taken.done]
    said = {"safe_now": taken.safe_now, "done": done, "text": sealed(taken.text)}
    return said | {"at": moment(taken.at)}


def _wishes(wishes: WishesRecorded | None) -> dict[str, Any] | None:
    if wishes is None:
        return None
    said = wishes.model_dump(exclude={"text", "source_version", "at"})
    return said | {"text": sealed(wishes.text), "at": moment(wishes.at)}


def _told(at: Standing[Incident], told: Told) -> dict[str, Any]:
    report, answer = told.report, told.acknowledged
    return {
        "id": shown("xrp", report.report),
        "body": report.body,
        "commissioner_ref": report.commissioner,
        "at": moment(report.at),
        "channel": report.channel,
        "duty": report.duty,
        "late_reason": at.says(report.late_reason),
        "acknowledged": answer
        and {
            "at": moment(answer.at),
            "their_ref": answer.their_ref,
            "issuer": answer.issuer,
        },
    }


def _account(account: Account, *, veiled: bool) -> dict[str, Any]:
    noticed, aware, occurred = (
        account.first_noticed,
        account.organisation_aware,
        account.occurred,
    )
    return {
        "service": _ref("svc", account.service),
        "unit": _ref("unt", account.unit),
        "council_area": account.council_area,
        "occurred": occurred
        and {
            "from": occurred.from_,
            "to": occurred.to,
            "precision": occurred.precision,
            "suspect": bool(occurred.suspect),
        },
        "first_noticed": noticed and {**(moment(noticed) or {}), "by": noticed.by},
        "organisation_aware": aware and {**(moment(aware) or {}), "role": aware.role},
        "raised_by": _raised_by(account.raised_by, veiled=veiled),
        "risks": [risk.model_dump() for risk in account.risks or ()],
        "harm": account.harm and account.harm.model_dump(),
        "suggested_factors": account.suggested_factors or (),
        "circumstances": account.circumstances and account.circumstances.model_dump(),
        "attachments": [
            {**one.model_dump(exclude={"url"}), "url": sealed(one.url)}
            for one in account.attachments or ()
        ],
    }


def _classified(at: Standing[Incident], judged: Classified) -> dict[str, Any]:
    return {
        "kind": judged.kind,
        "decided_by": judged.decided_by,
        "threshold_tool": judged.threshold_tool and judged.threshold_tool.model_dump(),
        "at": moment(judged.at),
        "reason": at.says(judged.reason),
    }


def _decided(at: Standing[Incident], decided: CouncilDecided) -> dict[str, Any]:
    return {
        "decision": decided.decision,
        "led_by": decided.led_by,
        "report_due_on": decided.report_due_on,
        "at": moment(decided.at),
        "reason": at.says(decided.reason),
    }


def _decisions(at: Standing[Incident]) -> dict[str, Any]:
    """Every one, and the last, which holds."""
    judged = [_classified(at, one) for one in at.state.classifications]
    decided = [_decided(at, one) for one in at.state.council_decisions]
    return {
        "classification": judged[-1] if judged else None,
        "classifications": judged,
        "council_decision": decided[-1] if decided else None,
        "council_decisions": decided,
    }


def state_of(incident: Incident) -> str:
    if incident.in_error:
        return "entered_in_error"
    if incident.merged:
        return "merged"
    return "closed" if incident.closed else "open"


def _bodies(incident: Incident) -> list[Body]:
    parts = (incident.account, incident.people, incident.actions_taken, incident.wishes)
    return [body for body in bodies_in(parts) if body.kind is not BodyClass.LEARNING_TEXT]


def report_members(at: Standing[Incident]) -> dict[str, Any]:
    """The short form."""
    return _short(at)


def incident_members(at: Standing[Incident], *, veiled: bool = False) -> dict[str, Any]:
    """Everything but words and names; `veiled`: and but for who raised it."""
    incident = at.state
    return {
        **_short(at),
        **_account(incident.account, veiled=veiled),
        **_decisions(at),
        "state": state_of(incident),
        "restricted": bool(incident.excluded),
        "people": [_person(person) for person in incident.people],
        "immediate_actions": [_taken(taken) for taken in incident.actions_taken],
        "safe_now": incident.safe_now,
        "wishes": _wishes(incident.wishes),
        "reported_to": [_told(at, told) for told in incident.told.values()],
        "investigations": [shown("inv", one) for one in incident.investigations],
        "sealed": [sealed(body) for body in _bodies(incident)],
    }
