"""The views, as the contract has them."""

from typing import Any

from api.contract import parameters as p
from api.contract.operation import Operation, Parameter
from api.schema import Answer
from api.scope import Scope
from api.views.action_strength import ACTION_STRENGTH
from api.views.case_operations import CASE_VIEWS
from api.views.contract_return import CONTRACT_RETURN
from api.views.duty_timeliness import DUTY_TIMELINESS
from api.views.escalation import ESCALATION, Escalation
from api.views.filters import MIN_POSITION, PREFER
from api.views.lesson_reach import LESSON_REACH
from api.views.list_of import ListOf
from api.views.listing import listing
from api.views.open_loops import OPEN_LOOPS, OpenLoops
from api.views.register import REGISTER, Register
from api.views.summary import summary_operation
from api.views.traces.tracing import TRACES
from api.views.trends.view import TRENDS

SCOPES = (Scope.VIEWS_READ,)
PROBLEMS = (400, 403, 404, 422)
HEADERS = {200: ("Heed-Position", "Heed-Stale", "Link")}


def parameters_of(view: ListOf[Any, Any]) -> tuple[Parameter, ...]:
    """Its filters and its pages, and how fresh it has to be."""
    filters = tuple(one.told for one in view.asked_for)
    return (*filters, MIN_POSITION, PREFER, p.ACTOR)


def _view(view: ListOf[Any, Any], name: str, answer: type[Answer], summary: str) -> Operation:
    return Operation(
        id=name,
        method="GET",
        path=f"/v1/views/{view.name}",
        tag="views",
        summary=summary,
        about=f"{(answer.__doc__ or summary).strip()} `position` and `Heed-Position` say what it "
        "reflects; `Heed-Min-Position` demands more. Incidents that are hidden from whoever you "
        "act for are in no page and no count.",
        endpoint=listing(view, SCOPES),
        answers={200: (answer,)},
        scopes=SCOPES,
        parameters=parameters_of(view),
        problems=PROBLEMS,
        headers=HEADERS,
    )


OPERATIONS = (
    _view(REGISTER, "viewRegister", Register, "See every incident as it stands"),
    _view(ESCALATION, "viewEscalation", Escalation, "See how long it takes to tell"),
    _view(OPEN_LOOPS, "viewOpenLoops", OpenLoops, "See what has not come to its end"),
    summary_operation(
        DUTY_TIMELINESS,
        id_="viewDutyTimeliness",
        path="/v1/views/duty-timeliness",
        summary_text="See which duties were done in time, and which were not",
        scopes=SCOPES,
    ),
    summary_operation(
        ACTION_STRENGTH,
        id_="viewActionStrength",
        path="/v1/views/action-strength",
        summary_text="See how strong the actions are, and what came of them",
        scopes=SCOPES,
    ),
    summary_operation(
        CONTRACT_RETURN,
        id_="viewContractReturn",
        path="/v1/views/contract-return",
        summary_text="See what a commissioner's return asks for",
        scopes=SCOPES,
    ),
    summary_operation(
        TRACES,
        id_="viewTraces",
        path="/v1/views/traces",
        summary_text="Follow single incidents from notice to effect",
        scopes=SCOPES,
    ),
    summary_operation(
        LESSON_REACH,
        id_="viewLessonReach",
        path="/v1/views/lesson-reach",
        summary_text="See whom the lessons reached, and how deep",
        scopes=SCOPES,
    ),
    summary_operation(
        TRENDS,
        id_="viewTrends",
        path="/v1/views/trends",
        summary_text="See how many incidents there are, by what they were",
        scopes=SCOPES,
    ),
    *CASE_VIEWS,
)
