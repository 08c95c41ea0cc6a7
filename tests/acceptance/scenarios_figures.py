"""The figures of `expected_views.json`, read from Heed's own answers after a replay.

Whatever Heed answers itself is taken as it is; what is left to do here is calling things by the
names of the story's log and leaving out what a log without it would not have.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.acceptance.scenarios_mapping import ASSESSED, COLLECTIONS, SEVERAL, Data, Known
from tests.acceptance.world import Caller, pretty

LONDON = ZoneInfo("Europe/London")
ANSWERED_BY_COUNCIL_OR_CQC = ("council_safeguarding", "cqc")
ON_A_DAY = "s42_report_to_la"
"""The report that ends an enquiry: due on a day, and nobody acknowledges it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One story in Heed: whoever asks, what its log calls things, and where its views stand."""

    importer: Caller
    known: Known
    position: str

    async def get(self, path: str) -> Data:
        headers = {"Heed_Min_Position": self.position, "Prefer": "wait=10"}
        answer = await self.importer.get(path, **headers)
        assert answer.status_code == 200, f"{path}: {pretty(answer)}"
        return answer.json()

    async def all_of(self, kind: str) -> dict[str, Data]:
        """Every resource of this kind, by its name in the log."""
        named = {
            stream.partition(":")[2]: identity
            for stream, identity in self.known.ids.items()
            if stream.startswith(f"{kind}:")
        }
        return {
            name: await self.get(f"/v1/{COLLECTIONS[kind]}/{identity}")
            for name, identity in named.items()
        }

    async def incident(self) -> Data:
        [incident] = (await self.all_of("concern")).values()
        return incident

    async def findings(self) -> list[Data]:
        reviews = await self.all_of("review")
        return [one for review in reviews.values() for one in review["findings"]]

    async def duties(self) -> dict[str, Data]:
        """By the names of the rules."""
        incident = await self.incident()
        found = (await self.get(f"/v1/incidents/{incident['id']}/duties"))["duties"]
        return {one["duty"]: one for one in found}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def hours(earlier: str, later: str) -> float:
    return round((at(later) - at(earlier)).total_seconds() / 3600, 2)


def raised_at(duties: dict[str, Data]) -> str:
    """A report that calls itself a safeguarding concern identifies the duty to tell the council."""
    return duties["la_safeguarding"]["instants"]["duty_identified"]


async def delays(told: Told) -> Data:
    """How long until it was raised, and until the organisation knew."""
    [entry] = (await told.get("/v1/views/escalation"))["data"]
    [name] = [stream for stream in told.known.ids if stream.startswith("concern:")]
    return {
        "id": name,
        "noticed_to_raised_hours": hours(entry["noticed_at"], raised_at(await told.duties())),
        "noticed_to_org_aware_hours": round(entry["noticed_to_aware_hours"], 2),
    }


def reported(duty: Data) -> Data:
    if duty["duty"] == ON_A_DAY:
        legal = duty["legal"]
        return {
            "due_date": legal["due_on"],
            "made_at": duty["instants"]["made"],
            "met": legal["met"],
        }
    return {
        "clock_start": duty["clock_start"],
        "target_h": duty["internal"]["target_hours"],
        "legal_standard": duty["legal"]["standard"],
        "made_at": duty["instants"]["made"],
        "elapsed_hours": round(duty["elapsed_hours"], 2),
        "internal_target_met": duty["internal"]["met"],
    }


def unacknowledged(duties: dict[str, Data]) -> list[str]:
    return sorted(
        name
        for name, duty in duties.items()
        if duty["body"] in ANSWERED_BY_COUNCIL_OR_CQC
        and name != ON_A_DAY
        and duty["instants"]["made"]
        and not duty["instants"]["acknowledged"]
    )


def ruled_out(duties: dict[str, Data]) -> list[str]:
    """Each once by the log's own name, in the order in which it was ruled out."""
    names = {ours: theirs for theirs, several in SEVERAL.items() for ours in several}
    out = [duty for duty in duties.values() if duty["status"] == "ruled_out"]
    out.sort(key=lambda duty: at(duty["ruled_out"]["at"]))
    return list(dict.fromkeys(names.get(duty["duty"], duty["duty"]) for duty in out))


