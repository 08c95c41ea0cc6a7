"""The report door: `POST /v1/incidents`.

One request, one append: a new incident, a newer snapshot of one that is here, or an answer that
says it is here already. A repeat costs a durable touch, never a second incident; a report is
refused only for what could not wait.

Source: the pinned report door, rules 1 to 4.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.answering import receipt, receipt_of, recorded_answer, rows_of
from api.asking import Asking, asked
from api.attempt import Attempt, events_of
from api.command import ATTEMPTS, begin, checked, fingerprint, must_hold
from api.idempotency import HEADER as KEY_HEADER
from api.idempotency import canonical, read_key
from api.incidents.acknowledging import acknowledged
from api.incidents.answer import GrownAnswer, ReceivedAnswer
from api.incidents.first import Reading, report_first
from api.incidents.growth import Snapshot, fingerprints, grow
from api.incidents.reading import content_of, read_report, reading_of
from api.incidents.saying import report_names
from api.incidents.telling import report_members
from api.problem.problem import Problem
from api.reader import reader_of
from api.resource import Standing
from api.schema import LARGEST_VERSION
from api.scope import Scope
from api.sealing import to_append
from domain.event import DomainEvent, ImpossibleHistory
from domain.identifier import shown
from domain.incident.state import Incident, fold
from domain.log import Append, Code, Key, KnownOrigin, Origin, Outcome, Pointer, Recorded

SCOPES = (Scope.INCIDENTS_REPORT,)
DUPLICATE = {"Heed-Duplicate": "true"}
STALE = {"Heed-Stale-Source": "true"}
NATURAL = " "
"""Begins the key of a report that has none of its own; no caller can send a key with a space."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report at the door. `named`: the caller sent an Idempotency-Key of its own."""

    asking: Asking
    reading: Reading
    key: Key
    named: bool
    content: bytes
    members: dict[str, str]

    @property
    def version(self) -> int:
        return self.reading.report.source_version

    def origin(self, incident: UUID) -> Origin:
        report = self.reading.report
        return Origin(
            source=self.asking.principal.source,
            ref=report.source_ref,
            version=report.source_version,
            content=self.content,
            members=json.dumps(self.members, sort_keys=True, separators=(",", ":")),
            stream=incident,
        )


def _state(rows: Sequence[Recorded], added: Iterable[DomainEvent] = ()) -> Incident:
    """`added`: what comes after these rows, as it was decided."""
    incident = fold((*events_of(rows), *added))
    if incident is None:
        raise ImpossibleHistory("A source reference that leads to no incident.")
    return incident


def _received(
    asking: Asking,
    rows: Sequence[Recorded],
    proof: dict[str, str],
    position: int,
    status: int,
    *,
    changed: Sequence[str] | None = None,
    headers: dict[str, str] | None = None,
    state: Incident | None = None,
) -> Response:
    """The short form for whoever reports, whatever else this credential may read. `state`: what
    the rows make, where that is known already.
    """
    last = rows[-1]
    at = Standing(last.stream, last.version, rows[0].recorded_at, state or _state(rows), {})
    members = {**report_members(at), "receipt": proof}
    answer = (
        ReceivedAnswer.model_validate(members)
        if changed is None
        else GrownAnswer.model_validate({**members, "changed": changed})
    )
    place = asking.heed.position(position)
    replayed = bool(headers and "Idempotency-Replayed" in headers)
    response = recorded_answer(answer, at.version, place, status, replayed=replayed)
    response.headers["Location"] = f"/v1/incidents/{shown('inc', at.id)}"
    response.headers.update(headers or {})
    return response


async def _again(asking: Asking, outcome: Outcome) -> Response:
    """The first answer to this key, as the fold at the version it had; not to whoever may not see
    the incident by now.
    """
    checked(outcome)
    pointer = _pointer(outcome)
    persons = (await reader_of(asking)).persons
    if persons:
        whole = await asking.heed.log.load(asking.provider, pointer.stream)
        if _state(whole).excludes(persons):
            return acknowledged(asking, read_report(asking).report)
    rows = await asking.heed.log.load(asking.provider, pointer.stream, version=pointer.version)
    proof = await receipt_of(asking.heed, asking.provider, pointer)
    headers = {"Idempotency-Replayed": "true"}
    return _received(asking, rows, dict(proof), pointer.position, pointer.status, headers=headers)


def _pointer(outcome: Outcome) -> Pointer:
    if outcome.pointer is None:
        raise Problem("internal")
    return outcome.pointer


async def _known_version(arrived: Arrived, attempt: Attempt, known: KnownOrigin) -> Response | None:
    """The record is here at this version: the same content is a duplicate, other is a conflict."""
    asking = arrived.asking
    rows = await attempt.load(known.stream)
    hidden = _state(rows).excludes(attempt.persons)
    if known.content != arrived.content:
        existing = None if hidden else shown("inc", known.stream)
        raise Problem("source-version-conflict", existing_id=existing)
    first = rows[0]
    append = Append(
        provider=asking.provider,
        key=arrived.key,
        status=200,
        answers=known.stream,
        answers_version=rows[-1].version,
        seen={},
        events=(),
        now=attempt.now,
        points_at=rows[-1].position,
    )
    outcome = await asking.heed.log.append(append)
    if outcome.code is Code.KEY_REUSED and not arrived.named:
        return None
    checked(outcome)
    if hidden:
        return acknowledged(asking, arrived.reading.report)
    proof = receipt(asking.heed, first)
    return _received(asking, rows, proof, rows[-1].position, 200, headers=dict(DUPLICATE))


