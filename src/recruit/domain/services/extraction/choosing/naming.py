"""What may be the name of the person whose résumé a page is, with features."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from recruit.domain.services.extraction import (
    lines,
    name_lines,
    name_words,
    names,
    parts,
)
from recruit.domain.services.extraction.choosing import memo
from recruit.domain.services.extraction.choosing.candidates import Candidate, Offers, told
from recruit.domain.services.extraction.choosing.page import Line

FIRST_LINES, LAST_LINES, LINES_SPELT = 16, 6, 60
FEWEST, MOST = 2, 6
LONGEST_NAME = 60
MOST_LABELLED = 2
LONGEST_LINE = 160
LONGEST_INITIAL = 2
"""Letters of an initial or a particle, which addresses leave out."""

LINE_BOUNDS = (1, 2, 3, 4, 9)

DOCUMENT = re.compile(
    r"^(?:(?:curr[ií]culum|curriculo|currículo|curriculum vitae|vitae|r[ée]sum[ée]|cv|lebenslauf|bewerbung|"
    r"profil)\b[\s:–-]*)+"
    r"(?:of|for|van|von|de|di|do|da|del|der|des)?\s*|\s*[–-]?\s*\b(?:curriculum vitae|r[ée]sum[ée]|cv)$",
    re.IGNORECASE,
)
_END = re.compile(r"\s[|–—-]\s|[|•·\t§/]|\s{3,}|,\s")
_LABEL = re.compile(r"([^\W\d_][^:\n|]{1,40}?)(?:\s?:\s{0,20}|\t+|\s{2,}|\s?\|\s?)(?=\S)(.{2,80})")
_NAME_LABEL = re.compile(
    r"(?:full |candidate(?:'s)? |applicant )?names?(?: of (?:the )?(?:candidate|applicant)| in full)?|nom(?:\(s\))?|"
    r"nome(?: "
    r"completo)?|"
    r"nombre(?:s)?(?: completo)?|naam|namn|navn|n[0o]me e cogn[0o]me|cognome e nome|nome e sobrenome|nombres? y "
    r"apellidos?|"
    r"apellidos y nombres?|imię i nazwisko|vor- und (?:nach|zu)name|titel ?/ ?name|vorname,? ?(?:und|/) ?nachname|"
    r"nom(?:\(s\))? ?(?:/|et) ?prénom(?:\(s\))?|prénom(?:\(s\))? ?(?:/|et) ?nom(?:\(s\))?|nome ?/ ?name|name ?/ ?name|"
    r"surname\(s\) ?/ ?first name\(s\)|apellido\(s\) ?/ ?nombre\(s\)|apelido\(s\) ?/ ?nome\(s\)(?: próprio\(s\))?|"
    r"cognome ?/ ?nome|nachname ?/ ?vorname|vorname ?/ ?nachname|naam en voornaam|voor- en achternaam",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:\S ){2,}\S(?:\s{2,}(?:\S ){1,}\S)+|(?:[^\W\d_] ){4,}[^\W\d_]")
CONTACT = re.compile(r"@|\d{3}[\d\s-]{4,}|linkedin|github|https?:|www\.", re.IGNORECASE)
_EDGES = re.compile(r"^[\W\d_]+|[^\w.)]+$")
_NUMBER_LINE = re.compile(r"\d")


def find(page: Sequence[Line], ruled: str | None) -> list[Candidate]:
    """Return what may be the name; `ruled` is what the rules read."""
    text = [line.text for line in page]
    spelt = names.addresses("\n".join(text)[: names.ADDRESSES_READ])
    folded = Counter(line.text.casefold() for line in page)
    offers = Offers(lambda words: _of_name(words, spelt))
    last = len(page) - LAST_LINES
    for line in [*page[:LINES_SPELT], *page[LINES_SPELT:][-LAST_LINES:]]:
        number = line.number
        near = number < FIRST_LINES or number >= last
        where: list[str] = []
        if line.heading or not (near or spelt):
            continue
        for form, words in _names(line.text, spelt, near=near):
            where = where or list(_where(line, page, last))
            offers.add(words, [f"form:{form}", *where, f"times{min(folded[words.casefold()], 2)}"])
    for line, words in islice(_labelled(page), MOST_LABELLED):
        offers.add(words, ["form:label", *_where(line, page, last)])
    for one, other in pairwise(page[:FIRST_LINES]):
        if all(line.text.isalpha() and not line.heading for line in (one, other)):
            offers.add(f"{one.text} {other.text}".title(), ["twolines", "form:two", *_where(one, page, last)])
    if ruled:
        offers.add(ruled, ["ruled", "form:ruled"])
    return offers.candidates()


def _labelled(page: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield what stands behind labels of names, wherever they stand: some résumés end with personal details."""
    for line in page:
        found = _LABEL.match(lines.without_bullet(line.text[:LONGEST_LINE]).lstrip("| "))
        if found and _NAME_LABEL.fullmatch(found[1].strip()):
            value = _END.split(found[2], maxsplit=1)[0]
            for words in dict.fromkeys(filter(None, (_loose(found[2]), _loose(value)))):
                yield line, words


