"""A table is rebuilt where what made it has changed, and only there."""

from dataclasses import replace

from projections.escalation import PROJECTION as ESCALATION
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.register import PROJECTION as REGISTER
from projections.runner.declaration import Column, Reads
from projections.runner.fingerprint import fingerprint


def test_a_fingerprint_is_sixteen_hex_digits_and_stays_the_same():
    assert len(fingerprint(REGISTER)) == 16
    assert int(fingerprint(REGISTER), 16) >= 0
    assert fingerprint(REGISTER) == fingerprint(replace(REGISTER))


def test_projections_differ():
    assert len({fingerprint(each) for each in (REGISTER, ESCALATION, OPEN_LOOPS)}) == 3


def test_another_column_is_another_fingerprint():
    [table] = REGISTER.tables
    wider = replace(table, columns=(*table.columns, Column("colour", "text")))

    assert fingerprint(replace(REGISTER, tables=(wider,))) != fingerprint(REGISTER)


def test_another_path_is_another_fingerprint():
    first, *rest = REGISTER.reads
    more = Reads(first.type, first.fold, (*first.paths, "harm.association"))

    assert fingerprint(replace(REGISTER, reads=(more, *rest))) != fingerprint(REGISTER)


def test_another_fold_is_another_fingerprint():
    first, *rest = REGISTER.reads
    elsewhere = Reads(first.type, ESCALATION.folds[first.type], first.paths)

    assert fingerprint(replace(REGISTER, reads=(elsewhere, *rest))) != fingerprint(REGISTER)
