"""DOCX, ODT, RTF and DOC: visible and invisible text."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from recruit.adapters.documents import external_programs, file_types
from recruit.adapters.documents.answers import Reading
from recruit.adapters.documents.rtf.reader import MOST_TOKENS
from recruit.adapters.documents.rtf.tokens import tokens
from recruit.domain.shared.errors import Invalid
from stand_ins.documents import WORD, docx, odt, paragraph, zipped


def read(data: bytes) -> Reading:
    return file_types.read(data, {})


def lines(data: bytes) -> list[str]:
    """The lines that aren't empty."""
    return [line for line in read(data).text.split("\n") if line]


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def table(*rows: tuple[str, ...], settings: str = "") -> str:
    """A table of a DOCX, its cells' content given."""
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{settings}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_docx_is_read_with_its_headers_and_footers() -> None:
    head, foot = paragraph("Jane Doe"), paragraph("page 1")
    assert lines(docx(paragraph("Baker"), header1=head, header2=head, footer1=foot)) == ["Jane Doe", "Baker", "page 1"]


def test_tabs_and_line_breaks_of_a_docx_are_kept_and_its_tab_stops_are_not() -> None:
    tabbed = (
        "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>2019</w:t><w:tab/><w:t>2021</w:t><w:br/><w:t>on</w:t></w:r>"
    )
    assert lines(docx(f"<w:p>{tabbed}</w:p>")) == ["2019\t2021", "on"]


def test_rows_of_short_cells_stay_on_one_line_and_longer_cells_are_read_one_by_one() -> None:
    short = (paragraph("Baker"), paragraph("Old Mill"), paragraph(" "), paragraph("2019"))
    long = (paragraph("Contact") + paragraph("Malmö"), paragraph("Work") + paragraph("Baker"))
    labelled = (paragraph("Mail: j@example.org"), paragraph("City: Malmö"))
    assert lines(docx(table(short, long, labelled))) == [
        "Baker\tOld Mill\t2019", "Contact", "Malmö", "Work", "Baker", "Mail: j@example.org", "City: Malmö",
    ]  # fmt: skip


def test_text_boxes_of_a_docx_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Jane')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert lines(docx(f"<w:p>{run('before')}<w:r>{both}</w:r></w:p>")) == ["before", "Jane"]


def test_ink_of_a_docx_is_chosen_before_its_fallback() -> None:
    box, other = (f"<w:txbxContent>{paragraph(text)}</w:txbxContent>" for text in ("Jane", "June"))
    ink = 'xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" Requires="wpi"'
    both = f"<mc:Choice {ink}>{box}</mc:Choice><mc:Fallback>{other}</mc:Fallback>"
    page = f"<w:p>{run('before')}<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"
    assert lines(docx(page)) == ["before", "Jane"]


def test_tracked_changes_of_a_docx_count_as_accepted() -> None:
    changes = (
        f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run(' here')}</w:moveTo>"
    )
    assert lines(docx(f"<w:p>{changes}</w:p>")) == ["new here"]


