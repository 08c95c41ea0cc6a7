"""How the domain says no."""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule of safeguarding forbids what was asked.

    `code` is public API and `detail` is one fixed sentence per code, read by a care manager:
    a code is never reused, and a detail never contains what the caller sent.
    `pointer` names the member of the request it is about, "" for the whole.
    """

    code: ClassVar[str]
    detail: ClassVar[str]

    def __init__(self, pointer: str = "") -> None:
        super().__init__(self.detail)
        self.pointer = pointer
