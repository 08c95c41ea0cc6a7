"""Opening sealed bodies: learning text for whoever may read the resource, the rest on purpose.

Learning text (findings, actions, lessons, reasons) is free of identifiers and shown with its
resource. Narratives and identities are opened only by an unsealing, whose record commits with it.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from api.heed import Heed
from domain.sealed import BodyClass


async def learning_words(heed: Heed, provider: UUID, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """The words of these bodies of learning text; other classes and erased ones are left out."""
    found = await heed.keys.placed(provider, ids, BodyClass.LEARNING_TEXT)
    return {body.id: heed.vault.open(body, key, provider=provider) for body, key, _ in found}
