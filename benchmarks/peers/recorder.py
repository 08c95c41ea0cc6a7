"""eventsourcing's recorder on PostgreSQL: one event an append, a thread and connection each."""

from collections.abc import Callable
from uuid import uuid4

from benchmarks.peers.driving import answer, asked, driven, missing

try:
    from eventsourcing.persistence import StoredEvent
    from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
except ImportError as absent:
    missing(f"eventsourcing with psycopg[binary,pool] ({absent})")


def main() -> None:
    said = asked()
    datastore = PostgresDatastore(**said["place"], pool_size=said["threads"], connect_timeout=60)
    recorder = PostgresApplicationRecorder(datastore, events_table_name="stored_events")
    recorder.create_table()
    facts = said["facts"].encode()

    def one() -> None:
        event = StoredEvent(uuid4(), 1, "incident.reported.v1", facts)
        recorder.insert_events([event])

    makers: list[Callable[[], None]] = [one] * said["threads"]
    result = driven(makers, said["seconds"])
    datastore.close()
    answer(**result)


if __name__ == "__main__":
    main()
