"""What the stories tell of an incident: the service, the report, who was told, how it closed."""

from api.demo import words
from api.demo.telling import Entry, Telling


async def register_service(telling: Telling, entry: Entry) -> None:
    await telling.begin(entry, words.service(entry["data"]))
    for ref, name in words.units(entry["data"]["service"]).items():
        unit = {"ref": ref, "name": name, "kind": "house"}
        await telling.say(entry, "units", unit, part=f"/unit/{ref}")
    await telling.say(entry, "staff-in-post", words.staff_in_post(entry), part="/staff")


async def report(telling: Telling, entry: Entry) -> None:
    """Through a connection of its own: long may pass from one report of a system to the next."""
    async with telling.reporting.another() as system:
        answered = await system.post("/v1/incidents", words.report(entry))
    telling.keep(entry, answered.body)


async def take_immediate_actions(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "immediate-actions", words.immediate_actions(entry))
    for told in words.health_told(entry):
        await telling.say(entry, "external-reports", told, part=f"/{told['body']}")


async def record_wishes(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "wishes", words.wishes(entry))


async def identify_duty(telling: Telling, entry: Entry) -> None:
    """Only what people have to judge: Heed finds the others in the facts by itself."""
    if entry["data"]["duty"] in words.NEED_OPINION:
        await telling.say(entry, "duties", words.duty(entry), actor=telling.spoke_last)


async def rule_out_duty(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "ruled-out-duties", words.ruled_out(entry))


async def tell_outside(telling: Telling, entry: Entry) -> None:
    steps = words.candour_steps(entry)
    for step in steps:
        await telling.say(entry, "candour-steps", step, part=f"/step/{step['step']}")
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
    await telling.say(entry, "council-decisions", words.council_decision(entry))


async def record_outcome(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "enquiry-outcomes", words.enquiry_outcome(entry))


async def close(telling: Telling, entry: Entry) -> None:
    await telling.say(entry, "closures", {"at": entry["occurred_at"]})
