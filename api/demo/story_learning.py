"""What the stories tell of learning: from the review of an incident to what lasted."""

from api.demo import learning_words as words
from api.demo import measure_words
from api.demo.telling import Entry, Telling


async def open_investigation(telling: Telling, entry: Entry) -> None:
    incident = telling.ids[f"concern:{entry['data']['concern']}"]
    await telling.begin(entry, words.investigation(entry, incident, telling.service))


async def add_evidence(telling: Telling, entry: Entry) -> None:
    data = entry["data"]
    await _evidence(telling, entry, data["kind"], count=data["count"])


async def _evidence(telling: Telling, entry: Entry, kind: str, **more: int) -> str:
    """Looked at once: the same again where it was named before."""
    named = (entry["stream"], kind)
    if named not in telling.evidence:
        pointer = {"kind": words.code(kind), "at": entry["occurred_at"]} | more
        body = await telling.say(entry, "evidence", pointer, part=f"/{words.code(kind)}")
        telling.evidence[named] = body["evidence"][-1]["id"]
    return telling.evidence[named]


async def record_finding(telling: Telling, entry: Entry) -> None:
    evidence = [await _evidence(telling, entry, kind) for kind in entry["data"]["evidence"]]
    body = await telling.say(entry, "findings", words.finding(entry, evidence))
    found = {"investigation": body["id"], "finding": body["findings"][-1]["id"]}
    telling.findings[entry["data"]["finding"]] = found


async def complete_investigation(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "completions", {"at": entry["occurred_at"]})


async def sign_off(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "sign-offs", {"at": entry["occurred_at"]})


async def agree_action(telling: Telling, entry: Entry) -> None:
    answered = [telling.findings[name] for name in entry["data"]["findings"]]
    measures = [telling.ids[f"measure:{name}"] for name in entry["data"]["measures"]]
    themes = [telling.ids[f"theme:{name}"] for name in entry["data"].get("themes", ())]
    action = words.action(entry, answered, measures, themes)
    await telling.begin(entry, action | {"service": telling.service})


async def change_due_date(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "due-dates", words.due_date(entry))


async def complete_action(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "completions", words.done(entry))


async def verify_action(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "verifications", words.done(entry))


async def review_effect(telling: Telling, entry: Entry) -> None:
    measures = {name: telling.ids[f"measure:{name}"] for name in entry["data"]["measures"]}
    await telling.say(
        entry, "effectiveness-reviews", words.verdict(entry, measures, telling.explained)
    )


async def reopen_action(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "reopenings", words.reopening(entry))


async def audit(telling: Telling, entry: Entry) -> None:
    """Plan and results. The same tool again does the earlier audit again."""
    tool = entry["data"]["tool"]
    plan = words.audit_plan(entry, telling.service, telling.audits.get(tool))
    await telling.begin(entry, plan, part="/plan")
    telling.audits[tool] = telling.ids[entry["stream"]]
    checked = [telling.ids[f"action:{name}"] for name in entry["data"]["actions_checked"]]
    results = words.audit_results(entry) | {"actions_checked": checked}
    await telling.say(entry, "results", results)


async def hold_review(telling: Telling, entry: Entry) -> None:
    found = [telling.ids[f"theme:{name}"] for name in entry["data"].get("found", ())]
    await telling.begin(entry, words.governance_review(entry, telling.service, found))


async def publish_lesson(telling: Telling, entry: Entry) -> None:
    findings = [telling.findings[name] for name in entry["data"]["findings"]]
    await telling.begin(entry, words.lesson(entry, telling.service, findings))


async def deliver_lesson(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "deliveries", words.delivery(entry))


async def check_understanding(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "understanding-checks", words.understanding(entry))


async def define_measure(telling: Telling, entry: Entry) -> None:
    await telling.begin(entry, measure_words.measure(entry, telling.service))


async def measure(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "measurements", measure_words.measurement(entry))


async def rebase(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "rebases", measure_words.rebase(entry))


async def acknowledge_signal(telling: Telling, entry: Entry) -> None:
    said = measure_words.acknowledged_signal(entry)
    telling.explained[entry["stream"].partition(":")[2]] = said["explanation"]
    await telling.say(entry, "signal-acknowledgements", said)
