"""Another process that uses the same home. Run as `python -m`, told what to do line by line.

Arguments: home, elsewhere, the folder of PostgreSQL's programs ("" to look for them), the user id
to become ("" to stay). It answers every word with a line of JSON.
"""

import json
import os
import sys
from pathlib import Path

from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.supervisor import EmbeddedPostgres


def become(uid: str) -> None:
    """Plain user, no way back. After the imports: the interpreter may lie where only root reads."""
    os.setgroups([])
    os.setgid(int(uid))
    os.setuid(int(uid))


def told(postgres: EmbeddedPostgres, word: str) -> dict[str, object]:
    try:
        if word == "stop":
            postgres.stop()
            return {}
        postgres.start()
    except CannotRun as refused:
        return {"refused": str(refused)}
    return {"pid": postgres.pid(), "url": postgres.url("postgres"), "uid": os.geteuid()}


def main() -> None:
    home, elsewhere, folder, uid = sys.argv[1:]
    if uid:
        become(uid)
    postgres = EmbeddedPostgres(
        Path(home), folder=Path(folder) if folder else None, elsewhere=Path(elsewhere)
    )
    for line in sys.stdin:
        sys.stdout.write(json.dumps(told(postgres, line.strip())) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
