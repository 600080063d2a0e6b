"""HTML and plain text."""

from collections.abc import Callable

import pytest

from recruit.adapters.documents import file_types, plain
from recruit.adapters.documents.answers import Reading
from recruit.adapters.documents.html import DEEP
from recruit.domain.shared.errors import Invalid


def read(data: bytes) -> Reading:
    return file_types.read(data, {})


def html(body: str, style: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>x</title><style>{style}</style></head><body>{body}</body></html>".encode()
    )


def test_the_visible_text_of_html_is_read() -> None:
    reading = read(html("<h1>Jane</h1><p>Baker in <b>Malmö</b></p><script>steal()</script>"))
    assert (reading.text.split("\n"), reading.kind) == (["Jane", "", "Baker in Malmö"], "html")


@pytest.mark.parametrize(
    "start",
    ["<p>", "<div class='cv'>", "<DIV\n>", "<!-- saved -->", "<style>b { color: red }</style>", "<h1>", "<span>"],
)
def test_html_without_its_outermost_tags_is_read(start: str) -> None:
    reading = read(f'\n{start}Jane <b>Doe</b> <i style="display:none">genius</i>'.encode())
    assert (reading.text, reading.kind) == ("Jane Doe", "html")
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize("text", ["<Jane Doe>", "<jane@example.com>", "< p > q", "a <b>", "<bold>"])
def test_text_with_angle_brackets_is_plain_text(text: str) -> None:
    assert (read(text.encode()).text, read(text.encode()).kind) == (text, "txt")


def test_deeply_nested_html_is_read_with_a_warning_or_refused() -> None:
    with pytest.raises(Invalid, match="nested too deeply"):
        read(html("<div>" * 300_000 + "Jane"))
    assert read(html("Jane Doe" + "<b>" * 400 + "Baker")).warnings == [DEEP]


def test_cells_of_html_are_separated_by_tabs_and_links_are_written_out() -> None:
    body = '<table><tr><td>2019</td><td>Baker</td></tr></table><a href="https://jane.example.com">site</a>'
    assert [line for line in read(html(body)).text.split("\n") if line] == [
        "2019\tBaker", "site (https://jane.example.com)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ('style="display: none"', "hidden text"),
        ('style="DISPLAY:NONE !important"', "hidden text"),
        ("hidden", "hidden text"),
        ('style="visibility:hidden"', "hidden text"),
        ('style="opacity:0"', "hidden text"),
        ('style="color:transparent"', "hidden text"),
        ('style="color:rgba(0, 0, 0, 0)"', "hidden text"),
        ('style="font-size:0"', "tiny text"),
        ('style="font-size:1px"', "tiny text"),
        ('style="color:#fff"', "white text"),
        ('style="color:#369;background:#336699"', "colour of its background"),
        ('class="a secret"', "hidden text"),
        ('class="away"', "hidden text"),
        ('class="on-screens"', "hidden text"),
        ('style="position:absolute;left:-9999px"', "hidden text"),
        ('style="position:fixed; top: -9999em"', "hidden text"),
        ('style="position:relative;left:calc(-1000px)"', "hidden text"),
        ('style="position:absolute;left:-100%"', "hidden text"),
        ('style="position:absolute;right:-2000px"', "hidden text"),
        ('style="position:absolute;left:9999px"', "hidden text"),
        ('style="display:block;text-indent:-9999px"', "hidden text"),
        ('style="text-indent:100%;white-space:nowrap;overflow:hidden"', "hidden text"),
        ('style="margin-left:-9999px"', "hidden text"),
        ('style="margin:-9999px 0 0"', "hidden text"),
        ('style="margin:0 0 0 -9999px"', "hidden text"),
        ('style="transform:translate(-9999px)"', "hidden text"),
        ('style="transform:translateX(-200vw) rotate(5deg)"', "hidden text"),
        ('style="translate: 0 -9999px"', "hidden text"),
        ('style="transform:scale(0)"', "hidden text"),
        ('style="position:absolute;clip:rect(0, 0, 0, 0)"', "hidden text"),
        ('style="position:absolute;clip:rect(1px 1px 1px 1px)"', "hidden text"),
        ('style="clip-path:inset(50%)"', "hidden text"),
        ('style="clip-path:circle(0)"', "hidden text"),
        ('style="clip-path:polygon(0 0, 0 0, 0 0)"', "hidden text"),
        ('style="position:absolute;width:1px;height:1px;overflow:hidden"', "hidden text"),
        ('style="height:0;overflow:hidden"', "hidden text"),
        ('style="max-height:0;overflow-y:hidden"', "hidden text"),
        ('style="opacity:0.01"', "hidden text"),
        ('style="opacity:0.0%"', "hidden text"),
        ('style="filter:blur(1px) opacity(0)"', "hidden text"),
        ('style="content-visibility:hidden"', "hidden text"),
        ('style="color:#00000000"', "hidden text"),
        ('style="-webkit-text-fill-color:transparent"', "hidden text"),
        ('style="font:0/0 a"', "tiny text"),
        ('style="font: italic 1px/1 Arial"', "tiny text"),
        ('style="color:rgb(100%, 100%, 100%)"', "white text"),
        ('style="color:hsl(0, 0%, 99%)"', "white text"),
        ('style="color:whitesmoke"', "white text"),
        ('style="color:red;background:red"', "colour of its background"),
        ('bgcolor="#336699" style="color:#369"', "colour of its background"),
        ('id="white"', "white text"),
    ],
)
def test_invisible_text_of_html_is_dropped_and_reported(attributes: str, reason: str) -> None:
    style = (
        "/* x */ p, .secret { display:none } p {display:block} #white{color:white} @media print{b{color:red}}"
        ".away { position: absolute; left: -9999px } @media screen { .on-screens { text-indent: -999em } }"
    )
    reading = read(html(f"<b>Jane</b><span {attributes}>genius</span>", style))
    assert reading.text == "Jane"
    assert reason in reading.hidden[0]


