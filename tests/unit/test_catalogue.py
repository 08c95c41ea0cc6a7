"""What was stored once is read for ever: one literal old JSON for every type of event."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import ClassVar

import pytest

import domain
from domain.catalogue import CATALOGUE, Catalogue, UnknownEventType, Upcast, read
from domain.event import DomainEvent, ImpossibleHistory

GOLDEN = Path(__file__).parent / "golden" / "events"
TYPES = sorted(CATALOGUE.classes)
STORED = sorted(path.stem for path in GOLDEN.glob("*.json"))


class BedsCounted(DomainEvent):
    """Invented: the third shape of a fact whose older shapes lie in the log."""

    type: ClassVar[str] = "beds.counted.v3"

    beds: int


GROWN = Catalogue(
    {BedsCounted.type: BedsCounted},
    {
        "beds.counted.v1": Upcast("beds.counted.v2", lambda old: {"number": old["n"]}),
        "beds.counted.v2": Upcast("beds.counted.v3", lambda old: {"beds": old["number"]}),
    },
)


def every_event() -> list[type[DomainEvent]]:
    """All event classes of the domain, wherever they are defined."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    return [
        known for known in DomainEvent.__subclasses__() if known.__module__.startswith("domain")
    ]


@pytest.mark.parametrize("event_type", STORED)
def test_what_was_stored_once_is_read_for_ever(event_type):
    stored = (GOLDEN / f"{event_type}.json").read_text(encoding="utf-8").rstrip("\n")

    event = read(event_type, stored)

    assert event.type == event_type
    assert event.facts() == stored


def test_every_type_has_a_golden_file_and_every_golden_file_a_type():
    assert STORED == TYPES


def test_no_event_of_the_domain_is_missing_from_the_catalogue():
    events = every_event()

    assert {known.type: known for known in events} == CATALOGUE.classes
    assert len({known.type for known in events}) == len(events)


@pytest.mark.parametrize("event_type", TYPES)
def test_a_type_names_its_stream_what_happened_and_its_version(event_type):
    assert re.fullmatch(r"[a-z_]+\.[a-z_0-9]+\.v\d+", event_type)


def test_an_old_shape_is_understood_in_the_shape_of_today():
    assert GROWN.read("beds.counted.v1", '{"n":38}') == BedsCounted(beds=38)
    assert GROWN.read("beds.counted.v2", '{"number":38}') == BedsCounted(beds=38)
    assert GROWN.read("beds.counted.v3", '{"beds":38}') == BedsCounted(beds=38)


def test_an_event_that_heed_has_never_heard_of_is_named():
    with pytest.raises(UnknownEventType, match=r"lesson\.sung\.v1"):
        read("lesson.sung.v1", "{}")


@pytest.mark.parametrize("facts", ["", "{}", '{"name":"Larkfield","colour":"blue"}', "[]"])
def test_facts_of_another_shape_are_corruption_not_input(facts):
    with pytest.raises(ImpossibleHistory, match=r"provider\.registered\.v1"):
        read("provider.registered.v1", facts)


def test_an_old_shape_that_is_not_even_json_is_corruption_not_input():
    with pytest.raises(ImpossibleHistory):
        GROWN.read("beds.counted.v1", "n=38")
