"""The funnel of services as a picture: everybody on it, by name, and nobody ranked."""

from projections.trends.projection import PROJECTION as TRENDS
from tests.acceptance.drawn import PNG_BEGINS, child, parsed, points, roles
from tests.acceptance.test_funnel import MANAGER, VIEW, home
from tests.acceptance.watched import folded


async def test_services_are_drawn_by_their_activity_and_listed_by_their_names(world, lead):
    manager = lead.acting_for(MANAGER)
    for number in range(9):
        await home(manager, number, days=800 + 150 * number, incidents=1 + number % 2)
    await home(manager, 9, days=1000, incidents=15)
    await folded(world, [TRENDS])

    told = (await manager.get(VIEW)).json()
    root = parsed((await manager.get(VIEW.replace("funnel?", "funnel.svg?"))).text)
    as_png = await manager.get(VIEW, Accept="image/png")

    names = [one.text for one in roles(root, "rowheader")]
    assert names == sorted(f"Invented House {number}" for number in range(10))
    assert child(root, "desc") == told["reading"]
    assert len(points(root)) == 10
    assert sum("above the 99.8 % limit" in one for one in points(root)) == 1
    assert as_png.content.startswith(PNG_BEGINS)


async def test_few_services_are_drawn_and_none_is_called_different(world, lead):
    manager = lead.acting_for(MANAGER)
    await home(manager, 1, incidents=1)
    await home(manager, 2, incidents=9)
    await folded(world, [TRENDS])

    root = parsed((await manager.get(VIEW.replace("funnel?", "funnel.svg?"))).text)

    assert "too few services to compare" in child(root, "desc")
    assert [one for one in points(root) if "limit" in one or "allows" in one] == []
