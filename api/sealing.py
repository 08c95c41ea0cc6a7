"""From an attempt to an append: words are sealed, keys found or made, events given their place.

A key that does not exist yet is made here and stored with the first body it seals, in the same
append; two requests that make the same key meet in the append, where the second is a conflict and
tries again with the first one's key.
"""

import os
from collections.abc import Mapping
from uuid import UUID

from adapters.vault.keys import KIND_OF, ClassKey, KeyKind
from api.attempt import Attempt
from domain.event import DomainEvent
from domain.log import Append, Key, NewEvent, NewKey, Origin, SealedBody
from domain.sealed import bodies_in

Owned = tuple[KeyKind, UUID]


async def _keys(attempt: Attempt) -> tuple[Mapping[Owned, ClassKey], tuple[NewKey, ...]]:
    """The keys that this attempt's words need, and those of them that are new."""
    needed = {(KIND_OF[text.kind], text.owner) for text in attempt.texts.values()}
    fresh = {
        owned
        for owned in needed
        if attempt.seen.get(owned[1]) == 0 or owned[1] in attempt.introduced
    }
    vault, provider = attempt.heed.vault, attempt.provider
    looked_up = {(KeyKind.PERSON, person): key for person, key in attempt.keys.items()}
    stored = {owned: key for owned in needed if (key := looked_up.get(owned)) is not None}
    if left := needed - fresh - looked_up.keys():
        stored |= await attempt.heed.keys.find(provider, list(left))
    keys = {owned: vault.key(provider, one) for owned, one in stored.items()}
    made: list[NewKey] = []
    for kind, owner in sorted(needed - keys.keys()):
        new, keys[kind, owner] = vault.new_key(
            provider, key_id=attempt.ids(), kind=kind, owner=owner
        )
        made.append(new)
    return keys, tuple(made)


def _bodies(
    attempt: Attempt, event: DomainEvent, keys: Mapping[Owned, ClassKey], already: set[UUID]
) -> tuple[SealedBody, ...]:
    """Words that several events refer to lie with the first of them."""
    sealed: list[SealedBody] = []
    for body in bodies_in(event):
        text = attempt.texts.get(body.id)
        if text is not None and body.id not in already:
            key = keys[KIND_OF[text.kind], text.owner]
            vault = attempt.heed.vault
            sealed.append(vault.seal(text.words, body=body.id, kind=text.kind, key=key))
            already.add(body.id)
    return tuple(sealed)


async def to_append(
    attempt: Attempt, *, key: Key, status: int, answers: UUID, origin: Origin | None = None
) -> Append:
    """The whole attempt as one append: all of it or nothing."""
    keys, made = await _keys(attempt)
    versions = dict(attempt.seen)
    events: list[NewEvent] = []
    already: set[UUID] = set()
    for stream, event in attempt.events:
        versions[stream] = versions.get(stream, 0) + 1
        events.append(
            NewEvent(
                id=attempt.ids(),
                stream=stream,
                version=versions[stream],
                type=event.type,
                actor=attempt.actor,
                salt=os.urandom(32),
                facts=event.facts(),
                bodies=_bodies(attempt, event, keys, already),
            )
        )
    return Append(
        provider=attempt.provider,
        key=key,
        status=status,
        answers=answers,
        answers_version=versions[answers],
        seen=attempt.seen,
        events=tuple(events),
        now=attempt.now,
        origin=origin,
        keys=made,
        aliases=tuple(attempt.aliases),
    )
