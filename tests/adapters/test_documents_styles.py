"""Text of an HTML page that styles hide, and text that they only seem to hide."""

import pytest

from recruit.adapters.documents import file_types
from recruit.adapters.documents.answers import Reading
from recruit.adapters.documents.css.page import FOREIGN, PARTIAL, PICTURED
from recruit.adapters.documents.html import CUT
from stand_ins import html_covers, html_exports, html_styles

SECRET = '<span class="x">genius</span>'


def read(body: str, style: str = "") -> Reading:
    page = f"<!DOCTYPE html><html><head><style>{style}</style></head><body><b>Jane</b> {body}</body></html>"
    return file_types.read(page.encode(), {})


def words(reading: Reading) -> list[str]:
    return reading.text.split()


@pytest.mark.parametrize(
    "style",
    [*html_styles.CASCADE, *html_styles.SHEETS, *(selector + "{display:none}" for selector in html_styles.SELECTORS)],
)
def test_a_style_sheet_hides_text(style: str) -> None:
    reading = read(SECRET, style)
    assert words(reading) == ["Jane"]
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize("style", [*html_styles.COLOURS, *html_styles.PLACES, *html_styles.BOXES])
def test_a_style_attribute_hides_text(style: str) -> None:
    inline = read(f'<span style="{style}">genius</span>')
    assert words(inline) == ["Jane"]
    assert "genius" in inline.hidden[0]
    assert words(read(SECRET, f".x{{{style}}}")) == ["Jane"]


@pytest.mark.parametrize("body", [*html_styles.BODIES, *html_styles.TRICKS])
def test_an_element_hides_text(body: str) -> None:
    reading = read(body)
    assert "genius" not in reading.text
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize("style", html_styles.VISIBLE_IN_SHEETS)
def test_a_style_sheet_leaves_text_visible(style: str) -> None:
    reading = read(SECRET, style)
    assert (words(reading), reading.hidden, reading.warnings) == (["Jane", "genius"], [], [])


@pytest.mark.parametrize("style", html_styles.VISIBLE_DECLARATIONS)
def test_a_style_attribute_leaves_text_visible(style: str) -> None:
    reading = read(f'<span style="{style}">genius</span>')
    assert (words(reading), reading.hidden, reading.warnings) == (["Jane", "genius"], [], [])


@pytest.mark.parametrize("body", html_styles.VISIBLE_ELEMENTS)
def test_an_element_leaves_text_visible(body: str) -> None:
    assert "genius" in read(body).text


@pytest.mark.parametrize(
    "body",
    [
        "<bdo dir=rtl>suineg</bdo>",
        "<bdo dir=RTL><i>suineg</i></bdo>",
        "<p dir=rtl style='unicode-bidi:bidi-override'>suineg</p>",
        "<div style='direction:rtl'><p><i style='unicode-bidi:isolate-override'>suineg</i></p></div>",
    ],
)
def test_text_with_reversed_letters_is_reported(body: str) -> None:
    reading = read(body)
    assert (words(reading), reading.hidden) == (["Jane", "suineg"], ["text turned around: 'suineg'"])


@pytest.mark.parametrize("body", ["<bdo dir=ltr>genius</bdo>", "<bdo>genius</bdo>", "<p dir=rtl>genius</p>"])
def test_a_direction_that_reverses_no_letters_is_not_reported(body: str) -> None:
    assert read(body).hidden == []


def test_classes_match_in_any_case_without_a_doctype() -> None:
    style = ".Secret{display:none}#Other{display:none}"
    page = f"<html><style>{style}</style><b>Jane</b><i class=sEcret>x</i><i id=other>y</i>"
    assert file_types.read(page.encode(), {}).text == "Jane"
    assert file_types.read(f"<!DOCTYPE html>{page}".encode(), {}).text == "Janexy"


def test_lengths_need_no_unit_without_a_doctype() -> None:
    page = "<html><b>Jane</b><i style='position:absolute;left:0;left:-9999'>x</i>"
    assert file_types.read(page.encode(), {}).text == "Jane"
    assert file_types.read(f"<!DOCTYPE html>{page}".encode(), {}).text == "Janex"


@pytest.mark.parametrize("page", html_exports.ALL.values(), ids=html_exports.ALL)
def test_an_exported_page_is_read_completely_without_warnings(page: str) -> None:
    reading = file_types.read(page.encode(), {})
    assert (reading.text.split(), reading.hidden, reading.warnings) == (["1", "2", "3"], [], [])


@pytest.mark.parametrize(
    ("style", "warning"),
    [
        ("@import url(https://example.com/x.css);", FOREIGN),
        ("@container style(--x:1){.x{display:none}}", PARTIAL),
        ("@scope (body) to (.x){.x{display:none}}", PARTIAL),
        (".x:unheard-of{display:none}", PARTIAL),
        (".x{display:if(else: none)}", PARTIAL),
        ("@function --h(){result:none} .x{display:--h()}", PARTIAL),
        (".x{clip-path:url(#a)}", PARTIAL),
        (".x{color:#fff;background:url(x.png)}", PICTURED),
    ],
)
def test_unsupported_styles_are_reported(style: str, warning: str) -> None:
    reading = read(SECRET, style)
    assert (words(reading), reading.warnings) == (["Jane", "genius"], [warning])


