"""`GET /v1/whoami`: the first request of an integration. Who am I, for whom, and what may I do?"""

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.contract.operation import Operation
from api.schema import Answer, ProviderId
from api.scope import CredentialKind, Scope
from domain.identifier import shown


class WhoAmI(Answer):
    """The credential behind the key that was sent."""

    id: Annotated[str, Field(min_length=30, max_length=30, pattern=r"^key_[0-9a-z]{26}$")]
    kind: CredentialKind
    source: Annotated[str, Field(max_length=200)]
    """The name under which this credential reports."""
    provider: ProviderId
    """The provider that this request is for."""
    providers: Annotated[tuple[ProviderId, ...], Field(max_length=1_000)]
    scopes: Annotated[tuple[Scope, ...], Field(max_length=100)]
    handling: Annotated[str, Field(pattern=r"^(lenient|strict)$", max_length=10)]
    """How a report is taken where it cannot be read, unless `Prefer` says otherwise."""
    head: Annotated[str, Field(max_length=40, pattern=r"^e[0-9]+\.[0-9]+$")]
    """The provider's last position."""


async def who_am_i(request: Request) -> Response:
    asking = await asked(request)
    principal, heed = asking.principal, asking.heed
    head = await heed.log.head(asking.provider)
    answer = WhoAmI(
        id=shown("key", principal.credential),
        kind=principal.kind,
        source=principal.source,
        provider=shown("prv", asking.provider),
        providers=tuple(shown("prv", one) for one in principal.providers),
        scopes=tuple(sorted(principal.scopes)),
        handling="lenient" if principal.lenient else "strict",
        head=heed.position(head),
    )
    headers = {"Heed-Position": heed.position(head)}
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


WHOAMI = Operation(
    id="whoAmI",
    method="GET",
    path="/v1/whoami",
    tag="about",
    summary="Who you are here",
    about="The credential, its providers, its scopes, and how reports are taken.",
    endpoint=who_am_i,
    answers={200: (WhoAmI,)},
    problems=(400, 404),
    headers={200: ("Heed-Position",)},
)
