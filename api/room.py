"""How many of a kind one resource holds: as many as its answer can show.

Without such a bound the next fact would be kept and the resource could not be read any more.

Source: OWASP API4:2023 (every list has a limit).
"""

from collections.abc import Sized

from domain.refusal import Refusal


class NoRoom(Refusal):
    code = "no-room"
    detail = "There are as many of these here already as one resource may hold."


def must_have_room(held: Sized, most: int) -> None:
    """Whether one more may come."""
    if len(held) >= most:
        raise NoRoom
