"""What the commissioners who placed somebody want to be told, in loose ends.

Contracts are the provider's policy, which the history of an incident does not know. So both loops
are kept, the duty that is owed if a contract speaks of this kind of incident, and the question that
is open in a safeguarding concern if none does; whoever reads leaves one out. A report to that
commissioner closes both.

Source: `domain/duty/contract`; contracts.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from domain.duty.assessment import Assessed
from domain.duty.owed import Standing
from domain.duty.signs import placed_by
from domain.incident.state import Incident
from domain.incident.vocabulary import ToldBody
from domain.vocabulary.duty import DutyCode
from projections.open_loops.loop import Span


def part_of(one: Assessed) -> str:
    """The code of the duty, and for which commissioner where it is for one of several."""
    code, commissioner = one.duty.rule.code, one.duty.commissioner
    return code if commissioner is None else f"{code}/{commissioner}"


def by_contract(one: Assessed) -> bool:
    """Whether only a contract can say what this is; people have said nothing of it."""
    is_its = one.duty.rule.code is DutyCode.PLACING_COMMISSIONER
    return is_its and one.duty.standing is Standing.TO_JUDGE and one.duty.commissioner is not None


def spans(
    incident: Incident,
    assessed: Sequence[Assessed],
    times: Mapping[int, datetime],
    raised: datetime,
) -> Iterator[Span]:
    """`times`: when each event happened, by its identity; `raised`: when it was reported."""
    said = {
        one.duty.commissioner: one
        for one in assessed
        if one.duty.rule.code is DutyCode.PLACING_COMMISSIONER
    }
    aware = incident.account.organisation_aware
    since = (None if aware is None else aware.instant()) or raised
    for who in placed_by(incident):
        one = said.get(who)
        if one is not None and not by_contract(one):
            continue
        part, closed = f"{DutyCode.PLACING_COMMISSIONER}/{who}", _told(incident, who, times, since)
        rule = f"{who}/{incident.kind}"
        yield Span("duty", part, since, since, closed, depends_on=f"contract:{rule}")
        if one is not None:
            yield Span("duty_to_judge", part, since, since, closed, depends_on=f"judge:{rule}")


def _told(
    incident: Incident, who: str, times: Mapping[int, datetime], since: datetime
) -> datetime | None:
    for told in incident.told.values():
        report = told.report
        mine = report.body is ToldBody.PLACING_COMMISSIONER and report.commissioner == who
        if report.duty is None and mine:
            return times.get(id(report), since)
    return None
