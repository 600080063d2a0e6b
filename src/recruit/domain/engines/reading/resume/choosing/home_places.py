"""Candidates for a person's place of residence in a résumé, with features."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.resume import companies
from recruit.domain.engines.reading.resume.choosing import home_place_words
from recruit.domain.engines.reading.resume.choosing.candidates import Candidate, Collector, true_features, within
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.education import has_degree, is_school
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import gazetteer, lines, places, titles
from recruit.domain.engines.reading.text.language_names import LANGUAGES

FIRST_LINES = 16
LONGEST_LINE, LONGEST_PLACE = 200, 90
MOST_LABELLED = 30
MOST_PARTS, MOST_LAST = 6, 3
MOST_WORDS = 14
"""Maximum words of a line with an address; a longer one is a sentence."""

TELLING = frozenset({"home", "form:whole:coded", "form:last1:coded", "form:behindcode"})
"""Features that mark unknown words as a place, as do a line's features "home", "afterhome" and "contact"."""

LINES_BELOW = 4
LINE_BOUNDS = (1, 2, 3, 7, FIRST_LINES)
STEPS = (-1, 0, 1, 2, 3, 4)
SIZES = (1, 50_000, 100_000, 1_000_000)
"""Bounds of the buckets for line numbers, for distances from the name in lines, and for the population of a city."""


def find(page: Sequence[Line], name_line: int | None, rule_value: str | None, full_name: str) -> list[Candidate]:
    """Return the place candidates, given the line of the name and the rules' value."""
    offers = Collector(lambda words: (*_word_features(words), *within(words, rule_value)))
    labelled = 0
    for line in page:
        head = line.number < FIRST_LINES or line.section in {Section.HEAD, Section.CONTACT}
        below = name_line is not None and 0 < line.number - name_line <= LINES_BELOW
        label = home_place_words.LABEL.match(lines.without_bullet(line.text[:LONGEST_LINE]))
        home = bool(label and home_place_words.HOME.fullmatch(label[1].strip()))
        after = line.number > 0 and bool(home_place_words.HOME.fullmatch(page[line.number - 1].text.strip(" :")))
        labelled += home
        sentence = home_place_words.IN.search(line.text[:LONGEST_LINE]) if line.number < 3 * FIRST_LINES else None
        if not (head or below or sentence or (home and labelled < MOST_LABELLED)) or line.heading:
            continue
        text = line.text[:LONGEST_LINE]
        spoken = _places_in_sentence(sentence["place"]) if sentence else ()
        found: list[tuple[str, Sequence[str]]] = [(words, ["spoken"]) for words in spoken]
        value = text[label.end() :] if label else text
        telling = home or after or bool(home_place_words.CONTACT.search(line.text))
        for features, words in _pieces(value.replace(full_name, "  ") if full_name else value):
            if telling or not TELLING.isdisjoint(features) or _is_known(words):
                found.append((words, features))
        if found:
            line_features = list(_line_features(line, page, name_line, home=home, after=after, label=bool(label)))
        for words, features in found:
            offers.add(words, [*line_features, *features])
    if rule_value:
        offers.add(rule_value, ["ruled"])
    return offers.candidates()


def _places_in_sentence(place: str) -> Iterator[str]:
    """Yield the possible places in the words after "I live in"."""
    capitals = home_place_words.CAPITALS.match(place)
    for words in dict.fromkeys((place, place.partition(",")[0], capitals.group() if capitals else place)):
        bare = words.strip(" ()") + (")" if "(" in words else "")
        if not _is_no_place(bare):
            yield bare