def test_font_style_sheets_cause_no_warning() -> None:
    link = "<link rel=stylesheet href='https://fonts.googleapis.com/css2?family=Lato'>"
    assert read(link, "@import url(https://themes.googleusercontent.com/fonts/css?kit=x);").warnings == []
    assert read("<link rel=stylesheet href=x.css>").warnings == [FOREIGN]


@pytest.mark.parametrize(
    ("style", "body"),
    [
        pytest.param("".join(f".c{n}{{color:red}}" for n in range(100_000)), SECRET, id="100,000 rules"),
        pytest.param("*{color:red}" * 20_000, "<p></p>" * 2_000 + SECRET, id="rules for every element"),
        pytest.param("* * * * * * * * * .y{color:red}" * 100, "<div>" * 200 + "<i class=y></i>" * 500, id="ancestors"),
        pytest.param("* ~ * ~ * ~ * ~ .y{color:red}" * 100, "<i class=y></i>" * 3_000, id="siblings"),
        pytest.param(":has(* * .z) .y{color:red}" * 100, "<i class='y z'></i>" * 2_000, id="descendants"),
        pytest.param("&" * 100 + "{&&&&{" * 30, SECRET, id="nesting"),
        pytest.param("a{" * 100_000, SECRET, id="open blocks"),
        pytest.param(":not(" * 50_000, SECRET, id="open functions"),
        pytest.param(
            ".x{--a0:x;" + "".join(f"--a{n}:{f'var(--a{n - 1})' * 10};" for n in range(1, 20)) + "color:var(--a19)}",
            SECRET * 100,
            id="a billion laughs",
        ),
        pytest.param(f".x{{transform:{'calc(' * 10_000}}}", SECRET, id="deep calc()"),
        pytest.param(f".x{{color:{'color-mix(in srgb,' * 10_000}}}", SECRET, id="deep color-mix()"),
        pytest.param(f"@media {'(' * 50_000}", SECRET, id="deep queries"),
        pytest.param("i{position:absolute;top:0;background:red}", "<i></i>" * 20_000 + SECRET, id="boxes over boxes"),
        pytest.param("*::first-line{color:red}", "<div>" * 200 + "<b>a</b>" * 2_000 + SECRET, id="first lines"),
    ],
)
def test_an_expensive_style_does_not_prevent_reading(style: str, body: str) -> None:
    assert "Jane" in read(body, style).text


@pytest.mark.parametrize("filler", ["<b>x</b> ", "<p>x", "<table><tr><td>x</table>"])
def test_the_first_elements_of_an_oversized_page_are_read_with_all_styles(filler: str) -> None:
    reading = read(f"{SECRET} first {filler * 30_000} last<style>.x{{display:none}}</style>")
    assert words(reading)[:2] == ["Jane", "first"]
    assert "last" not in reading.text
    assert "genius" not in reading.text
    assert reading.warnings[0] == CUT


def test_style_sheets_beyond_the_two_hundredth_are_reported_as_unread() -> None:
    assert read(SECRET + "<style></style>" * 201).warnings == [PARTIAL]


def test_an_abandoned_style_is_reported() -> None:
    assert read("<p></p>" * 2_000, "*{color:red}" * 2_000).warnings == [PARTIAL]
    boxes = "<i style='position:absolute;top:0;background:red'>x</i>" * 400
    assert read(f"<div style='position:relative'>{boxes}</div>").warnings == [PARTIAL]


@pytest.mark.parametrize(
    "style",
    [
        r"[hidd\en]{color:red}",
        ".x{left:clamp(1px)}",
        ".x{color:rgb(from black)}",
        ".x{color:color-mix()}",
        ".x{color:color()}",
        ".x{color:var()}",
        r".x{color:attr(\e)}",
        ".x{color:attr()}",
        ".x{color:attr(--a{b)}",
        "@namespace a(b)c;",
        "@import;",
        "@media ((({.x{color:red}",
        "@keyframes{1{color:red}}",
        ".x{transform:matrix(,)}",
        ".x{clip-path:polygon(,)}",
    ],
)
def test_a_damaged_style_loses_no_text(style: str) -> None:
    assert words(read(SECRET, style)) == ["Jane", "genius"]


@pytest.mark.parametrize("body", html_covers.COVERED)
def test_text_under_a_box_or_in_a_hidden_first_line_is_dropped(body: str) -> None:
    reading = read(body)
    assert "genius" not in reading.text
    assert "Jane" in reading.text
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize("body", html_covers.UNCOVERED)
def test_text_beside_or_in_front_of_boxes_is_kept(body: str) -> None:
    assert "genius" in read(body).text


SVG = "<svg viewBox='0 0 300 100' width=300 height=100>{}</svg>"


@pytest.mark.parametrize("body", [*map(SVG.format, html_covers.DRAWN), *html_covers.FILLED_IN])
def test_text_of_drawings_and_values_of_fields_are_read(body: str) -> None:
    reading = read(body)
    assert ("genius" in reading.text, reading.hidden) == (True, [])


@pytest.mark.parametrize("body", [*map(SVG.format, html_covers.NOT_DRAWN), *html_covers.NOT_FILLED_IN])
def test_text_that_drawings_and_fields_do_not_show_is_not_read(body: str) -> None:
    assert "genius" not in read(body).text


def test_a_drawing_of_too_many_shapes_is_read_with_a_warning() -> None:
    reading = read(f"<svg>{'<rect width=9 height=9 /><text x=5 y=5>genius</text>' * 1_000}</svg>")
    assert "genius" in reading.text
    assert reading.warnings == [PARTIAL]
