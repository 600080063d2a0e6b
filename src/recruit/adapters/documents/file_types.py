r"""File type detection from a file's bytes, and the choice of its reader.

pdf        "%PDF-" within the first 1,024 bytes, as the standard lets readers accept
docx       a zip archive with word/document.xml, or document2.xml and so on
odt        a zip archive with content.xml
doc        an OLE file with a stream named WordDocument
rtf        "{\rtf"
html       "<html" near the start, or a tag of HTML or a comment at the start
txt        anything else that decodes as text
"""

import re
from collections.abc import Callable
from functools import partial

from recruit.adapters.documents import archive, doc, html, plain
from recruit.adapters.documents.answers import Layout, Reading
from recruit.adapters.documents.content import PROTECTED, Content
from recruit.adapters.documents.doc.compound import SIGNATURE as OLE
from recruit.adapters.documents.docx import reader as docx
from recruit.adapters.documents.docx.package import DOCUMENTS
from recruit.adapters.documents.external_programs import Tools
from recruit.adapters.documents.normalisation import MOST_CHARACTERS, normalise
from recruit.adapters.documents.odt import reader as odt
from recruit.adapters.documents.pdf import reader as pdf
from recruit.adapters.documents.rtf import reader as rtf
from recruit.adapters.documents.unicode_hiding import disguised_text, without_variation_selectors
from recruit.domain.shared.errors import Invalid

HEAD = 1024
PDF = b"%PDF-"
HTML = re.compile(
    rb"<(?:!--|!doctype html\b|(?:html|head|body|title|style|script|iframe|meta|link|a|article|b|br|center|div|dl|em|"
    rb"font|footer|h[1-6]|header|hr|i|img|li|main|nav|ol|p|pre|section|span|strong|svg|table|u|ul)[\s/>])"
)
"""Possible beginnings of an HTML file; browsers also show one without "<html>"."""

WORD_STREAM = "WordDocument".encode("utf-16-le")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream of an OLE file that holds a password-protected DOCX ([MS-OFFCRYPTO] 2.3.4.4)."""

UNSUPPORTED = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (OLE, "another kind of office file"),
)
OTHER = "This looks like an archive or another kind of office file: save it as PDF, DOCX or TXT and upload it again."
NOT_A_PDF = "This file isn't a PDF, and has no pages whose words have places."
NO_TEXT = "This file has no text in it: choose another file and upload it again."


def read(data: bytes, installed: Tools) -> Reading:
    """Return the text of a file. Raises Invalid if it can't be read or has no text."""
    kind, reader = _reader(data, installed)
    content = reader(data)
    text = normalise(without_variation_selectors(content.text))
    if not text:
        raise Invalid(NO_TEXT)
    for reason, piece in disguised_text(content.text):
        content.hidden.add(reason, piece)
    warnings = list(content.warnings)
    if len(content.text) > MOST_CHARACTERS and len(text) >= 0.9 * MOST_CHARACTERS:
        warnings.append(f"Only the first {MOST_CHARACTERS:,} characters were read.")
    return Reading(text, kind, content.pages, content.hidden.excerpts(), warnings)


def layout(data: bytes) -> Layout:
    """Return the visible words of a PDF with their places. Raises Invalid for other files."""
    if PDF not in data[:HEAD]:
        raise Invalid(NOT_A_PDF)
    return Layout(pdf.placed_words(data))


def _reader(data: bytes, installed: Tools) -> tuple[str, Callable[[bytes], Content]]:
    head = data[:HEAD]
    if PDF in head:
        return "pdf", partial(pdf.read, installed=installed)
    if head.startswith(b"PK\x03\x04"):
        return _office(data)
    if head.startswith(OLE) and WORD_STREAM in data and ENCRYPTED_PACKAGE not in data:
        return "doc", partial(doc.read, installed=installed)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return "rtf", rtf.read
    _refuse_unsupported(data)
    if HTML.match(start) or b"<html" in start:
        return "html", html.read
    return "txt", plain.read


def _office(data: bytes) -> tuple[str, Callable[[bytes], Content]]:
    names = archive.names(data)
    if any(map(DOCUMENTS.fullmatch, names)):
        return "docx", docx.read
    if odt.CONTENT in names:
        return "odt", odt.read
    raise Invalid(OTHER)


def _refuse_unsupported(data: bytes) -> None:
    if data.startswith(OLE) and ENCRYPTED_PACKAGE in data:
        raise Invalid(PROTECTED)
    for signature, name in UNSUPPORTED:
        if data.startswith(signature):
            raise Invalid(
                f"This looks like {name}, which can't be read here: save it as PDF, DOCX or TXT and upload it again."
            )
