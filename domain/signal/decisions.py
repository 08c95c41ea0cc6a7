"""What may be recorded about a signal, and when the rules say no.

Raising and withdrawing are Heed's, answering is people's. Raising what was raised before, or
withdrawing what was withdrawn, is no refusal but nothing to record: whoever looks twice sees the
same. An answer may be followed by another, when more is known.
"""

from domain.signal import refusals
from domain.signal.events import SignalAnswered, SignalRaised, SignalWithdrawn
from domain.signal.state import Signal
from domain.signal.vocabulary import AnswerDecision


def raise_signal(signal: Signal | None, raised: SignalRaised) -> SignalRaised | None:
    """None: it was raised already."""
    return raised if signal is None else None


def withdraw(signal: Signal, withdrawn: SignalWithdrawn) -> SignalWithdrawn | None:
    """None: it was withdrawn already."""
    return withdrawn if signal.stands else None


def answer(signal: Signal, answered: SignalAnswered) -> SignalAnswered:
    match answered.decision:
        case AnswerDecision.ACTION_AGREED if not answered.actions:
            raise refusals.AnswerWithoutAction("/actions")
        case AnswerDecision.INVESTIGATION_OPENED if not answered.investigations:
            raise refusals.AnswerWithoutInvestigation("/investigations")
        case AnswerDecision.THEME_CONFIRMED if not answered.themes:
            raise refusals.AnswerWithoutTheme("/themes")
        case _:
            pass
    if not signal.stands:
        raise refusals.SignalAlreadyWithdrawn
    return answered
