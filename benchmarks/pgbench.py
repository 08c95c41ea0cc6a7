"""The ceiling of every append: pgbench's prepared INSERT of the bare event row, one a transaction.

No version check, no idempotency, no gapless positions, no row security; two indexes. One thread,
as Heed's process has one. pgbench tells its mean latency only.
"""

import asyncio
import re
import resource
from pathlib import Path

import asyncpg

from benchmarks.ground import Ground
from benchmarks.sample import Sample

TABLE = """
    CREATE TABLE raw_event (
        position    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant      uuid        NOT NULL,
        stream      uuid        NOT NULL,
        version     int         NOT NULL,
        type        text        NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        facts       json        NOT NULL,
        UNIQUE (stream, version)
    )
"""
INSERT = """
INSERT INTO raw_event (tenant, stream, version, type, facts)
VALUES (:tenant, gen_random_uuid(), 1, 'incident.reported.v1', :facts);
"""
TENANT = "01900000-0000-7000-8000-000000000000"


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Pgbench:
    """Inserts `facts` into a table of its own in `database`."""

    def __init__(self, ground: Ground, database: str, facts: str) -> None:
        self._ground = ground
        self._url = ground.owner(database)
        self._facts = facts
        self._script = ground.folder / "raw_insert.sql"

    async def prepare(self) -> None:
        Path(self._script).write_text(INSERT)
        connection = await asyncpg.connect(self._url)
        await connection.execute(TABLE)
        await connection.close()

    async def run(self, clients: int, seconds: float) -> Sample:
        """At least as long as asked: the time that pgbench is given has its connecting in it, the
        rate that it tells has not.
        """
        for patience in (1, 4, 16):
            sample = await self._run(clients, round(seconds) + patience)
            if sample is not None:
                return sample
        raise RuntimeError("pgbench did not get as far as one transaction.")

    async def _run(self, clients: int, seconds: int) -> Sample | None:
        server, client = self._ground.postgres_cpu(), _children_cpu()
        process = await asyncio.create_subprocess_exec(
            self._ground.pgbench, "-n", "-M", "prepared", "-c", str(clients), "-j", "1",
            "-T", str(seconds), "-D", f"tenant={TENANT}",
            "-D", f"facts={self._facts}", "-f", str(self._script), self._url,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, complaint = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(complaint.decode())
        text = said.decode()
        count = int(_found(r"actually processed: (\d+)", text))
        if not count:
            return None
        return Sample(
            operations=count,
            seconds=count / float(_found(r"tps = ([\d.]+)", text)),
            client_us=(_children_cpu() - client) / count * 1e6,
            server_us=(self._ground.postgres_cpu() - server) / count * 1e6,
            notes={"mean ms": float(_found(r"latency average = ([\d.]+)", text))},
        )


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"pgbench said something new: {text}")
    return found[1]
