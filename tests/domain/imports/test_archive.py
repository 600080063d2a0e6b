"""Uploaded archives: reading their files, and refusing unsafe archives."""

import io
import zipfile
from contextlib import suppress

import pytest

from recruit.domain.imports import archive
from recruit.domain.imports.item_content import file_item, file_of
from recruit.domain.shared.errors import Invalid
from stand_ins.archives import altered, crowded, linked, lying, overlapping, renamed, zipped

ENCRYPTED = 0x1
MIB = 1 << 20


def names(data: bytes) -> list[str]:
    return [entry.name for entry in archive.read(io.BytesIO(data))]


def contents(data: bytes) -> list[bytes]:
    file = io.BytesIO(data)
    return [file_of(file_item(file, 1, entry, None)) for entry in archive.read(file)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("content", [b"", b"Jane Doe", b"Jane Doe\n" * 50_000], ids=["none", "little", "much"])
def test_files_are_read_unchanged(method: int, content: bytes) -> None:
    data = zipped({"one.txt": content, "folder/two.txt": b"John Roe"}, method)
    assert names(data) == ["one.txt", "folder/two.txt"]
    assert contents(data) == [content, b"John Roe"]


def test_the_same_content_has_the_same_digest() -> None:
    file = io.BytesIO(zipped({"1.txt": b"Jane", "2.txt": b"Jane", "3.txt": b"John"}))
    first, second, third = (entry.digest for entry in archive.read(file))
    assert first == second != third


def test_an_archive_with_leading_bytes_is_read() -> None:
    assert contents(b"#!/bin/sh\n" * 10 + zipped({"a.txt": b"Jane"})) == [b"Jane"]


def test_folders_and_system_files_are_skipped() -> None:
    others = ["folder/", "__MACOSX/._a.txt", "folder/.DS_Store", "Thumbs.db", "folder/desktop.ini", "._a.txt"]
    assert names(zipped({**dict.fromkeys(others, b""), "folder/a.txt": b"Jane"})) == ["folder/a.txt"]


@pytest.mark.parametrize(
    ("name", "encoding", "flags"),
    [("Müller.txt", "utf-8", 0x800), ("Müller.txt", "utf-8", 0), ("Müller.txt", "cp437", 0), ("简历.txt", "utf-8", 0)],
)
def test_names_are_read_as_utf_8_or_else_as_cp437(name: str, encoding: str, flags: int) -> None:
    written = name.encode(encoding)
    data = zipped({"x" * len(written): b"Jane"})
    assert names(renamed(data, b"x" * len(written), written, flags)) == [name]


@pytest.mark.parametrize("name", ["/etc/passwd", "../a.txt", "a/../../b.txt", "..", "C:/a.txt", "c:a.txt"])
def test_a_name_outside_the_archive_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="leads elsewhere"):
        names(zipped({"good.txt": b"Jane", name: b"Jane"}))


@pytest.mark.parametrize("name", [b"..\\a.txt", b"\\\\host\\x", b"a.txt\0.py"])
def test_a_name_with_backslashes_or_nul_characters_is_refused(name: bytes) -> None:
    with pytest.raises(Invalid, match="leads elsewhere"):
        names(renamed(zipped({"x" * len(name): b"Jane"}), b"x" * len(name), name))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_with_one_name_are_refused() -> None:
    data = zipped({"a.txt": b"Jane", "b.txt": b"John"}).replace(b"b.txt", b"a.txt")
    with pytest.raises(Invalid, match=r"Two files of this archive are called 'a\.txt'"):
        names(data)


def test_a_symbolic_link_is_refused() -> None:
    with pytest.raises(Invalid, match=r"'cv\.pdf' is a link"):
        names(linked("cv.pdf", "/etc/passwd"))


def test_an_encrypted_archive_is_refused() -> None:
    with pytest.raises(Invalid, match="protected by a password"):
        names(renamed(zipped({"a.txt": b"Jane"}), b"a.txt", b"b.txt", ENCRYPTED))


