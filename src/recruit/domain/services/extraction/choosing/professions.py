"""What may be the headline of the person whose résumé a page is: the line under the name, or what stands for it."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from recruit.domain.services.extraction import headline, lines
from recruit.domain.services.extraction.choosing import memo
from recruit.domain.services.extraction.choosing.candidates import Candidate, Offers, told
from recruit.domain.services.extraction.choosing.naming import CONTACT, DOCUMENT
from recruit.domain.services.extraction.choosing.page import Line

LONGEST = 150
BELOW, ABOVE = 8, 2
FIRST_LINES = 40
STEPS = (-2, -1, 0, 1, 2, 3, 4, 5)
SIZES = (1, 2, 3, 4, 9, 16)
"""Lines from the name, and words, by whose bounds a headline's place and size are told apart."""


def find(page: Sequence[Line], named: int | None, ruled: str | None, full_name: str) -> list[Candidate]:
    """Return what may be the headline, given the line of the name and what the rules read."""
    offers = Offers(_of_headline)
    anchor = named if named is not None else 0
    for line in page[max(0, anchor - ABOVE) : anchor + BELOW + 1]:
        step = line.number - anchor
        where = f"step{bisect(STEPS, step)}"
        if line.heading or len(line.text) > 2 * LONGEST or lines.has_label(line.text, headline.LABELS):
            continue
        if step > 0 and _is_job(line, page):
            break
        for form, words in _headlines(line.text, full_name):
            features = [where, f"{where}|{form}", f"form:{form}", f"in:{line.section.value}"]
            if line.spans:
                features.append("dated")
            if named is None:
                features.append("noname")
            if line.gap:
                features.append("gap")
            offers.add(words, features)
    if labelled := next(lines.labelled([line.text for line in page[:FIRST_LINES]], headline.LABELS), None):
        offers.add(labelled[:LONGEST], ["labelled"])
    if ruled:
        offers.add(ruled, ["ruled"])
    return offers.candidates()


def _is_job(line: Line, page: Sequence[Line]) -> bool:
    """Whether a line or the one below it has dates."""
    return bool(line.spans) or any(below.spans for below in page[line.number + 1 : line.number + 2])


def _headlines(line: str, full_name: str) -> Iterator[tuple[str, str]]:
    if full_name and full_name.casefold() in line.casefold():
        place = line.casefold().index(full_name.casefold()) + len(full_name)
        line = line[place:].strip(" ,|-–—·•\t")
        if not line:
            return
        yield "rest", line[:LONGEST]
    else:
        yield "whole", line[:LONGEST]
    cut = [piece for piece in re.split(r"\s{0,3}[|•·\t§]\s{0,3}|\s{3,}|\s[–—-]\s", line) if piece.strip()]
    if len(cut) > 1:
        yield "first", cut[0].strip()
        kept: list[str] = []
        for piece in cut:
            if CONTACT.search(piece) or (kept and memo.is_place(piece)):
                break
            kept.append(piece.strip())
        if 1 < len(kept) < len(cut):
            yield "beginning", " | ".join(kept)
    stop = re.split(r"(?<=[^\W\d_]{3})\.\s", line, maxsplit=1)
    if len(stop) > 1:
        yield "sentence", stop[0]


def _of_headline(words: str) -> Iterator[str]:
    yield f"points{memo.title_points(words)}"
    yield f"share{round(memo.share(words) * 4)}"
    size = len(words.split())
    yield f"size{bisect(SIZES, size)}"
    yield from told(
        ("contact", bool(CONTACT.search(words))),
        ("head", memo.has_head(words)),
        ("place", memo.is_place(words) or bool(memo.written(words))),
        ("firm", memo.is_firm(words)),
        ("stop", words.endswith(".")),
        ("colon", ":" in words),
        ("digits", any(map(str.isdigit, words))),
        ("small", words[:1].islower()),
        ("capitals", words.isupper()),
        ("personal", headline.is_personal(words)),
        ("document", bool(DOCUMENT.match(words))),
        ("name", memo.name(words) is not None),
        ("duties", memo.tells_duties(words)),
        ("bars", " | " in words or " · " in words or " / " in words),
    )
