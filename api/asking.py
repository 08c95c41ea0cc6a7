"""One request, read once: who asks, for which provider, on whose behalf, with what body."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.datastructures import Headers
from starlette.requests import Request

from api.actor import HEADER as ACTOR
from api.actor import OnBehalfOf, read_actor
from api.edge.json import read_json
from api.heed import Heed
from api.principal import Principal
from api.problem.finding import Finding
from api.problem.problem import Problem
from domain.identifier import read

PROVIDER = "heed-provider"


@dataclass(frozen=True, slots=True)
class Asking:
    """`value` is the parsed body, `raw` its bytes; both None where the method has none."""

    heed: Heed
    principal: Principal
    provider: UUID
    actor: OnBehalfOf | None
    method: str
    path: str
    headers: Headers
    raw: bytes
    value: Any


def which_provider(principal: Principal, named: str | None) -> UUID:
    """The only provider, or the one that `Heed-Provider` names among those the key serves."""
    if named is None:
        if len(principal.providers) == 1:
            return principal.providers[0]
        raise Problem("provider-required")
    provider = read("prv", named.strip())
    if provider is None or provider not in principal.providers:
        raise Problem("not-found")
    return provider


async def asked(request: Request) -> Asking:
    """Read what can be read without looking anything up: problems of form come before 403."""
    heed: Heed = request.app.state.heed
    principal: Principal = request.scope["state"]["principal"]
    raw, value = b"", None
    if request.method == "POST":
        raw = await request.body()
        value = read_json(raw)
        if not isinstance(value, dict):
            raise Problem("validation", errors=[Finding("", "wrong_type")])
    provider = which_provider(principal, request.headers.get(PROVIDER))
    request.scope["state"]["provider"] = provider  # for the log line
    return Asking(
        heed=heed,
        principal=principal,
        provider=provider,
        actor=read_actor(request.headers.get(ACTOR)),
        method=request.method,
        path=request.url.path,
        headers=request.headers,
        raw=raw,
        value=value,
    )
