"""The structure of the agent's replies: paragraphs, lists, bold words and links to records."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_ITEM = re.compile(r"\s*(?:[-*•]|(\d{1,3})[.)])\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*")
_STRATEGY = re.compile(r", strategy=[\w-]+(?=\. Why: )")
_SCORE = re.compile(r"(?<=, )(?:fit_)?score=(?=\d)")
_RECORD = re.compile(r"\b(candidate|job) #(\d{1,19})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, with the path of the record that it names."""

    text: str
    path: str | None = None
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its lines, or a list with its items."""

    kind: Literal["p", "ul", "ol"]
    lines: list[list[Piece]]


def blocks_of(text: str, gone: Iterable[str] = ()) -> list[Block]:
    """Return the blocks of a reply. Records of `gone`, such as "job #3", have no page to link to.

    Scores are in plain words, without the name of the engine. Everything else in the text stays as it is: it may hold
    what people have written.
    """
    found: list[Block] = []
    kind: Literal["p", "ul", "ol"] | None = None
    removed = frozenset(gone)
    for line in _SCORE.sub("score ", _STRATEGY.sub("", text)).splitlines():
        before, item = kind, _ITEM.match(line)
        if not line.strip():
            kind = None
            continue
        kind = "p" if item is None else "ol" if item[1] else "ul"
        pieces = _pieces(line[item.end() :] if item else line.strip(), removed)
        if kind == before:
            found[-1].lines.append(pieces)
        else:
            found.append(Block(kind, [pieces]))
    return found


def _pieces(line: str, gone: frozenset[str]) -> list[Piece]:
    found = list[Piece]()
    for number, part in enumerate(_BOLD.split(line)):  # every second part is bold
        end = 0
        for record in _RECORD.finditer(part):
            path = None if record[0].lower() in gone else f"/{record[1].lower()}s/{record[2]}"
            found += [Piece(part[end : record.start()], None, number % 2 == 1), Piece(record[0], path, number % 2 == 1)]
            end = record.end()
        found.append(Piece(part[end:], None, number % 2 == 1))
    return [piece for piece in found if piece.text]
