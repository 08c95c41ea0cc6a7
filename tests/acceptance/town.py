"""A whole Heed as an operator runs it: `heed serve` in a process of its own, on real sockets."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2

HEED = (sys.executable, "-c", "from api.cli.program import main; main()")
PATIENCE_SECONDS = 60


def a_free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


class Town:
    """`serve` and `kill` may follow one another as often as one likes; the data stay."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heed-town-"))
        self.folder.chmod(0o755)
        self.port = a_free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = {
            **os.environ,
            "HEED_DATA_DIR": str(self.folder / "data"),
            "PORT": str(self.port),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self._serving: subprocess.Popen[bytes] | None = None
        self._log = (self.folder / "log").open("ab")

    def run(self, *arguments: str) -> Any:
        """One command of the operator's, and what it printed as JSON."""
        done = subprocess.run(
            [*HEED, *arguments], env=self._env, capture_output=True, check=True, text=True
        )
        return json.loads(done.stdout)

    def serve(self) -> int:
        """Start, wait until it answers, and say its process id."""
        self._serving = subprocess.Popen(
            [*HEED, "serve"], env=self._env, stdout=self._log, stderr=self._log
        )
        self.healthy()
        return self._serving.pid

    def healthy(self) -> float:
        """Seconds until it is ready."""
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE_SECONDS:
            try:
                if httpx2.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return time.monotonic() - began
            except httpx2.HTTPError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"Not ready: {(self.folder / 'log').read_text()[-3000:]}")

    def kill(self) -> None:
        """As a power cut would."""
        assert self._serving is not None
        self._serving.send_signal(signal.SIGKILL)
        self._serving.wait()

    def end(self) -> int:
        """SIGTERM, and its exit code."""
        assert self._serving is not None
        self._serving.terminate()
        return self._serving.wait(timeout=30)

    def postmaster(self) -> int:
        return int((self.folder / "data/postgres/data/postmaster.pid").read_text().split()[0])

    def close(self) -> None:
        if self._serving is not None and self._serving.poll() is None:
            self.end()
        self._log.close()
        shutil.rmtree(self.folder)
