"""What the rules forbid for a measure, and how that is said."""

from domain.refusal import Refusal


class QuestionForDerivedOnly(Refusal):
    code = "question-for-derived-only"
    detail = "A derived measure names the question it answers, and a reported one has none."


class QuestionUnknown(Refusal):
    code = "question-unknown"
    detail = "Heed has no question of this name and version."


class ChartDoesNotFitQuestion(Refusal):
    code = "chart-does-not-fit-question"
    detail = "The answers to this question cannot be shown on such a chart."


class CadenceDoesNotFitQuestion(Refusal):
    code = "cadence-does-not-fit-question"
    detail = "The answers to this question do not come at such a cadence."


class FigureIncomplete(Refusal):
    code = "figure-incomplete"
    detail = (
        "Give a value, or a numerator and its denominator, or a count with its activity and the "
        "kind of activity: one of the three, and nothing of the others."
    )


class NumeratorOverDenominator(Refusal):
    code = "numerator-over-denominator"
    detail = "A numerator is at most its denominator."


class PeriodsBackwards(Refusal):
    code = "periods-backwards"
    detail = "The last of several periods does not come before the first."


class RebaseNotJustified(Refusal):
    code = "rebase-not-justified"
    detail = (
        "Limits begin anew only where all four answers are yes, and otherwise the signal is "
        "explained and the limits stay."
    )


class MeasureIsDerived(Refusal):
    code = "measure-is-derived"
    detail = "Heed counts this measure from its own facts, so no figures are sent for it."


class MeasureRetired(Refusal):
    code = "measure-retired"
    detail = "This measure was retired."


class PeriodOfAnotherCadence(Refusal):
    code = "period-of-another-cadence"
    detail = "A period is written for the cadence of the measure, such as 2025-11 for a month."


class FigureDoesNotFitChart(Refusal):
    code = "figure-does-not-fit-chart"
    detail = "The chart of this measure cannot show such a figure."


class CadenceIsFixed(Refusal):
    code = "cadence-is-fixed"
    detail = "The cadence of a measure stays what it is once a period was measured or named."


class PeriodAlreadyMeasured(Refusal):
    code = "period-already-measured"
    detail = "This period was measured already, so another figure for it is a correction."


class PeriodNotBegun(Refusal):
    code = "period-not-begun"
    detail = "Nothing can be said of a period that has not begun."


class PeriodNotMeasured(Refusal):
    code = "period-not-measured"
    detail = "Nothing was measured for this period."


class PeriodAlreadyLeftOut(Refusal):
    code = "period-already-left-out"
    detail = "This period is left out already."


class PeriodNotLeftOut(Refusal):
    code = "period-not-left-out"
    detail = "This period is not left out, so there is nothing to take back."


class BaselineWithoutMeasurements(Refusal):
    code = "baseline-without-measurements"
    detail = "A baseline holds at least one period that was measured."


class RebaseBeforeFirstMeasurement(Refusal):
    code = "rebase-before-first-measurement"
    detail = "Limits cannot begin anew before the first measurement."


class SegmentWouldBeErased(Refusal):
    code = "segment-would-be-erased"
    detail = "Limits begin anew only after the place where they last did, as earlier segments stay."
