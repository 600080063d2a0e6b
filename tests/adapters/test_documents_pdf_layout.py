"""PDF: visible words and their places on the page."""

import pytest

from recruit.adapters.documents import file_types
from recruit.adapters.documents.answers import Word
from recruit.adapters.documents.pdf import reader
from recruit.domain.shared.errors import Invalid
from stand_ins.documents import docx, line, lines, link, paragraph, pdf

COURIER = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
ADVANCE, CAPITAL = 0.6, 0.56
"""Width of every letter, and height of capitals, in ems."""

Box = tuple[float, float, float, float]


def words(data: bytes) -> dict[str, Word]:
    """The words of a PDF by their text without white space."""
    return {word.text.strip(): word for word in file_types.layout(data).words}


def text(data: bytes) -> str:
    return "".join(word.text for word in file_types.layout(data).words)


def courier(*pages: str, turned: int = 0, size: str = "612 792") -> bytes:
    """A PDF in which the font M has letters of one width."""
    return pdf(*pages, resources="/Font<</F 3 0 R/M 6 0 R>>", objects=[COURIER], turned=turned, size=size)


def drawn(before: str, word: str, x: float, y: float, size: float = 12) -> Box:
    """The place of a word in a line that begins at a point: left, bottom, right and top in points."""
    left = x + ADVANCE * size * len(before)
    return left, y, left + ADVANCE * size * len(word), y + CAPITAL * size


def turned_box(box: Box, turned: int, page: Box) -> Box:
    """The place in fractions of a page that is turned clockwise: left, top, right, bottom."""
    left, bottom, right, top = page
    across, down = right - left, top - bottom
    x1, x2 = (box[0] - left) / across, (box[2] - left) / across
    y1, y2 = (top - box[3]) / down, (top - box[1]) / down
    return {0: (x1, y1, x2, y2), 90: (1 - y2, x1, 1 - y1, x2), 180: (1 - x2, 1 - y2, 1 - x1, 1 - y1),
            270: (y1, 1 - x2, y2, 1 - x1)}[turned]  # fmt: skip


def overlap(word: Word, box: Box) -> float:
    """The fraction of a box that a word's place covers."""
    across = min(word.right, box[2]) - max(word.left, box[0])
    down = min(word.bottom, box[3]) - max(word.top, box[1])
    return max(0.0, across) * max(0.0, down) / ((box[2] - box[0]) * (box[3] - box[1]))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("page", [(0, 0, 612, 792), (60, 100, 500, 750)], ids=["whole", "cropped"])
def test_a_place_is_that_of_the_drawn_letters(turned: int, page: Box) -> None:
    drawing = line("Ran PostgreSQL, in two", 72, 700, font="M") + line("BIG", 100, 400, 30, font="M")
    size = f"612 792]/CropBox[{' '.join(map(str, page))}"
    found = words(courier("", drawing, turned=turned, size=size))
    for word, box in (
        ("PostgreSQL", drawn("Ran ", "PostgreSQL", 72, 700)),
        (",", drawn("Ran PostgreSQL", ",", 72, 700)),
        ("BIG", drawn("", "BIG", 100, 400, 30)),
    ):
        expected = turned_box(box, turned, page)
        assert overlap(found[word], expected) >= 0.9, word
        area = (found[word].right - found[word].left) * (found[word].bottom - found[word].top)
        assert area <= 2.0 * (expected[2] - expected[0]) * (expected[3] - expected[1]), word
        assert found[word].page == 2


def test_the_words_of_columns_come_one_column_after_the_other() -> None:
    left, right = ["Skills", "Baking", "Sourdough", "Pastry"], ["Work", "Baker at the mill", "Night shift", "School"]
    page = lines(left, 40) + lines(right, 300)
    assert text(pdf(page)).split("\n")[:-1] == [*left, *right]
    found = words(pdf(page))
    assert found["Pastry"].right < 0.25 < 300 / 612 <= found["School"].left + 0.01


@pytest.mark.parametrize(
    "hidden",
    [
        line("genius", y=600, before="1 g"),
        line("genius", y=600, before="3 Tr"),
        line("genius", y=600, size=0.5),
        line("genius", 900),
        line("genius", y=600) + "q 1 g 60 590 300 30 re f Q\n",
    ],
    ids=["white", "invisible", "tiny", "off the page", "behind"],
)
def test_hidden_words_have_no_place(hidden: str) -> None:
    assert text(pdf(line("Jane Doe, baker at the old mill") + hidden)) == "Jane Doe, baker at the old mill\n"


def test_words_that_white_text_stands_between_are_apart() -> None:
    page = "q BT /F 12 Tf 72 700 Td (Go) Tj 1 g (lang) Tj 0 g ( and others of the kind) Tj ET Q"
    assert text(pdf(page)).split() == ["Go", "and", "others", "of", "the", "kind"]


def test_a_word_that_is_hyphenated_is_two_words_with_a_hyphen() -> None:
    found = text(pdf(lines(["Ran Postgre-", "SQL at the old mill"]), info="/Producer(pdfTeX-1.40)"))
    assert found == "Ran Postgre-\nSQL at the old mill\n"


def test_a_ligature_has_the_letters_that_it_shows() -> None:
    names = "<</Differences[65/fi/f_f_i]>>"
    font = f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding{names}/FirstChar 65/LastChar 66/Widths[500 800]>>"
    page = line("Jane Doe at the old mill") + line("A", y=650, font="L")
    found = text(pdf(page, resources="/Font<</F 3 0 R/L 6 0 R>>", objects=[font])).split("\n")
    assert found[1] in {"fi", "ﬁ"}


def test_the_address_of_a_link_has_no_place() -> None:
    page = pdf(line("My profile"), links=link("https://jane.example.com", 72, 700, 50))
    assert text(page) == "My profile\n"


def test_other_files_and_unreadable_ones_have_no_layout() -> None:
    for data, reason in (
        (docx(paragraph("Jane Doe")), "isn't a PDF"),
        (pdf(line("secret"), encrypt=True), "password"),
        (b"%PDF-1.7 and then nothing", "damaged"),
    ):
        with pytest.raises(Invalid, match=reason):
            file_types.layout(data)


def test_a_page_without_text_has_no_words() -> None:
    assert file_types.layout(pdf("")).words == []


def test_the_number_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_WORDS", 3)
    assert text(pdf(line("one two"), line("three four"))).split() == ["one", "two", "three"]
