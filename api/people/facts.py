"""What callers send about two references that mean one person. Reasons are sealed as identity."""

from pydantic import Field

from api.schema import PersonId, Request, Words
from domain.moment import When
from domain.person.vocabulary import Basis


class LinkPerson(Request):
    """Another reference means the same person: theirs in a second system, as a rule. Whatever is
    linked, directly or through others, means one person. It changes nothing that was recorded of
    either, and can be taken back.
    """

    same_as: PersonId
    basis: Basis
    """What was compared."""
    reason: Words
    """Why you are sure. Sealed as identity, as it may say who they are."""
    at: When | None = None


class UnlinkPerson(Request):
    """A link is taken back: the two do not mean the same person, or nobody can say so any more."""

    from_: PersonId = Field(alias="from")
    """The reference at the other end of the link."""
    reason: Words
    at: When | None = None
