"""A whole picture: everything is on it, in its place, and said in words."""

from collections import Counter
from itertools import combinations

import pytest

from adapters.drawing.chart import chart
from adapters.drawing.picture import Look, Mark, OpenGap, Stretch
from tests.unit.drawing.pictures import (
    SVG,
    a_picture,
    event,
    images,
    marks,
    month,
    parsed,
    point,
    points,
    quarter,
    shapes,
    week,
    written,
)

ALLOWED = {
    "svg", "g", "title", "desc", "rect", "line", "path", "polyline", "circle", "text",
}  # fmt: skip


def test_every_period_with_a_value_has_one_point_and_one_row():
    drawn = (*points(6), point(month(6), None), point(month(7), 22.0))
    root = parsed(chart(a_picture(*drawn)))

    rows = [one for one in root.iter() if one.get("role") == "row"]
    assert len(shapes(root)) == 7
    assert len(rows) == 1 + len(drawn)


def test_the_picture_is_named_and_described_by_its_reading():
    picture = a_picture(marks=marks(1))
    root = parsed(chart(picture))
    [image] = images(root)
    by_id = {one.get("id"): one.text for one in root.iter() if one.get("id")}

    assert by_id[root.get("aria-labelledby")] == picture.title
    assert by_id[root.get("aria-describedby")] == picture.reading
    assert picture.reading in by_id[image.get("aria-describedby")]
    assert "Mark 1: 1 June 2025: action completed." in by_id[image.get("aria-describedby")]


def test_a_picture_has_no_script_no_style_and_no_reference():
    svg = chart(a_picture(marks=marks(3), target=25.0), with_table=True)
    root = parsed(svg)

    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= ALLOWED
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]
    assert "href" not in svg
    assert "url(" not in svg


def test_each_kind_of_point_has_a_shape_of_its_own():
    looks = [look for look in Look if look is not Look.UNREAD]
    drawn = [point(month(at), look=look) for at, look in enumerate(looks)]
    found = shapes(parsed(chart(a_picture(*drawn))))

    kinds = Counter(
        (one.tag, one.get("r"), one.get("fill"), one.get("stroke-dasharray"), form(one))
        for one in found
    )
    assert set(kinds.values()) == {1}


def form(shape):
    """A path by the number of its corners and which way it points."""
    corners = (shape.get("d") or "").strip("MZ").split()
    ys = [float(one) for one in corners[1::2]]
    return len(ys), bool(ys) and ys[0] == min(ys)


@pytest.mark.parametrize("period", [month, week, quarter, event])
@pytest.mark.parametrize("many", [1, 5, 24, 37, 48, 60])
def test_no_words_lie_on_other_words(many, period):
    picture = a_picture(*points(many, period), target=19.0, marks=marks(min(many, 14)))

    texts = written(parsed(chart(picture)))

    assert [(a.says, b.says) for a, b in combinations(texts, 2) if a.touches(b)] == []


def test_long_words_make_the_picture_higher_and_lie_on_nothing():
    name = "A name that is a great deal longer than anybody would think a measure has to have " * 3
    usual = parsed(chart(a_picture()))
    long = parsed(chart(a_picture(title=name, reading=name * 3)))

    texts = written(long)
    assert float(long.get("height")) > float(usual.get("height"))
    assert [(a.says, b.says) for a, b in combinations(texts, 2) if a.touches(b)] == []
    assert max(one.right for one in texts) <= float(long.get("width"))


def test_limits_on_trial_are_dashed_and_called_so():
    firm = chart(a_picture())
    trial = chart(a_picture(stretches=(Stretch(trial=True, first=None, last=None),)))

    assert "trial" not in firm
    assert "upper trial limit 30" in trial
    assert "limits on trial: fewer than 12 points made them" in trial


def test_where_limits_begin_anew_there_is_a_line():
    anew = (*points(8), *(point(month(8 + at), stretch=1) for at in range(6)))
    stretch = Stretch(trial=False, first=None, last=None)
    svg = chart(a_picture(*anew, stretches=(stretch, stretch)))

    assert "limits begin anew" in svg
    assert "limits begin anew" not in chart(a_picture())


def test_a_question_says_that_it_is_not_stored():
    assert "WHAT-IF: NOT STORED" in chart(a_picture(what_if=True))
    assert "NOT STORED" not in chart(a_picture())


def test_the_gap_that_is_still_open_stands_after_the_last_point():
    gap = OpenGap(41.0, Look.IMPROVEMENT, "still open after 41, improvement")
    root = parsed(chart(a_picture(*points(6, event), open_gap=gap)))
    [bar] = [one for one in root.iter(f"{SVG}g") if one.findtext(f"{SVG}title", "") == gap.says]
    rect = bar.find(f"{SVG}rect")

    assert float(rect.get("x")) > max(float(one.get("cx")) for one in shapes(root))
    assert gap.says in [one.text for one in root.iter(f"{SVG}text")]


def test_without_figures_there_are_no_axes():
    svg = chart(a_picture(point(month(0), None), reading="No point counts so far."))

    assert "No figures yet" in svg
    assert shapes(parsed(svg)) == []


def test_the_same_picture_is_the_same_text():
    assert chart(a_picture(marks=marks(5))) == chart(a_picture(marks=marks(5)))


def test_what_came_after_the_last_period_stands_at_the_right_edge():
    late = Mark(6, "25 November 2026: baseline set")
    root = parsed(chart(a_picture(*points(6), marks=(late,))))

    [number] = [one for one in root.iter(f"{SVG}circle") if one.get("r") == "7.5"]
    rightmost = max(float(one.get("cx", "0")) for one in shapes(root) if one.get("cx"))
    assert float(number.get("cx", "0")) > rightmost


def test_what_happened_three_times_on_a_day_is_said_once_with_how_often():
    same = (Mark(5, "25 November 2026: baseline set"),) * 3

    said = " ".join(one.says for one in written(parsed(chart(a_picture(*points(6), marks=same)))))

    assert said.count("baseline set") == 1
    assert "25 November 2026: baseline set (3 times)" in said
