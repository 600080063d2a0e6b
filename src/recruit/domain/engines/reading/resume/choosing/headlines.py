"""Candidates for a résumé's headline, with features."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.resume import companies, headline, line_parts, name_lines
from recruit.domain.engines.reading.resume.choosing import title_vocabulary
from recruit.domain.engines.reading.resume.choosing.candidates import Candidate, Collector, true_features, within
from recruit.domain.engines.reading.resume.choosing.names import CONTACT, DOCUMENT
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.text import lines, places, titles

LONGEST = 150
LONGEST_JOINT = 4
"""Maximum extra length of a name with its words reordered: a comma and wider space."""

_NUMBERED = re.compile(r"\s\d{1,4}\s?[A-Za-z]?(?:$|[,/]|\s(?:bus|bte|apt|flat|int)\b)|^\d{1,5}\b")
"""A house number, or a leading postcode."""

MARKS = " ,|-–—·•\t"
BELOW, ABOVE = 8, 2
FIRST_LINES = 40
TOP = 6
"""Number of first lines that are read if the name is far below them."""

STEPS = (-2, -1, 0, 1, 2, 3, 4, 5)
SIZES = (1, 2, 3, 4, 9, 16)
"""Bounds of the buckets for a headline's distance from the name in lines, and for its size in words."""


def find(page: Sequence[Line], name_line: int | None, rule_value: str | None, full_name: str) -> list[Candidate]:
    """Return the headline candidates, given the line of the name and the rules' value."""
    offers = Collector(lambda words: (*_of_headline(words), *within(words, rule_value)))
    for where, line in _near(page, name_line if name_line is not None else 0):
        flags = (("dated", bool(line.spans)), ("noname", name_line is None), ("gap", line.gap))
        line_features = [f"in:{line.section.value}", *true_features(*flags)]
        for form, words in _headlines(line.text, full_name):
            offers.add(words, [where, f"{where}|{form}", f"form:{form}", *line_features])
    if labelled := next(lines.labelled([line.text for line in page[:FIRST_LINES]], headline.LABELS), None):
        offers.add(labelled[:LONGEST], ["labelled"])
    if rule_value:
        offers.add(rule_value, ["ruled"])
    return offers.candidates()


def _near(page: Sequence[Line], anchor: int) -> Iterator[tuple[str, Line]]:
    """Yield lines with their positions: those around the name up to the first job; the first ones if it is far."""
    near = page[max(0, anchor - ABOVE) : anchor + BELOW + 1]
    job = next((line.number for line in near if line.number > anchor and _is_job(line, page)), len(page))
    found = [(f"step{bisect(STEPS, line.number - anchor)}", line) for line in near if line.number < job]
    if anchor - ABOVE >= TOP:
        found += [(f"top{line.number}", line) for line in page[:TOP]]
    for where, line in found:
        if not (line.heading or len(line.text) > 2 * LONGEST or lines.has_label(line.text, headline.LABELS)):
            yield where, line


def _is_job(line: Line, page: Sequence[Line]) -> bool:
    """Whether a line or the one below it has dates."""
    return bool(line.spans) or any(below.spans for below in page[line.number + 1 : line.number + 2])


def _headlines(line: str, full_name: str) -> Iterator[tuple[str, str]]:
    if spot := _place_of(full_name, line):
        before, line = line[: spot[0]].strip(MARKS), line[spot[1] :].strip(MARKS)
        if before and not DOCUMENT.match(before):
            yield "before", before[:LONGEST]
        if not line:
            return
        yield "rest", line[:LONGEST]
    else:
        yield "whole", line[:LONGEST]
    parts = [piece for piece in re.split(r"\s{0,3}[|•·\t§]\s{0,3}|\s{3,}|\s[–—-]\s", line) if piece.strip()]
    if len(parts) > 1:
        yield "first", parts[0].strip()
        kept: list[str] = []
        for piece in parts:
            if CONTACT.search(piece) or (kept and places.is_place(piece)):
                break
            kept.append(piece.strip())
        if 1 < len(kept) < len(parts):
            yield "beginning", " | ".join(kept)
    sentences = re.split(r"(?<=[^\W\d_]{3})\.\s", line, maxsplit=1)
    if len(sentences) > 1:
        yield "sentence", sentences[0]


def _place_of(full_name: str, line: str) -> tuple[int, int] | None:
    """Return the offsets of a name in a line, with its words in any order, or None."""
    low = line.casefold()
    if full_name and full_name.casefold() in low:
        start = low.index(full_name.casefold())
        return start, start + len(full_name)
    spots = [re.search(rf"(?<!\w){re.escape(part)}(?!\w)", low) for part in full_name.casefold().split()]
    found = [spot.span() for spot in spots if spot]
    if len(found) < max(2, len(spots)):
        return None
    start, end = min(first for first, _ in found), max(last for _, last in found)
    return (start, end) if end - start <= len(full_name) + LONGEST_JOINT else None


def _of_headline(words: str) -> Iterator[str]:
    yield f"points{line_parts.title_points(words)}"
    yield f"share{round(title_vocabulary.share(words) * 4)}"
    size = len(words.split())
    yield f"size{bisect(SIZES, size)}"
    yield from true_features(
        ("contact", bool(CONTACT.search(words))),
        ("head", titles.has_head(words)),
        ("place", places.is_place(words) or bool(places.written(words))),
        ("firm", companies.is_company(words)),
        ("stop", words.endswith(".")),
        ("colon", ":" in words),
        ("digits", any(map(str.isdigit, words))),
        ("small", words[:1].islower()),
        ("capitals", words.isupper()),
        ("personal", headline.is_personal(words)),
        ("document", bool(DOCUMENT.match(words))),
        ("name", name_lines.read(words) is not None),
        ("duties", companies.describes_duties(words)),
        ("street", bool(_NUMBERED.search(words))),
        ("bars", " | " in words or " · " in words or " / " in words),
    )
