"""Who may see which numbers, as data: a further audience is a row, not another branch.

The provider sees its own numbers as they are. Peers and the public get what the provider has
published and nothing else: whole quarters and years, one dimension in each table, no filter of
their own and no earlier state, as any of these would let two answers be subtracted.

Source: NHS England, Safeguarding Adults Collection, disclosure control; Hundepool et al.,
"Statistical Disclosure Control" (2012), 4 (differencing); Caldicott principles 3 and 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.publishing.table import Dimension, Grain


class Audience(StrEnum):
    PROVIDER = "provider"
    """Those who answer for the care."""
    PEER_OR_PUBLIC = "peer_or_public"
    """Anybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`unsuppressed`: the true numbers, besides those that were published. `time_travel`: as they
    were known earlier. `free_filters`: questions of their own. `grains`, `dimensions`: of tables.
    """

    unsuppressed: bool
    time_travel: bool
    free_filters: bool
    grains: frozenset[Grain]
    dimensions: frozenset[Dimension]


RULES: Final[Mapping[Audience, Rule]] = MappingProxyType({
    Audience.PROVIDER: Rule(
        unsuppressed=True,
        time_travel=True,
        free_filters=True,
        grains=frozenset(Grain),
        dimensions=frozenset(Dimension),
    ),
    Audience.PEER_OR_PUBLIC: Rule(
        unsuppressed=False,
        time_travel=False,
        free_filters=False,
        grains=frozenset(Grain),
        dimensions=frozenset(Dimension),
    ),
})  # fmt: skip
"""One row for each audience."""
