"""Any history that decisions can produce is understood; any other is corruption, and says so."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import read
from domain.event import ImpossibleHistory
from domain.incident import decisions, following_up, merging
from domain.incident.account import Harm, Noticed, ReportedAccount
from domain.incident.completeness import completeness, next_fact
from domain.incident.events import (
    ExternallyReported,
    ExternalReportAcknowledged,
    ImmediateActionsTaken,
    IncidentEvent,
    IncidentReported,
    PeopleNamed,
    Person,
    WishesRecorded,
)
from domain.incident.state import Incident, evolve, fold
from domain.incident.vocabulary import (
    Asked,
    CouncilDecision,
    Kind,
    LackedCapacity,
    PhysicalHarm,
    RiskType,
    SafeNow,
    SupportedBy,
    ToldBody,
)
from domain.moment import Moment
from domain.refusal import Refusal
from domain.vocabulary.recipient import Recipient, SupportAnswer
from tests.afterwards import family, merged, offered, outcome, reopened, told, unmerged
from tests.examples import SERVICE, identity
from tests.incidents import (
    acknowledged,
    acted,
    amended,
    classified,
    closed,
    corrected,
    council_decided,
    covered,
    in_error,
    reported,
    restricted,
    risk,
    source,
    told_council,
)
from tests.learning import opened

Decide = Callable[[Incident], IncidentEvent]

IDENTITIES = st.integers(30, 34).map(identity)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1)).filter(  # noqa: DTZ001 - the bounds of aware times are naive
    lambda at: at.year < 2030
).map(lambda at: Moment(at=at))
VERSIONS = st.none() | st.integers(1, 9)


def _news() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "service": st.just(SERVICE) | st.none(),
            "kind": st.sampled_from(Kind),
            "harm": st.sampled_from(PhysicalHarm).map(lambda harm: Harm(physical=harm)),
            "risks": st.lists(st.sampled_from(RiskType).map(risk), max_size=2).map(tuple),
            "first_noticed": st.just(Noticed(at=datetime(2026, 3, 2, tzinfo=UTC))),
        },
    )


def _about_the_account(news: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in news.items() if name != "kind"}


def _deciding(decide: Callable[[Incident, Any], IncidentEvent], what: Any) -> Decide:
    return lambda incident: decide(incident, what)


def _told(told: ExternallyReported) -> Decide:
    def decide(incident: Incident) -> IncidentEvent:
        decisions.must_stand(incident)
        return told

    return decide


WITHDRAWN = st.lists(st.sampled_from(list(ReportedAccount.model_fields)), max_size=2).map(tuple)
SNAPSHOTS = st.builds(
    lambda version, gone, news: amended(source=source(version), withdrawn=gone, **news),
    st.integers(2, 9),
    WITHDRAWN,
    _news(),
).map(lambda event: lambda _: event)
"""A newer snapshot is never refused."""

DECISIONS: st.SearchStrategy[Decide] = st.one_of(
    SNAPSHOTS,
    _news().map(lambda news: _deciding(decisions.amend, amended(**news))),
    _news().map(lambda news: _deciding(decisions.correct, corrected(**_about_the_account(news)))),
    st.sampled_from(SafeNow).map(
        lambda safe: _deciding(decisions.take_immediate_actions, acted(safe))
    ),
    st.builds(
        WishesRecorded,
        asked=st.sampled_from(Asked),
        lacked_capacity=st.sampled_from(LackedCapacity),
        supported_by=st.none() | st.sampled_from(SupportedBy),
    ).map(lambda wishes: _deciding(decisions.record_wishes, wishes)),
    st.builds(
        ExternallyReported,
        report=IDENTITIES,
        body=st.sampled_from(ToldBody),
        at=TIMES,
        source_version=VERSIONS,
    ).map(_told),
    st.builds(ExternalReportAcknowledged, report=IDENTITIES, at=TIMES).map(
        lambda answer: _deciding(decisions.acknowledge, answer)
    ),
    st.sampled_from(Kind).map(lambda kind: _deciding(decisions.classify, classified(kind))),
    st.sampled_from(CouncilDecision).map(
        lambda decided: _deciding(decisions.record_council_decision, council_decided(decided))
    ),
    st.lists(IDENTITIES, max_size=2).map(
        lambda persons: _deciding(decisions.restrict, restricted(*persons))
    ),
    IDENTITIES.map(lambda investigation: lambda _: covered(investigation)),
    st.just(lambda incident: decisions.close(incident, investigations=())),
    st.just(_deciding(decisions.enter_in_error, in_error())),
    st.just(_deciding(following_up.reopen, reopened())),
    st.just(_deciding(following_up.receive_outcome, outcome())),
    st.sampled_from(Recipient).map(lambda to: _deciding(following_up.record_feedback, told(to))),
    st.booleans().map(
        lambda agreed: _deciding(following_up.decide_family_sharing, family(agreed=agreed))
    ),
    st.sampled_from(SupportAnswer).map(
        lambda answer: _deciding(following_up.offer_support, offered(answer))
    ),
    st.just(lambda incident: merging.merge(incident, incident, merged())),
    st.just(lambda incident: merging.unmerge(incident, unmerged(merging.stands(incident)))),
    st.builds(ImmediateActionsTaken, source_version=VERSIONS).map(lambda event: lambda _: event),
    IDENTITIES.map(lambda one: lambda _: PeopleNamed(people=(Person(person=one),))),
)
FIRST: st.SearchStrategy[IncidentReported] = _news().map(lambda news: reported(**news))


def legal(first: IncidentReported, wanted: list[Decide]) -> list[IncidentEvent]:
    """What is recorded of a report and of all that was wanted after it: refusals leave nothing."""
    history: list[IncidentEvent] = [first]
    incident = evolve(None, first)
    for decide in wanted:
        try:
            event = decide(incident)
        except Refusal:
            continue
        history.append(event)
        incident = evolve(incident, event)
    return history


@given(FIRST, st.lists(DECISIONS, max_size=25))
def test_whatever_was_decided_is_understood_again_from_the_log(first, wanted):
    history = legal(first, wanted)

    stands = fold(history)

    assert stands is not None
    assert fold(read(event.type, event.facts()) for event in history) == stands
    assert 0 <= completeness(stands).score <= 1
    gone = stands.in_error or stands.merged
    assert (next_fact(stands) in {None, "reopenings"}) is (stands.closed or gone)


@given(FIRST, st.lists(DECISIONS, max_size=25), st.data())
def test_every_prefix_of_a_history_was_once_the_whole_of_it(first, wanted, data):
    history = legal(first, wanted)
    upto = data.draw(st.integers(1, len(history)))

    stands = fold(history[:upto])
    for event in history[upto:]:
        stands = evolve(stands, event)

    assert stands == fold(history)


IMPOSSIBLE = {
    "anything before the report": (acted(), reported()),
    "a report of what was reported before": (reported(), reported()),
    "an answer to a report that nobody made": (reported(), acknowledged()),
    "a second closing": (reported(), closed(), closed()),
    "a second entry in error": (reported(), in_error(), in_error()),
    "another stream's event": (reported(), opened()),
}


@pytest.mark.parametrize("history", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_nobody_can_have_decided_is_corruption(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


@given(FIRST, st.lists(DECISIONS, max_size=10), st.sampled_from(["report", "answer", "other"]))
def test_corruption_is_seen_wherever_it_stands(first, wanted, odd):
    corrupt = {
        "report": first,
        "answer": ExternalReportAcknowledged(report=identity(99)),
        "other": opened(),
    }[odd]

    with pytest.raises(ImpossibleHistory):
        fold([*legal(first, wanted), corrupt])


@pytest.mark.parametrize(
    "unusual",
    [
        (closed(), acted(), classified()),
        (in_error(), amended(source=source(2), service=SERVICE)),
        (told_council(), told_council(), acknowledged(), acknowledged()),
        (amended(source=source(9), withdrawn=("no_such_member",)),),
        (restricted(), restricted()),
    ],
)
def test_what_is_merely_unusual_is_no_corruption(unusual):
    assert fold([reported(), *unusual]) is not None
