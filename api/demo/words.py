"""The stories' words in the API's: one function per kind of thing.

The stories write people as role and name; the name becomes an opaque staff reference. Their
`technology` level is a local working condition here, and their strength of evidence is moderate.
"""

from typing import Any

Data = dict[str, Any]

OPINION_OF = "hospital_doctor"
"""Whose opinion the stories' injuries rest on; they say that somebody was admitted."""
NEED_OPINION = ("cqc_reg18_serious_injury", "duty_of_candour_in_person")
DUTIES_OF = {
    "riddor": ["riddor_10_days", "riddor_15_days"],
    "duty_of_candour_reg20": ["duty_of_candour_in_person", "duty_of_candour_written"],
}
"""What the stories call several duties by one name."""
STEPS_OF: dict[str, dict[int, str | None]] = {
    "duty_of_candour_in_person": {
        1: None,
        2: "apology",
        3: "account_given",
        4: "enquiries_explained",
    },
    "duty_of_candour_written": {6: None},
}
"""The steps that one telling of the stories stands for, each with what says that it was taken."""
BODY_OF = {
    "la_safeguarding": "council_safeguarding",
    "s42_report_to_la": "council_safeguarding",
    "cqc_reg18_abuse": "cqc",
    "cqc_reg18_serious_injury": "cqc",
}
CHANNEL_OF = {
    "portal": "portal",
    "cqc_portal": "portal",
    "secure_email": "email",
    "phone_then_form": "phone",
}
LEVEL_OF = {"technology": "local_working_conditions"}
UNITS = {"1-000000101": {"house-1": "House 1", "house-2": "House 2"}}
EMPTY: Data = {}


def actor(by: str) -> str:
    """`area_manager:kent` is a role and, after it, an opaque reference."""
    role, _, ref = by.partition(":")
    return f"{role}/{ref or role}"


def service(data: Data) -> Data:
    return {
        "name": data["name"],
        "cqc_location_id": data["service"],
        "service_type": data["service_type"],
    }


def units(cqc_location_id: str) -> dict[str, str]:
    """The units that a service of the stories has, by reference."""
    return UNITS.get(cqc_location_id, {})


def report(entry: Data) -> Data:
    data = entry["data"]
    by = "family" if data.get("raised_by_relation") == "family" else "staff"
    return {
        "kind": "safeguarding_concern",
        "source_ref": data["external_ref"],
        "source": {"recorded_at": entry["occurred_at"]},
        "service": {"cqc_location_id": data["service"]},
        "occurred": {"from": data["occurred_from"], "to": data["occurred_to"]},
        "first_noticed": {"at": data["first_noticed_at"], "by": by},
        "organisation_aware": {"at": data["org_aware_at"]},
        "raised_by": {
            "role": entry["by"].partition(":")[0],
            "staff_ref": entry["by"].partition(":")[2],
        },
        "people": [
            {
                "ref": data["person_ref"],
                "is": ["adult_at_risk"],
                "identity": {"nhs_number": data["nhs_number"]},
            }
        ],
        "risks": data["risks"],
        "harm": {
            "physical": data["physical_harm"],
            "psychological": data["psychological_harm"],
        },
        "what_happened": data["summary"],
    }


def immediate_actions(data: Data) -> Data:
    return {
        "safe_now": "yes" if data["person_safe"] else "no",
        "text": "; ".join(data["measures"]),
    }


def wishes(data: Data) -> Data:
    said = {
        "asked": data["msp"],
        "asked_of": data.get("asked_of", "adult"),
        "lacked_capacity": data["lacked_capacity"],
        "text": "; ".join(data["outcomes"]),
    }
    return said | ({"supported_by": data["support_by"]} if "support_by" in data else EMPTY)


def told(entry: Data) -> Data:
    data = entry["data"]
    said = {
        "duty": data["duty"],
        "body": BODY_OF[data["duty"]],
        "channel": CHANNEL_OF[data["channel"]],
        "at": entry["occurred_at"],
    }
    late = data.get("late_reason")
    return said | ({"late_reason": late} if late else EMPTY)


def duty(entry: Data) -> Data:
    """A duty that the stories' rules identified."""
    data, at = entry["data"], entry["occurred_at"]
    said = {"duty": data["duty"], "clock_start": data["clock_start"], "at": at}
    opinion = {"opinion_by": OPINION_OF, "opinion_at": at}
    return said | (opinion if data["duty"] in NEED_OPINION else EMPTY)


def ruled_out(entry: Data) -> Data:
    data = entry["data"]
    return {
        "duties": DUTIES_OF.get(data["duty"], [data["duty"]]),
        "reason": data["reason"],
        "decided_by": data.get("decided_by") or entry["by"].partition(":")[0],
        "at": entry["occurred_at"],
    }


def candour_steps(entry: Data) -> list[Data]:
    """The steps of candour that this telling stands for; none for any other duty."""
    data, at = entry["data"], entry["occurred_at"]
    steps = STEPS_OF.get(data["duty"], {})
    return [
        {"step": step, "at": at} for step, said in steps.items() if said is None or data.get(said)
    ]


def council_decision(entry: Data) -> Data:
    data = entry["data"]
    due = data.get("report_due") or data.get("provider_report_due")
    said: Data = {
        "decision": data["decision"],
        "led_by": "provider" if data.get("caused_to") == "provider" else "council",
        "at": entry["occurred_at"],
    }
    return said | ({"report_due_on": due} if due else EMPTY)


def investigation(entry: Data, incident: str) -> Data:
    data = entry["data"]
    role, _, ref = data["lead"].partition(":")
    questions = data.get("questions")
    return {
        "incidents": [incident],
        "origin": "incident",
        "method": data["method"],
        "why": f"Chosen for what was unclear: {data['method'].replace('_', ' ')}.",
        "lead": {"role": role, "staff_ref": ref},
        "lead_independent": data["lead_independent"],
    } | ({"questions": questions} if questions else EMPTY)


def finding(data: Data, evidence: list[str]) -> Data:
    return {
        "factor": data["factor"],
        "level": LEVEL_OF.get(data["level"], data["level"]),
        "strength": "moderate",
        "text": data["text"],
        "evidence": evidence,
    }


def action(data: Data, findings: list[dict[str, str]]) -> Data:
    role, _, ref = data["owner"].partition(":")
    return {
        "title": data["title"],
        "kind": data["kind"],
        "strength": data["strength"],
        "findings": findings,
        "owner": {"role": role, "staff_ref": ref},
        "due_on": data["due"],
        "measure": f"Measures {' and '.join(data['measures'])} of the story.",
    }


CRITERION = "criterion"


def audit_plan(entry: Data, service_id: str) -> Data:
    return {
        "service": service_id,
        "tool": "story_audit",
        "tool_version": "1",
        "criteria": [{"criterion": CRITERION, "text": entry["data"]["tool"]}],
        "sample_method": "random",
        "planned_for": entry["occurred_at"][:10],
    }


def audit_results(entry: Data) -> Data:
    data = entry["data"]
    result = {"criterion": CRITERION, "passed": data["passed"], "of": data["of"]}
    return {"sample_size": data["of"], "results": [result], "at": entry["occurred_at"]}
