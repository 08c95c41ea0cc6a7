"""The three stories, told to Heed over HTTP alone with their own times, give their own figures.

Each story is a provider of its own. What an evidence pack shows, and statistics, are for later
versions.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from importlib.resources import files

import pytest

from adapters.postgres.credential import open_registry
from adapters.vault.file_keyring import FileKeyring
from api.scope import CredentialKind
from api.wiring import Urls
from api.work import working
from tests.acceptance.scenarios_figures import Told, across, figures, hours
from tests.acceptance.scenarios_replay import FOLDER, STORIES, entries, expected, replayed
from tests.acceptance.world import World, a_world

FOR_LATER = ("events", "event_type_counts")
PUBLISHED = "published_form"
"""How a small number is shown to others: with the statistics."""


async def told(world: World, story: str) -> Told:
    """By an importer that is called what the story's care system is called."""
    system = next(one for one in entries(story) if one["type"] == "ConcernRaised")
    name = system["data"]["source_system"]
    importer = await world.caller(CredentialKind.ADMIN, name)
    known = await replayed(importer, story)
    status = await importer.get("/v1/status")
    return Told(importer, known, status.headers["Heed-Position"])


@pytest.fixture(scope="module")
async def stories(urls: Urls, keyring: FileKeyring) -> AsyncIterator[dict[str, Told]]:
    assert urls.owner is not None
    registry = await open_registry(urls.owner)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(registry.close)
        await stack.enter_async_context(working(urls.projector))
        yield {
            story: await told(
                await stack.enter_async_context(a_world(urls, registry, keyring)), story
            )
            for story in STORIES
        }


@pytest.mark.parametrize("story", STORIES)
async def test_a_story_gives_every_figure_of_its_own(stories, story):
    wanted = {k: v for k, v in expected()[story].items() if k not in FOR_LATER}

    assert await figures(stories[story]) == wanted


async def test_the_stories_together_give_what_they_have_in_common(stories):
    wanted = expected()["_all"]
    del wanted["sac_like"][PUBLISHED]

    assert await across(list(stories.values())) == wanted


async def test_a_health_professional_came_two_days_after_somebody_first_noticed(stories):
    incident = await stories[STORIES[1]].incident()
    [ambulance] = [one for one in incident["reported_to"] if one["body"] == "ambulance"]
    [done] = incident["immediate_actions"]

    noticed = incident["first_noticed"]["at"]
    assert hours(noticed, ambulance["at"]["at"]) == 48.75
    assert done["done"][0]["kind"] == "emergency_services_called"
    assert done["done"][0]["at"] == ambulance["at"]


async def test_an_imported_fact_keeps_the_time_at_which_it_happened(stories):
    wanted = {"SG-A-001": "2025-03-11", "SG-B-001": "2025-04-28", "SG-C-001": "2025-02-04"}
    for told in stories.values():
        [(name, incident)] = (await told.all_of("concern")).items()
        [review] = (await told.all_of("review")).values()
        chronology = (await told.get(f"/v1/investigations/{review['id']}/chronology"))["data"]

        asked = [one for one in chronology if one["what"] == "wishes_recorded"]
        assert [one["at"]["at"][:10] for one in asked] == [wanted[name]]
        assert incident["wishes"]["at"]["at"][:10] == wanted[name]
        assert incident["immediate_actions"][0]["at"]["at"][:10] == wanted[name]


async def test_what_changed_about_an_action_stays_beside_how_it_ended(stories):
    late = (await stories[STORIES[1]].all_of("action"))["ACT-B-2"]
    again = (await stories[STORIES[2]].all_of("action"))["ACT-C-3"]

    [change] = late["due_changes"]
    assert (change["before"], change["due_on"]) == ("2025-07-31", "2025-09-15")
    assert change["interim_control"] == "on-call lead reads all weekend notes at 09:00 and 18:00"
    [reopened] = again["reopened"]
    assert reopened["reason"] == "agency staff not covered"
    assert [one["at"]["at"][:10] for one in again["effectiveness"]] == ["2025-09-10", "2025-12-09"]


async def test_measures_audits_and_reviews_of_the_stories_are_there_to_be_read(stories):
    boundaries, _, plans = stories.values()
    audits = list((await boundaries.all_of("audit")).values())
    [review] = (await boundaries.all_of("governance")).values()
    measure = (await plans.all_of("measure"))["C1"]

    assert [one["completed"]["results"][0]["passed"] for one in audits] == [11, 12, 11]
    assert [one["re_audit"] and one["re_audit"]["of"] for one in audits] == [
        None,
        audits[0]["id"],
        audits[1]["id"],
    ]
    assert review["decisions"][0]["answers"][0]["factor"] == "boundaries"
    assert len(measure["measurements"]) == 24
    assert measure["rebases"][0]["from_period"] == "2025-06"
    [acknowledged] = measure["acknowledged_signals"]
    assert (acknowledged["period"], acknowledged["signal"]) == ("2025-11", "below_lower_limit")


async def test_the_lesson_of_the_home_still_has_to_reach_thirteen(stories):
    [lesson] = (await stories[STORIES[2]].all_of("lesson")).values()

    [reach] = lesson["reach"]
    assert (reach["reached"], reach["of"], reach["missing"]) == (33, 46, 13)
    assert reach["understanding"] is None


@pytest.mark.parametrize("story", STORIES)
def test_the_demo_tells_the_same_story(story):
    shipped = files("api.demo").joinpath("stories", f"{story}.jsonl")

    assert shipped.read_bytes() == (FOLDER / f"{story}.jsonl").read_bytes()
