"""A pattern rule as one provider has set it.

Source: domain rules on themes (5.6: the thresholds are ours, and candidates).
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.policy.values import ThemeRules
from domain.theme.rules import RULES, Rule


def rules_of(policy: ThemeRules) -> Sequence[Rule]:
    """Every rule that the provider has not put out of use, as it is set."""
    return [tuned(one, policy) for one in RULES.values() if not _is_off(one, policy)]


def tuned(rule: Rule, policy: ThemeRules) -> Rule:
    setting = policy.rules.get(rule.name)
    over = None if rule.over_hours is None else policy.delay_hours
    if setting is None:
        return replace(rule, over_hours=over)
    return replace(
        rule,
        over_hours=over,
        threshold=setting.threshold or rule.threshold,
        window_days=setting.window_days or rule.window_days,
    )


def _is_off(rule: Rule, policy: ThemeRules) -> bool:
    setting = policy.rules.get(rule.name)
    return setting is not None and setting.off
