r"""RTF: text, with hidden text (\v), deleted text, pictures and what else isn't the document left out.

Braces keep the look of the text around them. What a group holds is told by the word that it begins with, its
destination. Cells of a table are parted by tabs, rows by line ends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from recruit.adapters.documents import links
from recruit.adapters.documents.content import Content, Unseen
from recruit.adapters.documents.links import with_address
from recruit.adapters.documents.looks import WHITE, Colour, Look
from recruit.adapters.documents.rtf_encodings import Encodings
from recruit.adapters.documents.rtf_tokens import Token, tokens
from recruit.adapters.documents.tidy import MOST_CHARACTERS
from recruit.domain.model.errors import Invalid

DEEPEST = 1_000
DAMAGED = "This RTF file is damaged: save it again, or as PDF, DOCX or TXT, and upload the new file."

_SKIPPED = frozenset(
    "stylesheet info pict object sp listtable listoverridetable generator bkmkstart bkmkend fldtype nonshppict "
    "template filetbl annotation atnid atnauthor xe tc ftnsep ftnsepc aftnsep aftnsepc".split()
)
_READ_THOUGH_STARRED = frozenset("fldinst shpinst".split())
_HEADERS = frozenset("header headerl headerr headerf footer footerl footerr footerf footnote shptxt".split())
_MARKS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "column": "\n", "\n": "\n", "\r": "\n", "row": "\n",
    "nestrow": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "~": " ",
    "_": "-",
}  # fmt: skip


def read(data: bytes) -> Content:
    """Return the text. Raises Invalid."""
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
        if reader.length > MOST_CHARACTERS:
            break
    return Content(reader.text(), reader.unseen)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a pair of braces."""

    look: Look = field(default_factory=Look)
    font: int | None = None
    fallback: int = 1
    destination: str = ""

    @property
    def skipped(self) -> bool:
        return self.destination == "skipped"


class _Reader:
    """One file while it is read."""

    def __init__(self) -> None:
        self.unseen = Unseen()
        self.length = 0
        self._pieces: list[str] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._encodings = Encodings()
        self._colours: list[Colour | None] = []
        self._mixed: dict[str, int] = {}
        self._shaded_row = False
        self._bytes = bytearray()
        self._left_to_skip = 0
        self._fields: list[tuple[list[str], int]] = []
        self._starred = False
        self._begun = False
        self._words = self._formatting()

    def take(self, token: Token) -> None:
        """Follow one token. Raises Invalid for braces too deep."""
        word, number, text = token
        if text:
            self._text(text)
            return
        self._flush()
        if word == "{":
            self._open()
        elif word == "}":
            self._close()
        elif word == "*":
            self._starred = True
        elif self._begun and (word in _SKIPPED or (self._starred and word not in _READ_THOUGH_STARRED)):
            self._state = replace(self._state, destination="skipped")
        elif self._begun and word in {"fonttbl", "colortbl", "field", "fldinst"} | _HEADERS:
            self._begin(word)
        elif word in _MARKS:
            self._write(_MARKS[word])
        elif word in self._words:
            self._words[word](number)
        if word not in "{*":
            self._begun = self._starred = False

    def text(self) -> str:
        r"""Return what was read; \u writes characters beyond the basic plane as two halves."""
        self._flush()
        return "".join(self._pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _open(self) -> None:
        if len(self._stack) >= DEEPEST:
            raise Invalid(DAMAGED)
        self._stack.append(self._state)
        self._begun, self._starred = True, False

    def _close(self) -> None:
        destination = self._state.destination
        outer = self._stack.pop() if self._stack else _State()
        if destination != outer.destination and destination == "field" and self._fields:
            instruction, start = self._fields.pop()
            shown = "".join(self._pieces[start:])
            self._pieces.append(with_address(shown, links.of_field("".join(instruction)))[len(shown) :])
        elif destination in _HEADERS and destination != outer.destination:
            self._write("\n")
        self._state = outer

    def _begin(self, word: str) -> None:
        if self._state.skipped:
            return
        if word == "field":
            self._fields.append(([], len(self._pieces)))
        self._state = replace(self._state, destination=word)

    def _text(self, text: bytes) -> None:
        self._begun = self._starred = False
        skipped = min(self._left_to_skip, len(text))
        self._left_to_skip -= skipped
        self._bytes += text[skipped:]

    def _flush(self) -> None:
        self._left_to_skip = 0 if self._bytes else self._left_to_skip
        if self._bytes:
            text = self._encodings.text(bytes(self._bytes), self._state.font)
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        destination = self._state.destination
        if destination == "colortbl":
            self._colours += [self._colour() for _ in range(text.count(";"))]
        elif destination == "fldinst":
            if self._fields:
                self._fields[-1][0].append(text)
        elif destination not in {"skipped", "fonttbl"}:
            look = self._state.look.on(None) if self._shaded_row else self._state.look
            if text.strip() and (reason := look.unseen):
                self.unseen.add(reason, text)
            else:
                self._pieces.append(text)
                self.length += len(text)

    def _colour(self) -> Colour | None:
        mixed, self._mixed = self._mixed, {}
        return (mixed.get("red", 0), mixed.get("green", 0), mixed.get("blue", 0)) if mixed else None

    def _formatting(self) -> Mapping[str, Callable[[int | None], None]]:
        def mix(part: str) -> Callable[[int | None], None]:
            return lambda number: self._mixed.update({part: min(max(number or 0, 0), 255)})

        return {
            "ansicpg": lambda number: self._encodings.use_page(number or 0),
            "mac": lambda _: self._encodings.use_page(10000),
            "f": lambda number: self._change(font=number),
            "fcharset": lambda number: self._encodings.add_font(self._state.font or 0, number or 0),
            "uc": lambda number: self._change(fallback=min(max(number or 0, 0), 8)),
            "u": self._unicode,
            "v": lambda number: self._change(look=self._state.look.with_(hidden=number != 0)),
            "deleted": lambda number: self._change(look=self._state.look.with_(hidden=number != 0)),
            "fs": lambda number: self._change(look=self._state.look.with_(size=(24 if number is None else number) / 2)),
            "cf": self._foreground,
            "red": mix("red"),
            "green": mix("green"),
            "blue": mix("blue"),
            "plain": lambda _: self._change(look=Look(ground=self._state.look.ground)),
            "pard": lambda _: self._change(look=self._state.look.on(WHITE)),
            "trowd": lambda _: self._shade_row(shaded=False),
            "clcbpat": lambda _: self._shade_row(shaded=True),
            **dict.fromkeys(("highlight", "cb", "chcbpat", "cbpat"), self._background),
        }

    def _change(self, look: Look | None = None, font: int | None = None, fallback: int | None = None) -> None:
        state = self._state
        self._state = _State(
            look or state.look,
            state.font if font is None else font,
            state.fallback if fallback is None else fallback,
            state.destination,
        )

    def _unicode(self, number: int | None) -> None:
        self._write(chr((number or 0) % 0x10000))
        self._left_to_skip = self._state.fallback

    def _foreground(self, number: int | None) -> None:
        known = number is not None and 0 <= number < len(self._colours)
        self._change(look=replace(self._state.look, colour=self._colours[number or 0] if known else None))

    def _background(self, number: int | None) -> None:
        known = number is not None and 0 < number < len(self._colours)
        self._change(look=self._state.look.on(self._colours[number or 0] or WHITE if known else WHITE))

    def _shade_row(self, *, shaded: bool) -> None:
        self._shaded_row = shaded
