"""What the published schema of an event says is what lies in the log."""

import json
from pathlib import Path

import jsonschema
import pytest

from api.about.event_types import every_event_type, schema_of
from domain.catalogue import CATALOGUE

GOLDEN = Path(__file__).parent / "golden" / "events"


def test_every_type_that_a_log_can_hold_is_published():
    assert [one.type for one in every_event_type().data] == sorted(CATALOGUE.classes)
    assert all(one.about for one in every_event_type().data)


@pytest.mark.parametrize("event_type", sorted(CATALOGUE.classes))
def test_what_is_stored_fits_the_published_schema(event_type):
    stored = json.loads((GOLDEN / f"{event_type}.json").read_text(encoding="utf-8"))

    schema = schema_of(event_type).facts_schema

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(stored, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**stored, "name_of_the_adult": "Ann Example"}, schema)


def test_a_type_that_no_log_can_hold_has_no_schema():
    assert schema_of("incident.imagined.v1") is None
