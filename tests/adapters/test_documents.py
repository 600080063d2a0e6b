"""The local document reader, with its real child process."""

import asyncio
import io
import os
import signal
import sys
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recruit.adapters.documents import local
from recruit.adapters.documents import reader as open_reader
from recruit.adapters.documents.local import LocalReader
from recruit.domain.model.errors import Invalid, Unavailable
from recruit.ports.documents import DocumentReader
from recruit.ports.plugins import Plug

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

MISBEHAVING_CHILD = """
import os, resource, sys, tempfile
from recruit.adapters.documents import child, frames

def read(data):
    if data == b"hang":
        while True:
            pass
    if data == b"die":
        os._exit(1)
    if data == b"eat":
        bytearray(2 << 30)
    if data == b"write":
        tempfile.TemporaryFile(buffering=0).write(b"x")
    if data == b"print":
        print("length", flush=True)
        os.write(1, b"\\0\\0\\0\\0")
    if data == b"babble":
        answers.write(b"\\xff" * 100)
        answers.flush()
    says = {b"pid": os.getpid(), b"environment": sorted(os.environ), b"core": resource.getrlimit(resource.RLIMIT_CORE)}
    return frames.Reading(str(says.get(data, "read")), "txt")

answers = child.private_stdout()
child.serve(sys.stdin.buffer, answers, read)
"""

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="the system has no resource limits")


@pytest.fixture(scope="module")
async def documents(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DocumentReader]:
    async with open_reader(Plug("local:", tmp_path_factory.mktemp("data"))) as documents:
        yield documents


@pytest.fixture
async def misbehaving() -> AsyncIterator[LocalReader]:
    """A reader whose child does what the document says."""
    misbehaving = LocalReader((sys.executable, "-I", "-c", MISBEHAVING_CHILD), seconds=1)
    yield misbehaving
    await misbehaving.close()


