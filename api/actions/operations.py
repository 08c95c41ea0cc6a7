"""The operations on actions, as the contract has them."""

from api.actions import again, changing, deciding, facts
from api.actions.hold.operation import HOLD
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
    HOLD,
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
    ACTIONS.fact("measures", "Name its measures", facts.NameMeasures, changing.name_measures),
    ACTIONS.fact(
        "starts", "Say that work has begun", facts.StartAction, changing.start, judged=True
    ),
    ACTIONS.fact(
        "due-dates",
        "Change when it is due",
        facts.ChangeDueDate,
        changing.change_due_date,
        judged=True,
    ),
    ACTIONS.fact(
        "owners", "Give it to somebody else", facts.ChangeOwner, changing.change_owner, judged=True
    ),
    ACTIONS.fact(
        "effectiveness-reviews",
        "Judge whether it helped",
        facts.ReviewEffect,
        changing.review_effect,
        judged=True,
        accountable=True,
    ),
    ACTIONS.fact(
        "reopenings",
        "Reopen it",
        facts.ReopenAction,
        again.reopen,
        judged=True,
        accountable=True,
    ),
    ACTIONS.fact(
        "recurrences-looked-at",
        "Look at its recurrences",
        facts.LookAtRecurrences,
        again.look_at_recurrences,
        judged=True,
        accountable=True,
    ),
    ACTIONS.fact(
        "cancellations",
        "Cancel it",
        facts.CancelAction,
        changing.cancel,
        judged=True,
        accountable=True,
    ),
    ACTIONS.fact(
        "advice-set-aside",
        "Set advice aside",
        facts.SetAdviceAside,
        changing.set_advice_aside,
        judged=True,
    ),
)
