"""DOCX: text that Word hides is dropped and reported; text that it shows is read once."""

import io
import zipfile

import pytest

from recruit.adapters.documents import file_types
from stand_ins.documents import RELATIONS, docx, paragraph, zipped
from stand_ins.documents import WORD as WORD_NAMESPACE
from stand_ins.docx_hiding import HIDDEN
from stand_ins.docx_showing import SHOWN
from stand_ins.docx_ways import VANISH, WORD, Way, lines, of_runs, styled

UNREPORTED = {
    "deleted row", "deleted cell", "WordArt switched off", "code of a field", "a choice of a later Word",
    "choice that Word doesn't know",
    "what stands for a choice", "an element that Word doesn't know", "deleted", "moved from here",
    "a note that nothing refers to",
}  # fmt: skip
"""Content that is not the document's text and is dropped without a report."""


@pytest.mark.parametrize(("name", "way"), [pytest.param(name, way, id=name) for name, way in HIDDEN.items()])
def test_text_hidden_by_word_is_dropped_and_reported(name: str, way: Way) -> None:
    reading = file_types.read(way.file(), {})
    assert reading.text == "Jane"
    assert any(WORD in hidden for hidden in reading.hidden) == (name not in UNREPORTED)


@pytest.mark.parametrize("way", [pytest.param(way, id=name) for name, way in SHOWN.items()])
def test_text_shown_by_word_is_read_once(way: Way) -> None:
    reading = file_types.read(way.file(), {})
    assert reading.text.split() == ["Jane", WORD]
    assert reading.hidden == []


@pytest.mark.parametrize(("direction", "hidden"), [("rtl", ["text turned around: 'suineg'"]), ("ltr", []), ("", [])])
def test_text_with_reversed_letters_is_reported(direction: str, hidden: list[str]) -> None:
    run = "<w:r><w:t>suineg</w:t></w:r>"
    reading = file_types.read(docx(f'<w:p><w:bdo w:val="{direction}">{run}</w:bdo></w:p>'), {})
    assert (reading.text, reading.hidden) == ("suineg", hidden)


def test_a_style_at_the_end_of_a_long_chain_is_found() -> None:
    chain = "".join(styled("paragraph", f"S{n}", "", based=f"S{n + 1}") for n in range(5_000))
    chain += styled("paragraph", "S5000", of_runs(VANISH), based="S0")
    bodies = "".join(lines(f'<w:pStyle w:val="S{n}"/>') for n in range(0, 5_000, 100))
    reading = file_types.read(docx(paragraph("Jane") + bodies, styles=chain), {})
    assert reading.text == "Jane"


def test_checkboxes_of_a_form_are_read() -> None:
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked w:val="{}"/></w:checkBox></w:ffData>'
    box += "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
    box += '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r>'
    control = '<w:sdt><w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:sdtContent></w:sdt>'
    body = f"<w:p>{box.format(1, 'car')}</w:p><w:p>{box.format(0, 'van')}</w:p><w:p>{control}</w:p>"
    assert file_types.read(docx(body), {}).text.split("\n") == ["☒ car", "☐ van", "☒"]


def test_fractions_of_an_equation_keep_their_slash() -> None:
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    body = f"<w:p><m:oMath><m:f>{part.format('num', 1)}{part.format('den', 2)}</m:f></m:oMath></w:p>"
    assert file_types.read(docx(body), {}).text == "1/2"


@pytest.mark.parametrize(
    ("kind", "section", "settings", "text"),
    [
        ("default", "", "", "Jane"),
        ("first", "", "", ""),
        ("first", "<w:titlePg/>", "", "Jane"),
        ("first", '<w:titlePg w:val="0"/>', "", ""),
        ("even", "", "", ""),
        ("even", "", "<w:evenAndOddHeaders/>", "Jane"),
    ],
)
def test_headers_are_read_if_a_page_shows_them(kind: str, section: str, settings: str, text: str) -> None:
    data = docx(paragraph("Baker"), section=section, header1=paragraph("Jane"), settings=settings)
    changed = rewritten(data, "word/document.xml", 'Reference w:type="default"', f'Reference w:type="{kind}"')
    assert file_types.read(changed, {}).text.split() == [*([text] if text else []), "Baker"]


def test_a_header_that_no_section_refers_to_is_not_read() -> None:
    data = docx(paragraph("Baker"), header1=paragraph("Jane"))
    changed = rewritten(data, "word/document.xml", "<w:headerReference", "<w:otherReference")
    assert file_types.read(changed, {}).text == "Baker"


def test_the_part_that_word_opens_is_read() -> None:
    main = f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="word/footnotes.xml"/>'
    file = io.BytesIO(docx(paragraph(WORD), footnotes=paragraph("Jane")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
    assert file_types.read(file.getvalue(), {}).text == "Jane"


def test_the_main_part_may_have_a_numbered_name() -> None:
    main = f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="/word/document2.xml"/>'
    body = f'<w:document xmlns:w="{WORD_NAMESPACE}">{paragraph("Jane")}</w:document>'
    data = zipped({"_rels/.rels": f"<Relationships>{main}</Relationships>", "word/document2.xml": body})
    assert file_types.read(data, {}).text == "Jane"


def rewritten(data: bytes, name: str, old: str, new: str) -> bytes:
    """The archive with one part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for each in before.namelist():
            content = before.read(each).decode()
            after.writestr(each, content.replace(old, new) if each == name else content)
    return file.getvalue()
