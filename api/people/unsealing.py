"""`POST /v1/unsealings`: read sealed words or names, for a purpose, on the record.

The bodies and the record of who looked, for whom and why, commit together: without the record
there are no words. A credential opens only classes that its scopes name, only bodies of incidents
that it may see, and never one that is hidden from whoever it acts for.

Source: IHE BALP (patient read is audited with its subject); Caldicott principle 1 (justify the
purpose); OWASP ASVS 16.3.2.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from adapters.vault.wrapping import Unopenable
from api.acting import acting
from api.asking import Asking, asked
from api.attempt import events_of
from api.command import must_hold, validated
from api.contract import parameters as p
from api.contract.operation import Operation
from api.hidden import is_hidden
from api.identity import uuid7
from api.incidents.resource import INCIDENT
from api.problem.problem import Problem
from api.reader import reader_of
from api.schema import Answer, BodyId, Request
from api.scope import Scope
from domain.identifier import read, shown
from domain.log import NewKey, SealedBody
from domain.sealed import BodyClass

MOST = 50
SCOPE_OF = {
    BodyClass.NARRATIVE: Scope.NARRATIVES_READ,
    BodyClass.IDENTITY: Scope.IDENTITIES_READ,
    BodyClass.STAFF_IDENTITY: Scope.IDENTITIES_READ,
    BodyClass.REPORTER_IDENTITY: Scope.IDENTITIES_READ,
    BodyClass.LEARNING_TEXT: Scope.LEARNING_READ,
}


class Purpose(StrEnum):
    """Why somebody looks."""

    DIRECT_CARE = "direct_care"
    SAFEGUARDING = "safeguarding"
    INVESTIGATION = "investigation"
    STATUTORY_REPORT = "statutory_report"
    SUBJECT_ACCESS = "subject_access"
    LEGAL_CLAIM = "legal_claim"
    QUALITY_ASSURANCE = "quality_assurance"


class Unseal(Request):
    """Which bodies, and why."""

    body_ids: Annotated[tuple[BodyId, ...], Field(min_length=1, max_length=MOST)]
    purpose: Purpose


class OpenedBody(Answer):
    """`text` is null where the key was destroyed: the words are erased."""

    id: BodyId
    kind: BodyClass
    text: Annotated[str, Field(max_length=400_000)] | None


class Unsealed(Answer):
    data: Annotated[tuple[OpenedBody, ...], Field(max_length=MOST)]


async def _must_be_seen(asking: Asking, bodies: Sequence[tuple[SealedBody, NewKey, UUID]]) -> None:
    """Every body lies in an incident that this reader may see; else it is not there."""
    reader = await reader_of(asking)
    streams = list({stream for _, _, stream in bodies})
    rows = await asking.heed.log.load_many(asking.provider, streams)
    for stream in streams:
        if await is_hidden(reader, rows[stream]):
            raise Problem("not-found")
        if not rows[stream][0].type.startswith("incident."):
            continue
        state = INCIDENT.fold(events_of(rows[stream]))
        if state is None or not INCIDENT.may_see(asking.principal, reader.persons, state):
            raise Problem("not-found")


def _opened(asking: Asking, body: SealedBody, key: NewKey) -> dict[str, Any]:
    try:
        text = asking.heed.vault.open(body, key, provider=asking.provider)
    except (LookupError, Unopenable):
        text = None
    return {"id": shown("bod", body.id), "kind": body.kind, "text": text}


def _identities(texts: Sequence[str]) -> list[UUID]:
    ids = [read("bod", text) for text in dict.fromkeys(texts)]
    return [identity for identity in ids if identity is not None]


def _must_hold_each(asking: Asking, kinds: Mapping[UUID, str]) -> None:
    for kind in set(kinds.values()):
        must_hold(asking, (SCOPE_OF[BodyClass(kind)],))


async def unseal(request: HttpRequest) -> Response:
    asking = await asked(request)
    if asking.actor is None:
        raise Problem("actor-required")
    must_hold(asking, tuple(dict.fromkeys(SCOPE_OF.values())))
    wanted = validated(Unseal, asking.raw)
    ids = _identities(wanted.body_ids)
    found = await asking.heed.keys.placed(asking.provider, ids)
    if len(found) != len(ids):
        raise Problem("not-found")
    await _must_be_seen(asking, found)
    _must_hold_each(asking, {body.id: body.kind for body, _, _ in found})
    opened = await asking.heed.keys.unseal(
        asking.provider,
        ids,
        access=uuid7(),
        actor=await acting(asking),
        purpose=wanted.purpose,
        at=asking.heed.clock(),
    )
    answer = Unsealed.model_validate(
        {"data": [_opened(asking, body, key) for body, key, _ in opened]}
    )
    return Response(answer.model_dump_json(), media_type="application/json")


UNSEAL = Operation(
    id="unseal",
    method="POST",
    path="/v1/unsealings",
    tag="people",
    summary="Read sealed words or names",
    about="For a purpose and for somebody; who looked at what and why is recorded with it.",
    endpoint=unseal,
    takes=Unseal,
    answers={200: (Unsealed,)},
    scopes=(Scope.NARRATIVES_READ, Scope.IDENTITIES_READ, Scope.LEARNING_READ),
    parameters=(p.ACTOR_REQUIRED,),
    problems=(400, 403, 404, 413, 415, 422),
)
