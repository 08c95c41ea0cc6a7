"""The operations on signals, as the contract has them."""

from api.contract.operation import Operation
from api.contract.parameters import identifier_in_path
from api.recording import Collection
from api.scope import Scope
from api.signals import deciding, facts, listing
from api.signals.resource import SIGNAL
from api.views.listing import listing as listed
from api.views.operations import HEADERS, parameters_of

SIGNALS = Collection(
    path="/v1/signals",
    tag="signals",
    noun="signal",
    resource=SIGNAL,
    identity=identifier_in_path("sig", "signal", "sig_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

LIST = Operation(
    id="listSignals",
    method="GET",
    path="/v1/signals",
    tag="signals",
    summary="List signals",
    about=f"{(listing.Signals.__doc__ or '').strip()} What is about an incident that is hidden "
    "from whoever you act for is in no page.",
    endpoint=listed(listing.SIGNALS, listing.SCOPES),
    answers={200: (listing.Signals,)},
    scopes=listing.SCOPES,
    parameters=parameters_of(listing.SIGNALS),
    problems=(400, 403, 404, 422),
    headers=HEADERS,
)

OPERATIONS = (
    LIST,
    SIGNALS.read(),
    SIGNALS.history(),
    SIGNALS.fact(
        "answers",
        "Answer a signal",
        facts.AnswerSignal,
        deciding.answer,
        judged=True,
        accountable=True,
    ),
)
