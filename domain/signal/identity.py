"""Which signal it is: the same ground is the same signal, whoever looks and however often.

The identity is a UUIDv5 of the provider and of what is said here in words, so that a replay, or a
second worker, arrives at the same stream and cannot raise it twice.

Source: RFC 9562 section 5.5 (UUIDv5); Heed's rule that a signal is a measure, a segment, the
version of a rule set, a rule, a direction and the first period of the pattern.
"""

from uuid import UUID, uuid5

from domain.signal.events import SignalRaised


def ground(raised: SignalRaised) -> str:
    """What it rests on, whatever occurrence of it this is. The kind of the subject is no part of
    it: a measure that slips while an action cites it gives one signal, not two.
    """
    parts = (
        f"{raised.rule_set.name}/{raised.rule_set.version}",
        raised.subject.id,
        raised.subject.part,
        raised.segment,
        raised.rule,
        raised.direction,
        raised.first_period,
    )
    return "|".join("" if part is None else str(part) for part in parts)


def signal_id(provider: UUID, raised: SignalRaised) -> UUID:
    return uuid5(provider, f"signal|{ground(raised)}|{raised.occurrence}")
