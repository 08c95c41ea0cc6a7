"""The three stories in Heed's words: for each event of their logs, the requests that say it.

An importer that reads somebody else's log does what this file does, and nothing more. Each event
becomes a few requests, each with the event's own time; what Heed answered is kept by the names the
log uses. Who acted is a role and an opaque reference; what the council or CQC did is recorded as
received, on behalf of nobody. A duty that the facts bring by themselves is not posted.

Written in the order of work: `scenarios_learning.py` goes on after the incident.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Final

Data = dict[str, Any]
COLLECTIONS: Final = {
    "service": "services",
    "concern": "incidents",
    "review": "investigations",
    "action": "actions",
    "audit": "audits",
    "measure": "measures",
    "lesson": "lessons",
    "governance": "governance-reviews",
}
NOT_OURS: Final = ("system", "la", "cqc")
"""Roles in the logs that are no people of the provider."""


@dataclass(frozen=True, slots=True)
class Request:
    """`by`: on whose behalf, as `<role>/<reference>`; None for nobody."""

    path: str
    body: Data
    by: str | None


Telling = Generator[Request, Data, None]
"""Requests to send one after the other; each answer is sent back in."""


@dataclass(slots=True)
class Known:
    """What is known by now of one story, by the names that its log uses."""

    ids: dict[str, str] = field(default_factory=dict[str, str])
    findings: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    evidence: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    reports: dict[str, str] = field(default_factory=dict[str, str])
    audits: dict[str, str] = field(default_factory=dict[str, str])
    staff: dict[str, str] = field(default_factory=dict[str, str])
    service: str = ""
    spoke_last: str = ""

    def in_role(self, by: str) -> Data:
        """`trainer:lowe` as a role and a reference that tells nobody the name."""
        role, _, name = by.partition(":")
        ref = self.staff.setdefault(name or role, f"staff-{len(self.staff) + 1:02}")
        return {"role": role, "staff_ref": ref}

    def _actor(self, entry: Data) -> str | None:
        if entry["by"].partition(":")[0] in NOT_OURS:
            return None
        said = self.in_role(entry["by"])
        self.spoke_last = f"{said['role']}/{said['staff_ref']}"
        return self.spoke_last

    def begin(self, entry: Data, body: Data) -> Generator[Request, Data, Data]:
        """A new resource for the stream of this entry."""
        collection = COLLECTIONS[entry["stream"].partition(":")[0]]
        answer = yield Request(f"/v1/{collection}", body, self._actor(entry))
        self.ids[entry["stream"]] = answer["id"]
        return answer

    def say(
        self, entry: Data, fact: str, body: Data, by: str | None = None
    ) -> Generator[Request, Data, Data]:
        """One more fact about the stream of this entry, at its time."""
        stream = entry["stream"]
        path = f"/v1/{COLLECTIONS[stream.partition(':')[0]]}/{self.ids[stream]}/{fact}"
        said = {"at": entry["occurred_at"]} | body
        return (yield Request(path, said, by or self._actor(entry)))


def given(**members: Any) -> Data:
    """Only what the log says."""
    return {name: value for name, value in members.items() if value is not None}


def service_registered(entry: Data, known: Known) -> Telling:
    data, at = entry["data"], entry["occurred_at"]
    body = {
        "name": data["name"],
        "cqc_location_id": data["service"],
        "service_type": data["service_type"],
        "council_area": data["la"],
    }
    known.service = (yield from known.begin(entry, body))["id"]
    yield from known.say(entry, "staff-in-post", {"on": at[:10], "number": data["staff"]})


def concern_raised(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    person = {"ref": data["person_ref"], "is": ["adult_at_risk"]}
    body = {
        "kind": "safeguarding_concern",
        "source_ref": data["external_ref"],
        "source": {"recorded_at": entry["occurred_at"]},
        "service": {"cqc_location_id": data["service"]},
        "occurred": {"from": data["occurred_from"], "to": data["occurred_to"]},
        "first_noticed": {"at": data["first_noticed_at"]},
        "organisation_aware": {"at": data["org_aware_at"]},
        "raised_by": known.in_role(entry["by"]),
        "people": [person | {"identity": {"nhs_number": data["nhs_number"]}}],
        "risks": data["risks"],
        "harm": {"physical": data["physical_harm"], "psychological": data["psychological_harm"]},
        "what_happened": data["summary"],
    }
    yield from known.begin(entry, body)


DONE_AS: Final = {
    "worker moved to non-contact duties": "worker_moved_from_direct_contact",
    "different worker offered to the tenant": "support_offered",
    "phone messages preserved": "evidence_preserved",
    "ambulance attended 08:55Z": "emergency_services_called",
    "welfare calls to the worker's nine other people finished 16:00Z": "others_at_risk_checked",
    "mouth-care check by district nurse": "medical_help_called",
    "named carer each shift": "care_plan_changed",
    "interim preference sheet in room": "care_plan_changed",
}
CALLED: Final = {"ambulance attended 08:55Z": "ambulance"}
"""Health professionals who were reached, where the log has the hour: a report outside as well."""


def _when(entry: Data, measure: str) -> str:
    """The hour that the log's own words name on that day, else the entry's time."""
    hour = measure.rpartition(" ")[2]
    at = entry["occurred_at"]
    return f"{at[:10]}T{hour[:5]}:00Z" if hour.endswith("Z") else at


def immediate_protection_taken(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    done = [{"kind": DONE_AS[one], "at": _when(entry, one)} for one in data["measures"]]
    safe_now = "yes" if data["person_safe"] else "no"
    body = {"safe_now": safe_now, "done": done, "text": "; ".join(data["measures"])}
    yield from known.say(entry, "immediate-actions", body)
    for measure in data["measures"]:
        if measure in CALLED:
            told = {"body": CALLED[measure], "at": _when(entry, measure)}
            yield from known.say(entry, "external-reports", told)


def person_outcomes_sought(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = given(
        asked=data["msp"],
        asked_of=data.get("asked_of"),
        lacked_capacity=data["lacked_capacity"],
        supported_by=data.get("support_by"),
        text="; ".join(data["outcomes"]),
    )
    yield from known.say(entry, "wishes", body)


PEOPLE_JUDGE: Final = ("cqc_reg18_serious_injury", "duty_of_candour_in_person")
"""Duties that rest on a health professional's opinion; the log's own rules named the others from
the facts, as Heed does. The log says that somebody was admitted: a hospital doctor's opinion."""
SEVERAL: Final = {
    "riddor": ("riddor_10_days", "riddor_15_days"),
    "duty_of_candour_reg20": ("duty_of_candour_in_person", "duty_of_candour_written"),
}
"""What the log calls several duties by one name."""


