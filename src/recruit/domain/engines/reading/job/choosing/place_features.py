"""Features of a span that may be the place of a job, for the model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from recruit.domain.engines.reading.job import (
    field_labels,
    location_words,
    remote_policies,
    title_vocabulary,
    work_arrangements,
)
from recruit.domain.engines.reading.job.choosing.choice import LABEL_BEFORE
from recruit.domain.engines.reading.resume.choosing.candidates import true_features
from recruit.domain.engines.reading.text import gazetteer, lines, places
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.reading.text.language_names import LANGUAGES
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog

NOTE = 400
_WORD = Lazy(r"[^\W_][\w'’.&-]*")
_FIRM = Lazy(
    r"\b(?:GmbH|AG|KG|Ltd|Inc|LLC|S\.?A\.?S?|S\.?[rp]\.?[lA]|BV|Lda|Group|Gruppe|Grupo|Software|Systems|Trust|Estate|Hotel|Clinic|Klinik|School)\b"
)
_PERSON = Lazy(
    r"\b(?:hi|hello|hey|hallo|salut|bonjour|hola|olá|oi|ciao|hoi|dear|sig\.|frau|herr|mr|mrs|ms|ring|call|contact|dr|thx|gruß|cheers|it's|c'est|sou [ao]|soy|sono|hier|here's|met)\.?,? $",
    re.IGNORECASE,
)
_HOME = {
    "de": {"DE", "AT", "CH", "LI"}, "fr": {"FR", "BE", "CH", "CA", "LU"}, "es": {"ES", "MX", "AR", "CO", "CL", "PE", "UY"},
    "pt": {"PT", "BR"}, "it": {"IT", "CH"}, "nl": {"NL", "BE"}, "en": {"GB", "US", "IE", "AU", "NZ", "CA", "ZA", "IN", "SG", "AE"},
}  # fmt: skip
"""Countries in which jobs are advertised in each language."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """A text, the offsets of its title, and the place found by the rules."""

    text: str
    title_offsets: tuple[int, int]
    rule_place: str | None


def of_none(context: PlaceContext) -> Iterator[str]:
    """Yield the features of the choice "no place"."""
    yield f"no place, ruled {context.rule_place is not None}"
    yield f"no place, {'note' if len(context.text) <= NOTE else 'posting'}"
    yield f"no place, remote {work_arrangements.remote_option(context.text) == remote_policies.REMOTE}"


def of(context: PlaceContext, words: str, start: int) -> Iterator[str]:
    """Yield the features of a candidate."""
    yield from _of_words(context, words)
    yield from _of_place(context, words, start)


def _of_words(context: PlaceContext, words: str) -> Iterator[str]:
    parts = _WORD.findall(words) or [words]
    first = re.split(r"[,(/]| [–-] ", words)[0].strip()
    town = gazetteer.town(first)
    language = detect_language(context.text)
    yield f"words {min(4, len(parts))}"
    if town:
        size = f"town {int(2 * log10(max(town.people, 1000))) / 2}"
        yield size
        yield f"{size} word {town.is_word}"
        yield f"town at home {town.country in _HOME.get(language, ())}"
    else:
        yield f"no town, {len(parts)} words"
    rule_place = (context.rule_place or "").casefold()
    wide = bool(places.country_mention(words))
    yield from true_features(
        ("as ruled", words.casefold() == rule_place),
        ("like ruled", bool(rule_place) and first.casefold() == rule_place.partition(",")[0].casefold()),
        ("other than ruled", bool(rule_place) and first.casefold() != rule_place.partition(",")[0].casefold()),
        ("region", len(words) > len(first)),
        ("known region", len(words) > len(first) and places.is_area(words[len(first) :].strip(" ,()/–-"))),
        ("place", places.is_place(words)),
        ("area", places.is_area(words)),
        ("wide", wide),
        ("wide remote", wide and work_arrangements.remote_option(context.text) == remote_policies.REMOTE),
        ("capitals", words.isupper() and not context.text.isupper()),
        ("small", words[:1].islower()),
        ("figure", any(map(str.isdigit, words))),
        ("skill", catalog.canonical_name(words) is not None),
        ("language", words.casefold() in LANGUAGES),
        ("small word", words.casefold() in location_words.COMMON_WORDS),
        ("all of titles", all(title_vocabulary.in_titles(part) for part in parts)),
        ("any head", any(title_vocabulary.ends_title(part) or title_vocabulary.begins_title(part) for part in parts)),
        ("firm", bool(_FIRM.search(words))),
        (
            "arrangement",
            bool(
                work_arrangements.remote_option(words, free=True) or work_arrangements.employment_type(words, free=True)
            ),
        ),
    )


def _of_place(context: PlaceContext, words: str, start: int) -> Iterator[str]:
    text, end = context.text, start + len(words)
    is_note = len(text) <= NOTE
    shape = "note" if is_note else "posting"
    line = text.count("\n", 0, start)
    yield f"{shape} line {min(line, 9)}"
    yield f"{shape} at {next((n for n, limit in enumerate((5, 30, 80, 160, 320, 640, 1280)) if start < limit), 7)}"
    line_start = text.rfind("\n", 0, start) + 1
    before, after = text[max(line_start, start - 60) : start], text[end : end + 40]
    first, last = context.title_offsets
    yield from true_features(
        ("in title", first <= start < last),
        ("behind title at once", last <= start <= last + 6 and last > 0),
        ("soon behind title", last <= start <= last + 30 and last > 0),
        ("preposition", bool(location_words.BEFORE.search(before))),
        ("kind after", bool(location_words.WORKPLACE_AFTER.match(after))),
        ("kind before", bool(location_words.WORKPLACE_BEFORE.search(before))),
        ("alien before", bool(location_words.ELSEWHERE_BEFORE.search(before))),
        ("institution before", bool(location_words.INSTITUTION_BEFORE.search(before))),
        ("firm after", bool(location_words.COMPANY_AFTER.match(after))),
        ("person", bool(_PERSON.search(before))),
        ("whole line", not before.strip(" *#_•·-–📍") and after[:1] in {"", "\n"}),
        ("line begins", not before.strip(" *#_•·-–📍")),
        ("again", text.count(words) > 1),
        ("cut", after[:1].isalnum() or (before[-1:].isalnum() and bool(before))),
        ("pin", "📍" in before[-3:]),
        ("name behind", bool(re.match(r"\s[A-ZÀ-Ý][a-zà-ý]", after))),
        ("name before", bool(re.search(r"[A-ZÀ-Ý][\w'’&]+\s$", before))),
    )
    tokens = _WORD.findall(before)
    yield f"< {tokens[-1].casefold() if tokens and before[-1:] == ' ' else ''}"
    yield f"mark before {before.rstrip()[-1:] if not before.rstrip()[-1:].isalnum() else 'w'}"
    follows = after.lstrip(" ").replace("\n", "↵")
    token = _WORD.match(follows)
    yield f"> {token.group().casefold() if token else follows[:1]}"
    yield f"mark behind {follows[:1] if not follows[:1].isalnum() else 'capital' if follows[:1].isupper() else 'small'}"
    if label := LABEL_BEFORE.search(before):
        name = lines.name(label[1])
        yield f"labelled {name in field_labels.LOCATION}"
        yield f"labelled {name}"
