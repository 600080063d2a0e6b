r"""RTF reader: text without hidden text (\v), deleted text, pictures and other content that isn't the document.

Formatting inside a pair of braces (a group) ends with it. The word at the beginning of a group is its destination and
gives its purpose. Cells of a table are separated by tabs, rows by newlines.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from recruit.adapters.documents import links
from recruit.adapters.documents.content import Content, HiddenText
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.normalisation import MOST_CHARACTERS
from recruit.adapters.documents.rtf import destinations
from recruit.adapters.documents.rtf.destinations import LABELS, READ, READ_IF_STARRED, SKIPPED
from recruit.adapters.documents.rtf.encodings import Encodings
from recruit.adapters.documents.rtf.formatting import Formatting
from recruit.adapters.documents.rtf.group_state import HEADERS, State
from recruit.adapters.documents.rtf.tokens import Token, tokens
from recruit.domain.shared.errors import Invalid

DEEPEST = 1_000
MOST_TOKENS = 1_000_000
"""Limit of control words, braces and pieces of text. A document with MOST_CHARACTERS has a fifth of it."""

DAMAGED = "This RTF file is damaged: save it again, or as PDF, DOCX or TXT, and upload the new file."
TOO_LARGE = "This RTF file is too large to read: save it as fewer pages, or as PDF, DOCX or TXT, and upload that."

_WORD = re.compile(r"(?![ivxlcdm]+\b)[^\W\d_]{3,}", re.IGNORECASE)
_BLANK = "\0 \t\r\n"
BEHIND: Final = "text behind the end of the document"
NO_LABEL: Final = "text in place of a list's number"
_MARKS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "column": "\n", "\n": "\n", "\r": "\n", "row": "\n",
    "nestrow": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "~": " ",
    "_": "-",
}  # fmt: skip


def read(data: bytes) -> Content:
    """Return the visible text. Raises Invalid."""
    reader = _Reader(destinations.never_shown(data))
    for count, token in enumerate(tokens(data)):
        reader.process(token)
        if reader.length > MOST_CHARACTERS:
            break
        if count > MOST_TOKENS:
            raise Invalid(TOO_LARGE)
    return Content(reader.text(), reader.hidden_text)


class _Reader:
    def __init__(self, never_shown: frozenset[str]) -> None:
        self._never_shown = never_shown
        self._labels: list[int] = []
        self.hidden_text = HiddenText()
        self.length = 0
        self._pieces: list[str] = []
        self._formatting = Formatting()
        self._stack: list[State] = []
        self._encodings = Encodings()
        self._bytes = bytearray()
        self._fallback_bytes = 0
        self._fields: list[tuple[list[str], int]] = []
        self._starred = False
        self._at_group_start = False
        self._words: Mapping[str, Callable[[int | None], None]] = {
            "ansicpg": lambda number: self._encodings.use_page(number or 0),
            "mac": lambda _: self._encodings.use_page(10000),
            "fcharset": lambda number: self._encodings.add_font(self._formatting.state.font or 0, number or 0),
            "u": self._unicode,
        }

    def process(self, token: Token) -> None:
        """Process one token. Raises Invalid for braces that are nested too deeply."""
        word, number, text = token
        if text:
            self._text(text)
            return
        if self._formatting.state.destination == "skipped" and word not in "{}":
            return
        self._flush()
        if word == "{":
            self._open()
        elif word == "}":
            self._close()
        elif word == "*":
            self._starred = True
        elif self._at_group_start and self._is_destination(word):
            self._begin(word)
        elif word in _MARKS:
            self._write(_MARKS[word])
            self._formatting.end_cell_or_row(word)
        elif word in self._words:
            self._words[word](number)
        else:
            self._formatting.apply(word, number)
        if word not in "{*":
            self._at_group_start = self._starred = False

    def text(self) -> str:
        r"""Return the text read so far, with surrogate pairs joined: \u writes characters beyond the BMP as two."""
        self._flush()
        return "".join(self._pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _open(self) -> None:
        if len(self._stack) >= DEEPEST:
            raise Invalid(DAMAGED)
        self._stack.append(self._formatting.state)
        self._at_group_start, self._starred = True, False

    def _close(self) -> None:
        destination = self._formatting.state.destination
        outer = self._stack.pop() if self._stack else State()
        if destination != outer.destination and destination == "field" and self._fields:
            instruction, start = self._fields.pop()
            shown = with_address("".join(self._pieces[start:]), links.field_address("".join(instruction)))
            self._pieces[start:] = [shown]  # one piece, so that an enclosing field doesn't join all pieces again
        elif destination in LABELS and destination != outer.destination:
            self._end_label()
        elif destination in HEADERS and destination != outer.destination:
            self._write("\n")
        self._formatting.state = outer if self._stack else State(concealment=BEHIND)

    def _end_label(self) -> None:
        start = self._labels.pop()
        label = "".join(self._pieces[start:])
        if _WORD.search(label):
            self.hidden_text.add(NO_LABEL, label)
            del self._pieces[start:]

    def _is_destination(self, word: str) -> bool:
        return word in READ or word in SKIPPED or (self._starred and word not in READ_IF_STARRED)

    def _begin(self, word: str) -> None:
        if word == "field":
            self._fields.append(([], len(self._pieces)))
        elif word in LABELS:
            self._labels.append(len(self._pieces))
        self._formatting.begin_group(word if word in READ and word not in self._never_shown else "skipped")

    def _text(self, text: bytes) -> None:
        self._at_group_start = self._starred = False
        skipped = min(self._fallback_bytes, len(text))
        self._fallback_bytes -= skipped
        self._bytes += text[skipped:]

    def _flush(self) -> None:
        self._fallback_bytes = 0 if self._bytes else self._fallback_bytes
        if self._bytes:
            text = self._encodings.text(bytes(self._bytes), self._formatting.state.font)
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        destination = self._formatting.state.destination
        if destination == "colortbl":
            self._formatting.add_colours(text.count(";"))
        elif destination == "fldinst":
            if self._fields:
                self._fields[-1][0].append(text)
        elif destination == "sn":
            self._formatting.shape.name = text
        elif destination == "sv":
            self._formatting.shape.set(text)
        elif destination not in {"skipped", "fonttbl", "sp", "upr"}:
            if text.strip(_BLANK) and (reason := self._formatting.hidden_reason):
                self.hidden_text.add(reason, text)
            else:
                self._pieces.append(text)
                self.length += len(text)

    def _unicode(self, number: int | None) -> None:
        self._write(chr((number or 0) % 0x10000))
        self._fallback_bytes = self._formatting.state.fallback
