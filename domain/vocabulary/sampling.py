"""How the sample of an audit was drawn, which decides what may be concluded from it.

Two audits are comparable only where tool, version and method agree.

Source: clinical audit practice (HQIP, Best practice in clinical audit).
"""

from enum import StrEnum


class SampleMethod(StrEnum):
    RANDOM = "random"
    CONSECUTIVE = "consecutive"
    """The last n, whatever they were."""
    ALL = "all"
    PURPOSIVE = "purposive"
    """Chosen for a reason: it finds problems, it does not measure them."""
    CONVENIENCE = "convenience"
    """Whatever was to hand."""
