"""The operations on investigations, as the contract has them."""

from api.contract import parameters as p
from api.contract.operation import Operation
from api.contract.parameters import identifier_in_path
from api.investigations import chronology, conducting, deciding, facts, finding_deciding, s42
from api.investigations.resource import INVESTIGATION
from api.investigations.s42_answer import S42Answer
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
    INVESTIGATIONS.fact(
        "incidents", "Look at more incidents", facts.AddIncidents, conducting.add_incidents
    ),
    INVESTIGATIONS.fact(
        "leads", "Change its lead", facts.ChangeLead, conducting.change_lead, judged=True
    ),
    INVESTIGATIONS.fact(
        "chronology-entries",
        "Add to the chronology",
        facts.AddChronologyEntry,
        conducting.add_chronology_entry,
    ),
    INVESTIGATIONS.fact(
        "finding-revisions",
        "Put a finding differently",
        facts.ReviseFinding,
        finding_deciding.revise_finding,
        judged=True,
    ),
    INVESTIGATIONS.fact(
        "outside-recommendations",
        "Record a recommendation from outside",
        facts.RecordRecommendation,
        finding_deciding.record_recommendation,
    ),
    INVESTIGATIONS.fact(
        "advice-set-aside",
        "Set advice aside",
        facts.SetFindingAdviceAside,
        finding_deciding.set_advice_aside,
        judged=True,
    ),
    INVESTIGATIONS.fact(
        "stops",
        "Stop it",
        facts.StopInvestigation,
        conducting.stop,
        judged=True,
        accountable=True,
    ),
    Operation(
        id="readInvestigationChronology",
        method="GET",
        path="/v1/investigations/{id}/chronology",
        tag=INVESTIGATIONS.tag,
        summary="Read the chronology of an investigation",
        about="Its own entries and the facts of its incidents in one order: when it is said to "
        "have been, else when it was recorded. Words stay sealed. Incidents that you may not see, "
        "or that were entered in error, are left out.",
        endpoint=chronology.read,
        answers={200: (chronology.ChronologyAnswer,)},
        scopes=INVESTIGATIONS.reads,
        parameters=(INVESTIGATIONS.identity, p.ACTOR),
        problems=(400, 403, 404, 422),
    ),
    Operation(
        id="readInvestigationS42Report",
        method="GET",
        path="/v1/investigations/{id}/s42-report",
        tag=INVESTIGATIONS.tag,
        summary="Read what a council expects of an enquiry it caused",
        about="Section by section, what is there and why something is missing. Words of the case "
        "stay sealed and are opened by an unsealing; learning text is shown.",
        endpoint=s42.read,
        answers={200: (S42Answer,)},
        scopes=INVESTIGATIONS.reads,
        parameters=(INVESTIGATIONS.identity, p.ACTOR),
        problems=(400, 403, 404, 422),
    ),
)
