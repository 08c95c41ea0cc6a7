"""Is anybody there? Asked the way a client would ask, up to the demand for a password.

Cheap enough for every second: one connection on the socket, one packet each way, no child
process, nothing in the server's log.

Source: PostgreSQL protocol 3.0, message flow "Start-up"; the verdicts are those of libpq's PQping.
"""

import socket
import struct
from enum import Enum
from pathlib import Path

PORT = 5432
SECONDS = 2.0
_PROTOCOL = 3 << 16
_CANNOT_CONNECT_NOW = b"\0C57P03\0"


class Answer(Enum):
    NOBODY = "nobody"
    """Nothing listens."""
    BUSY = "busy"
    """It lives, but starts, stops, recovers or takes its time."""
    READY = "ready"
    """It would let us in."""


def socket_file(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def _hello() -> bytes:
    body = struct.pack("!i", _PROTOCOL) + b"user\0heed\0database\0postgres\0\0"
    return struct.pack("!i", len(body) + 4) + body


def answer(folder: Path) -> Answer:
    """What the server whose sockets lie in `folder` answers, within SECONDS per step."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(SECONDS)
        try:
            line.connect(str(socket_file(folder)))
        except (FileNotFoundError, ConnectionRefusedError):
            return Answer.NOBODY
        except (TimeoutError, BlockingIOError):
            return Answer.BUSY
        try:
            line.sendall(_hello())
            reply = line.recv(1024)
        except (TimeoutError, ConnectionError):
            return Answer.BUSY
    if not reply or _CANNOT_CONNECT_NOW in reply:
        return Answer.BUSY
    return Answer.READY