def test_links_of_a_docx_are_written_out() -> None:
    relation = (
        f'<w:hyperlink r:id="r1">{run("LinkedIn")}</w:hyperlink><w:hyperlink r:id="r2">{run("mail")}</w:hyperlink>'
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://jane.example</w:instrText></w:r>'
        '<w:r><w:instrText>.com"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(" site")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    relations = {"r1": "https://linkedin.com/in/janed", "r2": "mailto:jane@example.com?subject=Hello"}
    assert lines(docx(f"<w:p>{relation}{field}</w:p>", relations=relations)) == [
        "LinkedIn (https://linkedin.com/in/janed)mail (jane@example.com) site (https://jane.example.com)"
    ]


WHITE = '<w:color w:val="FFFFFF"/>'
FILL = '<wps:spPr><a:solidFill><a:srgbClr val="336699"/></a:solidFill></wps:spPr>'
FILLED = f"<wps:wsp>{FILL}<w:txbxContent>{paragraph('genius', WHITE)}</w:txbxContent></wps:wsp>"
BANNER = f'<wp:anchor behindDoc="1"><wps:wsp>{FILL}</wps:wsp></wp:anchor>'
HIDDEN_STYLE = '<w:style w:styleId="H" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
SHADES = '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="336699"/></w:tcPr></w:tblStylePr>'
SHADED_TABLE = f'<w:style w:styleId="T" w:type="table">{SHADES}</w:style>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (paragraph("genius", "<w:vanish/>"), "hidden text"),
        (paragraph("genius", '<w:rStyle w:val="I"/>'), "hidden text"),
        (paragraph("genius", '<w:color w:val="FFFFFF"/>'), "white text"),
        (paragraph("genius", '<w:color w:val="FDFDFD"/>'), "white text"),
        (paragraph("genius", '<w:color w:val="336699"/><w:shd w:fill="336699"/>'), "colour of its background"),
        (paragraph("genius", '<w:sz w:val="2"/>'), "tiny text"),
        (f"<w:p><w:r><w:txbxContent>{paragraph('genius', WHITE)}</w:txbxContent></w:r></w:p>", "white text"),
    ],
    ids=["vanished", "vanished by style", "white", "nearly white", "same colour", "tiny", "white in a clear box"],
)
def test_invisible_text_of_a_docx_is_dropped_and_reported(body: str, reason: str) -> None:
    derived = f'{HIDDEN_STYLE}<w:style w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    reading = read(docx(paragraph("Jane") + body, styles=derived))
    assert reading.text == "Jane"
    (found,) = reading.hidden
    assert found.endswith("'genius'")
    assert reason in found


@pytest.mark.parametrize(
    "body",
    [
        paragraph("genius", '<w:vanish w:val="0"/>'),
        paragraph("genius", f'{WHITE}<w:highlight w:val="darkBlue"/>'),
        f'<w:p><w:pPr><w:shd w:fill="336699"/></w:pPr>{run("genius", WHITE)}</w:p>',
        table((f'<w:tcPr><w:shd w:fill="336699"/></w:tcPr>{paragraph("genius", WHITE)}',)),
        table(
            (paragraph("genius", WHITE),),
            settings='<w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020"/></w:tblPr>',
        ),
        f"<w:p><w:r>{FILLED}</w:r></w:p>",
        f"<w:p><w:r>{BANNER}</w:r></w:p>{paragraph('genius', WHITE)}",
    ],
    ids=["not vanished", "highlighted", "shaded paragraph", "shaded cell", "shaded table", "text box", "banner behind"],
)
def test_white_text_on_a_dark_background_is_read(body: str) -> None:
    reading = read(docx(body, styles=SHADED_TABLE))
    assert reading.text == "genius"
    assert reading.hidden == []


def test_an_odt_is_read_with_headers_tables_and_spaces() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-row>{cell.format('2019')}{cell.format('Baker')}</table:table-row></table:table>"
        '<text:p>Jane<text:s text:c="2"/>Doe<text:tab/>Malmö<text:line-break/>Sweden</text:p>'
    )
    header = "<style:header><text:p>CV</text:p></style:header><style:footer><text:p>page 1</text:p></style:footer>"
    assert lines(odt(body, master=header)) == ["CV", "2019\tBaker", "Jane  Doe\tMalmö", "Sweden", "page 1"]


