"""The operations on audits, as the contract has them."""

from api.audits import deciding, facts
from api.audits.resource import AUDIT
from api.contract.parameters import identifier_in_path
from api.recording import Collection
from api.scope import Scope

AUDITS = Collection(
    path="/v1/audits",
    tag="audits",
    noun="audit",
    resource=AUDIT,
    identity=identifier_in_path("aud", "audit", "aud_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

OPERATIONS = (
    AUDITS.begins("Plan an audit", facts.PlanAudit, deciding.plan),
    AUDITS.read(),
    AUDITS.history(),
    AUDITS.fact(
        "results", "Record its results", facts.RecordResults, deciding.record_results, judged=True
    ),
    AUDITS.fact(
        "voidings", "Void it", facts.VoidAudit, deciding.void, judged=True, accountable=True
    ),
)
