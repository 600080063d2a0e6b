"""Extraction of a person's place of residence.

residence = label, else "City, ST" in the head, else a place that makes up a whole part of a line there, with a region
            preferred, else a country; text after a pin symbol is a place

The head is the text before the first heading, under the name and in sections of contact. Street and postcode are
removed.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import lines, places, titles

HEAD_LINES = 12
LINES_BELOW_NAME = 4
LONGEST_PLACE = 80
LONGEST_POSTCODE = 12
"""With spaces, dots and hyphens."""

LABELS = frozenset(
    "location, address, current location, present address, home address, residence, city, town/city, based in, "
    "lives in, permanent address, postal address, wohnort, adresse, anschrift, ort, dirección, domicilio, ciudad, "
    "residencia, localidad, lieu, ville, domicile, indirizzo, residenza, città, endereço, cidade, adres, "
    "woonplaats, residential address, stay at, standort, wohnsitz, morada, localidade, plaats, postcode/plaats, "
    "postcode/woonplaats, plz/ort, bostadsort, miejscowość, adres zamieszkania, adresa, adresă, место "
    "жительства, город".split(", ")
)
_SEPARATOR = re.compile(
    r"\s{0,3}[|•·✉☎\t§;⋄◦]\s{0,3}|\s[–—/-]\s|\s{2,}|\s(?=\+\d)|\s(?=\(?\d{3}\)?[ .-]\d{3})|\s(?=[\w.+-]{1,64}@)"
)
_LABEL_BEFORE = re.compile(
    r"^(?:[^\W\d_]{2,12} ?[^\W\d_]{0,10}:|address\s|location\s|lives in |based in )\s{0,3}", re.IGNORECASE
)
_CODED = re.compile(
    r"(?:[A-Z]{1,2}[- ])?(?:\d{5}|\d{4}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|\d{3} \d{2}|\d{2}-\d{3}) ([A-ZÀ-ÖØ-Þ][^\d@:]{1,50})"
)
"""A European postcode before a town, whether the town is known or not."""

_RANKS = {Section.HEAD: 0, Section.CONTACT: 0, Section.OTHER: 2}
"""How far the lines of a section are from stating a residence; those of the others are in between."""

_PART_END = rf"(?:{_SEPARATOR.pattern}|[,;:()])"
_GAP = re.compile(r"\s{2,}")

_MOVING = re.compile(
    r"(?:willing|open|ready) to (?:relocat|travel|work)|preferred location|nationality|[^:\n]{0,24}\b(?:birth|"
    r"naissance|nacimiento|nascimento|nascita)\b|born\b|geb(?:oren|urts)|né[e]? |nacid[oa] |nascid[oa] |nat[oa] (?:a|"
    r"il)\b|luogo e data|fecha y lugar|state of origin|(?:driving |driver.s )?licen[cs]e|passport|permis\b|"
    r"führerschein|rijbewijs|carnet de conducir|patente\b",
    re.IGNORECASE,
)
_ICON = re.compile(r"[⌂📍🏠🌍🏡]\ufe0f?:?\s{0,3}(.{2,60})$")
_CAPITALISED = re.compile(r"[^\W\d_][\w'’.-]{1,24}(?:,? [^\W\d_][\w'’.-]{1,24}){0,3}")
_TAIL = re.compile(r"\s(?:phone|tel|mobile|cell|e-?mail|linkedin|github)\b.*$", re.IGNORECASE | re.DOTALL)
_NOT_PLACE = re.compile(r"[@]|\d{7}|https?:")
_ORGANISATION = re.compile(
    r"\b(?:university|universität|college|school|institute|department|inc|ltd|llc|gmbh|company)\b", re.IGNORECASE
)


def find(split: Sequence[str], head: Sequence[str], name: str, name_line: int | None) -> str | None:
    """Return the place as written, or None; `head` is the lines before the first heading."""
    labelled = list(lines.labelled(split[: 2 * HEAD_LINES], LABELS))
    for value in labelled:
        if found := next(_after_postcode([value]), None) or _place(value) or next(_in_parts([value]), None):
            return found
    if labelled:
        return places.find(labelled[0]) or field_limits.cut(labelled[0], LONGEST_PLACE)
    contact = [line for body in sections.bodies(split, Section.CONTACT) for line in body[:HEAD_LINES]]
    near = [*head, *_below_name(split, name_line), *contact]
    near = [line[: 4 * LONGEST_PLACE] for line in near if not _MOVING.match(line) and name not in line[:LONGEST_PLACE]]
    if place := next(_after_postcode(near), None) or next(_with_state(near), None):
        return place
    parts = list(_in_parts(near))
    with_region = (place for place in parts if ", " in place)
    plain = (line for line in near if not titles.has_head(line) and not _NOT_PLACE.search(line))
    wider = (places.city(line) or places.country(line) for line in plain)
    return next(with_region, None) or next(iter(parts), None) or next(filter(None, wider), None)


def line_of(text: str, place: str) -> str | None:
    """Return the line of a résumé that states a place of residence, or None.

    Of the lines that name the place, it is one with a label, else one in the head or under contact, else one outside of
    lists such as languages. A line with the place as a whole part comes before one with the place among other words.
    """
    words = r"\s+".join(map(re.escape, place.split()))
    named = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    alone = re.compile(rf"(?:^|{_PART_END})[\d\s.-]{{0,{LONGEST_POSTCODE}}}{words}\s*(?:$|{_PART_END})", re.IGNORECASE)
    ranked = [
        (not lines.has_label(line, LABELS), _RANKS.get(section, 1), not alone.search(_narrow(line)), line.strip())
        for section, body in sections.divide(lines.split(text))
        for line in filter(named.search, body)
    ]
    return min(ranked, key=lambda one: one[:-1])[-1] if ranked else None


def _narrow(line: str) -> str:
    """Return a line with each gap as a tab, since searching in long gaps takes the cube of their length."""
    return _GAP.sub("\t", line)


def _below_name(split: Sequence[str], name_line: int | None) -> Sequence[str]:
    """Return the lines under a name that is below other sections, as in exported profiles."""
    if name_line is None or name_line < HEAD_LINES // 2:
        return []
    return split[name_line + 1 : name_line + 1 + LINES_BELOW_NAME]


def _with_state(split: Sequence[str]) -> Iterator[str]:
    for line in split:
        if places.CITY_STATE.search(line) and not _ORGANISATION.search(line) and (place := places.city(line)):
            yield place


def _parts(split: Sequence[str]) -> Iterator[str]:
    return (part for line in split for part in _SEPARATOR.split(_TAIL.sub("", line)))


def _after_postcode(split: Sequence[str]) -> Iterator[str]:
    """Yield towns after a postcode, at the end of a line part or of an address."""
    for part in _parts(split):
        town = _CODED.fullmatch(part.rpartition(", ")[2].strip()) or _CODED.fullmatch(part.strip())
        if town and not titles.has_head(town[1]) and not _ORGANISATION.search(part):
            yield town[1].strip(" ,.")


def _in_parts(split: Sequence[str]) -> Iterator[str]:
    return filter(None, (_place(part) for part in _parts(split) if len(part) <= LONGEST_PLACE))


def _place(part: str) -> str | None:
    """Return the place that makes up a line part, without a label before it, or None."""
    if (marked := _ICON.match(part.strip())) and _CAPITALISED.fullmatch(marked[1]):
        return marked[1]
    bare = _LABEL_BEFORE.sub("", part.strip())
    if not bare or _NOT_PLACE.search(bare) or _ORGANISATION.search(bare):
        return None
    return places.written(bare)
