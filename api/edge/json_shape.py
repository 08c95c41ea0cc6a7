"""How deep JSON text is and how many values it has, without parsing it.

Strings are cut out first, so that brackets and commas inside them do not count; what is left is
counted and folded by `bytes` methods. On text that is not JSON the answer is true of the part that
a parser would read before it stops.
"""

from typing import Final

MOST_LEVELS: Final = 32
MOST_NODES: Final = 5_000
_MOST_QUOTES: Final = 4 * MOST_NODES  # a value may be a string, and so may its name
_MOST_BRACKETS: Final = 4 * MOST_NODES  # text with more has too many values, or is not JSON
_SPACES: Final = b" \t\r\n"
_TO_SQUARE: Final = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")
_NOT_BRACKETS_OR_QUOTES: Final = _NOT_BRACKETS.replace(b'"', b"")


def is_too_deep(data: bytes) -> bool:
    """Each pass takes off the innermost level: a pair left after the last is too deep.

    So are that many never closed; any other remainder is not JSON, which the parser says itself.
    Text with more strings than the values allow is left to `has_too_many_nodes`.
    """
    drawn = _without_escapes(data).translate(_TO_SQUARE, _NOT_BRACKETS_OR_QUOTES)
    if drawn.count(b'"') > _MOST_QUOTES:
        return False
    brackets = b"".join(drawn.split(b'"')[::2])[:_MOST_BRACKETS]
    for _ in range(MOST_LEVELS):
        brackets = brackets.replace(b"[]", b"")
        if not brackets:
            return False
    return b"[]" in brackets or brackets.count(b"[") > MOST_LEVELS


def has_too_many_nodes(data: bytes) -> bool:
    """One for the whole, and one for each value in a container: its commas and one, if any."""
    if _most_nodes(data) <= MOST_NODES and data.count(b'"') <= _MOST_QUOTES:
        return False
    bare = _without_escapes(data)
    if bare.count(b'"') > _MOST_QUOTES:
        return True
    outside = b'"'.join(bare.split(b'"')[::2]).translate(None, _SPACES)
    return _most_nodes(outside) - outside.count(b"[]") - outside.count(b"{}") > MOST_NODES


def _most_nodes(text: bytes) -> int:
    return 1 + text.count(b",") + text.count(b"[") + text.count(b"{")


def _without_escapes(data: bytes) -> bytes:
    """Escaped backslashes go first, so that the quote after one is seen as a quote."""
    if b"\\" not in data:
        return data
    return data.replace(b"\\\\", b"").replace(b'\\"', b"")
