"""Every limit of the edge in one place: sizes, deadlines, how many at once.

All are arguments, so that tests use short ones. What a path may be sent differs for imports only.

Source: OWASP API Security Top 10 2023, API4 (unrestricted resource consumption); RFC 9110 15.5.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from api.edge.media import HTML, JSON, NDJSON, PNG, SVG

KIB: Final = 1024
MIB: Final = 1024 * KIB


@dataclass(frozen=True, slots=True)
class PathLimits:
    """What one path may be sent, how long its body may take, and which media types it speaks."""

    max_body_bytes: int = MIB
    body_seconds: float = 30.0
    takes: tuple[bytes, ...] = (JSON,)
    gives: tuple[bytes, ...] = (JSON,)


IMPORTS: Final = PathLimits(25 * MIB, 300.0, takes=(NDJSON, JSON))
PRINTED: Final = PathLimits(gives=(JSON, HTML))
DRAWN: Final = PathLimits(gives=(JSON, SVG, PNG))
AS_SVG: Final = PathLimits(gives=(SVG,))
AS_PNG: Final = PathLimits(gives=(PNG,))


def _by_path() -> Mapping[str, PathLimits]:
    return {"/v1/imports": IMPORTS, "/v1/agendas": PRINTED}


def _by_ending() -> Mapping[str, PathLimits]:
    drawn = dict.fromkeys(("/chart", "/charts", "/funnel"), DRAWN)
    return {**drawn, ".svg": AS_SVG, ".png": AS_PNG}


@dataclass(frozen=True, slots=True)
class Limits:
    """`elsewhere` holds for every path that neither begins with one of `paths` nor ends with one
    of `endings`.

    Seconds: `header` from the first byte of a request (or the connection) to the end of its
    headers, `idle` between requests, `linger` to read on after an early answer, `stall` with a
    client that does not take its answer. Behind a proxy all connections come from its one address:
    raise `connections_per_address` there. Reads are refused first, so that a report still fits.
    """

    elsewhere: PathLimits = PathLimits()
    paths: Mapping[str, PathLimits] = field(default_factory=_by_path)
    endings: Mapping[str, PathLimits] = field(default_factory=_by_ending)
    header_seconds: float = 10.0
    idle_seconds: int = 5
    linger_seconds: float = 5.0
    stall_seconds: float = 60.0
    max_header_bytes: int = 16 * KIB
    max_headers: int = 100
    max_url_bytes: int = 8 * KIB
    connections: int = 2_000
    connections_per_address: int = 200
    requests_at_once: int = 200
    reads_at_once: int = 160

    def at(self, path: str) -> PathLimits:
        for beginning, limits in self.paths.items():
            if path.startswith(beginning):
                return limits
        for ending, limits in self.endings.items():
            if path.endswith(ending):
                return limits
        return self.elsewhere
