"""The stories, told to the API one request at a time, as a care system and its people would.

What this version of the API covers is loaded: services, reports with what was done, wanted and
told, duties and candour, council decisions, investigations, findings, actions, audits, measures,
lessons and closures. Effectiveness reviews wait for the doors they need.
"""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from api.demo import learning_words, words
from api.demo.client import DemoClient
from api.demo.examples import load_examples

STORIES = ("A_boundaries_supported_living", "B_escalation_domiciliary", "C_careplans_residential")
Entry = dict[str, Any]


def entries(story: str) -> Iterator[Entry]:
    """The story's own events, in order."""
    text = files("api.demo").joinpath("stories", f"{story}.jsonl").read_text(encoding="utf-8")
    return (json.loads(line) for line in text.splitlines())


@dataclass(slots=True)
class Telling:
    """One story on its way in: what the API answered for each thing that the story names."""

    client: DemoClient
    reporting: DemoClient
    known: dict[str, Any] = field(default_factory=dict[str, Any])
    findings: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    evidence: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    told: dict[str, str] = field(default_factory=dict[str, str])

    async def say(self, entry: Entry, fact: str, body: Any, *, judged: bool = False) -> Any:
        """One fact about the stream of this entry."""
        subject = self.known[entry["stream"]]
        answered = await self.client.post(
            f"{subject['path']}/{subject['id']}/{fact}",
            body,
            key=f"story/{entry['stream']}/{entry['n']}",
            actor=words.actor(entry["by"]),
            version=subject["version"] if judged else None,
        )
        return self.keep(entry["stream"], subject["path"], answered.body)

    async def begin(self, entry: Entry, path: str, body: Any) -> Any:
        """A new resource for the stream of this entry."""
        key = f"story/{entry['stream']}/{entry['n']}"
        answered = await self.client.post(path, body, key=key, actor=words.actor(entry["by"]))
        return self.keep(entry["stream"], path, answered.body)

    def keep(self, stream: str, path: str, body: Any) -> Any:
        self.known[stream] = {"path": path, "id": body["id"], "version": body["version"]}
        return body

    async def again(self, stream: str) -> None:
        """Other streams were appended to together with this one: see its version anew."""
        subject = self.known[stream]
        answered = await self.client.get(f"{subject['path']}/{subject['id']}")
        subject["version"] = answered.body["version"]


async def register_service(telling: Telling, entry: Entry) -> None:
    body = await telling.begin(entry, "/v1/services", words.service(entry["data"]))
    units = words.units(entry["data"]["service"])
    for ref, name in units.items():
        await telling.client.post(
            f"/v1/services/{body['id']}/units",
            {"ref": ref, "name": name, "kind": "house"},
            key=f"story/{entry['stream']}/unit/{ref}",
        )


async def report(telling: Telling, entry: Entry) -> None:
    answered = await telling.reporting.post("/v1/incidents", words.report(entry))
    telling.keep(entry["stream"], "/v1/incidents", answered.body)


async def take_immediate_actions(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "immediate-actions", words.immediate_actions(entry["data"]))


async def record_wishes(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "wishes", words.wishes(entry["data"]))


async def identify_duty(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "duties", words.duty(entry), judged=True)


async def rule_out_duty(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "ruled-out-duties", words.ruled_out(entry), judged=True)


async def tell_outside(telling: Telling, entry: Entry) -> None:
    steps = words.candour_steps(entry)
    for step in steps:
        taken = {**entry, "n": f"{entry['n']}/step/{step['step']}"}
        await telling.say(taken, "candour-steps", step)
    if steps:
        return
    body = await telling.say(entry, "external-reports", words.told(entry))
    telling.told[entry["data"]["duty"]] = body["reported_to"][-1]["id"]


async def acknowledge(telling: Telling, entry: Entry) -> None:
    report = telling.told[entry["data"]["duty"]]
    said = {"report": report, "at": entry["occurred_at"], "their_ref": entry["data"]["their_ref"]}
    said["issuer"] = entry["by"].rpartition(":")[2]
    await telling.say(entry, "acknowledgements", said)


async def record_council_decision(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "council-decisions", words.council_decision(entry), judged=True)


async def close(telling: Telling, entry: Entry) -> None:
    await telling.again(entry["stream"])
    await telling.say(entry, "closures", {"at": entry["occurred_at"]}, judged=True)


async def open_investigation(telling: Telling, entry: Entry) -> None:
    incident = telling.known[f"concern:{entry['data']['concern']}"]["id"]
    await telling.begin(entry, "/v1/investigations", words.investigation(entry, incident))


async def add_evidence(telling: Telling, entry: Entry) -> None:
    data = entry["data"]
    body = await telling.say(entry, "evidence", {"kind": data["kind"], "count": data["count"]})
    telling.evidence.setdefault(entry["stream"], []).append(body["evidence"][-1]["id"])


