"""The ceiling of every request: a FastAPI route that validates 25 members and says them again.

No database, no authentication, nothing sealed: what a framework costs before anything is done.
Run as a program with the port to listen on, under uvicorn as `heed serve` runs it.
"""

import sys
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel


class Setting(StrEnum):
    SUPPORTED_LIVING = "supported_living"
    DOMICILIARY = "domiciliary"
    RESIDENTIAL = "residential"


class Echo(BaseModel):
    """25 members of the usual kinds."""

    source_ref: str
    source_version: int
    service: UUID
    setting: Setting
    category: str
    themes: list[str]
    severity: int
    occurred_at: datetime
    noticed_at: datetime
    aware_at: datetime
    recorded_at: datetime
    location: str
    reported_by: str
    person: UUID
    worker: UUID | None
    alleged_source: str
    council: str
    council_told: bool
    regulator_told: bool
    police_told: bool
    actions: list[str]
    what_happened: str
    wishes: str
    capacity: str
    system: str


EXAMPLE = {
    "source_ref": "CS-48211",
    "source_version": 1,
    "service": "01900000-0000-7000-8000-000000000001",
    "setting": "supported_living",
    "category": "psychological",
    "themes": ["boundaries", "escalation_delay"],
    "severity": 3,
    "occurred_at": "2025-03-11T16:30:00+00:00",
    "noticed_at": "2025-03-11T17:40:00+00:00",
    "aware_at": "2025-03-11T18:05:00+00:00",
    "recorded_at": "2025-03-11T18:02:10+00:00",
    "location": "own_home",
    "reported_by": "support_worker",
    "person": "01900000-0000-7000-8000-000000000002",
    "worker": None,
    "alleged_source": "service_provider",
    "council": "northmere",
    "council_told": True,
    "regulator_told": False,
    "police_told": False,
    "actions": ["worker_moved_from_direct_contact", "person_safe"],
    "what_happened": "Support worker exchanged private messages with a tenant and took gifts.",
    "wishes": "Keep cooking group.",
    "capacity": "has_capacity",
    "system": "caresys",
}


def create_echo() -> FastAPI:
    app = FastAPI()

    @app.post("/echo")
    async def echo(said: Echo) -> Echo:
        return said

    return app


if __name__ == "__main__":
    uvicorn.run(
        create_echo(),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="auto",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
