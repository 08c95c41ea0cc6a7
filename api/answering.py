"""Answers: the resource as it now is, its version, where it stands in the log, and the receipt.

The receipt names the first event of the append: its position and the hash of its leaf, which is a
pure function of the stored row. `Heed-Position` names the last, so that a reader who demands it
sees the whole append.

Source: RFC 9110 (ETag); RFC 9162 2.1.1 (leaf hash); the pinned report door.
"""

from collections.abc import Mapping
from uuid import UUID

from starlette.responses import Response

from api.heed import Heed
from api.precondition import etag
from api.problem.problem import Problem
from api.schema import Answer
from domain.leaf import leaf_hash
from domain.log import Append, NewEvent, Outcome, Pointer, Recorded, SealedRef


def _row(append: Append, event: NewEvent, position: int, outcome: Outcome) -> Recorded:
    if outcome.recorded_at is None:
        raise Problem("internal")
    return Recorded(
        provider=append.provider,
        position=position,
        stream=event.stream,
        version=event.version,
        id=event.id,
        type=event.type,
        actor=event.actor,
        recorded_at=outcome.recorded_at,
        salt=event.salt,
        facts=event.facts,
        sealed=tuple(SealedRef(body.id, body.kind, body.sha256) for body in event.bodies),
    )


def rows_of(append: Append, outcome: Outcome) -> list[Recorded]:
    """The rows that this append wrote, as they lie in the log, in order."""
    if outcome.pointer is None:
        raise Problem("internal")
    first = outcome.pointer.position - len(append.events) + 1
    return [
        _row(append, event, first + place, outcome) for place, event in enumerate(append.events)
    ]


def receipt(heed: Heed, row: Recorded) -> dict[str, str]:
    return {"position": heed.position(row.position), "leaf": leaf_hash(row).hex()}


async def receipt_of(heed: Heed, provider: UUID, pointer: Pointer) -> Mapping[str, str]:
    """The receipt that the first answer had. A pointer without events of its own has that of the
    append it points at.
    """
    first = pointer.position - max(pointer.events, 1) + 1
    row = await heed.log.at(provider, first)
    if row is None or row.facts is None:
        return {"position": heed.position(first), "leaf": "0" * 64}
    return receipt(heed, row)


def recorded_answer(
    answer: Answer, version: int, position: str, status: int, *, replayed: bool
) -> Response:
    """201 (or the first status again) with the resource as it now is."""
    headers = {"ETag": etag(version), "Heed-Position": position}
    if replayed:
        headers["Idempotency-Replayed"] = "true"
    return Response(
        answer.model_dump_json(),
        status_code=status,
        media_type="application/json",
        headers=headers,
    )
