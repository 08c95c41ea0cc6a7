"""What callers get when they ask whether an action holds.

The words are Heed's, about measures, by a table that anybody can follow; what people judge of the
action stands in the action itself, in words of its own.

Source: Heed's decision table; NHS England, Making Data Count (variation and assurance by name).
"""

from typing import Annotated, Final

from pydantic import Field

from api.schema import ActionId, Answer, At, IncidentId, MeasureId
from api.views.answers import Count, Position
from domain.action.checkpoints import CheckpointKind
from domain.action.state import Stage
from domain.measure.period import PeriodName
from domain.moment import Day
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor
from domain.vocabulary.holding import Reason, Word
from domain.vocabulary.sampling import SampleMethod
from projections.charts.charted import View
from projections.charts.variation import Assurance, Variation
from projections.trends.answers.answered import DatedBy

MOST: Final = 100
MOST_RECURRENCES: Final = 10_000
Reasons = Annotated[tuple[Reason, ...], Field(max_length=10)]
Chance = Annotated[float, Field(ge=0, le=1)]
Number = Annotated[float, Field(ge=0)]
Href = Annotated[str, Field(max_length=300)]


class SeenAnswer(Answer):
    """One chart beside the word. `variation` of the newest closed period, `assurance` from the
    limits in force. `base_points`: how many periods made them, from the first to the last named.
    """

    view: View
    variation: Variation | None
    assurance: Assurance | None
    trial_limits: bool
    base_from: PeriodName | None
    base_to: PeriodName | None
    base_points: Count


class HoldRuleSetAnswer(Answer):
    name: Code
    version: Annotated[int, Field(ge=1, json_schema_extra={"format": "int32"})]


class ChancesAnswer(Answer):
    """How often chance alone would bring the word, under these rules and this baseline. `holding`:
    that a measure which never changed is called holding when it is looked at once. `slipped`: that
    a stable one is called slipped at some look while the watch lasts. Null: there are no limits, or
    Heed has simulated no figures so rare, and no watch of so many periods.
    """

    holding: Chance | None
    slipped: Chance | None


class MeasureHoldAnswer(Answer):
    """One measure that the action cites. `reasons`: the first decides; others of its kind follow.

    `points_since`: closed periods since the verification, of `points_needed`. `judged_by`: to whose
    limits it should hold. `signal_began`: the first period of what marks the newest one, of the
    concern where it slipped. `began_before_action`: the improvement began before the action was
    agreed; null: there is none. `sample`: how most loosely the samples of its audits were drawn.
    """

    measure: MeasureId
    word: Word
    reasons: Reasons
    data_points: Count
    points_since: Count
    points_needed: Count
    newest_period: PeriodName | None
    stale_since: At | None
    """When the newest closed period ended, where figures are overdue since: the word is of then.
    Null: they go on."""
    frozen: SeenAnswer | None
    rebased: SeenAnswer | None
    judged_by: View | None
    trial_limits: bool
    signal_began: PeriodName | None
    began_before_action: bool | None
    rule_set: HoldRuleSetAnswer | None
    sample: SampleMethod | None
    chance_of_a_wrong_word: ChancesAnswer
    known_since: At | None
    """From when on the measure is on record here; null: it was not yet."""
    chart: Href


class ExpectedAnswer(Answer):
    """What as many days would have brought if it had gone on as before, and within which limits
    that lies in 19 of 20 cases: `before` in `days_before`, on record.
    """

    number: Number
    lower: Number
    upper: Number
    before: Count
    days_before: Count


class RecurrenceAnswer(Answer):
    incident: IncidentId
    factors: Annotated[tuple[Factor, ...], Field(max_length=20)]
    on: Day
    looked_at: bool


class RecurrencesAnswer(Answer):
    """New incidents that share a factor and the service with the action, dated in its watch up to
    today. They are counted beside the number expected and change no word. `expected` null: there
    is less than half a year on record from before.
    """

    dated_by: DatedBy
    watch_from: Day
    watch_until: Day
    days: Count
    observed: Count
    expected: ExpectedAnswer | None
    incidents: Annotated[tuple[RecurrenceAnswer, ...], Field(max_length=MOST_RECURRENCES)]


class CheckpointAnswer(Answer):
    """A day on which it is asked. `word`: as of that day; null where it is not due yet, and where
    it is asked whether the action is in place, which no chart tells. `as_known_then`: the same, of
    what was on record on that day; null where the action itself was not on record yet, as its
    `known_since` says.
    """

    kind: CheckpointKind
    at: At
    due: bool
    word: Word | None
    reasons: Reasons
    as_known_then: Href | None


class HoldAnswer(Answer):
    """Whether a verified action holds, by the measures that it cites: slipped if any of them did,
    holding if one holds and none slipped, else not proven, and why. Null: it is not verified.
    Only closed periods are asked. It is Heed's word and nobody's judgement.
    """

    action: ActionId
    state: Stage
    agreed_at: At
    verified_at: At | None
    word: Word | None
    reasons: Reasons
    stale_since: At | None
    """When figures of any of its measures stopped, the earliest: the word is of then."""
    began_before_action: bool | None
    measures: Annotated[tuple[MeasureHoldAnswer, ...], Field(max_length=MOST)]
    recurrences: RecurrencesAnswer | None
    known_since: At
    """From when on the action is on record here, whenever it was agreed."""
    checkpoints: Annotated[tuple[CheckpointAnswer, ...], Field(max_length=10)]
    as_of: At
    """The day that is today here."""
    known_at: At | None
    """As it was known then; null: as it is known now."""
    position: Position
    """What it reflects."""
