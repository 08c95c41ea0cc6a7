"""eventsourcing's ProjectionRunner, as its documentation has it: an event, a transaction.

Its events are laid down the first time; each run follows them from the first to the last into a
table of incidents with most of the register's columns. The start of the runner is in its time.
"""

import time
from typing import Any
from uuid import uuid4

from benchmarks.peers.driving import answer, asked, missing

try:
    import psycopg
    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event
    from eventsourcing.persistence import Tracking
    from eventsourcing.postgres import PostgresTrackingRecorder
    from eventsourcing.projection import Projection, ProjectionRunner
except ImportError as absent:
    missing(f"eventsourcing with psycopg[binary,pool] ({absent})")

PATIENCE_SECONDS = 600
A_SAVE = 200
TABLE = """
    CREATE TABLE register (
        incident uuid PRIMARY KEY, position bigint, recorded_at timestamptz,
        updated_at timestamptz, version int, source_ref text, kind text, classified_kind text,
        service text, occurred_from text, risk_types text[], safe_reported text, state text
    )
"""
REPORTED = """
    INSERT INTO register (incident, position, recorded_at, updated_at, version, source_ref, kind,
                          service, occurred_from, risk_types, state)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'open')
"""
MOVED = """
    UPDATE register
       SET updated_at = %s, version = %s, safe_reported = COALESCE(%s, safe_reported),
           classified_kind = COALESCE(%s, classified_kind), state = COALESCE(%s, state)
     WHERE incident = %s
"""


class Incident(Aggregate):
    class Reported(Aggregate.Created):
        facts: dict[str, Any]

    class Happened(Aggregate.Event):
        facts: dict[str, Any]

    @event(Reported)
    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts

    @event(Happened)
    def happen(self, facts: dict[str, Any]) -> None:
        self.facts = facts


class Incidents(Application):
    name = "incidents"


class Register(PostgresTrackingRecorder):
    def write(self, statement: str, values: tuple[Any, ...], tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(statement, values, prepare=True)
            self._insert_tracking(cursor, tracking)


class Registering(Projection[Register]):
    name = "register"
    topics = ()

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        facts, at = domain_event.facts, domain_event.timestamp
        incident, version = domain_event.originator_id, domain_event.originator_version
        if isinstance(domain_event, Incident.Reported):
            risks = sorted({risk["type"] for risk in facts["risks"]})
            values = (
                incident, tracking.notification_id, at, at, version, facts["source"]["ref"],
                facts["kind"], facts["service"], facts["occurred"]["from"], risks,
            )  # fmt: skip
            self.view.write(REPORTED, values, tracking)
        else:
            said = (facts.get("safe_now"), facts.get("kind"), facts.get("state"))
            self.view.write(MOVED, (at, version, *said, incident), tracking)


def _lay_down(env: dict[str, str], events: int) -> int:
    """The same lives as Heed's, and the number of the last event; safe to ask for twice."""
    app = Incidents(env)
    last = app.recorder.max_notification_id()
    if last is None:
        for beginning in range(0, events // 5, A_SAVE):
            app.save(*(_a_life(n) for n in range(beginning, min(beginning + A_SAVE, events // 5))))
        last = app.recorder.max_notification_id()
    app.close()
    return int(last or 0)


def _a_life(nth: int) -> Incident:
    at = "2025-03-11T16:30:00+00:00"
    risks = [{"type": "physical", "source": "service_provider", "location": "own_home"}]
    incident = Incident(
        facts={
            "kind": "safeguarding_concern",
            "source": {"system": "bench", "ref": f"B-{nth:09}", "version": 1},
            "service": str(uuid4()),
            "occurred": {"from": at, "to": at, "precision": "hour"},
            "first_noticed": {"at": at, "by": "staff"},
            "risks": risks,
            "harm": {"physical": "none", "psychological": "low"},
            "issues": [],
        }
    )
    incident.happen(facts={"safe_now": "yes", "done": [], "source_version": 1})
    incident.happen(facts={"asked": "asked_and_expressed", "asked_of": "adult"})
    incident.happen(facts={"kind": "safeguarding_concern"})
    incident.happen(facts={"state": "closed"})
    return incident


def _forget(place: dict[str, Any]) -> None:
    with psycopg.connect(**place, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS register, register_tracking")
        connection.execute(TABLE)


def main() -> None:
    said = asked()
    place = said["place"]
    env = {f"POSTGRES_{name.upper()}": str(value) for name, value in place.items()}
    env |= {"PERSISTENCE_MODULE": "eventsourcing.postgres"}
    last = _lay_down(env, said["events"])
    _forget(place)
    began, cpu = time.perf_counter(), time.process_time()
    with ProjectionRunner(
        application_class=Incidents, projection_class=Registering, view_class=Register, env=env
    ) as running:
        running.wait(last, timeout=PATIENCE_SECONDS)
        took = time.perf_counter() - began
    with psycopg.connect(**place) as connection:
        rows = connection.execute("SELECT count(*) FROM register WHERE state = 'closed'").fetchone()
    if rows is None or rows[0] * 5 != last:
        raise RuntimeError(f"{rows} incidents of {last} events")
    answer(operations=last, seconds=took, client_cpu=time.process_time() - cpu)


if __name__ == "__main__":
    main()