async def record_finding(telling: Telling, entry: Entry) -> None:
    stream = entry["stream"]
    if stream not in telling.evidence:  # the story names none: what the review looked at
        looked = {**entry, "n": f"{entry['n']}/evidence"}
        body = await telling.say(looked, "evidence", {"kind": "records"})
        telling.evidence[stream] = [body["evidence"][-1]["id"]]
    finding = words.finding(entry["data"], telling.evidence[stream])
    body = await telling.say(entry, "findings", finding)
    found = {"investigation": body["id"], "finding": body["findings"][-1]["id"]}
    telling.findings[entry["data"]["finding"]] = found


async def complete_investigation(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "completions", {}, judged=True)


async def sign_off(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "sign-offs", {}, judged=True)


async def agree_action(telling: Telling, entry: Entry) -> None:
    answered = [telling.findings[name] for name in entry["data"]["findings"]]
    await telling.begin(entry, "/v1/actions", words.action(entry["data"], answered))


async def complete_action(telling: Telling, entry: Entry) -> None:
    if telling.known[entry["stream"]].get("verified"):
        return  # done again after it was reopened: a later version of the API
    evidence = "; ".join(entry["data"]["evidence"])
    said = {"at": entry["occurred_at"], "evidence": evidence}
    await telling.say(entry, "completions", said, judged=True)


async def verify_action(telling: Telling, entry: Entry) -> None:
    if telling.known[entry["stream"]].get("verified"):
        return
    await telling.say(entry, "verifications", {"at": entry["occurred_at"]}, judged=True)
    telling.known[entry["stream"]]["verified"] = True


async def audit(telling: Telling, entry: Entry) -> None:
    planned = {**entry, "n": f"{entry['n']}/plan"}
    service = telling.known["service"]["id"]
    await telling.begin(planned, "/v1/audits", words.audit_plan(entry, service))
    checked = [telling.known[f"action:{name}"]["id"] for name in entry["data"]["actions_checked"]]
    results = words.audit_results(entry) | {"actions_checked": checked}
    await telling.say(entry, "results", results, judged=True)


async def define_measure(telling: Telling, entry: Entry) -> None:
    service = telling.known["service"]["id"]
    await telling.begin(entry, "/v1/measures", learning_words.measure(entry, service))


async def measure(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "measurements", learning_words.measurement(entry))


async def rebase(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "rebases", learning_words.rebase(entry), judged=True)


async def acknowledge_signal(telling: Telling, entry: Entry) -> None:
    said = learning_words.acknowledged_signal(entry)
    await telling.say(entry, "signal-acknowledgements", said, judged=True)


async def publish_lesson(telling: Telling, entry: Entry) -> None:
    findings = [telling.findings[name] for name in entry["data"]["findings"]]
    lesson = learning_words.lesson(entry, telling.known["service"]["id"], findings)
    await telling.begin(entry, "/v1/lessons", lesson)


async def deliver_lesson(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "deliveries", learning_words.delivery(entry))


async def check_understanding(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "understanding-checks", learning_words.understanding(entry))


TOLD_AS: dict[str, Callable[[Telling, Entry], Awaitable[None]]] = {
    "ServiceRegistered": register_service,
    "ConcernRaised": report,
    "ImmediateProtectionTaken": take_immediate_actions,
    "PersonOutcomesSought": record_wishes,
    "ReportingDutyIdentified": identify_duty,
    "ReportingDutyRuledOut": rule_out_duty,
    "ExternalReportMade": tell_outside,
    "ExternalReportAcknowledged": acknowledge,
    "S42DecisionRecorded": record_council_decision,
    "ReviewCommissioned": open_investigation,
    "EvidenceAdded": add_evidence,
    "FindingRecorded": record_finding,
    "ReviewCompleted": complete_investigation,
    "ReviewSignedOff": sign_off,
    "ActionAgreed": agree_action,
    "ActionCompleted": complete_action,
    "ActionCompletionVerified": verify_action,
    "AuditCompleted": audit,
    "MeasureDefined": define_measure,
    "MeasurementRecorded": measure,
    "MeasureRebased": rebase,
    "SignalAcknowledged": acknowledge_signal,
    "LessonPublished": publish_lesson,
    "LessonDelivered": deliver_lesson,
    "UnderstandingChecked": check_understanding,
    "ConcernClosed": close,
}


async def tell(client: DemoClient, reporting: DemoClient, story: str) -> None:
    telling = Telling(client, reporting)
    for entry in entries(story):
        tell_one = TOLD_AS.get(entry["type"])
        if tell_one is None:
            continue
        await tell_one(telling, entry)
        if entry["type"] == "ServiceRegistered":
            telling.known["service"] = telling.known[entry["stream"]]


async def load(client: DemoClient, care_systems: dict[str, DemoClient]) -> None:
    """Every story, then a resource of its own for each example of the contract."""
    for story in STORIES:
        system = next(e for e in entries(story) if e["type"] == "ConcernRaised")
        await tell(client, care_systems[system["data"]["source_system"]], story)
    await load_examples(client)
