"""Heed, wired: everything a request needs, as one value that the lifespan owns.

Whatever varies between production, demo and tests arrives here as an argument: the log, the vault,
the clock, where identities come from. Nothing is created at import.
"""

from dataclasses import dataclass

from adapters.vault.vault import Vault
from api.clock import Clock
from api.identity import IdSource
from api.ports import ClassKeys
from api.views.read_side import ReadSide
from domain.log import Log


@dataclass(frozen=True, slots=True)
class Heed:
    """`epoch` goes up with a restore from backup, so that old positions are recognised."""

    log: Log
    vault: Vault
    keys: ClassKeys
    clock: Clock
    ids: IdSource
    reads: ReadSide
    epoch: int = 1

    def position(self, number: int) -> str:
        """A position as callers see it: `e1.42`."""
        return f"e{self.epoch}.{number}"
