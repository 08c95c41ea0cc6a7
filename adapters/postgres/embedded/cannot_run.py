"""How the embedded server says that it cannot help, in words for the person who operates Heed."""


class CannotRun(Exception):  # noqa: N818 - an answer to the operator: it says what to do
    """PostgreSQL cannot run as asked. The message says why and what to do about it."""


class StillStarting(CannotRun):
    """It is alive but not ready in time (a long crash recovery, say). It was left to go on, so
    that trying again later finds it further along.
    """
