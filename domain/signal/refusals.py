"""What the rules forbid for a signal, and how that is said."""

from domain.refusal import Refusal


class SignalAlreadyWithdrawn(Refusal):
    code = "signal-already-withdrawn"
    detail = "This signal was withdrawn, because what it rested on is gone."


class AnswerWithoutAction(Refusal):
    code = "answer-without-action"
    detail = "Whoever answers that an action was agreed names at least one action."


class AnswerWithoutInvestigation(Refusal):
    code = "answer-without-investigation"
    detail = "Whoever answers that an investigation was opened names at least one investigation."


class AnswerWithoutTheme(Refusal):
    code = "answer-without-theme"
    detail = "Whoever answers that a theme was confirmed names at least one theme."
