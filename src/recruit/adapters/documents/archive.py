"""Reader of the zip archives of DOCX and ODT. Declared and real sizes are checked, since an archive may declare any."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from recruit.adapters.documents import markup
from recruit.domain.shared.errors import Invalid

MOST_PARTS = 5_000
MOST_BYTES_DECLARED = 200 << 20
MOST_BYTES_READ = 32 << 20

DAMAGED = "This document is damaged: save it again, or as PDF or TXT, and upload the new file."
TOO_LARGE = "This document unpacks to more than can be read here: save it as PDF or TXT and upload that."

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
)
"""Errors of zipfile, zlib and lxml for damaged or encrypted archives and parts."""


class Archive:
    """An open archive. Its parts can be read until their real sizes add up to MOST_BYTES_READ."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._remaining = MOST_BYTES_READ
        self.names = file.NameToInfo.keys()

    def xml(self, name: str) -> markup.Element | None:
        """Return the root of a part, or None if no part has that name. Raises Invalid beyond the size limit."""
        if name not in self.names:
            return None
        with self._file.open(name) as part:
            data = part.read(self._remaining + 1)
        self._remaining -= len(data)
        if self._remaining < 0:
            raise Invalid(TOO_LARGE)
        return markup.xml(data)


@contextmanager
def opened(data: bytes) -> Iterator[Archive]:
    """Open an archive. Raises Invalid, also for damaged parts that are read in the block."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES_DECLARED:
                raise Invalid(TOO_LARGE)
            yield Archive(file)
    except _UNREADABLE:
        raise Invalid(DAMAGED) from None


def names(data: bytes) -> frozenset[str]:
    """Return the names of all parts. Raises Invalid."""
    with opened(data) as archive:
        return frozenset(archive.names)
