"""Bodies that lead further than the examples of the contract do, by the path they are sent to.

Identities in them stand for whichever there are; what is random alone seldom gets to the end of a
life: a case that may be closed, a measure that is measured, an action that was seen to be done.
"""

from typing import Any, Final

from tests.acceptance.improving import ACTION, AUDIT, FINDING, LESSON, MEASURE, an_investigation

YES: Final = dict.fromkeys(
    ("behaves_differently", "cause_known", "change_wanted", "expected_to_continue"), True
)
MINE: Final = "0" * 26
ANSWERED: Final = {"findings": [{"investigation": f"inv_{MINE}", "finding": f"fnd_{MINE}"}]}
GAP: Final = {"gaps": [{"audit": f"aud_{MINE}", "criterion": "boundaries_discussed"}]}
SAFE: Final = {"kind": "near_miss", "immediate_actions": {"safe_now": "yes"}, "source_ref": "CS-0"}
BACKWARDS: Final = {
    "first_noticed": {"at": "2026-03-02T09:00:00+00:00"},
    "organisation_aware": {"at": "2026-03-02T08:10:00+00:00"},
}
EFFECTIVE: Final = {"verdict": "effective", "people_said": "They know whom to ask now."}
RESULTS: Final = [{**one, "passed": 11, "of": 12} for one in AUDIT["criteria"]]
PERIOD: Final = {"period": "2025-11", "numerator": 11, "denominator": 20}
NO_DUTIES: Final = {
    "duties": ["la_safeguarding", "cqc_reg18_abuse"],
    "reason": "Not owed here.",
    "decided_by": "registered_manager",
}

MORE: Final[dict[str, list[Any]]] = {
    "/v1/incidents": [
        SAFE,
        SAFE | BACKWARDS,
        SAFE | {"people": [{"ref": "c-1", "is": ["adult_at_risk"]}]},
    ],
    "/v1/incidents/{id}/ruled-out-duties": [NO_DUTIES],
    "/v1/incidents/{id}/merges": [{"into": f"inc_{MINE}", "reason": "The same fall."}],
    "/v1/incidents/{id}/classifications": [{"kind": "near_miss", "decided_by": "team_leader"}],
    "/v1/incidents/{id}/time-confirmations": [{"times": ["organisation_aware"]}],
    "/v1/investigations": [an_investigation(), an_investigation({"id": f"inc_{MINE}"})],
    "/v1/investigations/{id}/findings": [FINDING | {"evidence": [f"evd_{MINE}"]}],
    "/v1/actions": [ACTION | ANSWERED, ACTION | GAP],
    "/v1/actions/{id}/effectiveness-reviews": [EFFECTIVE, EFFECTIVE | {"verdict": "sustained"}],
    "/v1/audits": [AUDIT, AUDIT | {"re_audit_of": f"aud_{MINE}"}],
    "/v1/audits/{id}/results": [{"sample_size": 12, "results": RESULTS}],
    "/v1/lessons": [LESSON, LESSON | ANSWERED],
    "/v1/measures": [MEASURE, MEASURE],
    "/v1/measures/{id}/measurements": [PERIOD, PERIOD | {"period": "2025-12"}],
    "/v1/measures/{id}/measurement-corrections": [PERIOD | {"reason": "One was overlooked."}],
    "/v1/measures/{id}/definitions": [MEASURE | {"reason": "It was reached."}],
    "/v1/measures/{id}/rebases": [
        {"from_period": "2026-01", "reason": "A new template.", "answers": YES}
    ],
    "/v1/measures/{id}/baselines": [{"from_period": "2025-11", "to_period": "2026-01"}],
}