async def _stale(arrived: Arrived, attempt: Attempt, known: KnownOrigin) -> Response:
    """An older version than the one that is here: nothing is written."""
    asking = arrived.asking
    rows = await attempt.load(known.stream)
    if _state(rows).excludes(attempt.persons):
        return acknowledged(asking, arrived.reading.report)
    proof = receipt(asking.heed, rows[0])
    return _received(asking, rows, proof, rows[-1].position, 200, headers=dict(STALE))


async def _append(
    arrived: Arrived,
    attempt: Attempt,
    incident: UUID,
    before: Sequence[Recorded],
    status: int,
    changed: Sequence[str] | None,
) -> Response | None:
    """The answer, or None where others were first: look again."""
    asking = arrived.asking
    append = await to_append(
        attempt, key=arrived.key, status=status, answers=incident, origin=arrived.origin(incident)
    )
    outcome = await asking.heed.log.append(append)
    if outcome.code is Code.REPLAYED:
        return await _again(asking, outcome) if arrived.named else None
    overtaken = {Code.CONFLICT, Code.ORIGIN_KNOWN} | (
        set[Code]() if arrived.named else {Code.KEY_REUSED}
    )
    if outcome.code in overtaken:
        return None
    checked(outcome)
    added = rows_of(append, outcome)
    rows = [*before, *(row for row in added if row.stream == incident)]
    said = [event for stream, event in attempt.events if stream == incident]
    return _received(
        asking,
        rows,
        receipt(asking.heed, added[0]),
        added[-1].position,
        status,
        changed=changed,
        state=_state(before, said),
    )


async def _first(arrived: Arrived, attempt: Attempt) -> Response | None:
    incident = attempt.ids()
    report_first(attempt, arrived.reading, incident)
    return await _append(arrived, attempt, incident, (), 201, None)


async def _growth(arrived: Arrived, attempt: Attempt, known: KnownOrigin) -> Response | None:
    rows = await attempt.load(known.stream)
    before: dict[str, str] = json.loads(known.members)
    snapshot = Snapshot(arrived.reading, before, arrived.members)
    before_it = _state(rows)
    changed = await grow(attempt, before_it, known.stream, snapshot)
    response = await _append(arrived, attempt, known.stream, rows, 200, changed)
    if response is not None and before_it.excludes(attempt.persons):
        return acknowledged(arrived.asking, arrived.reading.report)
    return response


def _arrived(
    asking: Asking, named: str | None, reading: Reading, known: KnownOrigin | None
) -> Arrived:
    """Where its version could not be read, other content than is here comes next."""
    vault, sent = asking.heed.vault, canonical(content_of(asking.value, reading))
    content = vault.fingerprint(asking.provider, "content", sent)
    if known is not None and reading.unsure_version:
        following = min(known.version + 1, LARGEST_VERSION)
        reading = reading.at(known.version if content == known.content else following)
    report = reading.report
    natural = f"{NATURAL}{asking.principal.source}:{report.source_ref}:{report.source_version}"
    key = Key(
        asking.principal.integration,
        named or natural,
        fingerprint(asking) if named else content,
    )
    one = partial(_member_fingerprint, asking)
    members = fingerprints(asking.value, reading.extra, one)
    return Arrived(asking, reading, key, named is not None, content, members)


def _member_fingerprint(asking: Asking, value: Any) -> str:
    vault = asking.heed.vault
    return vault.fingerprint(asking.provider, "member", canonical(value))[:16].hex()


async def receive(request: Request) -> Response:
    """Answer one report."""
    asking = await asked(request)
    named = read_key(asking.headers.get(KEY_HEADER))
    if named is not None:
        key = Key(asking.principal.integration, named, fingerprint(asking))
        if (known := await asking.heed.log.replay(asking.provider, key)) is not None:
            return await _again(asking, known)
    must_hold(asking, SCOPES)
    for _ in range(ATTEMPTS):
        if (response := await _received_once(asking, named)) is not None:
            return response
    raise Problem("conflict")


async def _received_once(asking: Asking, named: str | None) -> Response | None:
    """One look at what is there, and what follows from it; None where others were first."""
    natural = f"{asking.value.get('source_ref')}:{asking.value.get('source_version', 1)}"
    attempt, _ = await begin(asking, named or natural)
    read = read_report(asking)
    known = await attempt.recall(read.report.source_ref, report_names(attempt, read.report))
    arrived = _arrived(asking, named, reading_of(asking, attempt, read), known)
    if known is None:
        return await _first(arrived, attempt)
    if arrived.version < known.version:
        return await _stale(arrived, attempt, known)
    if arrived.version == known.version:
        return await _known_version(arrived, attempt, known)
    return await _growth(arrived, attempt, known)