def test_links_of_an_odt_are_written_out_and_deletions_left_out() -> None:
    changes = "<text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
    changes += "<office:annotation><text:p>hm</text:p></office:annotation>"
    link = '<text:p><text:a xlink:href="https://jane.example.com">my <text:span>site</text:span></text:a></text:p>'
    assert lines(odt(changes + link)) == ["my site (https://jane.example.com)"]


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ('text:display="none"', "hidden text"),
        ('fo:color="#ffffff"', "white text"),
        ('fo:color="#336699" fo:background-color="#336699"', "colour of its background"),
        ('fo:font-size="1pt"', "tiny text"),
    ],
)
def test_invisible_text_of_an_odt_is_dropped_and_reported(properties: str, reason: str) -> None:
    style = f'<style:style style:family="text" style:name="A"><style:text-properties {properties}/></style:style>'
    derived = '<style:style style:family="text" style:name="B" style:parent-style-name="A"/>'
    reading = read(odt('<text:p>Jane<text:span text:style-name="B">genius</text:span></text:p>', style + derived))
    assert reading.text == "Jane"
    assert reason in reading.hidden[0]


def rtf(body: str) -> bytes:
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset2 Symbol;}}"
    colours = r"{\colortbl;\red255\green255\blue255;\red51\green102\blue153;}"
    return f"{head}{colours}{body}}}".encode("latin-1")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Jane \b Doe\b0\par Baker\line Malm\'f6", "Jane Doe\nBaker\nMalmö"),
        (r"\u21487?\u20140\'3f and \u-10179?\u-8704? \uc2\u8211\'96\'97x", "可京 and 😀 –x"),
        (r"{\f1\'d1\'ee\'f4\'e8\'ff} {\f2\'b7}\tab item", "София •\titem"),
        (r"\trowd\cellx1\cellx2 2019\cell Baker\cell\row end", "2019\tBaker\nend"),
        (r"a{\*\unknown b{\pict 00ff}}{\info{\title t}}{\stylesheet{\s0 Normal;}}{\pict 00ff}c", "ac"),
        (r"{\header Jane\par}Baker{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box\par}}}", "Jane\n\nBaker" + "box"),
        (r"a\{b\}\\c\~d\_e\-f", "a{b}\\c d-ef"),
        (r"x{\deleted old}\bin3 }}}y", "xy"),
        (
            r'{\field{\*\fldinst HYPERLINK "https://jane.example.com"}{\fldrslt my site}} and on',
            "my site (https://jane.example.com) and on",
        ),
    ],
    ids=["words", "unicode", "code pages", "table", "destinations", "shapes", "signs", "raw data", "link"],
)
def test_an_rtf_is_read(body: str, text: str) -> None:
    reading = read(rtf(body))
    assert (reading.text, reading.kind) == (text, "rtf")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (r"{\v genius}", "hidden text"),
        (r"{\cf1 genius}", "white text"),
        (r"{\cf2\highlight2 genius}", "colour of its background"),
        (r"{\fs2 genius}", "tiny text"),
    ],
)
def test_invisible_text_of_an_rtf_is_dropped_and_reported(body: str, reason: str) -> None:
    reading = read(rtf(rf"Jane{body}\plain  Doe\v0"))
    assert reading.text == "Jane Doe"
    assert reason in reading.hidden[0]


SHAPE = (
    r"{{\shp{{\*\shpinst\shpleft{left}\shptop{top}\shpright{right}\shpbottom{bottom}\shpbxpage\shpbypage"
    r"{{\sp{{\sn {name}}}{{\sv {value}}}}}{{\shptxt {text}\par}}}}}}"
)


def shape(text: str = "genius", name: str = "fFilled", value: int = 1, **edges: int) -> str:
    """A text box of an RTF, with one property; its edges in twips."""
    usual = {"left": 1000, "top": 1000, "right": 5000, "bottom": 2000}
    return SHAPE.format(**{**usual, **edges}, name=name, value=value, text=text)


