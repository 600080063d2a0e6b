"""Tables with a header row: "Employer | Position | Period"."""

from collections.abc import Iterator, Mapping, Sequence

from recruit.domain.engines.reading.resume.choosing import labels, pieces
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.choosing.pieces import Piece

DECISIVE = frozenset({"title", "firm"})
MOST_ROWS = 30


def find(page: Sequence[Line]) -> Mapping[int, Sequence[str]]:
    """Return the kinds of a table's column labels, except of date columns, by line number."""
    found: dict[int, Sequence[str]] = {}
    header: Sequence[str] = ()
    rows = 0
    for line in page:
        kinds = tuple(labels.kind(piece) for piece in pieces.marked(line.text))
        if len(kinds) > 1 and all(kinds) and DECISIVE.intersection(kinds):
            header, rows = tuple(kind for kind in kinds if kind != "other"), 0
        elif line.heading or rows == MOST_ROWS:
            header = ()
        elif header:
            found[line.number] = header
            rows += 1
    return found


def labels_of(found: Sequence[Piece], kinds: Sequence[str]) -> Iterator[str]:
    """Yield the kind of the column label for each piece, "" if the line has other columns."""
    wholes = [piece for piece in found if piece.form == "whole"]
    if not kinds or len(wholes) != len(kinds):
        yield from ("" for _ in found)
        return
    number = -1
    for piece in found:
        number += piece.form == "whole"
        yield kinds[number]
