"""What may be recorded about two references to people, and when the rules say no.

Whatever is linked, directly or through others, means one person. A link between two that already
mean one person is refused; so the links of one person never make a ring, and taking one back
always parts the two, whichever others there are.
"""

from collections.abc import Collection
from uuid import UUID

from domain.person import refusals
from domain.person.events import PersonLinked, PersonUnlinked
from domain.person.state import Person


def link(identity: UUID, together: Collection[UUID], linked: PersonLinked) -> PersonLinked:
    """`together`: every reference that means the same person as this one, itself among them."""
    if linked.other == identity:
        raise refusals.LinkedToItself("/same_as")
    if linked.other in together:
        raise refusals.LinkedAlready("/same_as")
    return linked


def unlink(person: Person, unlinked: PersonUnlinked) -> PersonUnlinked:
    if unlinked.other not in person.links:
        raise refusals.NotLinked("/from")
    return unlinked
