"""Every loose end names a command that is there, and what it is about."""

from api.operations import OPERATIONS
from api.views.open_loops import SUBJECTS, next_step
from projections.open_loops.derivation import STREAMS
from projections.open_loops.next_step import CANDOUR, NEXT, next_of

COMMANDS = {one.path for one in OPERATIONS if one.method == "POST"}
READS = {one.path for one in OPERATIONS if one.method == "GET"}


def test_the_command_that_closes_a_loose_end_is_one_of_the_api():
    for step in (*NEXT.values(), CANDOUR):
        assert next_step(step, "{id}")["href"] in COMMANDS, step


def test_a_duty_of_candour_goes_by_steps_and_every_other_by_a_report():
    assert next_of("duty", "duty_of_candour_written") == CANDOUR
    assert next_of("duty", "cqc_reg18_abuse") == NEXT["duty"]


def test_what_a_loose_end_is_about_can_be_read():
    assert SUBJECTS.keys() == STREAMS.keys() - {"governance_review"}
    for prefix, collection in SUBJECTS.values():
        where = f"/v1/{collection}" if prefix == "prv" else f"/v1/{collection}/{{id}}"
        assert where in READS
