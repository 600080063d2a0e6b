"""Files as they go out: to be saved, never to be run or shown by a browser."""

import re
from urllib.parse import quote

from litestar import Response

from recruit.domain.documents.model import Document

ANY_BYTES = "application/octet-stream"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword",
    "rtf": "application/rtf",
}
"""By kind. HTML, which a browser would run, and text, whose letters it would guess, are bytes like any others."""

NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._()-]")

CONTENT_POLICY = "default-src 'none'; sandbox"


def download(document: Document, content: bytes) -> Response[bytes]:
    """Return a document's bytes as they came."""
    return Response(
        content,
        media_type=CONTENT_TYPES.get(document.kind, ANY_BYTES),
        headers={
            "Content-Security-Policy": CONTENT_POLICY,
            "Content-Disposition": disposition(document.filename),
            "ETag": file_tag(document).decode(),
        },
    )


def file_tag(document: Document) -> bytes:
    """Return the tag of a document's bytes."""
    return b'"%b"' % document.sha256.hex().encode()


def disposition(filename: str) -> str:
    """Return the header that says to save a file under a name (RFC 6266, its parameter as RFC 8187 encodes it).

    The first form of the name is for readers that know no other: what isn't a plain letter in it is an underscore.
    """
    plain = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in " .-_()") else "_" for letter in filename
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='', errors='replace')}"
