"""The stories' reviews, actions, audits and lessons in the API's words.

Their `technology` level is a local working condition here. How strong the evidence of a finding is
they do not say: one kind is limited, two are moderate.
"""

import re
from typing import Any, Final

from api.demo.lesson_lines import LINES

Data = dict[str, Any]

LEVEL_OF: Final = {"technology": "local_working_conditions"}
AUDIENCE: Final = "care_worker"
"""The stories name no audience of a lesson: whoever gives care."""
CONCERN: Final = "special_cause_concern"
EMPTY: Final[Data] = {}


def code(words: str) -> str:
    """`right route within 4 h` as a short machine word."""
    return re.sub("[^a-z0-9]+", "_", words.lower()).strip("_")


def in_role(said: str) -> Data:
    """`area_manager:kent` is a role and, after it, an opaque reference."""
    role, _, ref = said.partition(":")
    return {"role": role, "staff_ref": ref or role}


def investigation(entry: Data, incident: str, service: str) -> Data:
    data = entry["data"]
    frame = data.get("framework") or data.get("sample") or "what was expected and what happened"
    questions = data.get("questions")
    return {
        "incidents": [incident],
        "origin": "incident",
        "method": data["method"],
        "why": f"In proportion to what was unclear: {frame}.",
        "lead": in_role(data["lead"]),
        "lead_independent": data["lead_independent"],
        "service": service,
        "at": entry["occurred_at"],
    } | ({"questions": questions} if questions else EMPTY)


def finding(entry: Data, evidence: list[str]) -> Data:
    data = entry["data"]
    return {
        "factor": data["factor"],
        "level": LEVEL_OF.get(data["level"], data["level"]),
        "strength": "limited" if len(evidence) == 1 else "moderate",
        "text": data["text"],
        "evidence": evidence,
        "at": entry["occurred_at"],
    }


def action(
    entry: Data, findings: list[dict[str, str]], measures: list[str], themes: list[str]
) -> Data:
    data = entry["data"]
    return {
        "title": data["title"],
        "kind": data["kind"],
        "strength": data["strength"],
        "strength_reason": f"Judged by what it changes: {data['title']}.",
        "findings": findings,
        "owner": in_role(data["owner"]),
        "due_on": data["due"],
        "measures": measures,
        "measure": data.get("measure"),
        "themes": themes,
        "review_days": data["effectiveness_review_days"],
        "at": entry["occurred_at"],
    }


def due_date(entry: Data) -> Data:
    data = entry["data"]
    control = data.get("interim_control")
    changed = {"due_on": data["to"], "reason": data["reason"], "at": entry["occurred_at"]}
    return changed | ({"interim_control": control} if control else EMPTY)


def done(entry: Data) -> Data:
    """Completed or verified, and what shows it."""
    return {"evidence": "; ".join(entry["data"]["evidence"]), "at": entry["occurred_at"]}


def verdict(entry: Data, measures: dict[str, str], explained: dict[str, str]) -> Data:
    """`explained`: what people had said of a signal of these measures, which is why it failed."""
    data, at = entry["data"], entry["occurred_at"]
    cited = [
        {
            "measure": measures[name],
            "state": state,
            "reading": explained.get(name) if state == CONCERN else None,
        }
        for name, state in data["measures"].items()
    ]
    return {
        "verdict": data["verdict"],
        "day": data["day"],
        "measures": cited,
        "as_known_at": at,
        "at": at,
    }


def reopening(entry: Data) -> Data:
    data = entry["data"]
    return {"reason": data["reason"], "due_on": data["new_due"], "at": entry["occurred_at"]}


def audit_plan(entry: Data, service: str, again: str | None) -> Data:
    """`again`: the earlier audit that this one does again."""
    tool, _, looked_for = entry["data"]["tool"].partition(": ")
    return {
        "service": service,
        "tool": code(tool),
        "tool_version": "1",
        "criteria": [{"criterion": code(looked_for), "text": looked_for}],
        "sample_method": "random",
        "planned_for": entry["occurred_at"][:10],
        "at": entry["occurred_at"],
    } | ({"re_audit_of": again} if again else EMPTY)


def audit_results(entry: Data) -> Data:
    data = entry["data"]
    criterion = code(data["tool"].partition(": ")[2])
    result = {"criterion": criterion, "passed": data["passed"], "of": data["of"]}
    return {"sample_size": data["of"], "results": [result], "at": entry["occurred_at"]}


def governance_review(entry: Data, service: str, found: list[str]) -> Data:
    """`found`: the themes that it looked at, besides those that the story names by a factor."""
    data, at = entry["data"], entry["occurred_at"]
    themes = [{"subject": "theme", "factor": factor} for factor in data.get("themes", ())]
    themes += [{"subject": "theme", "id": theme} for theme in found]
    return {
        "held_on": at[:10],
        "forum": "other",
        "service": service,
        "chaired_by": in_role(entry["by"]),
        "looked_at": {"known_at": at, "subjects": themes},
        "decisions": [{"text": decision, "answers": themes} for decision in data["decisions"]],
        "at": at,
    }


def lesson(entry: Data, service: str, findings: list[dict[str, str]]) -> Data:
    return {
        "title": entry["data"]["title"],
        "audience": [{"role": AUDIENCE, **LINES[entry["stream"].partition(":")[2]]}],
        "approved_by": in_role(entry["by"]),
        "services": [service],
        "findings": findings,
        "at": entry["occurred_at"],
    }


def delivery(entry: Data) -> Data:
    return {"role": AUDIENCE, "at": entry["occurred_at"], **entry["data"]}


def understanding(entry: Data) -> Data:
    asked = {"role": AUDIENCE, "method": "question", "at": entry["occurred_at"]}
    return {**asked, **entry["data"]}
