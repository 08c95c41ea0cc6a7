"""Whatever people call a measure, on a picture it is words."""

import pytest

from adapters.drawing.chart import chart
from adapters.drawing.multiples import multiples
from adapters.drawing.picture import Mark
from adapters.drawing.png import png
from tests.unit.drawing.pictures import a_picture, month, parsed, point, points

HOSTILE = [
    "<script>alert(1)</script>",
    "</text><script href='data:,1'/>",
    '" onload="alert(1)',
    "' onclick='alert(1)",
    "]]><!--",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "<?xml-stylesheet href='http://example.test/x'?>",
    "{{7*7}} ${7*7} %s %(x)s",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_what_people_wrote_is_words_wherever_it_stands(said):
    usual = a_picture(marks=(Mark(0, "x"),), foot=("x",))
    hostile = a_picture(
        point(month(0), named=said, says=said),
        *points(24)[1:],
        title=said,
        about=said,
        reading=said,
        found=(said, said),
        unit=said,
        centre_named=said,
        marks=(Mark(0, said),),
        foot=(said,),
    )

    root = parsed(chart(hostile))

    assert {one.tag for one in root.iter()} == {one.tag for one in parsed(chart(usual)).iter()}
    assert root[0].text == " ".join(said.split())
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]
    assert png(chart(hostile)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "said", ["a\x00b", "a\x0bb", "a\x1bb", "a\ud800b", "a\uffffb", "a\u202eb", "a\u2066b"]
)
def test_characters_that_no_picture_may_hold_are_left_out(said):
    root = parsed(multiples(said, said, [a_picture(title=said)]))

    assert root[0].text == "ab"


def test_a_word_without_end_is_broken():
    svg = chart(a_picture(title="W" * 20_000, reading="m" * 20_000))

    assert parsed(svg).get("width") == "960"
    assert len(svg) < 200_000


def test_letters_of_many_languages_have_a_width_and_a_shape():
    said = "Tŷ Gwyrdd, Łódź, Ελλάδα, Київ, Việt Nam, naïve, 5 ≥ 4 … “so”"
    missing = chart(a_picture(title=said.replace("ŷ", "\u4e00")))

    assert png(chart(a_picture(title=said))) != png(missing)
