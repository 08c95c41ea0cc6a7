"""The log of the process: one JSON object a line, made of an allow-list of fields.

A field that is not on the list is left out, whoever sends it. There is no field for a body, a
query, a path as sent, a header or the text of an exception, because any of them may hold what
people wrote. Messages of libraries are kept as the constant they were written as, without their
arguments, and only from the server itself.

Source: OWASP ASVS 5.0, V16.2 and V16.4.
"""

import errno
import json
import logging
import os
import sys
from collections.abc import Callable, MutableMapping
from datetime import datetime
from json.encoder import encode_basestring_ascii
from typing import Any, Final, TextIO, cast
from uuid import UUID

import structlog
from structlog.typing import FilteringBoundLogger

from api.edge.fault import frames_of, types_of

FIELDS: Final = frozenset(
    {
        "event",  # what the line is about: a constant
        "method",
        "route",  # the template, never the path
        "status",
        "ms",
        "request_id",
        "provider",
        "credential",
        "fault",  # types of exceptions, outermost first
        "frames",  # file, line and function of each step to the fault
        "logger",
        "message",  # a library's constant
    }
)
_TALKS_IN_CONSTANTS: Final = frozenset({"uvicorn.error"})
Fields = MutableMapping[str, Any]


def process_log(clock: Callable[[], datetime], stream: TextIO = sys.stderr) -> FilteringBoundLogger:
    """Writes to `stream`, a line at a time, with the time of `clock`."""

    def line(_: Any, level: str, fields: Fields) -> str:
        parts = [f'{{"at":"{clock().isoformat(timespec="milliseconds")}","level":"{level}"']
        parts += [f',"{name}":{_json(fields[name])}' for name in fields if name in FIELDS]
        return "".join(parts) + "}"

    logger = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[line],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        context_class=dict,
    )
    return cast("FilteringBoundLogger", logger.bind())


def _json(value: object) -> str:
    """As `json.dumps`, but several times cheaper for what a usual line is made of."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, UUID):
        return f'"{value}"'
    if type(value) is int or type(value) is float:
        return repr(value)
    return "null" if value is None else json.dumps(value, default=str)


class LibraryLog(logging.Handler):
    """Takes what libraries say to `logging` into the process's log, without any of its content."""

    def __init__(self, log: FilteringBoundLogger, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        fields: dict[str, Any] = {"logger": record.name, "message": _constant(record)}
        if fault is not None:
            fields |= {"fault": types_of(fault), "frames": frames_of(fault)}
        self._log.log(record.levelno, "library", **fields)

    def take_over(self) -> None:
        """Become the one handler of the whole process."""
        logging.getLogger().handlers[:] = [self]


def _constant(record: logging.LogRecord) -> str:
    """What was written in the library's source, or the standard name of a system error.

    More than a line is no constant: it is a traceback, with the text of its exception.
    """
    said: object = record.msg
    if isinstance(said, OSError) and said.errno is not None:
        return f"{errno.errorcode.get(said.errno, 'OSError')}: {os.strerror(said.errno)}"
    if isinstance(said, str) and record.name in _TALKS_IN_CONSTANTS and "\n" not in said.strip():
        return said.strip()
    return "-"
