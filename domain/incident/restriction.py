"""Whom an incident is hidden from when nobody can tell whom it should be hidden from: everybody.

A report may be taken although its list of excluded people could not be read. Who then acts for
anybody at all does not see the incident, until the list is sent again or a person restricts it
anew; a key that acts for nobody still does, so that there is somebody to put it right. The mark
stands in the list like one more person, and so holds wherever the list does.

Source: Caldicott principle 4 (need to know); fail-safe defaults (Saltzer and Schroeder, 1975);
RFC 9562 section 5.10 (the Max UUID, which no person can have).
"""

from typing import Final
from uuid import UUID

EVERYBODY: Final = UUID(int=2**128 - 1)