def reporting_duty_identified(entry: Data, known: Known) -> Telling:
    duty = entry["data"]["duty"]
    if duty in PEOPLE_JUDGE:
        opinion = {"opinion_by": "hospital_doctor", "opinion_at": entry["occurred_at"]}
        yield from known.say(entry, "duties", {"duty": duty} | opinion, known.spoke_last)


def reporting_duty_ruled_out(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = {
        "duties": SEVERAL.get(data["duty"], (data["duty"],)),
        "reason": data["reason"],
        "decided_by": data.get("decided_by") or entry["by"].partition(":")[0],
    }
    yield from known.say(entry, "ruled-out-duties", body)


CHANNEL: Final = {
    "portal": "portal",
    "cqc_portal": "portal",
    "secure_email": "email",
    "phone_then_form": "phone",
}
STEPS: Final[dict[str, dict[int, str]]] = {
    "duty_of_candour_in_person": {
        1: "channel",
        2: "apology",
        3: "account_given",
        4: "enquiries_explained",
    },
    "duty_of_candour_written": {6: "channel"},
}
"""The steps of candour that one telling in the log stands for, with the member that says so."""


def external_report_made(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    duty = data["duty"]
    if duty in STEPS:
        for step, member in STEPS[duty].items():
            if data.get(member):
                yield from known.say(entry, "candour-steps", {"step": step})
        return
    late = given(late_reason=data.get("late_reason"))
    body = {"duty": duty, "channel": CHANNEL[data["channel"]]} | late
    answer = yield from known.say(entry, "external-reports", body)
    known.reports[duty] = answer["reported_to"][-1]["id"]


def external_report_acknowledged(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    issuer = entry["by"].rpartition(":")[2]
    body = {"report": known.reports[data["duty"]], "their_ref": data["their_ref"]}
    yield from known.say(entry, "acknowledgements", body | {"issuer": issuer})


def s42_decision_recorded(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = given(
        decision=data["decision"],
        led_by="provider" if data["caused_to"] == "provider" else "council",
        report_due_on=data.get("report_due") or data.get("provider_report_due"),
        reason=data.get("allegation_by_la"),
    )
    yield from known.say(entry, "council-decisions", body)


ASSESSED: Final = {("risk_identified", True): "risk_identified_action"}
"""Risk assessment and action are one code in the council's own return, two words in the log."""


def enquiry_outcome_recorded(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = {
        "received_from": "council",
        "risk_assessment": ASSESSED[data["risk_assessment"], data["action_taken"]],
        "risk_outcome": data["risk_outcome"],
        "outcomes_achieved": data["msp_outcome"],
        "allegation": data["allegation"],
    }
    yield from known.say(entry, "enquiry-outcomes", body)


def concern_closed(entry: Data, known: Known) -> Telling:
    """That learning goes on afterwards is so in Heed for every closed incident."""
    yield from known.say(entry, "closures", {})