@pytest.mark.parametrize(
    "body",
    [
        r"{\webhidden genius}", r"{\charscalex1 genius}", r"{\expndtw-400 genius}", r"{\expnd-80 genius}",
        r"{\dn3000 genius}", r"{\up3000 genius}", r"\pard\sl-1 genius\par\pard\sl0 ",
        r"\pard\sl-20\slmult0\fs40 genius\par\pard\plain ", r"\pard\sl2\slmult1 genius\par\pard ",
        r"\pard\li-20000 genius\par\pard ", r"\pard\fi-20000 genius\par\pard ", r"\pard\li20000 genius\par\pard ",
        r"\pard\qr\ri-20000 genius\par\pard ", r"\pard\phpg\pvpg\posx30000\posy100\absw3000 genius\par\pard ",
        r"\pard\phpg\posnegx-9000\absw3000 genius\par\pard ", r"\pard\absw1 genius\par\pard ",
        r"\pard\absw3000\absh-1 genius\par\pard ", r"\trowd\trrh-1\cellx4000\pard\intbl genius\cell\row\pard ",
        r"\trowd\trleft-20000\cellx-15000\pard\intbl genius\cell\row\pard ",
        r"\trowd\clcbpat2\cellx4000\cellx8000\pard\intbl\cell\cf1 genius\cell\row\pard\plain ",
        r"\trowd\clcbpat2\cellx4000\pard\intbl{\cf2 genius}\cell\row\pard ",
        r"\trowd\clcbpat2\cellx4000\pard\intbl\cell\row\pard{\cf1 genius}",
        r"{\chcbpat2 \plain\cf1 genius}", r"\pard\cbpat2\pard\cf1 genius\plain ", r"{\header\cf1 genius}",
        shape(left=20_000, right=24_000), shape(left=-9000, right=-5000), shape(top=30_000, bottom=31_000),
        shape(right=1000), shape(bottom=1000), shape(name="fHidden"), shape(r"\cf1 genius"),
        shape(r"\cf2 genius", "fillColor", 0x996633), r"{\v{\b{\fs40 genius}}}", r"{\v\b\cf2\plain\v genius}",
        r"{\mvf genius}", r"{\chshdng10000\chcfpat2\cf2 genius}", r"\pard\shading10000\cfpat2\cf2 genius\pard\plain ",
        r"\trowd\clshdng10000\clcfpat2\cellx4000\pard\intbl{\cf2 genius}\cell\row\pard ",
        r"\trowd\clvmrg\cellx4000\pard\intbl genius\cell\row\pard ", r"{\listtext genius\tab}",
        r"\trowd\clmgf\cellx2000\clmrg\cellx4000\pard\intbl\cell genius\cell\row\pard ", r"{\pntext XML genius\tab}",
    ],
)  # fmt: skip
def test_text_of_an_rtf_hidden_by_word_is_dropped_and_reported(body: str) -> None:
    reading = read(rtf(rf"Jane\par {body}\par Doe"))
    assert reading.text.split() == ["Jane", "Doe"]
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize(
    "body",
    [
        r"{\xe genius}", r"{\field{\*\fldinst genius}{\fldrslt }}", r"{\*\unknown{\b genius}}", r"{\title genius}",
        r"{\ftncn genius}", r"{\revtbl{genius;}}", r"{\mhtmltag genius}", r"{\upr{genius}{\*\ud{}}}",
        r"{\headerf genius}", r"{\footerl genius}", r"{\nonesttables genius}",
    ],
)  # fmt: skip
def test_content_of_an_rtf_that_is_not_text_is_left_out(body: str) -> None:
    assert read(rtf(rf"Jane {body}")).text == "Jane"


