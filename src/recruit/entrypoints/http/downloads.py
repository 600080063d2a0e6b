"""File downloads, which browsers save, and never run or display."""

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
"""Content types by kind of document.

HTML, which a browser would run, and text, whose encoding it would guess, are sent as ANY_BYTES.
"""

CONTENT_POLICY = "default-src 'none'; sandbox"


def download(document: Document, content: bytes) -> Response[bytes]:
    """Return a response with the original bytes of a document."""
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
    """Return the ETag of a document's bytes."""
    return b'"%b"' % document.sha256.hex().encode()


def disposition(filename: str) -> str:
    """Return the Content-Disposition that saves a file under a name (RFC 6266, with its parameter encoded by RFC 8187).

    The first form of the name is for clients that support no other. It has ASCII letters, digits, spaces and `.-_()`;
    every other character is replaced by an underscore.
    """
    plain = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in " .-_()") else "_" for letter in filename
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='', errors='replace')}"
