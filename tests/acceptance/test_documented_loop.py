"""Every request of the documentation, sent in order, is answered as its page shows."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
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
from tests.acceptance.watched import watched
from tests.acceptance.world import World

PAGES = sorted(page.name for page in DOCS.glob("*.md"))
ANY_ID = "{}"
NOTICED = ("/v1/themes", "/v1/signals", "/v1/views/themes")
"""What Heed notices by itself, so that it has to have looked first."""
FOR_WHO_RUNS_IT = {"/livez", "/readyz", "/openapi.json", "/v1/status"}


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


class Reader:
    """Somebody who sends what a page shows, from top to bottom, to a provider of its own."""

    def __init__(self, world: World, key: str, care_system_key: str) -> None:
        self._world = world
        self._client = world.client
        self._usual = {"Authorization": f"Bearer {key}"}
        self._kept = {"care_system_key": care_system_key, "position": "e1.0"}

    async def follow(self, step: Step) -> str | None:
        """What was not as the page says, or None."""
        asked, shown = step
        answer = await self._send(asked)
        self._see(answer.headers.get("Heed-Position", "e1.0"))
        trouble: list[Any] = []
        if answer.status_code != status(shown):
            trouble.append(f"answered {answer.status_code}")
        elif shown is not None:
            trouble += answer_differences(shown, answer.headers, answer.text, self._kept)
        told = (f"line {asked.line}: {asked.first}", *map(str, trouble), answer.text)
        return "\n".join(told) if trouble else None

    async def _send(self, asked: Message) -> httpx2.Response:
        method, path = filled(asked.first, self._kept).split(" ")
        if method == "GET" and path.startswith(NOTICED):
            await watched(self._world)
        headers = self._usual | dict(asked.headers)
        if method == "POST" and path != "/v1/incidents":
            headers.setdefault("Idempotency-Key", f"line-{asked.line}")
        if headers.get("If-Match") == "{etag}":
            resource = await self._client.get(path.rpartition("/")[0], headers=self._usual)
            self._kept["etag"] = resource.headers["ETag"]
        if asked.body:
            headers["Content-Type"] = "application/json"
        sent = {name: filled(value, self._kept) for name, value in headers.items()}
        body = filled(asked.body, self._kept) or None
        return await self._client.request(method, path, headers=sent, content=body)

    def _see(self, position: str) -> None:
        """The highest position of all answers so far."""
        both = self._kept["position"], position
        self._kept["position"] = max(both, key=lambda one: int(one.partition(".")[2]))


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
def test_every_request_of_a_page_is_json_and_shows_how_it_is_answered(page):
    for asked, answer in steps(text_of(page)):
        assert answer is not None, asked.line
        assert not asked.body or json.loads(asked.body) is not None


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_keeps_it_uses(page):
    """A name that stands there once was perhaps meant to be another."""
    named = Counter(name for one in messages(text_of(page)) for name in NAMED.findall(f"{one}"))

    once = {name for name, times in named.items() if times == 1}
    assert once <= {"care_system_key", "etag", "position"}


def resource_reads(path: str) -> str:
    """Every kind of resource is read alike, and so is its history."""
    parts = path.split("/")
    alike = parts[3:] in ([ANY_ID], [ANY_ID, "events"])
    return "/".join([*parts[:2], ANY_ID, *parts[3:]]) if alike else path


def shown_doors() -> Iterator[tuple[str, str]]:
    """Method and path, with `{}` for what a page filled in."""
    for page in PAGES:
        for asked, _ in steps(text_of(page)):
            method, path = NAMED.sub(ANY_ID, asked.first).split(" ")
            yield method, path.partition("?")[0]


def fits(path: str, door: str) -> bool:
    """Whether `path` is an address of this `door`."""
    return path.count("/") == door.count("/") and all(
        one == two or ANY_ID in {one, two}
        for one, two in zip(path.split("/"), door.split("/"), strict=True)
    )


def test_every_door_of_the_loop_is_shown_at_work():
    seen = [(method, resource_reads(path)) for method, path in shown_doors()]
    doors = {
        (one.method, resource_reads(NAMED.sub(ANY_ID, one.path)))
        for one in OPERATIONS
        if one.path not in FOR_WHO_RUNS_IT
    }

    unseen = [
        (method, door)
        for method, door in sorted(doors)
        if not any(asked == method and fits(path, door) for asked, path in seen)
    ]
    assert unseen == []


def test_the_readme_names_every_resource():
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    begun = {one.path for one in OPERATIONS if one.method == "POST" and one.path.count("/") == 2}

    assert {path for path in begun - {"/v1/unsealings"} if f"| `{path}` |" not in readme} == set()
