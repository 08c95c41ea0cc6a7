"""Whether learning text names somebody who is linked to what it is about.

Learning text outlives the case, so nobody in the case may be recognised by it: not by name, date of
birth, address or number, nor by the reference under which a care system knows them. Who is linked
is found by following the streams that a decision has read back to the incidents behind them.
Identities are opened for the comparison only, and nothing of them is kept or told.

Source: UK GDPR Art 4(1) and 5(1)(e); Heed's rule that learning outlives the case.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from adapters.vault.identifier import in_learning_text
from adapters.vault.wrapping import Unopenable
from api.attempt import Attempt, Name, events_of, person_name
from api.hidden import all_behind
from api.learning import WORDS
from api.problem.finding import Finding
from api.problem.problem import Problem
from domain.incident.events import IncidentReported, PeopleNamed
from domain.log import Recorded
from domain.sealed import Body, BodyClass

CODE: Final = "identifier_in_learning_text"
_REF: Final = re.compile(r"(?=[\w./-]*\d)\w[\w./-]*\w")
_PART: Final = re.compile(r"[^\W\d_]{3,}")
_MOST_REFS: Final = 500


@dataclass(slots=True)
class Linked:
    """Everybody in some incidents: their references, their sealed identities, their systems."""

    persons: set[UUID] = field(default_factory=set[UUID])
    bodies: set[UUID] = field(default_factory=set[UUID])
    sources: set[str] = field(default_factory=set[str])

    def see(self, person: UUID | None, identity: Body | None) -> None:
        self.persons |= set() if person is None else {person}
        self.bodies |= set() if identity is None else {identity.id}


def _linked(streams: Iterable[Sequence[Recorded]]) -> Linked:
    """Whoever was ever named in one of them, whatever was said since."""
    linked = Linked()
    for rows in streams:
        about_incident = bool(rows) and rows[0].type.startswith("incident.")
        for event in events_of(rows) if about_incident else ():
            match event:
                case PeopleNamed(people=people):
                    for person in people:
                        linked.see(person.person, person.identity)
                case IncidentReported(source=source, raised_by=raised):
                    linked.sources.add(source.system)
                    if raised is not None:
                        linked.see(raised.staff, raised.identity)
                case _:
                    pass
    return linked


async def _names(attempt: Attempt, linked: Linked) -> list[str]:
    """What is sealed of them, as far as it can still be opened."""
    heed, found = attempt.heed, list[str]()
    for body, key, _ in await heed.keys.placed(attempt.provider, sorted(linked.bodies)):
        try:
            text = heed.vault.open(body, key, provider=attempt.provider)
        except (LookupError, Unopenable):
            continue
        reporter = body.kind == BodyClass.REPORTER_IDENTITY
        found += [text] if reporter else map(str, json.loads(text).values())
    return found


def _parts(names: Iterable[str], text: str) -> Iterator[str]:
    """Every name, and each word of one that stands in the text with its capital."""
    capital = {word for word in _PART.findall(text) if word[0].isupper()}
    for name in names:
        yield name
        yield from (part for part in _PART.findall(name) if part in capital)


def _refs(attempt: Attempt, text: str, sources: Iterable[str]) -> Iterator[Name]:
    for ref in list(dict.fromkeys(_REF.findall(text)))[:_MOST_REFS]:
        yield attempt.staff(ref)
        yield from (person_name(source, ref) for source in sources)


async def _has_ref(attempt: Attempt, text: str, linked: Linked) -> bool:
    blind = attempt.heed.vault.blind
    sources = linked.sources | {attempt.principal.source}
    wanted = [blind(attempt.provider, *name) for name in _refs(attempt, text, sources)]
    known: Mapping[bytes, UUID] = {}
    if wanted:
        known = await attempt.heed.log.aliases(attempt.provider, wanted)
    return not linked.persons.isdisjoint(known.values())


async def must_name_nobody_linked(attempt: Attempt) -> None:
    """Raises Problem `validation` for each learning text of this attempt that does."""
    texts = {
        identity: text.words
        for identity, text in attempt.texts.items()
        if text.kind is BodyClass.LEARNING_TEXT
    }
    if not texts:
        return
    linked = _linked((await all_behind(attempt)).values())
    if not linked.persons and not linked.bodies:
        return
    names = await _names(attempt, linked) if linked.bodies else []
    today, wrong = attempt.now.date(), list[Finding]()
    for identity, text in texts.items():
        named = in_learning_text(text, _parts(names, text), today=today)
        if named or await _has_ref(attempt, text, linked):
            wrong.append(Finding(attempt.said_at.get(identity, ""), CODE, WORDS))
    if wrong:
        raise Problem("validation", errors=wrong)
