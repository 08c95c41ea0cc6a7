"""The views that count cases, as the contract has them."""

from typing import Final

from api.contract.operation import Operation
from api.scope import Scope
from api.views.clocks.view import CLOCKS
from api.views.culture import CULTURE
from api.views.learning_yield import LEARNING_YIELD
from api.views.personal_safeguarding import PERSONAL
from api.views.repeats import REPEATS
from api.views.summary import Summary, summary_operation

SCOPES: Final = (Scope.VIEWS_READ,)


def _view(
    view: Summary, name: str, id_: str, text: str, scopes: tuple[Scope, ...] = SCOPES
) -> Operation:
    path = f"/v1/views/{name}"
    return summary_operation(view, id_=id_, path=path, summary_text=text, scopes=scopes)


CASE_VIEWS: Final = (
    _view(CLOCKS, "clocks", "viewClocks", "See how long it takes, open cases counted"),
    _view(
        REPEATS,
        "repeats",
        "viewRepeats",
        "See who is named in several incidents",
        (Scope.REPEATS_READ,),
    ),
    _view(
        PERSONAL,
        "personal-safeguarding",
        "viewPersonalSafeguarding",
        "See what the adults wanted, and got",
    ),
    _view(CULTURE, "culture", "viewCulture", "See who notices, who tells, and who is answered"),
    _view(LEARNING_YIELD, "learning-yield", "viewLearningYield", "See what closed cases taught"),
)
