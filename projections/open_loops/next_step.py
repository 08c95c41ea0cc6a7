"""The command that closes each loop, and whose it is where the subject names nobody."""

from typing import Final, NamedTuple

MANAGER: Final = "registered_manager"
NOMINATED: Final = "nominated_individual"


class Next(NamedTuple):
    """`href` has places for the ids, named for what they are."""

    fact: str
    href: str
    role: str = MANAGER


def _of(place: str, fact: str, role: str = MANAGER) -> Next:
    return Next(fact, f"/v1/{place}s/{{{place}}}/{fact}", role)


NEXT: Final = {
    "protection": _of("incident", "immediate-actions"),
    "classification": _of("incident", "classifications"),
    "duty": _of("incident", "external-reports"),
    "duty_to_judge": _of("incident", "duties"),
    "council_decision": _of("incident", "council-decisions"),
    "acknowledgement": _of("incident", "acknowledgements"),
    "feedback": _of("incident", "feedback"),
    "finding": Next("actions", "/v1/actions"),
    "sign_off": _of("investigation", "sign-offs", NOMINATED),
    "completion": _of("action", "completions"),
    "verification": _of("action", "verifications"),
    "effectiveness_review": _of("action", "effectiveness-reviews"),
    "measure": _of("action", "measures"),
    "figures_due": _of("measure", "measurements"),
    "recurrence": _of("action", "recurrences-looked-at"),
    "audit": _of("audit", "results"),
    "gap": Next("actions", "/v1/actions"),
    "re_audit": Next("audits", "/v1/audits"),
    "lesson_delivery": _of("lesson", "deliveries"),
    "lesson_acknowledgement": _of("lesson", "acknowledgements"),
    "lesson_check": _of("lesson", "understanding-checks"),
    "theme_decision": _of("theme", "confirmations"),
    "theme_review": Next("governance-reviews", "/v1/governance-reviews", NOMINATED),
    "signal": _of("signal", "answers"),
    "governance_review": Next("governance-reviews", "/v1/governance-reviews", NOMINATED),
}

CANDOUR: Final = _of("incident", "candour-steps")
"""What closes a duty of candour, which goes by steps."""


def next_of(loop: str, part: str) -> Next:
    is_candour = loop == "duty" and part.startswith("duty_of_candour")
    return CANDOUR if is_candour else NEXT[loop]