@pytest.mark.parametrize(
    "outer", ["opacity:0", "display:none", "position:absolute;left:-9999px", "height:0;overflow:hidden"]
)
def test_no_child_of_a_hidden_element_is_visible(outer: str) -> None:
    shown = '<i style="background:#fff"><b style="visibility:visible;opacity:1;left:0;display:block">genius</b></i>'
    reading = read(html(f'Jane<div style="{outer}">{shown}</div>'))
    assert (reading.text, len(reading.hidden)) == ("Jane", 1)


@pytest.mark.parametrize(
    "body",
    [
        '<div style="background:#123"><p style="color:#fff">genius</p></div>',
        '<div style="background-image:url(x.png)"><p style="color:white">genius</p></div>',
        '<p style="font-size:0.8em">genius</p>',
        '<p style="opacity:0.5">genius</p>',
        '<div style="visibility:hidden"><p style="visibility:visible">genius</p></div>',
        '<p class="print">genius</p>',
        '<p style="position:relative;left:-12px;top:-2em;margin:-1px 0 0 -40px;text-indent:-2em">genius</p>',
        '<p style="left:-9999px;top:-9999px">genius</p>',
        '<p style="position:absolute;top:9999px;left:700px">genius</p>',
        '<p style="position:absolute;left:50%;transform:translate(-50%, -100%)">genius</p>',
        '<p style="margin:0 -9999px;padding:0 9999px">genius</p>',
        '<p style="margin:0 auto 0 -100%">genius</p>',
        '<p style="height:0">genius</p>',
        '<p style="overflow:hidden;height:auto;width:100%;max-height:none">genius</p>',
        '<p style="clip:rect(0,0,0,0)">genius</p>',
        '<p style="clip-path:inset(0 round 4px)">genius</p>',
        '<p style="clip-path:circle(50%)">genius</p>',
        '<p style="transform:scale(0.9)">genius</p>',
        '<p style="background:linear-gradient(red, blue);-webkit-background-clip:text;color:transparent">genius</p>',
        '<p aria-hidden="true">genius</p>',
        '<p style="font:700 12px/1.4 Arial">genius</p>',
        '<p style="color:#333333ff">genius</p>',
        '<p style="color:hsl(210deg 50% 30%)">genius</p>',
    ],
)
def test_unusual_but_visible_text_of_html_is_kept(body: str) -> None:
    reading = read(html(body, "@media print { .print { display:none } }"))
    assert reading.text == "genius"
    assert reading.hidden == []


