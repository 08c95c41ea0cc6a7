import io
import json
import logging
from datetime import UTC, datetime
from uuid import UUID

import pytest

from api.edge.log import LibraryLog, process_log

NOON = datetime(2025, 3, 11, 12, tzinfo=UTC)
WORDS = "Ann Example fell"


@pytest.fixture
def stream():
    return io.StringIO()


@pytest.fixture
def log(stream):
    return process_log(lambda: NOON, stream)


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_the_time_of_the_clock(log, stream):
    credential = UUID(int=7)
    log.info("request", status=201, ms=1.5, route='/v1/"', provider=None, credential=credential)

    assert lines(stream) == [
        {
            "at": "2025-03-11T12:00:00.000+00:00",
            "level": "info",
            "event": "request",
            "status": 201,
            "ms": 1.5,
            "route": '/v1/"',
            "provider": None,
            "credential": str(credential),
        }
    ]


def test_a_field_that_is_not_on_the_list_never_reaches_the_log(log, stream):
    log.info("request", status=201, body=WORDS, path=f"/v1/people/{WORDS}", query=WORDS)

    assert WORDS not in stream.getvalue()
    assert lines(stream)[0]["status"] == 201


def test_what_a_library_says_loses_its_arguments_and_its_exception_text(log, stream):
    handler = LibraryLog(log)
    server, other = logging.getLogger("uvicorn.error"), logging.getLogger("asyncpg")
    for logger in (server, other):
        record = logger.makeRecord(
            logger.name, logging.ERROR, __file__, 1, "Could not read %s", (WORDS,), raised()
        )
        handler.handle(record)

    first, second = lines(stream)
    assert WORDS not in stream.getvalue()
    assert (first["message"], second["message"]) == ("Could not read %s", "-")
    assert first["fault"] == second["fault"] == ["builtins.ValueError"]
    assert first["frames"][0].startswith("unit/edge/test_log.py:")


def raised():
    try:
        raise ValueError(WORDS)  # noqa: TRY301 - it is the traceback that is wanted
    except ValueError as fault:
        return ValueError, fault, fault.__traceback__


def test_a_system_error_keeps_its_standard_name_and_a_traceback_is_left_out(log, stream):
    handler, logger = LibraryLog(log), logging.getLogger("uvicorn.error")
    for said in (OSError(98, "Address already in use", WORDS), f"Traceback\n{WORDS}\n"):
        handler.handle(logger.makeRecord(logger.name, logging.ERROR, "f", 1, said, (), None))

    assert [line["message"] for line in lines(stream)] == [
        "EADDRINUSE: Address already in use",
        "-",
    ]
