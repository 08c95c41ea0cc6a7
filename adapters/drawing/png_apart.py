"""A PNG drawn by a process of its own.

The renderer holds the interpreter for as long as it draws, a second on a busy machine, and a thread
would not help: nobody else would be answered meanwhile. Apart from the server it also sees none of
its keys, and can take nothing down with it.
"""

import subprocess
import sys
from typing import Final

MOST_SECONDS: Final = 30.0


class NotDrawn(Exception):  # noqa: N818 - the reason, not an error
    """It took too long, or the process ended without a picture."""


def png_apart(svg: str, *, most_seconds: float = MOST_SECONDS) -> bytes:
    """Waits for it: call it in a thread. Raises NotDrawn."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "adapters.drawing.png"],
            input=svg.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=most_seconds,
            check=True,
            env={},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise NotDrawn from None
    return done.stdout
