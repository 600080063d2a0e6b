"""DOC, Word's binary format: visible and invisible text."""

import random

import pytest

from recruit.adapters.documents import doc as reader
from recruit.adapters.documents import file_types
from recruit.adapters.documents.answers import Reading
from recruit.domain.shared.errors import Invalid
from stand_ins.word97 import HEAD, NARROW, Text, change, compound, doc, style

VANISH, SIZE, WHITE = change(0x083C, 1), change(0x4A43, 2, 0), change(0x6870, 255, 255, 255, 0)
ON_BLUE = change(0xC64D, 10, 0, 0, 0, 255, 0, 0, 128, 0, 0, 0)
IN_TABLE, ENDS_ROW = change(0x2416, 1), change(0x2417, 1)


def read(data: bytes) -> Reading:
    return file_types.read(data, {})


@pytest.mark.parametrize("encoding", [NARROW, "utf-16-le"])
def test_paragraphs_are_lines_in_either_encoding(encoding: str) -> None:
    reading = read(doc("Jane Doe\rBaker – Zoë\v2019\x1e21\r", encoding=encoding))
    assert (reading.kind, reading.text) == ("doc", "Jane Doe\nBaker – Zoë\n2019-21")


def test_a_surrogate_pair_split_between_pieces_is_one_character() -> None:
    assert read(doc(Text("\ud835", change(0x0835, 1)), "\udca5\r")).text == "𝒥"


@pytest.mark.parametrize(
    ("look", "reason"),
    [
        (VANISH, "hidden text"),
        (change(0x0800, 1), "hidden text"),
        (SIZE, "tiny text"),
        (WHITE, "white text"),
        (change(0x2A42, 8), "white text"),
        (change(0x2A42, 2) + change(0x2A0C, 2), "text in the colour of its background"),
        (
            change(0x6870, 0, 0, 128, 0) + change(0xCA71, 10, 0, 0, 0, 255, 0, 0, 128, 0, 0, 0),
            "colour of its background",
        ),
    ],
)
def test_invisible_text_is_dropped_and_reported(look: bytes, reason: str) -> None:
    reading = read(doc("Jane", Text(" Bob", look), " Doe\r"))
    assert reading.text == "Jane Doe"
    assert reason in reading.hidden[0]
    assert "Bob" in reading.hidden[0]


def test_a_hiding_style_is_inherited_unless_the_text_overrides_it() -> None:
    styles = [style(b""), style(VANISH), style(b"", base=1)]
    body = [Text("seen\r"), Text("Bob\r", style=2), Text("shown\r", change(0x083C, 0), style=2)]
    reading = read(doc(*body, styles=styles))
    assert (reading.text, reading.hidden) == ("seen\n\nshown", ["hidden text: 'Bob'"])


@pytest.mark.parametrize(
    "text",
    [
        Text("Jane\r", WHITE, ON_BLUE),
        Text("Jane\r", WHITE, change(0x442D, 0x40, 0)),
        Text("Jane\r", WHITE + change(0x2A0C, 1)),
        Text("Jane\r", change(0x083C, 0x80)),
        Text("Jane\r", change(0x6870, 0, 0, 0, 255)),
        Text("Jane\r", change(0x4A43, 12, 0) + change(0xD608, 3, 0, 0, 0) + change(0x0835, 1)),
    ],
)
def test_unusual_but_visible_text_is_kept(text: Text) -> None:
    assert read(doc(text)).text == "Jane"


def test_the_cells_of_a_row_stand_on_one_line() -> None:
    def cell(text: str, paragraph: bytes = IN_TABLE) -> Text:
        return Text(text, WHITE, paragraph)

    rows = [cell("2019\x07"), cell("Baker\x07"), cell("\x07", IN_TABLE + ENDS_ROW)]
    rows += [cell("2021\x07"), cell("Chef\rof pastry\x07"), cell("\x07", IN_TABLE + ENDS_ROW)]
    assert read(doc("Jobs\r", *rows, "end\r")).text == "Jobs\n2019\tBaker\n2021\nChef\nof pastry\nend"


def test_links_are_written_out_and_other_fields_have_their_displayed_text() -> None:
    link = '\x13 HYPERLINK "https://example.com/jane" \x14my page\x15'
    page = "\x13 PAGE \x147\x15"
    assert read(doc(f"See {link}, page {page}.\r")).text == "See my page (https://example.com/jane), page 7."


def test_headers_come_first_footers_last_and_boxes_at_their_anchor() -> None:
    headers = ["Jane Doe\r", "Jane Doe\r", "Page\r"]
    assert read(doc("\x08Baker\rsince 2019\r", headers=headers, box="Lyon\r")).text == (
        "Jane Doe\n\nLyon\n\nBaker\nsince 2019\n\nPage"
    )


def test_a_picture_in_place_of_a_letter_is_a_bullet() -> None:
    assert read(doc(Text("(", change(0x6A09, 3, 0, 0xB7, 0xF0)), "\tBaked\r")).text == "•\tBaked"


def test_a_protected_document_is_refused() -> None:
    with pytest.raises(Invalid, match="password"):
        read(doc("Jane\r", flags=0x0100))


@pytest.mark.parametrize(
    "data",
    [doc("Jane\r", version=101), compound({"WordDocument": b"\0" * 600}), compound({"1Table": b""}) + b"W"],
    ids=["Word 95", "no document", "no stream"],
)
def test_an_unsupported_doc_is_left_to_the_tools(data: bytes) -> None:
    with pytest.raises(Invalid, match="antiword or catdoc"):
        reader.read(data, {})


def test_no_damage_crashes_the_reader() -> None:
    whole = doc(Text("Jane\r", VANISH), "Baker\r", headers=["a\r", "b\r"], box="c\r", styles=[style(b""), style(WHITE)])
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(chance.choice((1024, HEAD * 4, len(data))))] = chance.choice(
                (0, 255, chance.randrange(256))
            )
        try:
            reader.read(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]), {})
        except Invalid:
            continue
