"""What a caller reads of an incident that is traced from being noticed to its effect."""

from typing import Annotated

from pydantic import Field

from api.duties.answer import Text
from api.schema import ActionId, Answer, At, FindingId, IncidentId, InvestigationId, LessonId
from api.schema import ServiceId as Service
from api.views.answers import Count
from api.views.summary import Summed
from domain.action.state import Stage
from domain.action.vocabulary import Verdict
from domain.incident.vocabulary import CouncilDecision, Kind
from domain.investigation.state import Stage as InvestigationStage
from domain.lesson.reach import Depth
from domain.measure.period import PeriodName
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.holding import Word
from domain.vocabulary.improvement import Strength

MOST = 20
_MANY = 200


class TracedAction(Answer):
    """`hold`: what the charts of its measures say, null before it is verified; it rests on figures
    up to `hold_newest_period`, and `hold_stale_since` says where these stopped. `verdicts`: what
    people judged, in order. The two are never mixed. `recurrences`: incidents that came again.
    """

    id: ActionId
    title: Text | None
    strength: Strength
    stage: Stage
    reopened: Count
    verdicts: Annotated[tuple[Verdict, ...], Field(max_length=_MANY)]
    hold: Word | None
    hold_newest_period: PeriodName | None
    hold_stale_since: At | None
    recurrences: Count


class TracedFinding(Answer):
    """`left`: it was said why nothing is done about it."""

    id: FindingId
    factor: Factor
    level: Level | None
    text: Text | None
    left: bool
    actions: Annotated[tuple[ActionId, ...], Field(max_length=_MANY)]


class TracedInvestigation(Answer):
    id: InvestigationId
    stage: InvestigationStage
    findings: Annotated[tuple[TracedFinding, ...], Field(max_length=_MANY)]
    """Those that stand."""


class TracedLesson(Answer):
    """`depth`: the furthest that was seen of any group; `reached` of `in_post` over all of them."""

    id: LessonId
    title: Text | None
    reached: Count
    in_post: Count
    depth: Depth


class Trace(Answer):
    """One incident: its instants, what was found, what was done, taught and came of it. What is
    empty did not happen, or is not known.
    """

    incident: IncidentId
    kind: Kind
    service: Service | None
    noticed_at: At | None
    organisation_aware_at: At | None
    council_told_at: At | None
    council_decision: CouncilDecision | None
    investigations: Annotated[tuple[TracedInvestigation, ...], Field(max_length=_MANY)]
    actions: Annotated[tuple[TracedAction, ...], Field(max_length=_MANY)]
    lessons: Annotated[tuple[TracedLesson, ...], Field(max_length=_MANY)]
    closed_at: At | None


class Traces(Summed):
    """Incidents traced from being noticed to what came of them: findings, actions, lessons, and
    what charts and people say of the effect. Nobody is named. Those that you ask for, or the newest
    that have a finding.
    """

    traces: Annotated[tuple[Trace, ...], Field(max_length=MOST)]
