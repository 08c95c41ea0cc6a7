"""The stories, told to the API as a care system and its people would: the whole of learning.

The three stories, each measure of theirs and the examples are told at the same time, through
connections of their own: nothing that one tells is what another needs. Sharing an evidence pack
waits for the door it needs.
"""

import json
from asyncio import TaskGroup
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

from api.demo import story_incidents as incidents
from api.demo import story_learning as learning
from api.demo import story_themes as themes
from api.demo.client import DemoClient
from api.demo.examples import load_examples
from api.demo.telling import Entry, Telling

STORIES: Final = (
    "A_boundaries_supported_living",
    "B_escalation_domiciliary",
    "C_careplans_residential",
)
AFTERWARDS: Final[Mapping[str, str]] = {story: f"{story[0]}_afterwards" for story in STORIES}
"""What the services of each story went on to see: what recurred, and what was done about it."""
FIRST: Final = ("ServiceRegistered", "MeasureDefined")
"""What everything else in a story refers to."""
FIGURE: Final = "MeasurementRecorded"
"""Needs nothing but its measure. Nobody speaks here whom the first one does not name: who is new
to Heed takes an identity, which must not depend on which line of a story was faster."""
CITES: Final = "ActionAgreed"
"""From here on a story cites its measures, and is told in its own order: what Heed notices in a
figure depends on what was known before it came.
"""
TOLD_AS: Final[Mapping[str, Callable[[Telling, Entry], Awaitable[None]]]] = {
    "ServiceRegistered": incidents.register_service,
    "ConcernRaised": incidents.report,
    "ImmediateProtectionTaken": incidents.take_immediate_actions,
    "PersonOutcomesSought": incidents.record_wishes,
    "ReportingDutyIdentified": incidents.identify_duty,
    "ReportingDutyRuledOut": incidents.rule_out_duty,
    "ExternalReportMade": incidents.tell_outside,
    "ExternalReportAcknowledged": incidents.acknowledge,
    "S42DecisionRecorded": incidents.record_council_decision,
    "EnquiryOutcomeRecorded": incidents.record_outcome,
    "ConcernClosed": incidents.close,
    "ReviewCommissioned": learning.open_investigation,
    "EvidenceAdded": learning.add_evidence,
    "FindingRecorded": learning.record_finding,
    "ReviewCompleted": learning.complete_investigation,
    "ReviewSignedOff": learning.sign_off,
    "ActionAgreed": learning.agree_action,
    "ActionDueDateChanged": learning.change_due_date,
    "ActionCompleted": learning.complete_action,
    "ActionCompletionVerified": learning.verify_action,
    "EffectivenessReviewed": learning.review_effect,
    "ActionReopened": learning.reopen_action,
    "AuditCompleted": learning.audit,
    "GovernanceReviewHeld": learning.hold_review,
    "LessonPublished": learning.publish_lesson,
    "LessonDelivered": learning.deliver_lesson,
    "UnderstandingChecked": learning.check_understanding,
    "ThemeFound": themes.wait_for_theme,
    "ThemeBegun": themes.begin_theme,
    "ThemeConfirmed": themes.confirm_theme,
    "MeasureDefined": learning.define_measure,
    "MeasurementRecorded": learning.measure,
    "MeasureRebased": learning.rebase,
    "SignalAcknowledged": learning.acknowledge_signal,
}


def entries(story: str) -> Iterator[Entry]:
    """The story's own events, in order."""
    text = files("api.demo").joinpath("stories", f"{story}.jsonl").read_text(encoding="utf-8")
    told = (json.loads(line) for line in text.splitlines())
    return (entry for entry in told if entry["type"] in TOLD_AS)


def care_system(story: str) -> str:
    """The care system that the story's report comes from."""
    reported = next(entry for entry in entries(story) if entry["type"] == "ConcernRaised")
    return str(reported["data"]["source_system"])


async def _tell(telling: Telling, told: Iterable[Entry]) -> None:
    """Through a connection of its own: one that waited for others would be closed meanwhile."""
    async with telling.client.another() as client:
        mine = telling.by_another(client)
        for entry in told:
            await TOLD_AS[entry["type"]](mine, entry)


@dataclass(frozen=True, slots=True)
class Turns:
    """A story in the order in which it is told: `beside` holds lines that run side by side."""

    first: list[Entry] = field(default_factory=list[Entry])
    beside: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])
    last: list[Entry] = field(default_factory=list[Entry])


def in_turns(story: str) -> Turns:
    turns = Turns()
    for entry in entries(story):
        kind = entry["type"]
        line = entry["stream"] if kind == FIGURE else story
        if kind in FIRST or (kind == FIGURE and line not in turns.beside):
            turns.first.append(entry)
            turns.beside.setdefault(line, [])
        elif turns.last or kind == CITES:
            turns.last.append(entry)
        else:
            turns.beside.setdefault(line, []).append(entry)
    return turns


async def tell(client: DemoClient, reporting: DemoClient, story: str) -> Telling:
    """What is known of it in the end."""
    turns = in_turns(story)
    telling = Telling(story[0].lower(), client, reporting)
    await _tell(telling, turns.first)
    async with TaskGroup() as tasks:
        for line in turns.beside.values():
            tasks.create_task(_tell(telling, line))
    await _tell(telling, turns.last)
    return telling


async def _tell_all(client: DemoClient, reporting: DemoClient, story: str) -> None:
    await _tell(await tell(client, reporting, story), entries(AFTERWARDS[story]))


async def load(client: DemoClient, care_systems: Mapping[str, DemoClient]) -> None:
    """Every story, and a resource of its own for each example of the contract."""
    async with TaskGroup() as tasks:
        for story in STORIES:
            tasks.create_task(_tell_all(client, care_systems[care_system(story)], story))
        tasks.create_task(load_examples(client))
