"""One incident that two systems reported is brought together by people, and can be taken apart."""

import pytest

from domain.event import ImpossibleHistory
from domain.incident import refusals
from domain.incident.decisions import enter_in_error
from domain.incident.events import IncidentEvent, Restricted
from domain.incident.merged import Stands
from domain.incident.merging import goes_on_in, merge, restrictions, stands, unmerge
from domain.incident.state import Incident, evolve, fold
from domain.incident.vocabulary import Kind, RestrictionReason
from tests.afterwards import (
    OTHER_INCIDENT,
    RESIDENT,
    THIRD_INCIDENT,
    WORKER,
    joined,
    merged,
    parted,
    reopened,
    unmerged,
)
from tests.examples import INCIDENT, identity
from tests.incidents import closed, in_error, reported, restricted
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
FALL = reported(kind=Kind.OTHER_INCIDENT)
NIGHT_WORKER = identity(45)


def stood(*events: IncidentEvent) -> Incident:
    return incident.given(FALL, *events).state


def merging(*events: IncidentEvent, into: Incident):
    return incident.given(FALL, *events).when(lambda it: merge(it, into, merged()))


def test_an_incident_that_is_the_same_as_another_goes_on_in_it():
    merging(into=stood()).then(merged())
    merging(closed(), into=stood()).then(merged())

    found = stood(merged())
    assert found.merged
    assert goes_on_in(found) == OTHER_INCIDENT
    assert stood(joined()).after.joined == (OTHER_INCIDENT,)


def test_it_is_not_merged_into_one_that_does_not_stand_itself():
    for gone in (stood(in_error()), stood(merged())):
        merging(into=gone).then_refused(refusals.MergeTargetGone, pointer="/into")


def test_it_is_not_merged_into_a_closed_one_before_that_is_reopened():
    merging(into=stood(closed())).then_refused(refusals.MergeTargetClosed, pointer="/into")
    merging(into=stood(closed(), reopened())).then(merged())


def test_what_others_were_merged_into_is_not_merged_nor_entered_in_error_itself():
    merging(joined(), into=stood()).then_refused(refusals.OthersMergedHere)
    incident.given(FALL, joined()).when(lambda it: enter_in_error(it, in_error())).then_refused(
        refusals.OthersMergedHere
    )
    merging(joined(), parted(), into=stood()).then(merged())


@pytest.mark.parametrize("gone", [(merged(),), (in_error(),)])
def test_what_does_not_stand_is_not_merged(gone):
    refusal = refusals.AlreadyMerged if gone == (merged(),) else refusals.AlreadyInError

    merging(*gone, into=stood()).then_refused(refusal)


def test_it_stands_again_as_it_did_once_it_is_taken_apart():
    was_open, was_closed = stood(merged()), stood(closed(), merged())

    assert (stands(was_open), stands(was_closed)) == (Stands.OPEN, Stands.CLOSED)
    assert unmerge(was_open, unmerged()) == unmerged()
    assert not stood(merged(), unmerged()).merged
    assert stood(closed(), merged(), unmerged(Stands.CLOSED)).closed
    assert stood(joined(), parted()).after.joined == ()


def test_what_was_not_merged_is_not_taken_apart():
    incident.given(FALL).when(lambda it: unmerge(it, unmerged())).then_refused(refusals.NotMerged)
    incident.given(FALL, merged(), unmerged()).when(
        lambda it: unmerge(it, unmerged())
    ).then_refused(refusals.NotMerged)


@pytest.mark.parametrize(
    "history",
    [(merged(), merged()), (unmerged(),), (joined(), joined()), (parted(),), (reopened(),)],
    ids=lambda history: history[-1].type,
)
def test_what_nobody_can_have_merged_is_corruption(history):
    with pytest.raises(ImpossibleHistory):
        fold([FALL, *history])


def test_whoever_may_not_see_one_of_them_sees_none_while_they_are_merged():
    together = {INCIDENT: stood(restricted(WORKER)), OTHER_INCIDENT: stood(restricted(RESIDENT))}

    facts = restrictions(together)

    for stream, own in ((INCIDENT, WORKER), (OTHER_INCIDENT, RESIDENT)):
        after = evolve(together[stream], facts[stream])
        assert set(after.excluded) == {WORKER, RESIDENT}
        assert after.own_excluded == (own,)


def test_nothing_is_recorded_of_incidents_that_hide_from_nobody():
    assert restrictions({INCIDENT: stood(), OTHER_INCIDENT: stood()}) == {}


def test_a_restriction_of_one_reaches_all_that_are_merged():
    together = {
        INCIDENT: stood(restricted(WORKER)),
        OTHER_INCIDENT: stood(),
        THIRD_INCIDENT: stood(),
    }
    said = Restricted(excluded=(NIGHT_WORKER,), reason=RestrictionReason.SPEAKING_UP)

    facts = restrictions(together, {OTHER_INCIDENT: said})

    assert facts.keys() == together.keys()
    assert all(set(fact.excluded) == {WORKER, NIGHT_WORKER} for fact in facts.values())
    assert facts[OTHER_INCIDENT].reason is RestrictionReason.SPEAKING_UP
    assert facts[OTHER_INCIDENT].own == (NIGHT_WORKER,)
    assert facts[THIRD_INCIDENT].own == ()


def test_lifting_the_restriction_of_one_keeps_those_of_the_others():
    together = {INCIDENT: stood(restricted(WORKER)), OTHER_INCIDENT: stood(restricted(RESIDENT))}
    lifted = Restricted(excluded=(), reason=RestrictionReason.OTHER)

    facts = restrictions(together, {INCIDENT: lifted})

    assert facts[INCIDENT] == Restricted(
        excluded=(RESIDENT,), reason=RestrictionReason.OTHER, own=()
    )


def test_taken_apart_each_hides_again_only_from_whom_it_names_itself():
    union = Restricted(excluded=(WORKER, RESIDENT), reason=RestrictionReason.OTHER, own=(WORKER,))

    facts = restrictions({INCIDENT: stood(restricted(WORKER), union)})

    assert evolve(stood(restricted(WORKER), union), facts[INCIDENT]).excluded == (WORKER,)


def test_a_restriction_of_an_incident_on_its_own_is_recorded_as_it_was_said():
    said = restricted(WORKER)

    assert restrictions({INCIDENT: stood()}, {INCIDENT: said}) == {INCIDENT: said}
