"""Hostile documents: each is refused with a reason, and the next is read."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from recruit.adapters.documents.local import MOST_BYTES, MOST_WORKERS, LocalReader
from recruit.domain.shared.errors import Invalid
from stand_ins import hostile_documents as hostile
from stand_ins.documents import line, pdf

SECONDS = 2.0
"""The time limit of a document in these tests, shorter than in production."""

MUTATED = 200
MOST_GROWTH = 64 << 20

Maker = Callable[[], bytes]

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system doesn't show its processes")


@pytest.fixture(scope="module")
async def documents() -> AsyncIterator[LocalReader]:
    documents = LocalReader()
    yield documents
    await documents.close()


@pytest.fixture(scope="module")
async def hurried() -> AsyncIterator[LocalReader]:
    hurried = LocalReader(seconds=SECONDS)
    yield hurried
    await hurried.close()


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        pytest.param(lambda: pdf(line("secret"), encrypt=True), "password", id="an encrypted PDF"),
        pytest.param(lambda: pdf(line("Jane"))[:500], "damaged", id="a truncated PDF"),
        pytest.param(lambda: pdf(*[""] * 20_000), "no text", id="a PDF of 20,000 empty pages"),
        pytest.param(lambda: hostile.bomb("word/document.xml"), "unpacks to more", id="a zip bomb as DOCX"),
        pytest.param(lambda: hostile.bomb("content.xml"), "unpacks to more", id="a zip bomb as ODT"),
        pytest.param(hostile.docx_that_lies, "damaged", id="a DOCX that lies about its size"),
        pytest.param(hostile.billion_laughs, "damaged", id="a billion laughs"),
        pytest.param(lambda: b"{\\rtf1 " + b"word " * (10 << 20) + b"}", "too large", id="an RTF of 50 MB"),
        pytest.param(lambda: b"{\\rtf1 " + b"{" * (5 << 20), "damaged", id="an RTF of braces"),
        pytest.param(
            lambda: b"<!doctype html>" + b"<div>" * (2 << 20), "nested too deeply", id="an HTML two million deep"
        ),
        pytest.param(lambda: Path(sys.executable).read_bytes()[: 1 << 20], "isn't a text", id="an executable"),
    ],
)
async def test_a_hostile_document_is_refused_and_the_next_is_read(
    make: Maker, hint: str, documents: LocalReader
) -> None:
    with pytest.raises(Invalid, match=hint) as refusal:
        await documents.read(make())
    assert str(refusal.value).endswith(".")
    assert (await documents.read(pdf(line("Jane Doe, baker")))).text == "Jane Doe, baker"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(hostile.pdf_of_much_text, id="a PDF with 300 MB of text"),
        pytest.param(hostile.pdf_of_nested_forms, id="a PDF of forms in forms"),
        pytest.param(hostile.pdf_flate_bomb, id="a PDF that unpacks to 2 GB"),
        pytest.param(lambda: b"{\\rtf1 " + b"\\a" * (5 << 20), id="an RTF of five million words"),
        pytest.param(hostile.html_of_attributes, id="an HTML of 18 MB of attributes"),
    ],
)
async def test_a_document_that_exhausts_time_or_memory_is_refused_and_the_next_is_read(
    make: Maker, hurried: LocalReader
) -> None:
    with pytest.raises(Invalid, match=r"takes too long|too large") as refusal:
        await hurried.read(make())
    assert str(refusal.value).endswith(".")
    assert (await hurried.read(b"Jane")).text == "Jane"


async def test_only_the_first_of_20_000_pages_are_read(documents: LocalReader) -> None:
    document = await documents.read(pdf(*[line("Jane Doe, baker")] * 20_000))
    assert document.pages == 20_000
    assert document.text.count("Jane") == 50


@needs_proc
async def test_mutated_documents_leak_neither_memory_nor_processes() -> None:
    before = children()
    reader = LocalReader()
    sizes: list[int] = []
    for number, data in enumerate(hostile.mutated(MUTATED, seed=7)):
        with contextlib.suppress(Invalid):
            assert (await reader.read(data)).text
        if number % 20 == 19:
            started = children() - before
            assert len(started) == 1
            sizes.append(sum(map(resident, started)))
    assert (await reader.read(b"Jane")).text == "Jane"
    assert max(sizes) - sizes[0] < MOST_GROWTH
    await reader.close()
    assert children() == before


@needs_proc
async def test_concurrent_hostile_documents_leave_the_reader_usable_and_leak_no_child() -> None:
    before = children()
    reader = LocalReader(seconds=SECONDS)
    data = hostile.pdf_of_nested_forms()
    answers = await asyncio.gather(*(reader.read(data) for _ in range(MOST_WORKERS)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {Invalid}
    assert (await reader.read(b"Jane")).text == "Jane"
    await reader.close()
    assert children() == before


async def test_the_largest_accepted_upload_is_read(documents: LocalReader) -> None:
    text = b"word " * (MOST_BYTES // 5)
    assert (await documents.read(text)).warnings == ("Only the first 200,000 characters were read.",)


def children() -> set[int]:
    """Return this process's children, zombies included."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(int(stat.parent.name))
    return found


def resident(pid: int) -> int:
    """Return a process's resident memory in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