def _pieces(value: str) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the words of a line that may be a place, with features of how they were cut and of their own label."""
    for index, piece in enumerate(each for each in home_place_words.MARK.split(value) if each.strip()):
        label = home_place_words.OWN_LABEL.match(piece.strip())
        own_label = label[1].strip() if label else ""
        bare = piece.strip()[label.end() :] if label else piece
        edge = " ,.;:–-/()" if bare.count("(") != bare.count(")") else " ,.;:–-/"
        for form, words in _forms(bare.strip(edge)):
            if 1 < len(words) <= LONGEST_PLACE and not _is_no_place(words):
                yield (f"form:{form}", f"piece{min(index, 2)}", *_own_label(piece, own_label)), words


def _own_label(piece: str, label: str) -> Iterator[str]:
    trap = bool(home_place_words.TRAP.search(piece))
    if trap:
        yield "owntrap"
    if label:
        yield "home" if home_place_words.HOME.fullmatch(label) and not trap else "ownlabel"


def _first_and_last(words: str) -> tuple[str, str]:
    """Return the first and the last part of a place, such as its town and its region."""
    parts = re.split(r",|\(|/", words)
    return parts[0].strip(), parts[-1].strip(" )")


def _is_known(words: str) -> bool:
    """Whether words are recognisable as a place: they are known, or end with a region."""
    first, last = _first_and_last(words)
    return bool(places.written(words) or gazetteer.city(first) or places.is_area(last) or "(" in words)


def _is_no_place(words: str) -> bool:
    """Whether words are a street, a web address, a number or the start of a sentence."""
    last = words.rpartition(" ")[2]  # first, as the other tests of a sentence take much longer
    if last[:1].islower() and last not in home_place_words.AROUND and " " in words:
        return True
    bare = home_place_words.NUMBERED.sub("", home_place_words.STATED.sub("", words))
    if any(sign.isdigit() or sign in ":@/#" for sign in bare):
        return True
    if not any(map(str.isalpha, words)) or any(part.strip().casefold() in LANGUAGES for part in words.split(",")):
        return True
    low_words = home_place_words.WORDS.findall(words.casefold())
    if not home_place_words.NOWHERE.isdisjoint(low_words) or home_place_words.SITE.search(words):
        return True
    if has_degree(words) or home_place_words.TRAP.search(words):
        return True
    return (
        bool(home_place_words.STREET.search(words))
        and not places.is_city(words.partition(",")[0])
        and places.written(words) is None
    )


def _forms(piece: str) -> Iterator[tuple[str, str]]:
    """Yield the possible places in a piece: all of it, or some of its parts."""
    bare = home_place_words.POSTCODE.sub("", piece).strip(" ,")
    coded = "coded" if bare != piece else "plain"
    yield f"whole:{coded}", bare
    stripped = (home_place_words.POSTCODE.sub("", each.strip()).strip() for each in bare.split(","))
    cut = [part for part in stripped if part]
    if 1 < len(cut) <= MOST_PARTS:
        for start in range(1, len(cut)):
            yield f"last{min(len(cut) - start, MOST_LAST)}:{coded}", ", ".join(cut[start:])
        for start in range(len(cut) - 1):
            yield f"one{min(len(cut) - start, 4)}", cut[start]
    if inner := home_place_words.BEHIND_POSTCODE.search(piece):
        yield "behindcode", inner[1]


def _line_features(
    line: Line, page: Sequence[Line], name_line: int | None, *, home: bool, after: bool, label: bool
) -> Iterator[str]:
    yield f"in:{line.section.value}"
    yield f"line{bisect(LINE_BOUNDS, line.number)}"
    if name_line is not None:
        step = line.number - name_line
        yield f"step{bisect(STEPS, step)}"
    around = " ".join(each.text[:LONGEST_LINE] for each in page[max(0, line.number - 1) : line.number + 1])
    trap = bool(home_place_words.TRAP.search(line.text))
    yield from true_features(
        ("home", home),
        ("afterhome", after),
        ("labelled", label and not home),
        ("trap", trap),
        ("trapabove", not trap and bool(home_place_words.TRAP.search(around))),
        ("contact", bool(home_place_words.CONTACT.search(line.text))),
        ("dated", bool(line.spans)),
        ("bullet", line.bullet),
        ("long", len(line.text.split()) > MOST_WORDS),
    )


def _word_features(words: str) -> Iterator[str]:
    first, last = _first_and_last(words)
    size = len(words.split())
    yield f"words{min(size, len(SIZES))}"
    known = gazetteer.city(first)
    yield f"city{bisect(SIZES, known.people)}{known.is_word}" if known else "unknown"
    yield f"parts{min(words.count(',') + 1, 4)}"
    yield from true_features(
        ("written", places.written(words) is not None),
        ("iscity", places.is_city(first)),
        ("area", places.is_area(last)),
        ("areaonly", places.is_area(words)),
        ("bracket", "(" in words),
        ("street", bool(home_place_words.STREET.search(words))),
        ("digits", any(map(str.isdigit, words))),
        ("capital", words[:1].isupper()),
        ("capitals", words.isupper()),
        ("citystate", bool(places.CITY_STATE.search(words))),
        ("school", is_school(words)),
        ("firm", companies.is_company(words)),
        ("title", titles.has_head(words)),
        ("address", "@" in words or "://" in words or "www" in words),
        ("othersmall", any(word[0].islower() and word not in companies.FUNCTION_WORDS for word in words.split())),
        ("smallwords", size > 1 and sum(word[0].islower() for word in words.split()) > size / 2),
    )
