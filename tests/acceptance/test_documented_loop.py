"""Every request of the documentation, sent in the order of its page, gets the answer shown there."""

import json
from collections.abc import AsyncIterator

import pytest

from api.operations import OPERATIONS
from api.scope import CredentialKind
from api.work import working
from tests.acceptance.documented import (
    DOCS,
    NAMED,
    Message,
    Step,
    answer_differences,
    filled,
    messages,
    status,
    steps,
)
from tests.acceptance.world import World

PAGES = sorted(page.name for page in DOCS.glob("*.md"))
FROM_OUTSIDE = {"care_system_key", "etag", "position"}
"""What no answer of the page itself gives: another key, and what `Reader` keeps for everybody."""


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


class Reader:
    """Somebody who sends what a page shows, from the top to the bottom, to a provider of its own."""

    def __init__(self, world: World, key: str, care_system_key: str) -> None:
        self._client = world.client
        self._key = key
        self.kept = {"care_system_key": care_system_key, "position": "e1.0"}

    async def follow(self, step: Step) -> str | None:
        """What was not as the page says, or None."""
        asked, shown = step
        answer = await self._send(asked)
        self._see(answer.headers.get("Heed-Position"))
        where = f"line {asked.line}: {asked.first}"
        if answer.status_code != (status(shown) or 200):
            return f"{where}\nanswered {answer.status_code}: {answer.text}"
        if shown is None:
            return None
        found = answer_differences(shown, answer.headers, answer.text, self.kept)
        return "\n".join([where, *map(str, found), answer.text]) if found else None

    async def _send(self, asked: Message):
        method, path = asked.first.split(" ", 1)
        path = filled(path, self.kept)
        headers = {"Authorization": f"Bearer {self._key}"} | dict(asked.headers)
        if headers.get("If-Match") == "{etag}":
            resource = "/".join(path.split("/")[:4])
            read = await self._client.get(resource, headers={"Authorization": f"Bearer {self._key}"})
            self.kept["etag"] = read.headers["ETag"]
        if method == "POST":
            headers.setdefault("Idempotency-Key", f"line-{asked.line}")
        if path == "/v1/incidents":
            headers.pop("Idempotency-Key", None)
        sent = {name: filled(value, self.kept) for name, value in headers.items()}
        body = filled(asked.body, self.kept)
        if body:
            sent["Content-Type"] = "application/json"
        return await self._client.request(method, path, headers=sent, content=body or None)

    def _see(self, position: str | None) -> None:
        """The highest position of all answers so far."""

        def place(text: str) -> int:
            return int(text.partition(".")[2])

        if position is not None:
            self.kept["position"] = max(self.kept["position"], position, key=place)


@pytest.fixture
async def reader(world: World, urls) -> AsyncIterator[Reader]:
    lead = await world.caller()
    care_system = await world.caller(CredentialKind.CARE_SYSTEM, "rosterly")
    async with working(urls.projector):
        yield Reader(world, lead.token, care_system.token)


@pytest.mark.parametrize("page", PAGES)
async def test_every_step_of_a_page_is_answered_as_it_says(reader, page):
    for step in steps(text_of(page)):
        trouble = await reader.follow(step)
        assert trouble is None, f"docs/{page}, {trouble}"


@pytest.mark.parametrize("page", PAGES)
def test_every_body_of_a_page_is_json_and_every_name_is_used(page):
    told, asked = set(), FROM_OUTSIDE.copy()
    for step in steps(text_of(page)):
        request = step.request
        if request.body:
            json.loads(request.body)
        asked |= set(NAMED.findall(f"{request.first} {request.headers} {request.body}"))
        told |= set() if step.answer is None else set(NAMED.findall(step.answer.body))

    assert told <= asked


def shown_requests() -> set[tuple[str, str]]:
    """Method and path, with every identity as `{}`."""
    found = set()
    for page in PAGES:
        for message in messages(text_of(page)):
            method, _, path = message.first.partition(" ")
            found.add((method, NAMED.sub("{}", path.partition("?")[0])))
    return found


def is_shown(method: str, path: str) -> bool:
    wanted = path.split("/")
    return any(
        method == other and len(wanted) == len(parts := there.split("/")) and all(
            one == two or one.startswith("{") for one, two in zip(wanted, parts, strict=True)
        )
        for other, there in shown_requests()
    )


def test_every_door_of_heed_is_shown_at_work():
    unseen = [f"{one.method} {one.path}" for one in OPERATIONS if not is_shown(one.method, one.path)]

    assert unseen == []
