"""Parsers of URL-encoded and multipart forms.

Litestar parses only the kind that a handler declares. It neither refuses text that isn't Unicode nor closes the files
of a form that it can't read to its end.
"""

from collections.abc import AsyncIterator
from encodings import normalize_encoding
from encodings.aliases import aliases
from typing import TypeAlias
from urllib.parse import parse_qsl

from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException
from multipart import MultipartSegment, ParserError, ParserLimitReached, PushMultipartParser

from recruit.entrypoints.http.validation_errors import RefusedRequest, not_unicode, with_nul

Form: TypeAlias = dict[str, str | UploadFile | list[UploadFile]]

MOST_FIELDS = 1000

LONG_HEADERS = "A part of the form has too many headers, or one that is too long: give its file a shorter name"

CODECS = frozenset(
    "utf_8 utf_8_sig utf_16 utf_16_le utf_16_be ascii latin_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 "
    "iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16 cp866 cp874 cp1250 cp1251 "
    "cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8_r koi8_u mac_roman shift_jis euc_jp iso2022_jp euc_kr "
    "gb2312 gbk gb18030 big5".split()
)
"""The Encoding Standard's encodings, by Python's names. Python's other codecs take minutes for some texts, or fail."""

CHARSETS = {name: name for name in CODECS} | {alias: name for alias, name in aliases.items() if name in CODECS}
"""Codec names by alias. Python's own lookup would keep every unknown name in memory."""


def url_encoded(body: bytes) -> Form:
    """Return the fields of a URL-encoded form. The last of several with the same name counts. Raises RefusedRequest."""
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError as error:  # UnicodeDecodeError is a ValueError
        raise RefusedRequest([not_unicode(("body",))]) from error


async def multipart(stream: AsyncIterator[bytes], boundary: str) -> Form:
    """Return the parts of a multipart form, none if the body isn't one. The last of several texts with one name counts.

    Raises RefusedRequest for text that isn't Unicode, and HTTPException 413 for too many parts or too long headers. The
    caller closes the files of the form.
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
        return _form([(part.name, await part.value()) for part in parts])
    except BaseException as error:
        for part in parts:
            await part.close()
        if isinstance(error, ParserLimitReached):
            too_much = LONG_HEADERS if len(parts) < MOST_FIELDS else f"The form has more than {MOST_FIELDS} parts"
            raise HTTPException(status_code=413, detail=too_much) from error
        if isinstance(error, ParserError):
            return {}
        raise


def _form(parts: list[tuple[str, str | UploadFile]]) -> Form:
    """Return parts by name. Files with the same name become a list, which the schema refuses, so that none is lost."""
    form: Form = {}
    for name, value in parts:
        earlier = form.get(name)
        if isinstance(value, str) or earlier is None or isinstance(earlier, str):
            form[name] = value
        else:
            form[name] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
    return form


class Part:
    """A part of a multipart form: the text of a field or a file. A large file is written to disk."""

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
        """Append bytes to the part."""
        if self._file is None:
            self._text += data
        else:
            await self._file.write(data)

    async def value(self) -> str | UploadFile:
        """Return the text or the file. Raises RefusedRequest for text that doesn't decode in its declared charset."""
        if self._file is not None:
            await self._file.seek(0)
            return self._file
        try:
            return self._text.decode(CHARSETS[normalize_encoding(self._charset).lower()])
        except (UnicodeDecodeError, KeyError) as error:
            raise RefusedRequest([not_unicode(("body", self.name))]) from error

    async def close(self) -> None:
        """Close the file, if the part has one."""
        if self._file is not None:
            await self._file.close()
