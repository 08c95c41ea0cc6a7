"""What an incident has that could not be taken as it stood: issues of reports, and doubtful times.

A report brings its issues with it; of what people recorded since, those whose time cannot be right
are found here. One that was said again with another time is in doubt no more.

Source: Heed's rule that a time that cannot be right is kept, named, and left out of every clock.
"""

from collections.abc import Iterator

from domain.incident.clocks import TIME_SUSPECT
from domain.incident.events import Closed, Issue
from domain.incident.state import Incident, Told
from domain.moment import Moment


def doubts(incident: Incident) -> tuple[Issue, ...]:
    """Those of the reports first; each points to a member of the incident as it is shown."""
    found = (Issue(pointer=pointer, code=TIME_SUSPECT) for pointer in _suspect(incident))
    return tuple(dict.fromkeys((*incident.issues, *found)))


def _suspect(incident: Incident) -> Iterator[str]:
    for place, told in enumerate(incident.told.values()):
        if _doubtful(told.report.at) and not _told_again(incident, told):
            yield f"/reported_to/{place}/at"
        if told.acknowledged is not None and _doubtful(told.acknowledged.at):
            yield f"/reported_to/{place}/acknowledged/at"
    if incident.classification is not None and _doubtful(incident.classification.at):
        yield "/classification/at"
    if incident.council_decision is not None and _doubtful(incident.council_decision.at):
        yield "/council_decision/at"
    for place, closing in enumerate(incident.closings[::2]):
        if isinstance(closing, Closed) and closing.suspect:
            yield f"/closures/{place}/at"


def _doubtful(at: Moment | None) -> bool:
    return at is not None and bool(at.suspect)


def _told_again(incident: Incident, told: Told) -> bool:
    """Whether the same was told to the same body at a time that can be right."""
    whom = (told.report.body, told.report.duty, told.report.commissioner)
    return any(
        (one.report.body, one.report.duty, one.report.commissioner) == whom
        and not _doubtful(one.report.at)
        for one in incident.told.values()
    )
