"""UmaDB: its own server, one event an append under a condition that its stream is new."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.peers.driving import answer, asked, driven, missing

try:
    import psutil
    import umadb
except ImportError as absent:
    missing(f"pip install umadb psutil ({absent})")

PATIENCE_SECONDS = 20


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _connected(port: int) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            client = umadb.Client(f"http://127.0.0.1:{port}")
            client.head()
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return client


def _appender(port: int, facts: bytes) -> Callable[[], None]:
    client = _connected(port)

    def one() -> None:
        stream = str(uuid4())
        new = umadb.AppendCondition(umadb.Query([umadb.QueryItem(tags=[stream])]), None)
        client.append([umadb.Event("incident.reported.v1", facts, [stream])], new)

    return one


def main() -> None:
    said = asked()
    folder, port = Path(said["folder"]), _free_port()
    folder.mkdir(exist_ok=True)
    program = str(Path(sys.executable).with_name("umadb"))
    command = [program, "--listen", f"127.0.0.1:{port}", "--db-path", str(folder)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    try:
        facts = said["facts"].encode()
        appenders = [_appender(port, facts) for _ in range(said["threads"])]
        watched = psutil.Process(server.pid)
        before = watched.cpu_times()
        result = driven(appenders, said["seconds"])
        after = watched.cpu_times()
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)
    used = after.user + after.system - before.user - before.system
    answer(**result, server_cpu=used)


if __name__ == "__main__":
    main()
