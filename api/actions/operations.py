"""The operations on actions, as the contract has them."""

from api.actions import deciding, facts
from api.actions.resource import ACTION
from api.contract.parameters import identifier_in_path
from api.recording import Collection
from api.scope import Scope

ACTIONS = Collection(
    path="/v1/actions",
    tag="actions",
    noun="action",
    resource=ACTION,
    identity=identifier_in_path("act", "action", "act_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

OPERATIONS = (
    ACTIONS.begins("Agree an action", facts.AgreeAction, deciding.agree),
    ACTIONS.read(),
    ACTIONS.history(),
    ACTIONS.fact(
        "completions",
        "Say that it is done",
        facts.CompleteAction,
        deciding.complete,
        judged=True,
        accountable=True,
    ),
    ACTIONS.fact(
        "verifications",
        "Verify that it was done",
        facts.VerifyAction,
        deciding.verify,
        judged=True,
        accountable=True,
    ),
    ACTIONS.fact(
        "verification-refusals",
        "Say that it was not done",
        facts.RefuseVerification,
        deciding.refuse_verification,
        judged=True,
        accountable=True,
    ),
)
