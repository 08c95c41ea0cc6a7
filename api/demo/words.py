"""The stories' words in the API's, for an incident: one function per kind of thing.

The stories write people as role and name; the name becomes an opaque staff reference. What the
council or CQC did is recorded as received, on behalf of nobody.
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
WHY_LATE = {
    "duty_of_candour_in_person": "The family asked to be met at the hospital the next afternoon.",
}
"""Why a step came later than the own target, which the stories leave out."""
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
NOT_OURS = ("system", "la", "cqc")
"""Roles that are no people of the provider."""
ASSESSED = {("risk_identified", True): "risk_identified_action"}
"""One code in the council's return, two words in the stories."""
DONE_AS = {
    "worker moved to non-contact duties": "worker_moved_from_direct_contact",
    "different worker offered to the tenant": "support_offered",
    "phone messages preserved": "evidence_preserved",
    "ambulance attended 08:55Z": "emergency_services_called",
    "welfare calls to the worker's nine other people finished 16:00Z": "others_at_risk_checked",
    "mouth-care check by district nurse": "medical_help_called",
    "named carer each shift": "care_plan_changed",
    "interim preference sheet in room": "care_plan_changed",
}
HEALTH = {"ambulance attended 08:55Z": "ambulance"}
"""Health professionals who were reached, where the stories name the hour."""
UNITS = {"1-000000101": {"house-1": "House 1", "house-2": "House 2"}}
EMPTY: Data = {}


def actor(by: str, place: str) -> str | None:
    """`area_manager:kent` is a role and, after it, an opaque reference. `place`: whose group."""
    role, _, ref = by.partition(":")
    if role in NOT_OURS:
        return None
    return f"{role}/{place}-{ref}" if ref == "group" else f"{role}/{ref or role}"


def service(data: Data) -> Data:
    return {
        "name": data["name"],
        "cqc_location_id": data["service"],
        "service_type": data["service_type"],
        "council_area": data["la"],
    }


def staff_in_post(entry: Data) -> Data:
    at = entry["occurred_at"]
    return {"on": at[:10], "number": entry["data"]["staff"], "at": at}


def units(cqc_location_id: str) -> dict[str, str]:
    """The units that a service of the stories has, by reference."""
    return UNITS.get(cqc_location_id, {})


def report(entry: Data) -> Data:
    data = entry["data"]
    by = "family" if data.get("raised_by_relation") == "family" else "staff"
    factors, nhs_number = data.get("factors"), data.get("nhs_number")
    return {
        "kind": data.get("kind", "safeguarding_concern"),
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
            {"ref": data["person_ref"], "is": ["adult_at_risk"]}
            | ({"identity": {"nhs_number": nhs_number}} if nhs_number else EMPTY)
        ],
        "risks": data["risks"],
        "harm": {
            "physical": data["physical_harm"],
            "psychological": data["psychological_harm"],
        },
        "what_happened": data["summary"],
    } | ({"suggested_factors": factors} if factors else EMPTY)


def _when(entry: Data, measure: str) -> str:
    """The hour that a story's own words name on that day, else the time of the entry."""
    at, hour = str(entry["occurred_at"]), measure.rpartition(" ")[2]
    return f"{at[:10]}T{hour[:5]}:00Z" if hour.endswith("Z") else at


def immediate_actions(entry: Data) -> Data:
    data = entry["data"]
    return {
        "safe_now": "yes" if data["person_safe"] else "no",
        "done": [{"kind": DONE_AS[one], "at": _when(entry, one)} for one in data["measures"]],
        "text": "; ".join(data["measures"]),
        "at": entry["occurred_at"],
    }


def health_told(entry: Data) -> list[Data]:
    """The health professionals among what was done at once: they were told, too."""
    told = (one for one in entry["data"]["measures"] if one in HEALTH)
    return [{"body": HEALTH[one], "at": _when(entry, one)} for one in told]


def wishes(entry: Data) -> Data:
    data = entry["data"]
    said = {
        "asked": data["msp"],
        "asked_of": data.get("asked_of", "adult"),
        "lacked_capacity": data["lacked_capacity"],
        "text": "; ".join(data["outcomes"]),
        "at": entry["occurred_at"],
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
    steps, why = STEPS_OF.get(data["duty"], {}), WHY_LATE.get(data["duty"])
    note = {"note": why} if why else EMPTY
    return [
        {"step": step, "at": at, **note}
        for step, said in steps.items()
        if said is None or data.get(said)
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


def enquiry_outcome(entry: Data) -> Data:
    data = entry["data"]
    return {
        "received_from": "council",
        "risk_assessment": ASSESSED[data["risk_assessment"], data["action_taken"]],
        "risk_outcome": data["risk_outcome"],
        "outcomes_achieved": data["msp_outcome"],
        "allegation": data["allegation"],
        "at": entry["occurred_at"],
    }
