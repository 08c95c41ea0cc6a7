"""The seven steps of the duty of candour, by number.

Source: 2014 Regulations reg 20(2)-(6), as CQC's guidance numbers them for paragraph (9) providers.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

STEPS: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "The relevant person was told face to face",
        2: "An apology was given",
        3: "A true account of what is known was given",
        4: "What enquiries follow was explained",
        5: "Support was offered",
        6: "A letter followed, with the same and the results of enquiries",
        7: "A record of all of it is kept securely",
    }
)
