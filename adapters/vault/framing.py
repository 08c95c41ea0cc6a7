"""Several byte strings as one, in a way that can be read only one way.

Whatever is authenticated together (a provider, an id, a class) is framed first: without lengths,
("ab", "c") and ("a", "bc") would be the same bytes, and a key or a hash of one would serve for the
other. Promise: two different sequences of parts never frame to the same bytes.

Source: NIST SP 800-185 2.3 (the reason for encoded lengths).
"""

import struct

_LENGTH = struct.Struct(">I")


def framed(*parts: bytes) -> bytes:
    """Each part behind its length as four bytes, most significant first."""
    return b"".join([_LENGTH.pack(len(part)) + part for part in parts])
