"""ODT: text that LibreOffice hides is dropped and reported; text that it shows is read."""

import pytest

from recruit.adapters.documents import file_types
from stand_ins.documents import odt
from stand_ins.odt_ways import HIDING, NO_TEXT, SHOWING, WORD, Way


@pytest.mark.parametrize("way", HIDING.values(), ids=HIDING)
def test_hidden_text_of_an_odt_is_dropped_and_reported(way: Way) -> None:
    reading = file_types.read(way.file(), {})
    assert "Jane" in reading.text
    assert WORD not in reading.text
    assert WORD in "".join(reading.hidden)


@pytest.mark.parametrize("way", NO_TEXT.values(), ids=NO_TEXT)
def test_content_of_an_odt_that_is_not_text_is_left_out(way: Way) -> None:
    assert WORD not in file_types.read(way.file(), {}).text


@pytest.mark.parametrize("way", SHOWING.values(), ids=SHOWING)
def test_visible_text_of_an_odt_is_read_once(way: Way) -> None:
    reading = file_types.read(way.file(), {})
    assert reading.text.count(WORD) == 1
    assert reading.hidden == []


def test_a_style_of_an_odt_is_found_through_a_long_or_circular_chain() -> None:
    name = '<style:style style:family="text" style:name="{}" style:parent-style-name="{}">{}</style:style>'
    white = '<style:text-properties fo:color="#ffffff"/>'
    chain = "".join(name.format(f"S{number}", f"S{number - 1}", "" if number else white) for number in range(3000))
    circle = name.format("S-1", "S2999", "")
    body = '<text:p>Jane<text:span text:style-name="S2999">genius</text:span></text:p>'
    assert file_types.read(odt(body, chain + circle), {}).text == "Jane"
