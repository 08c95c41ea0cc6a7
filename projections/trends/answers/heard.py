"""Since when nothing is known of the incidents behind a figure: whoever reports them fell silent.

A source that still sends does not speak for one that is dead: each is asked by itself, in each of
the services that the figure is about, by the rule of the trends. Of incidents that belong to no
service only this is asked: whether anything at all still comes from where they came from.

Source: `projections/trends/silence.py`; Heed's policy `reporting_lag`.
"""

from datetime import datetime, timedelta

from domain.moment import starts
from projections.runner.statement import Connection
from projections.source import Source
from projections.trends.answers.answered import About
from projections.trends.silence import senders, silent


async def silent_since(
    connection: Connection,
    source: Source,
    about: About,
    heard_at: datetime | None,
    *,
    lag: timedelta,
    silent_after: timedelta,
) -> datetime | None:
    """heard_at: when anything last came from the sources of these incidents. None: nothing is
    silent.
    """
    known = await senders(connection, source, about.provider, about.today, about.persons)
    services = None if about.service is None else (about.service,)
    fell = silent(known, services, today=about.today, lag=lag, replaced_after=silent_after)
    if fell:
        return min(starts(one.last_on) for one in fell)
    is_silent = heard_at is not None and heard_at < about.as_of - silent_after
    return heard_at if is_silent else None
