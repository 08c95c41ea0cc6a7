"""Who acts, where nothing else is recorded that could carry them: reads that leave a record.

A random staff reference must be the same in every record, so somebody who is new is kept first, by
an append without events that holds their alias alone. Two requests that introduce the same person
meet at the alias; the second finds the first one's reference.
"""

from api.asking import Asking
from api.attempt import Attempt, staff_name
from api.command import ATTEMPTS, begin
from api.problem.problem import Problem
from domain.log import Append, Code, Key


def _remembering(asking: Asking, attempt: Attempt, key: str) -> Append:
    return Append(
        provider=asking.provider,
        key=Key(
            asking.principal.integration,
            key,
            asking.heed.vault.fingerprint(asking.provider, "actor", key.encode()),
        ),
        status=200,
        answers=asking.provider,
        answers_version=1,
        seen={},
        events=(),
        now=attempt.now,
        aliases=tuple(attempt.aliases),
        points_at=1,
    )


async def acting(asking: Asking) -> str:
    """The actor of this request as records name them. Raises Problem `actor-required`."""
    if asking.actor is None:
        raise Problem("actor-required")
    name = staff_name(asking.actor.staff_ref)
    key = f"actor/{asking.heed.vault.blind(asking.provider, *name).hex()}"
    for _ in range(ATTEMPTS):
        attempt, _reader = await begin(asking, key)
        if not attempt.aliases:
            return attempt.actor
        outcome = await asking.heed.log.append(_remembering(asking, attempt, key))
        if outcome.code is Code.STORED:
            return attempt.actor
    raise Problem("conflict")