@pytest.mark.parametrize(
    "body",
    [
        r"\cf1\highlight2 genius", r"\trowd\clcbpat2\cellx4000\pard\intbl\cf1 genius\cell\row", r"\v\v0 genius",
        r"\fs16 genius", r"\trowd\clcbpat2\cf1 genius", r"\pard\cbpat2\cf1 genius", r"\charscalex80\expndtw-10 genius",
        r"\up6 genius", r"\pard\sl-240 genius", r"\pard\sl20\slmult0 genius", r"\pard\sl-1\pard genius",
        r"\pard\li-720 genius", r"\pard\li720\fi-720 genius", r"\pard\phpg\posx900\absw3000 genius",
        r"\trowd\trrh-400\cellx4000\pard\intbl genius\cell\row", r"\trowd\trrh1\cellx4000\pard\intbl genius\cell\row",
        r"\trowd\trrh-1\cellx4000\pard\intbl\cell\row\pard genius", shape(),
        shape(r"\cf1 genius", "fillColor", 0x996633), shape(r"\cf1 genius", "fillType", 7),
        r"{\upr{x}{\*\ud{genius}}}", r"\titlepg{\headerf genius}", r"\facingp{\footerl genius}", r"{\headerr genius}",
        r"\chshdng5000\chcfpat2\cf1 genius", r"\chshdng0\chcfpat2\cf2 genius",
        r"\trowd\clvmgf\cellx4000\pard\intbl genius\cell\row\pard",
    ],
)  # fmt: skip
def test_unusual_but_visible_text_of_an_rtf_is_kept(body: str) -> None:
    reading = read(rtf(f"{{{body}}}"))
    assert reading.text == "genius"
    assert reading.hidden == []


@pytest.mark.parametrize("trailing", ["genius", "}genius", "{\\rtf1 genius}"])
def test_text_after_the_end_of_an_rtf_is_dropped_and_reported(trailing: str) -> None:
    reading = read(rtf("Jane") + trailing.encode())
    assert reading.text == "Jane"
    assert reading.hidden == ["text behind the end of the document: 'genius'"]
    assert read(rtf("Jane") + b"\r\n\0").hidden == []


def test_numbers_of_lists_of_an_rtf_are_read() -> None:
    labels = r"{\listtext 12.\tab}Baker\par{\listtext viii)\tab}Cook\par{\pntext\bullet\tab}Waiter"
    assert read(rtf(labels)).text == "12.\tBaker\nviii)\tCook\n•\tWaiter"


def test_empty_lines_of_an_rtf_cost_two_tokens_however_many_there_are() -> None:
    assert len(list(tokens(b"\\par\r\n" * 600_000))) == 2
    assert len(list(tokens(b"\\line \\par " * 2 + b"x" + b"\\par" * 2 + b"\\pard"))) == 6
    assert read(rtf("Jane" + r"\par " * 600_000 + "Doe")).text == "Jane\n\nDoe"


def test_an_rtf_of_more_tokens_than_a_document_has_is_refused() -> None:
    with pytest.raises(Invalid, match="too large"):
        read(rtf(r"\b\i" * (MOST_TOKENS // 2)))


def test_a_doc_is_refused_with_the_names_of_the_missing_tools() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(Invalid, match="antiword or catdoc"):
        file_types.read(ole, {"antiword": None})


@pytest.mark.skipif(not (shutil.which("antiword") or shutil.which("catdoc")), reason="no program for .doc is installed")
def test_a_broken_doc_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(Invalid, match="damaged"):
        file_types.read(ole, external_programs.find())


def test_a_doc_is_passed_to_the_tool_as_a_file(tmp_path: Path) -> None:
    program = tmp_path / "antiword"
    program.write_text('#!/bin/sh\nfor file; do :; done\ntail -c 4 "$file"\n')
    program.chmod(0o755)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 600 + b"Jane"
    assert file_types.read(ole, {"antiword": str(program)}).text == "Jane"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    body = f'{declared}<w:p xmlns:w="{WORD}"><w:t>Jane &e;</w:t><w:t>&e;</w:t></w:p>'
    assert read(zipped({"word/document.xml": body})).text == "Jane"


def test_an_archive_of_many_parts_is_refused() -> None:
    file = io.BytesIO(docx(paragraph("Jane")))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(6000):
            archive.writestr(f"word/media/{number}", b"")
    with pytest.raises(Invalid, match="unpacks to more"):
        read(file.getvalue())