def test_a_zip_bomb_is_recognised_by_its_compression_ratio() -> None:
    with pytest.raises(Invalid, match=r"'b\.txt' in this archive unpacks to far more than documents do"):
        names(zipped({"a.txt": b"Jane", "b.txt": b"\0" * (2 * MIB)}))


def test_the_declared_total_size_is_limited() -> None:
    with pytest.raises(Invalid, match="unpacks to more than 300 MiB"):
        names(altered(zipped({"a.txt": b"Jane"}), size=301 * MIB))


@pytest.mark.parametrize("declared", [0, 1, 1000, 99_999])
def test_a_file_larger_than_its_declared_size_is_refused(declared: int) -> None:
    with pytest.raises(Invalid, match="unpacks to far more"):
        names(lying(b"x" * 100_000, declared))


def test_a_file_smaller_than_its_declared_size_fails_alone() -> None:
    data = altered(zipped({"a.txt": b"Jane", "b.txt": b"John"}), size=10)
    assert [entry.error for entry in archive.read(io.BytesIO(data))] == [archive.FILE_DAMAGED, None]


def test_a_file_with_a_wrong_checksum_fails_alone() -> None:
    data = zipped({"a.txt": b"Jane", "b.txt": b"John"}, zipfile.ZIP_STORED).replace(b"Jane", b"Jone")
    assert [entry.error for entry in archive.read(io.BytesIO(data))] == [archive.FILE_DAMAGED, None]


def test_a_file_that_is_too_large_fails_alone_and_is_not_unpacked() -> None:
    noise = bytes(range(256)) * (MIB // 256)
    data = altered(zipped({"a.txt": noise, "b.txt": b"John"}, zipfile.ZIP_STORED), size=10 * MIB + 1)
    assert [entry.error for entry in archive.read(io.BytesIO(data))] == [archive.FILE_TOO_LARGE, None]


def test_a_file_with_an_unsupported_compression_method_fails_alone() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive_file:
        archive_file.writestr("a.txt", b"Jane", zipfile.ZIP_BZIP2)
        archive_file.writestr("b.txt", b"John")
    assert [entry.error for entry in archive.read(data)] == [archive.OTHER_METHOD, None]


def test_files_that_overlap_are_refused() -> None:
    with pytest.raises(Invalid, match="overlap"):
        names(overlapping(2))
    with pytest.raises(Invalid, match="overlap"):
        names(altered(zipped({"a.txt": b"Jane", "b.txt": b"John"}, zipfile.ZIP_STORED), packed=50, size=50))


@pytest.mark.parametrize("offset", [2**31, 7])
def test_a_file_with_an_invalid_offset_is_refused(offset: int) -> None:
    with pytest.raises(Invalid, match=r"overlap|damaged"):
        names(altered(zipped({"a.txt": b"Jane"}), offset=offset))


def test_an_archive_has_at_most_a_thousand_files() -> None:
    files = {f"{number}.txt": b"Jane" for number in range(archive.MOST_FILES)}
    assert len(names(zipped(files))) == archive.MOST_FILES
    with pytest.raises(Invalid, match="more than 1,000 files"):
        names(zipped({**files, "last.txt": b"Jane"}))


def test_an_archive_with_a_million_files_is_refused() -> None:
    with pytest.raises(Invalid, match="more than 1,000 files"):
        names(crowded(1_000_000))


@pytest.mark.parametrize("data", [zipped({}), zipped({"folder/": b"", "folder/.DS_Store": b""})])
def test_an_archive_without_files_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="no files"):
        names(data)


def test_an_office_document_is_not_accepted_as_an_archive() -> None:
    with pytest.raises(Invalid, match="a single office document"):
        names(zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))


def test_a_broken_archive_raises_only_invalid() -> None:
    good = zipped({"one.txt": b"Jane Doe" * 20, "two.txt": b"John Roe" * 20})
    for cut in range(0, len(good), 3):
        for data in (good[:cut], good[cut:], good[:cut] + b"\xff" + good[cut + 1 :], good[:cut] + b"\0\0" + good[cut:]):
            with suppress(Invalid):
                contents(data)
