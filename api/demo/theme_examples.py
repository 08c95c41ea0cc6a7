"""The examples of themes: each about a theme of the stories, as nothing else recurs in the demo.

Those that await a decision Heed proposes by itself, of three delays that the stories tell in one
service; their identities follow from the rule and the place. The others the stories begin and work
on (`stories/*_afterwards.jsonl`), so that what is known of them has the same version on every
machine.
"""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example, incident_of
from api.demo.seed import PROVIDER, demo_name, request_id
from domain.identifier import shown
from domain.theme.looked_at import Place
from domain.theme.membership import identity
from domain.theme.rules import RULES, RuleName

LEAD: Final = "safeguarding_lead/s01"
AT: Final = "2026-04-10T10:15:00+00:00"
THEME: Final = {
    "title": "An example of a theme, for the contract",
    "reason": "Gifts were spoken of in supervision three times this quarter.",
    "factor": "boundaries",
    "incidents": [demo_name("inc", "EX-themes:1")],
    "at": "2019-02-12T10:00:00+00:00",
}
SUPPORTED_LIVING: Final = "service:1-000000101/1"
CARE_HOME: Final = "service:1-000000301/1"
_SECOND: Final = 2
"""The place of an investigation's identity where whoever opened it spoke for the first time."""


def begun(name: str) -> str:
    """The theme that a person of the stories began."""
    return demo_name("thm", f"story/theme:{name}")


def proposed(rule: RuleName, service: str) -> str:
    """The first that Heed proposes by this rule of this service of the stories."""
    place = Place(request_id(f"story/{service}"), "")
    return shown("thm", identity(PROVIDER, rule, RULES[rule].version, place, 0))


def _of(operation: str, body: Mapping[str, Any], theme: str, version: int | None = 1) -> Example:
    return Example(operation, "", body, about=theme, version=version, actor=LEAD)


DELAYS: Final = RuleName.DELAYED_ESCALATION
PLANS: Final = begun("TH-C-1/120")
THEMES: Final = (
    _of("recordThemeConfirmations", {
        "reason": "Three times the weekend on-call was not rung.", "at": AT,
    }, proposed(DELAYS, CARE_HOME)),
    _of("recordThemeDismissals", {
        "reason": "All three were told the same day; the times were entered wrongly.", "at": AT,
    }, proposed(DELAYS, SUPPORTED_LIVING)),
    _of("recordThemeWatches", {"until": "2026-06-30", "at": AT}, PLANS, version=4),
    _of("recordThemeEscalations", {
        "to": "nominated_individual", "reason": "It needs a policy of the provider.", "at": AT,
    }, begun("TH-B-1/103"), version=5),
    _of("recordThemeRetirements", {
        "reason": "Two reviews found nothing new.",
        "reviews": [
            demo_name("rev", "story/governance:GR-C-2024-12/106"),
            demo_name("rev", "story/governance:GR-C-2025-06/107"),
        ],
        "at": AT,
    }, begun("TH-C-0/102"), version=6),
    _of("recordThemeFindings", {
        "investigation": demo_name("inv", "story/review:RV-A-001/26", _SECOND),
        "finding": demo_name("fnd", "story/review:RV-A-001/30"),
        "at": AT,
    }, proposed(RuleName.REPEATED_BOUNDARY_CONCERNS, SUPPORTED_LIVING), version=None),
)  # fmt: skip
BEGUN_THEMES: Final[Mapping[str, Any]] = {"beginTheme": THEME}
READ_THEMES: Final[Mapping[str, str]] = {"getTheme": PLANS, "getThemeResponse": PLANS}


async def prepare_themes(client: DemoClient) -> None:
    """What the example of a new theme is about."""
    await client.post("/v1/incidents", incident_of("themes"))
