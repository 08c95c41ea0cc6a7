"""`python -m api.contract`: write the contract; with `--check`, say whether it is current."""

import json
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from api.app import create_app
from api.contract.document import document
from api.heed import Heed
from api.operations import OPERATIONS

PLACE = Path(__file__).parents[2] / "openapi" / "heed.openapi.json"


@asynccontextmanager
async def _nothing() -> AsyncGenerator[Heed]:
    """The contract needs no Heed behind it: it is only described, never served."""
    raise RuntimeError("Only described, never served.")
    yield


def text() -> str:
    """The contract as it is committed: members sorted, two spaces, a line feed at the end."""
    made = document(create_app(_nothing), OPERATIONS)
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> int:
    made = text()
    if "--check" not in sys.argv:
        PLACE.write_text(made)
        return 0
    if PLACE.exists() and PLACE.read_text() == made:
        return 0
    sys.stderr.write("openapi/heed.openapi.json is not current: run python -m api.contract\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
