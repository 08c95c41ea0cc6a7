"""Many charts on one sheet, and services in a funnel."""

from itertools import combinations

import pytest

from adapters.drawing.funnel import Curve, FunnelPicture, Place, funnel
from adapters.drawing.multiples import multiples
from adapters.drawing.picture import Look
from tests.unit.drawing.pictures import (
    a_picture,
    event,
    images,
    parsed,
    points,
    shapes,
    written,
)

HOUSES = ("Birch House", "Alder House", "Cedar House")


def a_funnel(*, too_few: bool = False) -> FunnelPicture:
    activity = [1000.0 * at for at in range(1, 10)]
    curves = (
        Curve("99.8 %", tuple((at, 1.0, 4_000 / at + 3) for at in activity)),
        Curve("95 %", tuple((at, 1.5, 2_000 / at + 3) for at in activity)),
    )
    places = tuple(
        Place(named=name, activity=2_000.0 * (at + 1), rate=2.0 + at, look=Look.COMMON_CAUSE,
              says=f"{at + 4} in {2_000 * (at + 1):,} bed days")
        for at, name in enumerate(HOUSES)
    )  # fmt: skip
    return FunnelPicture(
        title="Personal-care concerns",
        about="2025",
        reading="Each service against what chance allows.",
        rate_named="per 1,000 occupied bed days",
        activity_named="occupied bed days",
        centre=2.4,
        curves=curves,
        places=places,
        too_few=too_few,
    )


@pytest.mark.parametrize("many", [1, 2, 5, 24])
def test_every_chart_is_a_panel_with_its_reading_and_its_table(many):
    pictures = [a_picture(*points(24 + at), title=f"Measure {at}") for at in range(many)]

    root = parsed(multiples("Side by side", "All of one service.", pictures))

    descriptions = [one[1].text for one in images(root)]
    tables = [one for one in root.iter() if one.get("role") == "table"]
    assert len(descriptions) == len(tables) == many
    assert all(pictures[0].reading in one for one in descriptions)
    assert len(shapes(root)) >= sum(len(one.points) for one in pictures)
    assert len({one.get("id") for one in root.iter() if one.get("id")}) == 2 + 2 * many


def test_no_words_of_a_sheet_lie_on_others():
    long = "A reading that goes on, as some do, for quite a while and then for some time more. " * 6
    pictures = [
        a_picture(title="A measure with rather a long name, as measures have them " * 2),
        a_picture(*points(12, event), reading=long, target=11.0),
        a_picture(*points(60), target=29.5),
    ]

    texts = written(parsed(multiples("Side by side", long, pictures)))

    assert [(a.says, b.says) for a, b in combinations(texts, 2) if a.touches(b)] == []


def test_a_sheet_of_nothing_says_what_it_is():
    root = parsed(multiples("Side by side", "0 charts.", []))

    assert images(root) == []
    assert root[0].text == "Side by side"


def test_services_of_a_funnel_are_listed_by_name_and_not_by_rank():
    root = parsed(funnel(a_funnel()))

    cells = [one.text for one in root.iter() if one.get("role") == "rowheader"]
    assert cells == sorted(HOUSES)
    assert len(shapes(root)) == len(HOUSES)


def test_a_funnel_of_few_services_calls_none_different():
    assert "too few services to call one of them different" in funnel(a_funnel(too_few=True))
    assert "too few services" not in funnel(a_funnel())