def pdf(*pages: str, encrypt: bool = False) -> bytes:
    """A PDF with one line of text a page."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    numbers = []
    for text in pages:
        stream = f"BT /F 12 Tf 72 700 Td ({text}) Tj ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]"
            "/A<</S/URI/URI(https://jane.example.com)>>>>]>>"
        )
        numbers.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4>>/ID[(a)(b)]" if encrypt else ""
    trailer = f"trailer<</Root 1 0 R/Size {len(objects) + 1}{lock}>>\nstartxref\n{len(data)}\n%%EOF"
    return f"{data}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body; other parts by their names without "word/" and ".xml"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items():
            archive.writestr(f"word/{name}.xml", f'<w:root xmlns:w="{WORD}" xmlns:r="{RELATIONS}">{content}</w:root>')
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


async def test_a_pdf_is_read_page_by_page_with_its_links(documents: DocumentReader) -> None:
    document = await documents.read(pdf("Jane Doe", "Baker"))
    assert document.kind == "pdf"
    assert document.text.split() == ["Jane", "Doe", "Baker", "https://jane.example.com"]


async def test_pages_beyond_the_fiftieth_are_left_out(documents: DocumentReader) -> None:
    text = (await documents.read(pdf(*(f"page{number}" for number in range(60))))).text
    assert "page49" in text
    assert "page50" not in text


async def test_a_docx_is_read_with_header_tables_and_tabs(documents: DocumentReader) -> None:
    cells = f"<w:tc>{paragraph('Baker')}</w:tc><w:tc>{paragraph('Old Mill')}</w:tc>"
    tabbed = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>2019</w:t><w:tab/><w:t>2021</w:t></w:r></w:p>"
    document = await documents.read(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{tabbed}", header1=paragraph("Jane Doe")))
    assert document.kind == "docx"
    assert document.text.split("\n") == ["Jane Doe", "", "Baker", "Old Mill", "2019\t2021"]


async def test_hidden_and_deleted_text_of_a_docx_is_left_out(documents: DocumentReader) -> None:
    hidden = (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>genius</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    )
    assert (await documents.read(docx(f"<w:p>{hidden}<w:r><w:t>Jane</w:t></w:r></w:p>"))).text == "Jane"


async def test_a_link_of_a_docx_is_written_out(documents: DocumentReader) -> None:
    link = '<w:p><w:hyperlink r:id="r1"><w:r><w:t>LinkedIn</w:t></w:r></w:hyperlink></w:p>'
    relation = '<Relationship Id="r1" Target="https://linkedin.com/in/janed"/>'
    file = io.BytesIO(docx(link))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relation}</Relationships>")
    assert (await documents.read(file.getvalue())).text == "LinkedIn (https://linkedin.com/in/janed)"


async def test_the_visible_text_of_html_is_read(documents: DocumentReader) -> None:
    page = """<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><h1>Jane</h1>
    <p>Baker in <b>Malmö</b></p><p style="display: none">genius</p><script>steal()</script></body></html>"""
    document = await documents.read(page.encode())
    assert document.kind == "html"
    assert document.text.split() == ["Jane", "Baker", "in", "Malmö"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
async def test_plain_text_is_read_in(encoding: str, documents: DocumentReader) -> None:
    document = await documents.read("Zoë Müller\r\nKöchin".encode(encoding))
    assert (document.text, document.kind) == ("Zoë Müller\nKöchin", "txt")


async def test_text_comes_without_what_nobody_sees(documents: DocumentReader) -> None:
    text = "Jane\x01\u200b \u202eDoe\x0b\tBaker \rOld\u00a0Mill\u2028\n\n\n\n\ufeffCo\ufb01x" + " and more" * 20
    assert (await documents.read(text.encode())).text == "Jane Doe\n\tBaker\nOld Mill\n\nCofix" + " and more" * 20


async def test_at_most_200_000_characters_come_back(documents: DocumentReader) -> None:
    assert len((await documents.read(b"word " * 100_000)).text) <= 200_000


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"", "empty"),
        (b" \n\t ", "no text"),
        (b"\0" * 50, "isn't a text"),
        (bytes(range(256)) * 20, "isn't a text"),
        (b"Jane\0Doe", "isn't a text"),
        (pdf(""), "scan"),
        (pdf("secret", encrypt=True), "password"),
        (b"%PDF-1.7 and then nothing", "damaged"),
        (docx("")[:-40], "damaged"),
        (docx("<w:p>").replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx(""), "no text"),
        (b"{\\rtf1 Jane}", ".rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, hint: str, documents: DocumentReader) -> None:
    with pytest.raises(Invalid, match=hint) as refusal:
        await documents.read(data)
    assert str(refusal.value).endswith(".")
    assert (await documents.read(b"Jane")).text == "Jane"


async def test_an_archive_of_something_else_is_refused(documents: DocumentReader) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Invalid, match="another kind of office file"):
        await documents.read(file.getvalue())


async def test_a_zip_bomb_is_refused(documents: DocumentReader) -> None:
    with pytest.raises(Invalid, match="unpacks to more"):
        await documents.read(docx(paragraph("x"), header1="<w:p/>" * 6_000_000))


async def test_entities_of_a_docx_are_not_expanded(documents: DocumentReader, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2")
    file = io.BytesIO()
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f'{declared}<w:p xmlns:w="{WORD}"><w:t>Jane &e;</w:t><w:t>&e;</w:t></w:p>'
        )
    assert (await documents.read(file.getvalue())).text == "Jane"


async def test_many_at_once_each_get_their_own_text(documents: DocumentReader) -> None:
    texts = [f"Candidate {number}" for number in range(20)]
    read = await asyncio.gather(*(documents.read(text.encode()) for text in texts))
    assert [document.text for document in read] == texts


@pytest.mark.parametrize(
    "deed",
    [b"hang", b"die", b"babble", pytest.param(b"eat", marks=needs_limits), pytest.param(b"write", marks=needs_limits)],
)
async def test_a_document_that_breaks_the_child_is_refused_and_the_next_is_read(
    deed: bytes, misbehaving: LocalReader
) -> None:
    with pytest.raises(Invalid):
        await misbehaving.read(deed)
    assert (await misbehaving.read(b"next")).text == "read"


async def test_what_native_code_prints_does_not_disturb_the_answer(misbehaving: LocalReader) -> None:
    assert (await misbehaving.read(b"print")).text == "read"


@needs_limits
async def test_a_child_that_dies_between_documents_is_replaced(misbehaving: LocalReader) -> None:
    pid = int((await misbehaving.read(b"pid")).text)
    os.kill(pid, signal.SIGKILL)
    assert int((await misbehaving.read(b"pid")).text) != pid


async def test_a_request_that_is_given_up_leaves_the_reader_usable(misbehaving: LocalReader) -> None:
    await misbehaving.read(b"first")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await misbehaving.read(b"hang")
    assert (await misbehaving.read(b"next")).text == "read"


async def test_who_waits_too_long_is_told_to_come_back(
    misbehaving: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "SECONDS_IN_LINE", 0.01)
    answers = await asyncio.gather(*(misbehaving.read(b"hang") for _ in range(2)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {Invalid, Unavailable}


async def test_a_child_that_cannot_start_makes_documents_unavailable() -> None:
    for command in (("/nonexistent",), (sys.executable, "-c", "")):
        with pytest.raises(Unavailable):
            await LocalReader(command).read(b"Jane")


async def test_a_child_serves_a_bounded_number_of_documents(
    misbehaving: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "DOCUMENTS_PER_WORKER", 2)
    pids = [(await misbehaving.read(b"pid")).text for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


@needs_limits
async def test_the_child_knows_nothing_of_the_server_and_may_do_little(
    misbehaving: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECRUIT_SECRET_KEY", "hunter2")
    assert "RECRUIT" not in (await misbehaving.read(b"environment")).text
    assert (await misbehaving.read(b"core")).text == "(0, 0)"


@needs_limits
async def test_closing_ends_the_child(misbehaving: LocalReader) -> None:
    pid = int((await misbehaving.read(b"pid")).text)
    await misbehaving.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
