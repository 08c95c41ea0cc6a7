"""The second half of `scenarios_mapping.py`: from the review of an incident to what lasts.

`TOLD_AS` has every type of event in the logs; an evidence pack is shared by a later version.
"""

import re
from collections.abc import Callable
from typing import Final

from tests.acceptance import scenarios_mapping as incident
from tests.acceptance.scenarios_mapping import Data, Known, Telling, given

LEVEL: Final = {"technology": "local_working_conditions"}
"""Tools are among what surrounds the work."""
WATCHED: Final = "care_worker"
"""The logs name no audience of a lesson: whoever gives care."""


def code(words: str) -> str:
    """`right route within 4 h` as a short machine word."""
    return re.sub("[^a-z0-9]+", "_", words.lower()).strip("_")


def review_commissioned(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    why = data.get("framework") or data.get("sample") or "Expected, happened, why, what changes."
    body = {
        "incidents": [known.ids[f"concern:{data['concern']}"]],
        "origin": "incident",
        "method": data["method"],
        "why": why,
        "lead": known.in_role(data["lead"]),
        "lead_independent": data["lead_independent"],
        "service": known.service,
        "at": entry["occurred_at"],
    }
    yield from known.begin(entry, body | given(questions=data.get("questions")))


def _evidence(entry: Data, known: Known, kind: str, **more: int) -> Telling:
    """A pointer to what this kind of evidence was, unless it was named before."""
    named = (entry["stream"], kind)
    if named not in known.evidence:
        answer = yield from known.say(entry, "evidence", {"kind": code(kind)} | more)
        known.evidence[named] = answer["evidence"][-1]["id"]


def evidence_added(entry: Data, known: Known) -> Telling:
    yield from _evidence(entry, known, entry["data"]["kind"], count=entry["data"]["count"])


def finding_recorded(entry: Data, known: Known) -> Telling:
    """How strong the evidence is the logs do not say: one kind is limited, two are moderate."""
    data = entry["data"]
    for kind in data["evidence"]:
        yield from _evidence(entry, known, kind)
    evidence = [known.evidence[entry["stream"], kind] for kind in data["evidence"]]
    body = {
        "factor": data["factor"],
        "level": LEVEL.get(data["level"], data["level"]),
        "strength": "limited" if len(evidence) == 1 else "moderate",
        "text": data["text"],
        "evidence": evidence,
    }
    answer = yield from known.say(entry, "findings", body)
    found = {"investigation": answer["id"], "finding": answer["findings"][-1]["id"]}
    known.findings[data["finding"]] = found


def review_completed(entry: Data, known: Known) -> Telling:
    yield from known.say(entry, "completions", {})


def review_signed_off(entry: Data, known: Known) -> Telling:
    yield from known.say(entry, "sign-offs", {})


def action_agreed(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = {
        "title": data["title"],
        "kind": data["kind"],
        "strength": data["strength"],
        "strength_reason": f"Judged by what it changes: {data['title']}.",
        "findings": [known.findings[name] for name in data["findings"]],
        "owner": known.in_role(data["owner"]),
        "due_on": data["due"],
        "measures": [known.ids[f"measure:{name}"] for name in data["measures"]],
        "review_days": data["effectiveness_review_days"],
        "service": known.service,
        "at": entry["occurred_at"],
    }
    yield from known.begin(entry, body)


def action_due_date_changed(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    control = given(interim_control=data.get("interim_control"))
    body = {"due_on": data["to"], "reason": data["reason"]} | control
    yield from known.say(entry, "due-dates", body)


def action_completed(entry: Data, known: Known) -> Telling:
    yield from known.say(entry, "completions", {"evidence": "; ".join(entry["data"]["evidence"])})


def action_completion_verified(entry: Data, known: Known) -> Telling:
    yield from known.say(entry, "verifications", {"evidence": "; ".join(entry["data"]["evidence"])})


def effectiveness_reviewed(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    measures = [
        {"measure": known.ids[f"measure:{name}"], "state": state}
        for name, state in data["measures"].items()
    ]
    body = {"verdict": data["verdict"], "day": data["day"], "measures": measures}
    yield from known.say(
        entry, "effectiveness-reviews", body | {"as_known_at": entry["occurred_at"]}
    )


def action_reopened(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    yield from known.say(entry, "reopenings", {"reason": data["reason"], "due_on": data["new_due"]})


def lesson_published(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = {
        "title": data["title"],
        "audience": [{"role": WATCHED}],
        "approved_by": known.in_role(entry["by"]),
        "services": [known.service],
        "findings": [known.findings[name] for name in data["findings"]],
        "at": entry["occurred_at"],
    }
    yield from known.begin(entry, body)


def lesson_delivered(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = {"setting": data["setting"], "attended": data["attended"], "of": data["of"]}
    yield from known.say(entry, "deliveries", body | {"role": WATCHED})


def understanding_checked(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    body = {"passed": data["passed"], "of": data["of"], "method": "question", "role": WATCHED}
    yield from known.say(entry, "understanding-checks", body)


def measure_defined(entry: Data, known: Known) -> Telling:
    data = entry["data"]
    target = data.get("target")
    body = given(
        name=data["name"],
        how=data.get("note"),
        measured_in=data["unit"],
        chart=data["chart"],
        improvement=data["improvement"],
        target=None if target is None else str(target),
        cadence=data["cadence"],
        service=known.service,
        at=entry["occurred_at"],
    )
    yield from known.begin(entry, body)


def measurement_recorded(entry: Data, known: Known) -> Telling:
    data = dict(entry["data"])
    if "exposure" in data:
        data["activity"] = data.pop("exposure")
        data["activity_kind"] = data.pop("exposure_unit")
    yield from known.say(entry, "measurements", data)


QUESTIONS: Final = (
    "behaves_differently",
    "cause_known",
    "change_wanted",
    "expected_to_continue",
)
"""The four that the log's own reason says were answered yes."""


def measure_rebased(entry: Data, known: Known) -> Telling:
    body = entry["data"] | {"answers": dict.fromkeys(QUESTIONS, True)}
    yield from known.say(entry, "rebases", body)


SIGNAL: Final = {"Below LCL": "below_lower_limit"}


def signal_acknowledged(entry: Data, known: Known) -> Telling:
    body = entry["data"] | {"signal": SIGNAL[entry["data"]["signal"]]}
    yield from known.say(entry, "signal-acknowledgements", body)


def audit_completed(entry: Data, known: Known) -> Telling:
    """Plan and results. An audit with the tool of an earlier one does that one again."""
    data, at = entry["data"], entry["occurred_at"]
    tool, _, looked_for = data["tool"].partition(": ")
    plan = {
        "service": known.service,
        "tool": code(tool),
        "tool_version": "1",
        "criteria": [{"criterion": code(looked_for), "text": looked_for}],
        "sample_method": "random",
        "planned_for": at[:10],
        "at": at,
    }
    yield from known.begin(entry, plan | given(re_audit_of=known.audits.get(data["tool"])))
    known.audits[data["tool"]] = known.ids[entry["stream"]]
    met = {"criterion": code(looked_for), "passed": data["passed"], "of": data["of"]}
    checked = [known.ids[f"action:{name}"] for name in data["actions_checked"]]
    results = {"sample_size": data["of"], "results": [met], "actions_checked": checked}
    yield from known.say(entry, "results", results)


def governance_review_held(entry: Data, known: Known) -> Telling:
    data, at = entry["data"], entry["occurred_at"]
    themes = [{"subject": "theme", "factor": factor} for factor in data["themes"]]
    body = {
        "held_on": at[:10],
        "forum": "other",
        "service": known.service,
        "chaired_by": known.in_role(entry["by"]),
        "looked_at": {"known_at": at, "subjects": themes},
        "decisions": [{"text": decision, "answers": themes} for decision in data["decisions"]],
        "at": at,
    }
    yield from known.begin(entry, body)


def later(_: Data, __: Known) -> Telling:
    """Not said yet."""
    yield from ()


TOLD_AS: Final[dict[str, Callable[[Data, Known], Telling]]] = {
    "ServiceRegistered": incident.service_registered,
    "ConcernRaised": incident.concern_raised,
    "ImmediateProtectionTaken": incident.immediate_protection_taken,
    "PersonOutcomesSought": incident.person_outcomes_sought,
    "ReportingDutyIdentified": incident.reporting_duty_identified,
    "ReportingDutyRuledOut": incident.reporting_duty_ruled_out,
    "ExternalReportMade": incident.external_report_made,
    "ExternalReportAcknowledged": incident.external_report_acknowledged,
    "S42DecisionRecorded": incident.s42_decision_recorded,
    "EnquiryOutcomeRecorded": incident.enquiry_outcome_recorded,
    "ConcernClosed": incident.concern_closed,
    "ReviewCommissioned": review_commissioned,
    "EvidenceAdded": evidence_added,
    "FindingRecorded": finding_recorded,
    "ReviewCompleted": review_completed,
    "ReviewSignedOff": review_signed_off,
    "ActionAgreed": action_agreed,
    "ActionDueDateChanged": action_due_date_changed,
    "ActionCompleted": action_completed,
    "ActionCompletionVerified": action_completion_verified,
    "EffectivenessReviewed": effectiveness_reviewed,
    "ActionReopened": action_reopened,
    "LessonPublished": lesson_published,
    "LessonDelivered": lesson_delivered,
    "UnderstandingChecked": understanding_checked,
    "MeasureDefined": measure_defined,
    "MeasurementRecorded": measurement_recorded,
    "MeasureRebased": measure_rebased,
    "SignalAcknowledged": signal_acknowledged,
    "AuditCompleted": audit_completed,
    "GovernanceReviewHeld": governance_review_held,
    "EvidencePackShared": later,
}