def _names(line: str, spelt: Sequence[str], *, near: bool) -> Iterator[tuple[str, str]]:
    """Yield what may be a name on a line, and how it was cut; far from the top, only what an address spells."""
    if len(line) > LONGEST_LINE:
        return
    if near and not line.startswith("(") and (strict := memo.name(line)):
        yield "strict", strict
    bare = DOCUMENT.sub("", line).strip()
    said = "document" if bare != line.strip() else "line"
    for form, words in ((said, bare), (f"{said}:cut", _END.split(bare, maxsplit=1)[0])):
        loose = _loose(words)
        if loose and (name_lines.spells(spelt, loose) or (near and not _is_another(loose))):
            yield form, loose


def _is_another(words: str) -> bool:
    """Whether words that no address spells are rather a title, a firm or a place."""
    first, _, rest = words.partition(" ")
    return (
        memo.title_points(words) == parts.SURE
        or any(part.casefold() in name_words.NO_NAME for part in words.split())
        or memo.is_firm(words)
        or memo.is_place(words)
        or memo.is_place(f"{rest}, {first}")
        or (memo.is_area(first) and memo.is_place(rest))
    )


def _loose(words: str) -> str | None:
    """Return words that can be a name, without titles and credentials, or None."""
    if _SPACED.fullmatch(words.strip()):
        words = " ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", words.strip()))
    words = re.sub(r"\s?\([^()]{1,30}\)", "", words)
    words = name_lines.without_honours(_EDGES.sub("", words)).strip(" ,.;:·|-–")
    last, comma, first = words.partition(", ")
    if comma and last and first and len(words.split()) <= MOST:
        words = f"{first} {last}"
    split = words.split()
    if not FEWEST <= len(split) <= MOST or len(words) > LONGEST_NAME or _NUMBER_LINE.search(words):
        return None
    if not all(part[0].isalpha() and all(sign.isalpha() or sign in "'’.-‐`" for sign in part) for part in split):
        return None
    large = sum(part[0].isupper() or part.casefold() in name_words.PARTICLES or not part[0].islower() for part in split)
    if large < len(split):
        return None
    return words.title() if words.isupper() else words


def _of_name(words: str, spelt: Sequence[str]) -> Iterator[str]:
    split = words.split()
    yield f"words{len(split)}"
    letters = [name_lines.letters(part) for part in split if len(part) > LONGEST_INITIAL]
    held = sum(any(part in address for address in spelt) for part in letters)
    yield f"spelt{min(held, 2)}" if spelt else "noaddress"
    low = [part.casefold().strip(".") for part in split]
    yield from told(
        ("noname", any(part in name_words.NO_NAME for part in low)),
        ("title", memo.has_head(words)),
        ("known", memo.share(words) > 0),
        ("place", memo.is_place(words)),
        ("firm", memo.is_firm(words)),
        ("initial", any(len(part) == 1 for part in low)),
    )


def _where(line: Line, page: Sequence[Line], last: int) -> Iterator[str]:
    number = line.number
    yield "last" if number >= max(last, LINE_BOUNDS[-1]) else f"line{bisect(LINE_BOUNDS, number)}"
    yield f"in:{line.section.value}"
    yield from told(
        ("heading", line.heading),
        ("bullet", line.bullet),
        ("gap", line.gap),
        ("capitals", line.text.isupper()),
        ("withcontact", bool(CONTACT.search(line.text))),
        ("dated", bool(line.spans)),
    )
    following = page[number + 1] if number + 1 < len(page) else None
    if following is not None:
        yield from told(
            ("thencontact", bool(CONTACT.search(following.text))),
            ("thentitle", memo.has_head(following.text)),
            ("thengap", following.gap),
        )
