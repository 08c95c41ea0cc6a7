"""From what is known of an action's holding to what callers get."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from api.actions.hold.came_again import Recurrences
from api.actions.hold.held import Asked, Held, Passed
from api.measures.charting import Charting
from domain.identifier import shown
from domain.vocabulary.holding import Reason, Word
from projections.holding.of_action import OfAction
from projections.holding.verdict import Seen, Verdict
from projections.trends.answers.answered import DatedBy

Members = dict[str, Any]


def hold_members(asked: Asked, held: Held, wanted: Charting) -> Members:
    """All but the position."""
    return {
        "action": shown("act", asked.id),
        "state": asked.action.stage,
        "agreed_at": asked.agreed_at,
        "verified_at": None if asked.change is None else asked.change.verified_at,
        **_word(held.of),
        "stale_since": held.of and held.of.stale_since,
        "began_before_action": None if held.of is None else held.of.began_before_action,
        "measures": [_measure(asked, one, verdict, wanted) for one, verdict in held.verdicts],
        "recurrences": held.recurrences and _recurrences(asked, held.recurrences),
        "known_since": asked.known_since,
        "checkpoints": [_checkpoint(asked, one) for one in held.checkpoints],
        "as_of": wanted.as_of,
        "known_at": wanted.known_at,
    }


def _word(of: OfAction | None) -> Members:
    return {"word": of and of.word, "reasons": () if of is None else of.reasons}


def _measure(asked: Asked, measure: UUID, verdict: Verdict | None, wanted: Charting) -> Members:
    told = _not_there() if verdict is None else _told(verdict)
    times = {"as_of": _text(wanted.as_of)}
    if wanted.known_at is not None:
        times["known_at"] = _text(wanted.known_at)
    name = shown("mea", measure)
    return {
        "measure": name,
        "known_since": asked.known_of(measure),
        **told,
        "chart": f"/v1/measures/{name}/chart?{urlencode(times)}",
    }


def _told(verdict: Verdict) -> Members:
    return {
        "word": verdict.word,
        "reasons": verdict.reasons,
        "data_points": verdict.data_points,
        "points_since": verdict.points_since,
        "points_needed": verdict.points_needed,
        "newest_period": verdict.newest,
        "stale_since": verdict.stale_since,
        "frozen": _seen(verdict.frozen),
        "rebased": verdict.rebased and _seen(verdict.rebased),
        "judged_by": verdict.judged_by,
        "trial_limits": verdict.trial_limits,
        "signal_began": verdict.signal_began,
        "began_before_action": verdict.began_before_action,
        "rule_set": {"name": verdict.rule_set.name, "version": verdict.rule_set.version},
        "sample": verdict.sample,
        "chance_of_a_wrong_word": {
            "holding": verdict.false_holding,
            "slipped": verdict.false_slipped,
        },
    }


def _not_there() -> Members:
    """Of a measure that nobody had defined yet."""
    absent = ("newest_period", "stale_since", "frozen", "rebased", "judged_by", "signal_began")
    return {
        "word": Word.NOT_PROVEN,
        "reasons": (Reason.NO_MEASURE,),
        **dict.fromkeys(("data_points", "points_since", "points_needed"), 0),
        **dict.fromkeys((*absent, "began_before_action", "rule_set", "sample")),
        "trial_limits": False,
        "chance_of_a_wrong_word": {"holding": None, "slipped": None},
    }


def _seen(seen: Seen) -> Members:
    return {
        "view": seen.view,
        "variation": seen.variation,
        "assurance": seen.assurance,
        "trial_limits": seen.trial_limits,
        "base_from": seen.base[0] if seen.base else None,
        "base_to": seen.base[-1] if seen.base else None,
        "base_points": len(seen.base),
    }


def _recurrences(asked: Asked, found: Recurrences) -> Members:
    known = found.expected
    return {
        "dated_by": DatedBy.FIRST_NOTICED,
        "watch_from": found.watch_from,
        "watch_until": found.watch_until,
        "days": found.days,
        "observed": len(found.noted),
        "expected": known
        and {
            "number": round(known.number, 2),
            "lower": round(known.lower, 2),
            "upper": round(known.upper, 2),
            "before": known.before,
            "days_before": known.days_before,
        },
        "incidents": [
            {
                "incident": shown("inc", one.incident),
                "factors": one.factors,
                "on": one.on,
                "looked_at": one.incident in asked.action.seen,
            }
            for one in found.noted
        ],
    }


def _checkpoint(asked: Asked, one: Passed) -> Members:
    """Without a link to what was known then where the action was not on record yet."""
    at = _text(one.checkpoint.at)
    query = urlencode({"as_of": at, "known_at": at})
    told = one.due and one.checkpoint.is_charted and one.checkpoint.at >= asked.known_since
    return {
        "kind": one.checkpoint.kind,
        "at": one.checkpoint.at,
        "due": one.due,
        **_word(one.of),
        "as_known_then": f"/v1/actions/{shown('act', asked.id)}/hold?{query}" if told else None,
    }


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
