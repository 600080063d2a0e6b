"""Candidates for the place of a job: text spans with features.

Besides the known towns scored by rules, candidates are values of labels, names after "in" in seven languages and names
in the first lines; these needn't be in the gazetteer.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.job import field_labels
from recruit.domain.engines.reading.job.choosing import place_features
from recruit.domain.engines.reading.job.choosing.choice import CandidateSpan
from recruit.domain.engines.reading.job.choosing.place_features import PlaceContext
from recruit.domain.engines.reading.log_linear import NONE
from recruit.domain.engines.reading.text import gazetteer, lines
from recruit.domain.engines.reading.text import places as known_places
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

READ = 4_000
FIRST_LINES = 14
MOST_WORDS = 6
LONGEST = 60
MOST = 80
"""Maximum number of candidates of one kind."""

_NAME = r"[A-ZÀ-Ý][\w'’-]+"
_NAMES = rf"{_NAME}(?:[ -](?:(?:d[aeio]s?|del?|du|de la|am|an der|a\.|im|of|sur|upon|le|la|les|y|in|bei|sul|do|el)[ -])?{_NAME}){{0,3}}"
_REGION = (
    r"(?:,? \(?[A-Z]{2}\)|, [A-Z]{2}\b|\s?/\s?[A-Z]{2}\b|\s[–-]\s[A-Z]{2}\b| \([A-ZÀ-Ý][\w .'’-]{1,28}\)|"
    rf", {_NAME}(?: {_NAME})?)?"
)
_BEHIND = Lazy(
    rf"(?:^|[\s(])(?i:in|at|near|outside|for our|for the|from|of|based in|base|bei|nach|für|im raum|raum|region|in der|am|auf der|à|a|en|au|aux|sur|vers|secteur|"
    rf"em|no|na|nos|nas|para|zona|zona de|por|per|di|da|nel|nella|presso|sede|sede di|te|regio|omgeving|uit|voor|locatie|gemeente|place|ort|standort|lieu|site)"
    rf"(?: the| l['’]|:)? ?(?P<name>{_NAMES}{_REGION})",
)
_CAPITALISED = Lazy(rf"{_NAMES}{_REGION}")
_PART = Lazy(r"\s?[|•·—–;📍]\s?|\s-\s|, | \(|\)|: |\. |\t|\s{3,}|\s@\s|[!?]")
_WIDE = Lazy(
    r"\b(?:deutschlandweit|bundesweit|landesweit|österreichweit|schweizweit|europaweit|nationwide|toute la france|"
    r"todo o brasil|toda españa|tutta italia|heel nederland|EU|European Union|DACH(?:-Region)?|EMEA|LATAM|Benelux|Nordics|APAC|US only|UK only)\b",
    re.IGNORECASE,
)
_VALUE_END = Lazy(r"\s?[|;•]\s?|\s[–—-]\s|\. |\s\((?!\w{2}\))| or | oder | ou | o | alternativ ")
_WORD = Lazy(r"[\w'’-]+")
_BEFORE_TOWNS = frozenset(
    "New San Santa Saint St São Los Las El La Le Bad Port Fort Mount North South East West Den".split()
)
"""Words that are part of a town's name: York isn't New York."""

_FORM = Lazy(r"(?: (?:GmbH|g?AG|eG|KG|SE|Ltd|PLC|SA|SpA|BV|NV))+$")
_EDGES = " .–—-*:;,!?…\"'“”„«»#_•✅📍()"


def candidates(text: str, rule_place: str | None, title_offsets: tuple[int, int]) -> Sequence[CandidateSpan]:
    """Return the candidates of a text, the last being "no place"; `rule_place` is the place found by the rules."""
    beginning = text[:READ]
    found: dict[str, tuple[int, dict[str, None]]] = {}
    offers = (
        *_labelled(beginning),
        *_behind_prepositions(beginning),
        *_parts(beginning),
        *_areas(beginning),
        *_towns(beginning),
    )
    for words, start, sign in offers:
        stripped = words.strip(_EDGES)
        if stripped and len(stripped) <= LONGEST and len(stripped.split()) <= MOST_WORDS:
            _, signs = found.setdefault(stripped, (start + words.find(stripped), {}))
            signs[sign] = None
    if rule_place:
        at = text.find(rule_place.partition(",")[0])
        found.setdefault(rule_place, (max(0, at), {}))[1]["ruled"] = None
    context = PlaceContext(text, title_offsets, rule_place)
    offered = [
        CandidateSpan(words, at, (*signs, *place_features.of(context, words, at)))
        for words, (at, signs) in found.items()
    ]
    return [*offered, CandidateSpan("", 0, (NONE, *place_features.of_none(context)))]


def _labelled(text: str) -> Iterator[tuple[str, int, str]]:
    split = lines.split(text)
    for labels, sign in ((field_labels.LOCATION - field_labels.AREA, "label"), (field_labels.AREA, "area label")):
        for value in lines.labelled(split, labels):
            start = max(0, text.find(value))
            first = _VALUE_END.split(value, maxsplit=1)[0]
            for words in {value, first, first.partition(",")[0]}:
                yield words, start, sign


def _behind_prepositions(text: str) -> Iterator[tuple[str, int, str]]:
    for number, found in enumerate(_BEHIND.finditer(text)):
        if number == MOST:
            return
        if found["name"][0].isupper():
            yield found["name"], found.start("name"), "behind"
            yield re.split(r"[,(/]| [–-] ", found["name"])[0], found.start("name"), "behind"


def _parts(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield names that make up a whole part of one of the first lines."""
    start, seen = 0, 0
    for line in text.split("\n"):
        offset = 0
        for part in _PART.split(line):
            at = line.find(part, offset)
            offset = max(offset, at + len(part))
            if _CAPITALISED.fullmatch(part.strip(_EDGES)):
                yield part, start + at, "part"
                if longer := _CAPITALISED.match(line, at + len(part) - len(part.lstrip(_EDGES))):
                    yield longer.group(), start + at, "part and region"
        seen += bool(line.strip())
        if seen == FIRST_LINES:
            return
        start += len(line) + 1


def _areas(text: str) -> Iterator[tuple[str, int, str]]:
    for found in _WIDE.finditer(text):
        yield found.group(), found.start(), "wide"
    if area := known_places.country_mention(text):
        yield text[area.start : area.end], area.start, "country"


def _towns(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield the towns of the gazetteer, capitalised, or in a note also in lower case."""
    for number, found in enumerate(_CAPITALISED.finditer(text)):
        if number == 2 * MOST:
            return
        words = re.split(r"[,(/]| [–-] ", found.group())[0].strip()
        if gazetteer.town(words):
            yield words, found.start(), "town"
            yield found.group(), found.start(), "town and region"
        else:
            yield from _towns_inside(words, found.start())


def _towns_inside(name: str, start: int) -> Iterator[tuple[str, int, str]]:
    """Yield the towns that begin or end a longer name: "Stadtwerke Kiel", "Bremen Airport"."""
    name = _FORM.sub("", name)
    words = list(_WORD.finditer(name))
    for first in range(1, len(words)):
        rest = name[words[first].start() :]
        if rest[:1].isupper() and words[first - 1].group() not in _BEFORE_TOWNS and gazetteer.town(rest):
            yield rest, start + words[first].start(), "ends a name"
            return
    for last in range(len(words) - 1, 0, -1):
        beginning = name[: words[last - 1].end()]
        if gazetteer.town(beginning):
            yield beginning, start, "begins a name"
            return