def enquiry_outcome(incident: Data) -> Data:
    outcome = incident["enquiry_outcomes"][-1]
    [(assessed, acted)] = [k for k, code in ASSESSED.items() if code == outcome["risk_assessment"]]
    return {
        "risk_assessment": assessed,
        "action_taken": acted,
        "risk_outcome": outcome["risk_outcome"],
        "msp_outcome": outcome["outcomes_achieved"],
        "allegation": outcome["allegation"],
    }


def _on(moment: Data) -> str:
    return at(moment["at"]).astimezone(LONDON).date().isoformat()


def action(told: Told, one: Data) -> Data:
    names = {found["finding"]: name for name, found in told.known.findings.items()}
    changed, reopened = one["due_changes"], len(one["reopened"])
    return {
        "state": one["state"],
        "due_changes": len(changed),
        "verdicts": [review["verdict"] for review in one["effectiveness"]],
        "strength": one["strength"],
        "due": one["due_on"],
        "findings": [names[answered["finding"]] for answered in one["findings"]],
        **({"original_due": one["original_due_on"]} if changed else {}),
        "completed": _on(one["completed"]["at"]),
        "on_time": one["on_time"],
        "on_original_time": one["on_original_time"],
        **({"reopened": reopened} if reopened else {}),
    }


def lesson(one: Data) -> Data:
    checks = one["understanding_checks"]
    delivered = [[each["setting"], each["attended"], each["of"]] for each in one["deliveries"]]
    understood = {"understood": [checks[-1]["passed"], checks[-1]["of"]]} if checks else {}
    return {"delivered": delivered, **understood}


async def figures(told: Told) -> dict[str, Any]:
    """Everything that one story has to give."""
    incident, duties = await told.incident(), await told.duties()
    findings = await told.findings()
    actions = await told.all_of("action")
    lessons = await told.all_of("lesson")
    made = {name: one for name, one in duties.items() if one["instants"]["made"]}
    first = min(at(one["at"]["at"]) for one in actions.values())
    return {
        "concern": await delays(told),
        "made_to_council_or_cqc_not_acknowledged": unacknowledged(duties),
        "reporting": {name: reported(one) for name, one in made.items()},
        "duties_ruled_out": ruled_out(duties),
        "s42_decision": incident["council_decision"]["decision"],
        "enquiry_outcome": enquiry_outcome(incident),
        "findings_by_factor": Counter(one["factor"] for one in findings),
        "actions": {name: action(told, one) for name, one in actions.items()},
        "findings_without_action": [one["id"] for one in findings if not one["actions"]],
        "actions_verified_awaiting_effectiveness_review": [
            name
            for name, one in actions.items()
            if one["state"] == "verified" and not one["effectiveness"]
        ],
        "lessons": {name: lesson(one) for name, one in lessons.items()},
        "days_concern_to_first_action": (first - at(raised_at(duties))).days,
    }


async def council_return(stories: Sequence[Told]) -> Data:
    """Counted over the registers of all providers, as a council counts."""
    registers = [(await one.get("/v1/views/register"))["data"] for one in stories]
    concerns = [entry for register in registers for entry in register]
    decided = Counter(entry["council_decision"] for entry in concerns)
    enquiries = decided["s42_enquiry"] + decided["other_enquiry"]
    return {
        "concerns": len(concerns),
        "s42_enquiries": decided["s42_enquiry"],
        "other_enquiries": decided["other_enquiry"],
        "conversion_rate_percent": round(100 * enquiries / len(concerns), 1),
        "proportion_s42_percent": round(100 * decided["s42_enquiry"] / enquiries, 1),
    }


async def across(stories: Sequence[Told]) -> dict[str, Any]:
    """What the stories give together. No provider sees it: each sees its own."""
    findings = [finding for one in stories for finding in await one.findings()]
    actions = [action for one in stories for action in (await one.all_of("action")).values()]
    return {
        "sac_like": await council_return(stories),
        "themes": Counter(one["factor"] for one in findings),
        "action_strength": Counter(one["strength"] for one in actions),
    }
