"""The operations on measures, as the contract has them."""

from api.contract.parameters import identifier_in_path
from api.measures import deciding, facts
from api.measures.listing import LIST
from api.measures.resource import MEASURE
from api.pictures.chart import OPERATIONS as CHART
from api.recording import Collection
from api.scope import Scope

MEASURES = Collection(
    path="/v1/measures",
    tag="measures",
    noun="measure",
    resource=MEASURE,
    identity=identifier_in_path("mea", "measure", "mea_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

OPERATIONS = (
    MEASURES.begins("Define a measure", facts.DefineMeasure, deciding.define),
    LIST,
    MEASURES.read(),
    MEASURES.history(),
    *CHART,
    MEASURES.fact(
        "definitions",
        "Change its definition",
        facts.RedefineMeasure,
        deciding.redefine,
        judged=True,
        accountable=True,
    ),
    MEASURES.fact(
        "measurements",
        "Record a measurement",
        facts.RecordMeasurement,
        deciding.record_measurement,
    ),
    MEASURES.fact(
        "measurement-corrections",
        "Correct a measurement",
        facts.CorrectMeasurement,
        deciding.correct_measurement,
        judged=True,
    ),
    MEASURES.fact(
        "baselines",
        "Set the baseline",
        facts.SetBaseline,
        deciding.set_baseline,
        judged=True,
        accountable=True,
    ),
    MEASURES.fact(
        "rebases",
        "Let the limits begin anew",
        facts.RebaseMeasure,
        deciding.rebase,
        judged=True,
        accountable=True,
    ),
    MEASURES.fact(
        "signal-acknowledgements",
        "Say what a signal was",
        facts.AcknowledgeSignal,
        deciding.acknowledge_signal,
        judged=True,
        accountable=True,
    ),
    MEASURES.fact(
        "periods-left-out",
        "Leave a period out",
        facts.LeaveOutPeriod,
        deciding.leave_out,
        judged=True,
        accountable=True,
    ),
    MEASURES.fact(
        "periods-taken-back",
        "Take a period back in",
        facts.TakeBackPeriod,
        deciding.take_back,
        judged=True,
        accountable=True,
    ),
    MEASURES.fact(
        "retirements",
        "Retire it",
        facts.RetireMeasure,
        deciding.retire,
        judged=True,
        accountable=True,
    ),
)
