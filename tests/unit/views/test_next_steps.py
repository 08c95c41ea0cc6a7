"""Every loose end names a command that is there, and what it is about."""

from api.operations import OPERATIONS
from api.views.open_loops import PLACES, SUBJECTS, next_step
from projections.open_loops_queries import NEXT

COMMANDS = {one.path for one in OPERATIONS if one.method == "POST"}
READS = {one.path for one in OPERATIONS if one.method == "GET"}


def test_the_command_that_closes_a_loose_end_is_one_of_the_api():
    for loop in NEXT:
        assert next_step(loop, "{id}")["href"] in COMMANDS, loop


def test_what_a_loose_end_is_about_can_be_read():
    assert SUBJECTS.keys() == NEXT.keys()
    for _, collection in SUBJECTS.values():
        assert f"/v1/{collection}/{{id}}" in READS
        assert collection.removesuffix("s") in PLACES
