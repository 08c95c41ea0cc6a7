"""The operations on themes, as the contract has them."""

from typing import Final

from api.contract.operation import Operation
from api.contract.parameters import identifier_in_path
from api.recording import Collection
from api.scope import Scope
from api.themes import deciding, facts
from api.themes.listing import THEMES, Themes
from api.themes.resource import THEME
from api.themes.response.operations import OPERATIONS as RESPONSE
from api.views.listing import listing
from api.views.operations import HEADERS, parameters_of

READS: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)

COLLECTION: Final = Collection(
    path="/v1/themes",
    tag="themes",
    noun="theme",
    resource=THEME,
    identity=identifier_in_path("thm", "theme", "thm_0000000000000000000000000a"),
    reads=READS,
    writes=(Scope.LEARNING_MANAGE,),
)

LIST: Final = Operation(
    id="listThemes",
    method="GET",
    path="/v1/themes",
    tag="themes",
    summary="See every theme",
    about=f"{(Themes.__doc__ or '').strip()} What recurs over several incidents: proposed by a "
    "rule or begun by a person, with how many distinct incidents each has and what people decided.",
    endpoint=listing(THEMES, READS),
    answers={200: (Themes,)},
    scopes=READS,
    parameters=parameters_of(THEMES),
    problems=(400, 403, 404, 422),
    headers=HEADERS,
)

OPERATIONS: Final = (
    LIST,
    COLLECTION.begins("Begin a theme by hand", facts.BeginTheme, deciding.begin, accountable=True),
    COLLECTION.read(),
    COLLECTION.history(),
    COLLECTION.fact(
        "confirmations",
        "Confirm it",
        facts.ConfirmTheme,
        deciding.confirm,
        judged=True,
        accountable=True,
    ),
    COLLECTION.fact(
        "dismissals",
        "Dismiss it",
        facts.DismissTheme,
        deciding.dismiss,
        judged=True,
        accountable=True,
    ),
    COLLECTION.fact(
        "watches",
        "Watch whether it holds",
        facts.WatchTheme,
        deciding.watch,
        judged=True,
        accountable=True,
    ),
    COLLECTION.fact(
        "escalations",
        "Bring it further up",
        facts.EscalateTheme,
        deciding.escalate,
        judged=True,
        accountable=True,
    ),
    COLLECTION.fact(
        "retirements",
        "Retire it",
        facts.RetireTheme,
        deciding.retire,
        judged=True,
        accountable=True,
    ),
    COLLECTION.fact(
        "findings",
        "Put a finding to it",
        facts.LinkFinding,
        deciding.link_finding,
        accountable=True,
    ),
    *RESPONSE,
)
