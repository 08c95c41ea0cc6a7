"""Short machine words that a provider or its software chooses: a role, a kind of evidence.

The list stays open, because every provider has roles of its own; the shape is closed, so that no
sentence and no full name fits. A criterion or a tool is named the same way.
"""

from typing import Annotated, Final

from pydantic import StringConstraints

CODE_PATTERN: Final = "^[a-z][a-z0-9_]{1,39}$"

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
"""Lower snake case, 2 to 40 characters, beginning with a letter."""

Version = Annotated[str, StringConstraints(pattern="^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$")]
"""The version of a tool as its makers write it: `3`, `2.1`, `2025-04`."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""What an organisation, a service or a unit is called. Never the name of a person."""