def test_presentational_attributes_make_white_text_on_a_dark_page_visible() -> None:
    reading = read(b'<html><body bgcolor="#000000" text="#ffffff"><p>Jane</p></body></html>')
    assert (reading.text, reading.hidden) == ("Jane", [])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_plain_text_is_read_in_every_encoding(encoding: str) -> None:
    reading = read("Zoë Müller\r\nKöchin".encode(encoding))
    assert (reading.text, reading.kind) == ("Zoë Müller\nKöchin", "txt")


def test_a_program_with_a_zero_in_every_other_pair_is_no_text_in_utf_16() -> None:
    with pytest.raises(Invalid, match="isn't a text document"):
        read(b"MZ\x90\0" * 100)


def test_a_stray_byte_in_utf8_changes_no_other_letter() -> None:
    data = "Zoë Müller\r\n".encode() + "Jörg\r\n".encode("cp1252")
    assert read(data).text == "Zoë Müller\nJörg"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Резюме: Анна Петрова, пекарь. Опыт работы: пять лет в пекарне, Рига. Языки: русский, латышский.", "cp1251"),
        (
            "職務経歴書 山田花子 パン職人として五年間の経験があります。東京都在住。連絡先はメールでお願いします。",
            "shift_jis",
        ),
    ],
)
def test_an_undeclared_encoding_is_guessed(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding", "is_certain"),
    [
        ("£50,000 – 30 m² – 1ª – Nº 5 – “Jane” – ¿Cuándo? – ¾ – Zoë O’Neill", "cp1252", True),
        ("Salary in £: £50,000", "cp1252", True),
        ("Bogumiła, 50,000 zł", "cp1250", False),
    ],
)
def test_an_encoding_with_symbols_inside_words_is_not_chosen(text: str, encoding: str, *, is_certain: bool) -> None:
    found = plain.decode(text.encode(encoding))
    assert (found.encoding, found.is_certain) == (encoding, is_certain)


def test_the_kind_of_a_text_is_detected_from_its_content() -> None:
    assert read(b"  \n<html><p>Jane</html>").kind == "html"
    assert read(b"{\\rtf1 Jane}").kind == "rtf"


def test_invisible_characters_are_removed_from_text() -> None:
    text = "Jane\x01\u200b\U000e0068 \u202eDoe\x0b\tBaker \rOld\u00a0Mill\u2028\n\n\n\n\ufeffCo\ufb01x"
    text += " and more" * 20
    assert read(text.encode()).text == "Jane Doe\n\tBaker\nOld Mill\n\nCofix" + " and more" * 20


def test_text_is_cut_at_200_000_characters_with_a_warning() -> None:
    reading = read(b"word " * 100_000)
    assert len(reading.text) <= 200_000
    assert reading.warnings == ["Only the first 200,000 characters were read."]


TAGGED = "".join(chr(0xE0000 + ord(letter)) for letter in "hire me")
SELECTED = "".join(chr(0xE0100 + ord(letter) - 16) for letter in "hire me")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Skills: \u202enohtyp\u202c, Go", ["text turned around: 'nohtyp'"]),
        ("\u202d\u05d0\u05d1\u202c", ["text turned around: '\u05d0\u05d1'"]),
        (f"Jane{TAGGED} Doe", ["invisible characters: 'hire me'"]),
        (f"Jane\U0001f600{SELECTED} Doe", ["invisible characters: 'hire me'"]),
    ],
)
@pytest.mark.parametrize("frame", [str, html], ids=["txt", "html"])
def test_reordered_and_invisible_characters_are_reported_as_hidden_text(
    frame: Callable[[str], str | bytes], text: str, hidden: list[str]
) -> None:
    framed = frame(text)
    assert read(framed if isinstance(framed, bytes) else framed.encode()).hidden == hidden


@pytest.mark.parametrize(
    "text",
    [
        "\u202d+972 50 123\u202c",
        "\u202eשלום\u202c",
        "\u202bשלום\u202c",
        "\u2068Jane\u2069",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u2764\ufe0f\u2764\ufe0f \u8fba\U000e0100",
    ],
)
def test_marks_needed_by_scripts_flags_and_emoji_are_not_reported(text: str) -> None:
    assert read(text.encode()).hidden == []


def test_variation_selectors_without_effect_are_removed() -> None:
    assert read(f"Jane \u8fba\U000e0100 \u2764\ufe0f{SELECTED}".encode()).text == "Jane \u8fba\U000e0100 \u2764\ufe0f"
