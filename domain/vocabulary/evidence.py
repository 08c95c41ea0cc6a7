"""How well a finding is supported.

Three steps, judged by whoever leads the response: how many kinds of evidence there are, and
whether they agree. What people say and what can be watched in practice count for more than paper.

Source: Heed's own scale; CQC's evidence categories for the order of the kinds.
"""

from enum import StrEnum
from typing import Final


class EvidenceStrength(StrEnum):
    STRONG = "strong"
    """Two or more kinds of evidence, and they agree."""
    MODERATE = "moderate"
    """One kind of good evidence, or several with gaps between them."""
    LIMITED = "limited"
    """One account, or an inference that nothing contradicts."""


ONE_VOICE: Final = frozenset({"statement", "interview", "account", "witness_statement"})
"""Kinds of evidence that are what one person said, each time."""

OUTSIDE_REPORT: Final = "outside_report"
"""The kind of evidence that a recommendation from outside is."""
