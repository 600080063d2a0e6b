"""The local document reader, with its real child processes."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recruit.adapters.documents import local
from recruit.adapters.documents import reader as open_reader
from recruit.adapters.documents.local import LocalReader
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.domain.shared.tenancy import on_behalf_of
from recruit.ports.documents import Document, DocumentReader
from recruit.ports.plugins import AdapterConfig
from stand_ins.documents import docx, line, odt, pdf, zipped

ENCRYPTED = '<m:m xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:m>'

MISBEHAVING_CHILD = """
import os, resource, sys, tempfile
from recruit.adapters.documents import child
from recruit.adapters.documents.answers import Reading
from recruit.child_processes.frames import private_stdout

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
    if data == b"half":
        return Reading("\\ud83d", "txt")
    says = {
        b"pid": os.getpid(),
        b"environment": sorted(os.environ),
        b"core": resource.getrlimit(resource.RLIMIT_CORE),
        b"niceness": os.getpriority(os.PRIO_PROCESS, 0),
        b"processors": sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else None,
    }
    return Reading(str(says.get(data, "read")), "txt")

answers = private_stdout()
child.serve(sys.stdin.buffer, answers, read)
"""

MISBEHAVING = (sys.executable, "-I", "-c", MISBEHAVING_CHILD)

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="the system has no resource limits")


@pytest.fixture(scope="module")
async def documents(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DocumentReader]:
    async with open_reader(AdapterConfig("local:", tmp_path_factory.mktemp("data"))) as documents:
        yield documents


@pytest.fixture
async def misbehaving() -> AsyncIterator[LocalReader]:
    """A reader whose child misbehaves as the document says."""
    misbehaving = LocalReader(MISBEHAVING, seconds=1)
    yield misbehaving
    await misbehaving.close()


async def test_a_document_has_its_kind_pages_and_hidden_text(documents: DocumentReader) -> None:
    document = await documents.read(pdf(line("Jane Doe, baker") + line("genius", y=600, before="1 g")))
    assert document == Document("Jane Doe, baker", "pdf", 1, ("white text: 'genius'",), ())


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"", "empty"),
        (b" \n\t ", "no text"),
        (b"\0" * 50, "isn't a text"),
        (bytes(range(256)) * 20, "isn't a text"),
        (b"Jane\0Doe", "isn't a text"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 60, "isn't a text"),
        (pdf(""), "no text"),
        (pdf(line("secret"), encrypt=True), "password"),
        (b"%PDF-1.7 and then nothing", "damaged"),
        (docx("")[:-40], "damaged"),
        (docx("<w:p>").replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx(""), "no text"),
        (odt("<text:p>"), "damaged"),
        (odt("", **{"META-INF/manifest.xml": ENCRYPTED}), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "another kind of office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped({"xl/workbook.xml": "<x/>"}), "another kind of office file"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
async def test_an_unreadable_document_is_refused_with_a_reason(
    data: bytes, hint: str, documents: DocumentReader
) -> None:
    with pytest.raises(Invalid, match=hint) as refusal:
        await documents.read(data)
    assert str(refusal.value).endswith(".")
    assert (await documents.read(b"Jane")).text == "Jane"


async def test_a_document_that_is_too_large_is_not_sent_to_the_child(misbehaving: LocalReader) -> None:
    with pytest.raises(Invalid, match="too large"):
        await misbehaving.read(bytes(local.MOST_BYTES + 1))


async def test_tools_are_listed_with_their_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "catdoc").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert LocalReader().tools == {"antiword": None, "catdoc": str(tmp_path / "catdoc"), "tesseract": None}


async def test_the_words_of_a_pdf_have_places(documents: DocumentReader) -> None:
    jane, doe = await documents.layout(pdf("", line("Jane Doe")))
    assert (jane.text, doe.text, jane.place.page) == ("Jane ", "Doe\n", 2)
    assert jane.place.left == pytest.approx(72 / 612, abs=0.001)
    assert jane.place.left < jane.place.right < doe.place.left
    with pytest.raises(Invalid, match="isn't a PDF"):
        await documents.layout(b"Jane Doe")


async def test_an_answer_that_cannot_be_encoded_is_refused_by_the_same_child(misbehaving: LocalReader) -> None:
    child = (await misbehaving.read(b"pid")).text
    with pytest.raises(Invalid, match="damaged"):
        await misbehaving.read(b"half")
    assert (await misbehaving.read(b"pid")).text == child


async def test_concurrent_reads_get_their_own_text(documents: DocumentReader) -> None:
    texts = [f"Candidate {number}" for number in range(20)]
    read = await asyncio.gather(*(documents.read(text.encode()) for text in texts))
    assert [document.text for document in read] == texts


@pytest.mark.parametrize(
    "behaviour",
    [b"hang", b"die", b"babble", pytest.param(b"eat", marks=needs_limits), pytest.param(b"write", marks=needs_limits)],
)
async def test_a_document_that_breaks_the_child_is_refused_and_the_next_is_read(
    behaviour: bytes, misbehaving: LocalReader
) -> None:
    with pytest.raises(Invalid):
        await misbehaving.read(behaviour)
    assert (await misbehaving.read(b"next")).text == "read"


async def test_output_of_native_code_does_not_disturb_the_answer(misbehaving: LocalReader) -> None:
    assert (await misbehaving.read(b"print")).text == "read"


@needs_limits
async def test_a_child_that_dies_between_documents_is_replaced(misbehaving: LocalReader) -> None:
    pid = int((await misbehaving.read(b"pid")).text)
    os.kill(pid, signal.SIGKILL)
    assert int((await misbehaving.read(b"pid")).text) != pid


async def test_a_cancelled_read_leaves_the_reader_usable(misbehaving: LocalReader) -> None:
    await misbehaving.read(b"first")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await misbehaving.read(b"hang")
    assert (await misbehaving.read(b"next")).text == "read"


async def test_documents_that_never_finish_leave_a_child_to_another_organisation() -> None:
    reader = LocalReader(MISBEHAVING, seconds=600)
    with on_behalf_of(1):
        ours = [asyncio.create_task(reader.read(b"hang")) for _ in range(8)]
    await asyncio.sleep(0)
    with on_behalf_of(2):
        assert (await reader.read(b"theirs")).text == "read"
    assert not any(task.done() for task in ours)
    for task in ours:
        task.cancel()
    await asyncio.gather(*ours, return_exceptions=True)
    assert (reader.turns.held(1), reader.turns.waiting(1)) == (0, 0)
    await reader.close()


async def test_a_document_beyond_the_full_queue_is_refused_at_once(misbehaving: LocalReader) -> None:
    reading = [asyncio.create_task(misbehaving.read(b"hang")) for _ in range(local.SHARE + local.MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await misbehaving.read(b"one more")
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)


async def test_a_read_that_waits_too_long_is_unavailable(misbehaving: LocalReader) -> None:
    misbehaving.turns.seconds = 0.01
    answers = await asyncio.gather(*(misbehaving.read(b"hang") for _ in range(local.SHARE + 1)), return_exceptions=True)
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
async def test_the_child_inherits_no_settings_and_writes_no_core_dump(
    misbehaving: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECRUIT_SECRET_KEY", "hunter2")
    assert "RECRUIT" not in (await misbehaving.read(b"environment")).text
    assert (await misbehaving.read(b"core")).text == "(0, 0)"


@needs_limits
async def test_the_child_has_a_lower_priority(misbehaving: LocalReader) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert int((await misbehaving.read(b"niceness")).text) >= min(own + 1, 19)


@pytest.mark.skipif(sys.platform != "linux", reason="processors can be chosen on Linux alone")
async def test_the_child_leaves_the_first_processor_free(misbehaving: LocalReader) -> None:
    ours = sorted(os.sched_getaffinity(0))
    assert (await misbehaving.read(b"processors")).text == str(ours[1:] or ours)


async def test_the_number_of_children_is_bounded(misbehaving: LocalReader) -> None:
    read = await asyncio.gather(*(misbehaving.read(b"pid") for _ in range(12)))
    assert len({document.text for document in read}) <= local.SHARE


@needs_limits
async def test_closing_ends_the_child(misbehaving: LocalReader) -> None:
    pid = int((await misbehaving.read(b"pid")).text)
    await misbehaving.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
