"""The operations on investigations, as the contract has them."""

from api.contract.parameters import identifier_in_path
from api.investigations import deciding, facts
from api.investigations.resource import INVESTIGATION
from api.recording import Collection
from api.scope import Scope

INVESTIGATIONS = Collection(
    path="/v1/investigations",
    tag="investigations",
    noun="investigation",
    resource=INVESTIGATION,
    identity=identifier_in_path("inv", "investigation", "inv_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

OPERATIONS = (
    INVESTIGATIONS.begins(
        "Open an investigation", facts.OpenInvestigation, deciding.open_investigation
    ),
    INVESTIGATIONS.read(),
    INVESTIGATIONS.history(),
    INVESTIGATIONS.fact("evidence", "Add evidence", facts.AddEvidence, deciding.add_evidence),
    INVESTIGATIONS.fact(
        "findings", "Record a finding", facts.RecordFinding, deciding.record_finding
    ),
    INVESTIGATIONS.fact(
        "finding-withdrawals",
        "Withdraw a finding",
        facts.WithdrawFinding,
        deciding.withdraw_finding,
        judged=True,
    ),
    INVESTIGATIONS.fact(
        "findings-left-without-action",
        "Leave a finding without action",
        facts.LeaveFindingWithoutAction,
        deciding.leave_without_action,
        judged=True,
    ),
    INVESTIGATIONS.fact(
        "no-finding-declarations",
        "Declare that nothing was found",
        facts.DeclareNoFinding,
        deciding.declare_no_finding,
        judged=True,
    ),
    INVESTIGATIONS.fact(
        "completions",
        "Complete it",
        facts.CompleteInvestigation,
        deciding.complete,
        judged=True,
        accountable=True,
    ),
    INVESTIGATIONS.fact(
        "returns",
        "Send it back",
        facts.ReturnInvestigation,
        deciding.send_back,
        judged=True,
        accountable=True,
    ),
    INVESTIGATIONS.fact(
        "sign-offs",
        "Sign it off",
        facts.SignOff,
        deciding.sign_off,
        judged=True,
        accountable=True,
    ),
)
