"""What a file is, told from its bytes, and who reads it.

pdf   "%PDF-" within the first 1,024 bytes, as the standard lets readers accept
docx  a zip archive with word/document.xml
html  "<!doctype html" or "<html" near the start
txt   anything else that decodes as text
"""

from collections.abc import Callable

from recruit.adapters.documents import docx, html, pdf, plain
from recruit.adapters.documents.frames import Reading
from recruit.adapters.documents.tidy import tidy
from recruit.domain.model.errors import Invalid

HEAD = 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream of an OLE file that holds a password-protected DOCX ([MS-OFFCRYPTO] 2.3.4.4)."""

ELSEWHERE = (
    (b"{\\rtf", "an .rtf file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
)
NO_TEXT = "This file has no text in it: choose another file and upload it again."
PROTECTED = "This document is protected by a password: save it without one and upload it again."


def read(data: bytes) -> Reading:
    """Return the text of a file. Raises Invalid."""
    kind, reader = _reader(data)
    text = tidy(reader(data))
    if not text:
        raise Invalid(pdf.NO_TEXT if kind == "pdf" else NO_TEXT)
    return Reading(text, kind)


def _reader(data: bytes) -> tuple[str, Callable[[bytes], str]]:
    head = data[:HEAD]
    if b"%PDF-" in head:
        return "pdf", pdf.read
    if head.startswith(b"PK\x03\x04"):
        return "docx", docx.read
    _refuse_what_others_read(data)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        return "html", html.read
    return "txt", plain.read


def _refuse_what_others_read(data: bytes) -> None:
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            raise Invalid(PROTECTED)
        raise elsewhere("a .doc file")
    for signature, name in ELSEWHERE:
        if data.startswith(signature):
            raise elsewhere(name)


def elsewhere(name: str) -> Invalid:
    """Return the refusal of a kind of file that isn't read here."""
    return Invalid(
        f"This looks like {name}, which can't be read here: save it as PDF, DOCX or TXT and upload it again."
    )
