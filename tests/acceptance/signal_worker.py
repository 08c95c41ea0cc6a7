"""A signal worker in a process of its own, to be killed. Run as `python -m`, told all by its input.

Says `ready` once it looks, and then looks until it is killed. The views are somebody else's work.
"""

import asyncio
import json
import sys
from pathlib import Path

from adapters.vault.file_keyring import FileKeyring
from api.clock import utc_now
from api.watching.charts.watch import chart_watch
from api.watching.running import watching
from api.watching.watcher import Pace
from api.wiring import Urls

SOON = Pace(poll_seconds=0.05, rest_seconds=0.0)


async def main() -> None:
    told = json.loads(sys.stdin.readline())
    keyring = FileKeyring(Path(told["keyring"]), clock=utc_now)
    urls = Urls(None, told["app"], told["writer"], told["projector"])
    watches = (chart_watch(),)
    async with watching(urls, keyring, clock=utc_now, watches=watches, pace=SOON):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
