"""The picture as PNG: the same everywhere, set in the typeface that comes with it."""

from struct import unpack_from

import pytest

from adapters.drawing.chart import chart
from adapters.drawing.png import png
from adapters.drawing.png_apart import NotDrawn, png_apart
from adapters.drawing.setting import wide
from adapters.drawing.typeface import FOLDER, face, files
from tests.unit.drawing.pictures import a_picture, parsed


def test_the_same_picture_is_the_same_bytes():
    svg = chart(a_picture())

    assert png(svg) == png(svg)


def test_it_is_twice_as_sharp_as_the_picture_is_wide():
    svg = chart(a_picture())
    width, height = unpack_from(">II", png(svg), 16)

    assert (width, height) == (1920, round(float(parsed(svg).get("height")) * 2))


def test_words_are_drawn_though_the_machine_has_no_typeface():
    """Were there none, both would be blank where the title stands."""
    assert png(chart(a_picture(title="One"))) != png(chart(a_picture(title="Two")))


def test_the_typeface_comes_with_its_licence():
    assert all(one.is_file() for one in files())
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text()


def test_widths_are_those_of_the_typeface():
    """Noto Sans has 1,000 units to the em; a figure is 572 of them, bold or not."""
    assert wide("0123456789", 10) == pytest.approx(57.2)
    assert wide("0123456789", 10, bold=True) == pytest.approx(57.2)
    assert wide("Average", 12) < wide("Average", 12, bold=True)
    assert set(range(0x20, 0x7F)) <= set(face().advances)
    assert set(range(0xA0, 0x250)) <= set(face(bold=True).advances)


def test_a_process_of_its_own_draws_the_same_and_sees_nothing_of_this_one():
    svg = chart(a_picture())

    assert png_apart(svg) == png(svg)


def test_what_takes_too_long_is_given_up():
    with pytest.raises(NotDrawn):
        png_apart(chart(a_picture()), most_seconds=0.001)


def test_what_is_no_picture_is_not_drawn():
    with pytest.raises(NotDrawn):
        png_apart("<svg")
