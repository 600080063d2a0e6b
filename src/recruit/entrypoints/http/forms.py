"""Forms as they come: URL-encoded or multipart, whichever the request says.

Litestar reads only the kind that a handler declares, and neither refuses text that isn't Unicode nor closes the files
of a form that it can't read to its end.
"""

from collections.abc import AsyncIterator
from typing import TypeAlias
from urllib.parse import parse_qsl

from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException
from multipart import MultipartSegment, ParserError, ParserLimitReached, PushMultipartParser

from recruit.domain.services.intake import MOST_BYTES
from recruit.entrypoints.http.faults import RefusedRequest, not_unicode, with_nul

Form: TypeAlias = dict[str, str | UploadFile]

MOST_FIELDS = 1000
MOST_UPLOADED = MOST_BYTES + 1024 * 1024
"""Bytes of a form: a file, notes and what multipart puts around them."""


def url_encoded(body: bytes) -> Form:
    """Return the fields of an URL-encoded form; of those with the same name the last. Raises RefusedRequest."""
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError as error:  # also what a text that isn't Unicode raises
        raise RefusedRequest([not_unicode(("body",))]) from error


async def multipart(stream: AsyncIterator[bytes], boundary: str) -> Form:
    """Return the parts of a multipart form; of those with the same name the last. Without any form, no parts.

    Raises RefusedRequest for text that isn't Unicode and HTTPException 413 for more parts than any form has. The files
    of a form that is returned are the caller's to close.
    """
    parts: list[Part] = []
    try:
        with PushMultipartParser(boundary, max_segment_count=MOST_FIELDS) as parser:
            async for chunk in stream:
                for event in parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        parts.append(Part(event))
                    elif event:
                        await parts[-1].write(bytes(event))
        return {part.name: await part.value() for part in parts}
    except BaseException as error:
        for part in parts:
            await part.close()
        if isinstance(error, ParserLimitReached):
            raise HTTPException(status_code=413, detail=f"The form has more than {MOST_FIELDS} parts") from error
        if isinstance(error, ParserError):
            return {}
        raise


class Part:
    """One part of a multipart form: a file, which goes to disk when it's large, or the text of a field."""

    def __init__(self, segment: MultipartSegment) -> None:
        self.name = segment.name or ""
        self._text = bytearray()
        self._charset = segment.charset or "utf-8"
        self._file: UploadFile | None = None
        if segment.filename:
            if "\0" in segment.filename:
                raise RefusedRequest([with_nul(("body", self.name))])
            self._file = UploadFile(segment.content_type or "application/octet-stream", segment.filename)

    async def write(self, data: bytes) -> None:
        """Take the next bytes."""
        if self._file is None:
            self._text += data
        else:
            await self._file.write(data)

    async def value(self) -> str | UploadFile:
        """Return what the part holds. Raises RefusedRequest for text that isn't what it says."""
        if self._file is not None:
            await self._file.seek(0)
            return self._file
        try:
            return self._text.decode(self._charset)
        except (UnicodeDecodeError, LookupError) as error:
            raise RefusedRequest([not_unicode(("body", self.name))]) from error

    async def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            await self._file.close()
