"""A picture as an answer: its media type, and headers by which nothing in it could ever run.

Source: CSP Level 3; RFC 9110 section 12.5.1 (Accept).
"""

import asyncio
from collections.abc import Mapping
from typing import Final, Protocol

from starlette.requests import Request
from starlette.responses import Response

from adapters.drawing.png_apart import NotDrawn, png_apart
from api.edge.media import JSON, PNG, SVG, preferred
from api.problem.problem import Problem

DRAWN: Final = ("image/svg+xml", "image/png")
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


class Draw(Protocol):
    """Makes the SVG. heard: with the figures for whoever listens, whom a PNG cannot serve."""

    def __call__(self, *, heard: bool) -> str: ...


def wanted(request: Request) -> bytes:
    """Of the three that are given, the one that the caller likes most; JSON where it is equal."""
    accept = request.headers.get("accept")
    return preferred(None if accept is None else accept.encode("latin-1"), (JSON, SVG, PNG))


async def given(draw: Draw, media: bytes, headers: Mapping[str, str]) -> Response:
    """media: SVG or PNG. Drawing waits for nothing and takes its time, so that it has a thread.
    Raises Problem `overloaded`.
    """
    content: str | bytes = await asyncio.to_thread(draw, heard=media == SVG)
    if media == PNG:
        try:
            content = await asyncio.to_thread(png_apart, str(content))
        except NotDrawn:
            raise Problem("overloaded") from None
    return Response(content, media_type=media.decode("ascii"), headers={**headers, **_HEADERS})
