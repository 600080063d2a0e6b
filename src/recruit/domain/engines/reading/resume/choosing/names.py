"""Candidates for the name of a résumé's person, with features."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from recruit.domain.engines.reading.resume import companies, line_parts, name_lines, name_words, names, sections
from recruit.domain.engines.reading.resume.choosing import introductions, title_vocabulary
from recruit.domain.engines.reading.resume.choosing.candidates import Candidate, Collector, normal, true_features
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import gazetteer, places, titles

FIRST_LINES, LAST_LINES, LINES_SPELT = 16, 6, 60
FIRST_SMALL = 2
"""Number of first lines that may contain a lower-case name, in heads that are all lower-case."""

FEWEST, MOST = 2, 6
LONGEST_NAME = 60
LONGEST_LINE = 160
LONGEST_INITIAL = 2
"""Maximum letters of an initial or a particle, which addresses omit."""

NAME_SECTIONS = frozenset({Section.DOCUMENT, Section.HEAD, Section.CONTACT})
"""Sections that may contain a name that no address spells."""

LINE_BOUNDS = (1, 2, 3, 4, 9)

DOCUMENT = re.compile(
    r"^(?:(?:curr[ií]culum|curriculo|currículo|curriculum vitae|vitae|r[ée]sum[ée]|cv|lebenslauf|bewerbung|"
    r"profil|profile|"
    r"profilo|perfil|resumo|hoja de vida|biograph(?:y|ie)|bio|werdegang|levensloop|dossier|portfolio|application|"
    r"candidature|candidatura|sollicitatie|profesional|profissional|professionale|formativo|europass)\b[\s:–-]*)+"
    r"(?:(?:of|for|van|von|de|di|do|da|del|der|des|e|y)\b)?\s*|\s*[–-]?\s*\b(?:curriculum vitae|r[ée]sum[ée]|cv)$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hallo|hola|bonjour|salut|ciao|olá|oi)\b[\s,!.]*(?:there[\s,!.]*)?"
    r"(?:(?:i am|i['’]m|my name is|ich bin|ich heiße|je suis|je m['’]appelle|soy|me llamo|sono|mi chiamo|sou|me chamo|"
    r"ik ben|ik heet)\s)?",
    re.IGNORECASE,
)
"""A greeting at the start of a page, before the name."""

_END = re.compile(r"\s[|–—-]\s|[|•·\t§/]|\s{3,}|,\s")
_SPACED = re.compile(r"(?:\S ){2,}\S(?:\s{2,}(?:\S ){1,}\S)+|(?:[^\W\d_] ){4,}[^\W\d_]")
_SYMBOL = re.compile(r"[⌂☎✉✆📍🏠🌍🏡📞📱📧]")
"""Symbols before a place or a number, never before a name."""

_CELL = re.compile(r"\s{3,}|\t|\s[|•·]\s|\s[–—]\s")
_SPACED_NAME = re.compile(r"(?:[^\W\d_] )+[^\W\d_](?:\s{2,4}(?:[^\W\d_] )+[^\W\d_](?!\w))+")
_PAGED = re.compile(r"\b(?:page|seite|página|pagina|pág|pag|p|blz)\.?\s?\d|\b\d\s?/\s?\d\b", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"^(?:(?:[A-ZÀ-Þ]\.){2,3}|(?:[A-ZÀ-Þ][a-zß-ÿ]{1,5}\.|(?:Me|Dhr|Mevr|Mme|Dña|Don|Doña|D\.))){1,3}\s+(?=\S+\s)"
)
"""Abbreviated titles before a name: "C.P.", "Lic.", "Ing. Agr."."""

CONTACT = re.compile(r"@|\d{3}[\d\s-]{4,}|linkedin|github|https?:|www\.", re.IGNORECASE)
_EDGES = re.compile(r"^[\W\d_]+|[^\w.)]+$")
_NUMBER_LINE = re.compile(r"\d")


def find(page: Sequence[Line], rule_value: str | None) -> list[Candidate]:
    """Return the name candidates; `rule_value` is that of the rules."""
    referees = sections.referee_lines([line.text for line in page])
    own_lines = (line.text for line in page if line.number not in referees)
    addresses = names.address_letters("\n".join(own_lines)[: names.ADDRESSES_READ])
    counts = Counter(line.text.casefold() for line in page)
    offers = Collector(lambda words: _of_name(words, addresses))
    last = len(page) - LAST_LINES
    for line in [*page[:LINES_SPELT], *page[LINES_SPELT:][-LAST_LINES:]]:
        number, where = line.number, list[str]()
        near = number < FIRST_LINES or number >= last
        if line.heading or not (near or addresses) or number in referees:
            continue
        own = line.section in NAME_SECTIONS or number >= max(last, LINE_BOUNDS[-1])
        text = line.text.title() if number < FIRST_SMALL and line.text.islower() else line.text
        for form, words in _names(text, addresses, near=near and own):
            where = where or list(_where(line, page, last))
            offers.add(words, [f"form:{form}", *where, f"times{min(counts[words.casefold()], 2)}"])
    for line, form, words in introductions.find(page):
        if name := _possible_name(words):
            offers.add(name, [f"form:{form}", *_where(line, page, last)])
    for words in islice(introductions.mailed([line for line in page if line.number not in referees]), 1):
        offers.add(words, ["form:mail"])
    for one, other in pairwise(page[:FIRST_LINES]):
        if all(line.text.isalpha() and not line.heading for line in (one, other)):
            offers.add(f"{one.text} {other.text}".title(), ["twolines", "form:two", *_where(one, page, last)])
    if rule_value:
        offers.add(rule_value, ["ruled", "form:ruled"])
    return offers.candidates()


def line_of(page: Sequence[Line], name: str | None) -> int | None:
    """Return the number of the first line with a name, in any word order or in spaced-out letters, or None."""
    words = normal(name or "")
    if not words:
        return None
    texts = [(line.number, normal(line.text)) for line in page[:LINES_SPELT]]
    name_parts, joined = set(words.split()), words.replace(" ", "")
    whole = (number for number, text in texts if words in text)
    reordered = (number for number, text in texts if name_parts.issubset(text.split()))
    spaced = (number for number, text in texts if joined in text.replace(" ", ""))
    return next(chain(whole, reordered, spaced), None)


def _names(line: str, addresses: Sequence[str], *, near: bool) -> Iterator[tuple[str, str]]:
    """Yield possible names in a line with the way they were cut; unless `near`, only those that an address spells."""
    if len(line) > LONGEST_LINE or _SYMBOL.match(line):
        return
    if near and not line.startswith("(") and (strict := name_lines.read(line)):
        yield "strict", strict
    line = _GREETING.sub("", line)
    bare = DOCUMENT.sub("", line).strip()
    base_form = "document" if bare != line.strip() else "line"
    if spaced := _SPACED_NAME.match(bare):
        bare = spaced.group()
    cells = [cell for cell in _CELL.split(bare) if cell.strip()] if near and not spaced else []
    cell_forms = [(f"cell{min(index, 2)}", cell) for index, cell in enumerate(cells)] if len(cells) > 1 else []
    for form, words in ((base_form, bare), (f"{base_form}:cut", _END.split(bare, maxsplit=1)[0]), *cell_forms):
        name = _possible_name(_ABBREVIATED.sub("", words))
        if name and (name_lines.spells(addresses, name) or (near and not _is_another(name))):
            yield form, name


def _is_another(words: str) -> bool:
    """Whether words that no address spells are more likely a title, a company or a place."""
    first, _, rest = words.partition(" ")
    return (
        line_parts.title_points(words) == line_parts.SURE
        or any(part.casefold() in name_words.NO_NAME for part in words.split())
        or name_words.is_about_job(words.split())
        or companies.is_company(words)
        or places.is_place(words)
        or gazetteer.city(words) is not None
        or places.is_place(f"{rest}, {first}")
        or (places.is_area(first) and places.is_place(rest))
    )


def _possible_name(words: str) -> str | None:
    """Return words that may be a name, without titles and credentials, or None."""
    if _SPACED.fullmatch(words.strip()):
        words = " ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", words.strip()))
    words = re.sub(r"\s?\([^()]{1,30}\)", "", words)
    words = name_lines.without_honours(_EDGES.sub("", words)).strip(" ,.;:·|-–")
    last, comma, first = words.partition(", ")
    if comma and last and first and len(words.split()) <= MOST:
        words = f"{first} {last.title() if last.isupper() and not first.isupper() else last}"
    split = words.split()
    if not FEWEST <= len(split) <= MOST or len(words) > LONGEST_NAME or _NUMBER_LINE.search(words):
        return None
    if not all(part[0].isalpha() and all(sign.isalpha() or sign in "'’.-‐`" for sign in part) for part in split):
        return None
    capitalised = sum(
        part[0].isupper() or part.casefold() in name_words.PARTICLES or not part[0].islower() for part in split
    )
    if capitalised < len(split):
        return None
    return words.title() if words.isupper() else words


def _of_name(words: str, addresses: Sequence[str]) -> Iterator[str]:
    split = words.split()
    yield f"words{len(split)}"
    letters = [name_lines.letters(part) for part in split if len(part) > LONGEST_INITIAL]
    spelt_parts = sum(any(part in address for address in addresses) for part in letters)
    yield f"spelt{min(spelt_parts, 2)}" if addresses else "noaddress"
    low = [part.casefold().strip(".") for part in split]
    yield from true_features(
        ("noname", any(part in name_words.NO_NAME for part in low)),
        ("title", titles.has_head(words)),
        ("known", title_vocabulary.share(words) > 0),
        ("place", places.is_place(words)),
        ("firm", companies.is_company(words)),
        ("initial", any(len(part) == 1 for part in low)),
    )


def _where(line: Line, page: Sequence[Line], last: int) -> Iterator[str]:
    number = line.number
    yield "last" if number >= max(last, LINE_BOUNDS[-1]) else f"line{bisect(LINE_BOUNDS, number)}"
    yield f"in:{line.section.value}"
    yield from true_features(
        ("heading", line.heading),
        ("bullet", line.bullet),
        ("gap", line.gap),
        ("capitals", line.text.isupper()),
        ("withcontact", bool(CONTACT.search(line.text))),
        ("dated", bool(line.spans)),
        ("paged", bool(_PAGED.search(line.text))),
    )
    for following in page[number + 1 : number + 2]:
        yield from true_features(
            ("thencontact", bool(CONTACT.search(following.text))),
            ("thentitle", titles.has_head(following.text)),
            ("thengap", following.gap),
        )
