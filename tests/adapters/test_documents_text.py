"""HTML and plain text."""

import pytest

from recruit.adapters.documents import kinds
from recruit.adapters.documents.frames import Reading


def read(data: bytes) -> Reading:
    return kinds.read(data, {})


def html(body: str, style: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>x</title><style>{style}</style></head><body>{body}</body></html>".encode()
    )


def test_the_visible_text_of_html_is_read() -> None:
    reading = read(html("<h1>Jane</h1><p>Baker in <b>Malmö</b></p><script>steal()</script>"))
    assert (reading.text.split("\n"), reading.kind) == (["Jane", "", "Baker in Malmö"], "html")


def test_cells_of_html_are_parted_by_tabs_and_links_written_out() -> None:
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
        ('id="white"', "white text"),
    ],
)
def test_what_nobody_sees_in_html_is_dropped_and_reported(attributes: str, reason: str) -> None:
    style = "/* x */ p, .secret { display:none } p {display:block} #white{color:white} @media print{b{color:red}}"
    reading = read(html(f"<b>Jane</b><span {attributes}>genius</span>", style))
    assert reading.text == "Jane"
    assert reason in reading.hidden[0]


@pytest.mark.parametrize(
    "body",
    [
        '<div style="background:#123"><p style="color:#fff">genius</p></div>',
        '<div style="background-image:url(x.png)"><p style="color:white">genius</p></div>',
        '<p style="font-size:0.8em">genius</p>',
        '<p style="opacity:0.5">genius</p>',
        '<div style="visibility:hidden"><p style="visibility:visible">genius</p></div>',
        '<p class="print">genius</p>',
    ],
)
def test_what_is_unusual_but_seen_stays_in_html(body: str) -> None:
    reading = read(html(body, "@media print { .print { display:none } }"))
    assert reading.text == "genius"
    assert reading.hidden == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_plain_text_is_read_in(encoding: str) -> None:
    reading = read("Zoë Müller\r\nKöchin".encode(encoding))
    assert (reading.text, reading.kind) == ("Zoë Müller\nKöchin", "txt")


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
def test_text_in_an_encoding_that_nothing_names_is_guessed(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_a_text_whose_name_lies_is_read_as_what_it_is() -> None:
    assert read(b"  \n<html><p>Jane</html>").kind == "html"
    assert read(b"{\\rtf1 Jane}").kind == "rtf"


def test_text_comes_without_what_nobody_sees() -> None:
    text = "Jane\x01\u200b \u202eDoe\x0b\tBaker \rOld\u00a0Mill\u2028\n\n\n\n\ufeffCo\ufb01x" + " and more" * 20
    assert read(text.encode()).text == "Jane Doe\n\tBaker\nOld Mill\n\nCofix" + " and more" * 20


def test_at_most_200_000_characters_come_back_with_a_warning() -> None:
    reading = read(b"word " * 100_000)
    assert len(reading.text) <= 200_000
    assert reading.warnings == ["Only the first 200,000 characters were read."]
