"""An append that contradicts itself is a defect of whoever made it, and told before it is queued.

The database would refuse most of it, one flush later and with everybody else's requests in the
same call; a version left out in the middle of a stream it would not even notice.
"""

from domain.log import Append

HASH_BYTES = 32


def must_be_coherent(append: Append) -> None:
    """Raises ValueError."""
    if append.now.tzinfo is None:
        raise ValueError("A time without a zone says nothing.")
    versions = dict(append.seen)
    for event in append.events:
        if versions.get(event.stream) != event.version - 1:
            raise ValueError("An event does not follow the version its stream was seen at.")
        versions[event.stream] = event.version
        if len(event.salt) != HASH_BYTES:
            raise ValueError("The salt of an event is 32 bytes.")
    if len(append.key.request) != HASH_BYTES:
        raise ValueError("The fingerprint of a request is 32 bytes.")
