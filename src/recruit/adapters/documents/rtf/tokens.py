r"""Tokeniser of RTF (Microsoft's specification, version 1.9.1).

token = "\" word number? " "? | "\'" hex hex | "\" sign | "{" | "}" | bytes
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"((?:\\(?:par|line|page|sect|column)(?![a-zA-Z0-9-]) ?[\r\n]*){3,})|"
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}]+)|\\"
)
"""The first group matches three or more consecutive line ends, which are equivalent to two."""

_ESCAPED = frozenset({b"{", b"}", b"\\"})


class Token(NamedTuple):
    """A control word or sign (`word`, with `number` if it has one), a brace (`word` "{" or "}"), or bytes of text."""

    word: str = ""
    number: int | None = None
    text: bytes = b""


END = Token("par")


def tokens(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a file; binary data after \bin is skipped."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        ends, word, number, code, sign, brace, text = found.groups()
        if ends:
            yield END
            yield END
        elif word == b"bin":
            at += max(int(number or 0), 0)
        elif sign in _ESCAPED:
            yield Token(text=sign)
        elif word or sign or brace:
            yield Token((word or sign or brace).decode("latin-1"), None if number is None else int(number))
        elif code:
            yield Token(text=bytes((int(code, 16),)))
        elif text and (text := text.translate(None, b"\r\n")):
            yield Token(text=text)
