"""Pattern rules: what counts as a theme, as data that anybody can read.

A rule says what it draws on, how many distinct incidents within how many days make a ground, and
where it looks: in one service, or over the services of a provider. A rule that tells `apart` makes
one theme for each thing that it sees (a factor, a risk, a duty, an adult). Thresholds are starting
points that a provider may set by its policy `theme_rules`; a rule that asks something else is a
new version.

Source: domain rules on themes (5.6: the same factor in three findings within 180 days, in one
service or over two); the patterns that leadership asked for: boundaries, delay, documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.vocabulary.factor import Factor


class RuleName(StrEnum):
    REPEATED_BOUNDARY_CONCERNS = "repeated_boundary_concerns"
    BOUNDARY_CONCERNS_ACROSS_SERVICES = "boundary_concerns_across_services"
    DELAYED_ESCALATION = "delayed_escalation"
    INCONSISTENT_DOCUMENTATION = "inconsistent_documentation"
    RECURRING_FACTOR = "recurring_factor"
    FACTOR_ACROSS_SERVICES = "factor_across_services"
    REPEATED_RISK = "repeated_risk"
    LATE_OR_RULED_OUT_DUTIES = "late_or_ruled_out_duties"
    REPEATS_OF_AN_ADULT = "repeats_of_an_adult"


class DrawsOn(StrEnum):
    """What a rule looks at."""

    SUGGESTED_FACTOR = "suggested_factor"
    FOUND_FACTOR = "found_factor"
    RISK = "risk"
    DELAY = "delay"
    DELAY_SIGNAL = "delay_signal"
    DUTY = "duty"
    ADULT = "adult"
    CRITERION = "criterion"


class Scope(StrEnum):
    """Where the incidents of one theme happened."""

    SERVICE = "service"
    PROVIDER = "provider"


SUGGESTED_OR_FOUND: Final = frozenset({DrawsOn.SUGGESTED_FACTOR, DrawsOn.FOUND_FACTOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`threshold` distinct incidents of which the first and the last lie at most `window_days`
    apart, in at least `services` services. `factors`: only these; none for all. `but`: never
    these. `apart`: one theme for each thing it sees. `over_hours`: a delay counts above that.
    """

    name: RuleName
    explanation: str
    draws_on: frozenset[DrawsOn]
    threshold: int
    window_days: int
    version: int = 1
    scope: Scope = Scope.SERVICE
    services: int = 1
    factors: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()
    apart: bool = False
    over_hours: int | None = None


_OF_THEIR_OWN: Final = frozenset[str](
    {Factor.BOUNDARIES, Factor.DOCUMENTATION, Factor.NO_CONTRIBUTORY_FACTOR_FOUND}
)
"""Factors that have a rule of their own, or say that there was none."""

_RULES: Final = (
    Rule(
        name=RuleName.REPEATED_BOUNDARY_CONCERNS,
        explanation="Boundaries were suggested or found as a factor in several incidents of one "
        "service.",
        draws_on=SUGGESTED_OR_FOUND,
        threshold=3,
        window_days=180,
        factors=frozenset({Factor.BOUNDARIES}),
    ),
    Rule(
        name=RuleName.BOUNDARY_CONCERNS_ACROSS_SERVICES,
        explanation="Boundaries were suggested or found as a factor in several incidents of two or "
        "more services.",
        draws_on=SUGGESTED_OR_FOUND,
        threshold=3,
        window_days=180,
        scope=Scope.PROVIDER,
        services=2,
        factors=frozenset({Factor.BOUNDARIES}),
    ),
    Rule(
        name=RuleName.DELAYED_ESCALATION,
        explanation="In several incidents of one service it took longer than your target from "
        "first noticing until the organisation knew, or the measure of that delay signals.",
        draws_on=frozenset({DrawsOn.DELAY, DrawsOn.DELAY_SIGNAL}),
        threshold=3,
        window_days=90,
        over_hours=24,
    ),
    Rule(
        name=RuleName.INCONSISTENT_DOCUMENTATION,
        explanation="A criterion was not met in two audits in a row with the same tool, or "
        "documentation was suggested or found as a factor in several incidents of one service.",
        draws_on=SUGGESTED_OR_FOUND | {DrawsOn.CRITERION},
        threshold=3,
        window_days=180,
        factors=frozenset({Factor.DOCUMENTATION}),
    ),
    Rule(
        name=RuleName.RECURRING_FACTOR,
        explanation="Investigations found the same factor in several incidents of one service.",
        draws_on=frozenset({DrawsOn.FOUND_FACTOR}),
        threshold=3,
        window_days=180,
        but=_OF_THEIR_OWN,
        apart=True,
    ),
    Rule(
        name=RuleName.FACTOR_ACROSS_SERVICES,
        explanation="Investigations found the same factor in several incidents of two or more "
        "services.",
        draws_on=frozenset({DrawsOn.FOUND_FACTOR}),
        threshold=3,
        window_days=180,
        scope=Scope.PROVIDER,
        services=2,
        but=_OF_THEIR_OWN,
        apart=True,
    ),
    Rule(
        name=RuleName.REPEATED_RISK,
        explanation="Several incidents of one service have the same type of abuse or neglect, from "
        "the same source, in the same kind of place.",
        draws_on=frozenset({DrawsOn.RISK}),
        threshold=5,
        window_days=90,
        apart=True,
    ),
    Rule(
        name=RuleName.LATE_OR_RULED_OUT_DUTIES,
        explanation="The same duty was late or ruled out in several incidents of one service.",
        draws_on=frozenset({DrawsOn.DUTY}),
        threshold=3,
        window_days=90,
        apart=True,
    ),
    Rule(
        name=RuleName.REPEATS_OF_AN_ADULT,
        explanation="Several incidents of one service have the same adult at risk.",
        draws_on=frozenset({DrawsOn.ADULT}),
        threshold=3,
        window_days=180,
        apart=True,
    ),
)
RULES: Final[Mapping[RuleName, Rule]] = MappingProxyType({one.name: one for one in _RULES})
"""As Heed ships them."""
OF_PERSONS: Final = frozenset[str](one.name for one in _RULES if DrawsOn.ADULT in one.draws_on)
"""Rules whose themes are each about one person: for whoever may read repeats."""
