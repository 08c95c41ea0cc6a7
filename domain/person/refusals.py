"""What the rules forbid for links between references to people, and how that is said."""

from domain.refusal import Refusal


class LinkedToItself(Refusal):
    code = "linked-to-itself"
    detail = "A reference means the same person as itself; name another one."


class LinkedAlready(Refusal):
    code = "linked-already"
    detail = "These two references mean the same person already, by this link or through others."


class NotLinked(Refusal):
    code = "not-linked"
    detail = "There is no link between these two references that could be taken back."
