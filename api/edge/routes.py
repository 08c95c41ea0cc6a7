"""The addresses of the application, as the edge needs them.

Which methods an address takes (all of them, for `Allow`), which template it belongs to (for the
log), and how to write an address without repeating what was sent: segments that are words of a
template or identifiers of Heed stay, any other becomes "-".
"""

import re
from functools import cached_property
from typing import Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

from api.edge.media import Scope

UNKNOWN: Final = "-"
_MOST_SEGMENTS: Final = 13  # the first is empty
_IDENTIFIER: Final = re.compile(r"[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}")


class Routes:
    """Reads the application's routes at the first question, when all are in place."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def template(self, path: str) -> str:
        """Of the first route with this path, whatever the method; "-" where there is none."""
        for pattern, template, _ in self._table:
            if pattern.match(path):
                return template
        return UNKNOWN

    def template_for(self, scope: Scope, path: str) -> str:
        """Of the route that was chosen, or that would have been, for a request refused before."""
        chosen = self._by_endpoint.get(scope.get("endpoint"))
        return self.template(path) if chosen is None else chosen

    def methods(self, path: str) -> tuple[str, ...]:
        """All that are taken at this path, sorted; HEAD wherever GET is."""
        taken = {
            method
            for pattern, _, methods in self._table
            if pattern.match(path)
            for method in methods
        }
        return tuple(sorted(taken | ({"HEAD"} if "GET" in taken else set())))

    def shown(self, path: str) -> str:
        """The path of a problem's `instance`; at most its first twelve segments."""
        return "/".join(
            segment if segment in self._words or _IDENTIFIER.fullmatch(segment) else UNKNOWN
            for segment in path.split("/", _MOST_SEGMENTS)[:_MOST_SEGMENTS]
        )

    @cached_property
    def _table(self) -> list[tuple[re.Pattern[str], str, frozenset[str]]]:
        return [
            (compile_path(route.path)[0], route.path, frozenset(route.methods or ()))
            for route in iter_route_contexts(self._app.routes)
            if route.path is not None
        ]

    @cached_property
    def _by_endpoint(self) -> dict[object, str]:
        """Functions that serve one address only."""
        served: dict[object, set[str]] = {}
        for route in iter_route_contexts(self._app.routes):
            served.setdefault(route.endpoint, set()).add(route.path or UNKNOWN)
        return {endpoint: paths.pop() for endpoint, paths in served.items() if len(paths) == 1}

    @cached_property
    def _words(self) -> frozenset[str]:
        segments = (word for _, template, _ in self._table for word in template.split("/"))
        return frozenset(word for word in segments if "{" not in word)
