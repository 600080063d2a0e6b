"""What may be the place where the person of a résumé lives, with features."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from recruit.domain.services.extraction import firms, gazetteer, lines, places
from recruit.domain.services.extraction.choosing import memo
from recruit.domain.services.extraction.choosing.candidates import Candidate, Offers, told
from recruit.domain.services.extraction.choosing.page import Line
from recruit.domain.services.extraction.language_words import LANGUAGES
from recruit.domain.services.extraction.schooling import is_school
from recruit.domain.services.extraction.sections import Section

FIRST_LINES = 16
LONGEST_LINE, LONGEST_PLACE = 200, 90
MOST_LABELLED = 30
MOST_PARTS, MOST_LAST = 6, 3
MOST_WORDS = 14
"""Words of a line that is no address but a sentence."""

TELLING = frozenset({"home", "afterhome", "contact"})
CODED = frozenset({"form:whole:coded", "form:last1:coded", "form:behindcode"})
"""What tells of words that aren't known that they are a place."""

LINES_BELOW = 4
LINE_BOUNDS = (1, 2, 3, 7, FIRST_LINES)
STEPS = (-1, 0, 1, 2, 3, 4)
SIZES = (1, 50_000, 100_000, 1_000_000)
"""Bounds by which lines, lines from the name, and people of a city are told apart."""

_MARK = re.compile(
    r"\s{0,3}[|•·✉☎\t§;⋄◦]\s{0,3}|\s[–—/-]\s|\s{2,}|\s(?=\+\d)|\s(?=\(?\d{3}\)?[ .-]\d{3})|\s(?=[\w.+-]{1,64}@)|"
    r"(?<=\w)\.\s(?=[A-Z])"
)
_LABEL = re.compile(r"([^\W\d_][^:\n|]{1,34}?)(?:\s?:\s{0,20}|\t+|\s{2,}|\s\|\s)(?=\S)")
_HOME = re.compile(
    r"(?:current |present |home |residential |permanent |postal |mailing )?(?:location|address|residence|city|town|"
    r"based|lives|"
    r"stay(?:s|ing)? at|home)\b.{0,20}|(?:wohn(?:ort|haft|sitz)|anschrift|adresse|standort|ort|plz.{0,8}ort|"
    r"adresse\(s\)|"
    r"lieu de résidence|ville|domicile|dirección|domicilio|ciudad|residencia|localidad|indirizzo|residenza|città|"
    r"endereço|"
    r"cidade|morada|residência|localidade|adres|woonplaats|plaats|postcode.{0,3}plaats|ort|bostadsort|miejscowość|"
    r"municipality|"
    r"adres zamieszkania|miejsce zamieszkania|addressline)\b.{0,20}",
    re.IGNORECASE,
)
_TRAP = re.compile(
    r"born|birth|geb(?:oren|urt)|\bné[e]?\b|naissance|nacimiento|nacid[oa]|nascimento|nascid[oa]|nat[oa]\b|nascita|"
    r"geboorte|"
    r"födel|urodz|nationalit|nacionalidad|naturalidad|passport|licen[cs]e|permis|führerschein|carnet|patente|rijbewijs|"
    r"willing|relocat|prefer|availab|disponib|verfügbar|expedida|state of origin|hometown|visa|citizen|staatsangehör|"
    r"staatsbürger|languages?|sprachen|notice",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?i:living in|live in|lives in|based in|located in|currently in|residing (?:at|in)|wohnhaft in|wohne in|lebe "
    r"in|habite à|"
    r"résid\w{1,4} à|vivo (?:e lavoro )?(?:a|en|em)|resido (?:a|en|em)|residente (?:a|in|en|em)|woon(?:achtig)? in|"
    r"woonplaats|"
    r"raum|engineer from|from)\s(?P<place>[A-ZÀ-Þ][^,.;|\n]{1,40}(?:,\s[A-ZÀ-Þ][^,.;|\n]{1,30})?)",
)
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}[ -])?(?:\d{4,5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2})\s+(?=[^\W\d_])|"
    r"[,\s]+(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|C\.?P\.? ?\d{5})\.?$"
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|drive|dr|close|court|way|row|flat|apt|floor|house|blk|lot|box|p\.o|suite|"
    r"straße|strasse|str|weg|platz|gasse|allee|rue|avenue|impasse|place|chemin|appt|bis|calle|c/|av|avda|carrera|cra|"
    r"barrio|"
    r"col|via|viale|corso|piazza|strada|rua|travessa|largo|bairro|straat|laan|gracht|plein|vägen|gatan|ul|room|"
    r"building)\b|"
    r"(?:straße|strasse|str\.|weg|gasse|straat|laan|vägen|gatan)\s?\d",
    re.IGNORECASE,
)
_AROUND = frozenset("area metro region umgebung omgeving zona surroundings environs".split())
"""Small words that places end with."""

_CONTACT = re.compile(r"@|\+?\d[\d\s().-]{7,}\d")


def find(page: Sequence[Line], named: int | None, ruled: str | None, full_name: str) -> list[Candidate]:
    """Return what may be the place, given the line of the name and what the rules read."""
    offers = Offers(_of)
    labelled = 0
    for line in page:
        head = line.number < FIRST_LINES or line.section in {Section.HEAD, Section.CONTACT}
        below = named is not None and 0 < line.number - named <= LINES_BELOW
        said = _LABEL.match(lines.without_bullet(line.text[:LONGEST_LINE]))
        home = bool(said and _HOME.fullmatch(said[1].strip()))
        after = line.number > 0 and bool(_HOME.fullmatch(page[line.number - 1].text.strip(" :")))
        labelled += home
        spoken = _IN.search(line.text[:LONGEST_LINE]) if line.number < 3 * FIRST_LINES else None
        if not (head or below or spoken or (home and labelled < MOST_LABELLED)) or line.heading:
            continue
        about = list(_about(line, page, named, home=home, after=after, said=bool(said)))
        text = line.text[:LONGEST_LINE]
        if spoken:
            for words in dict.fromkeys((spoken["place"], spoken["place"].partition(",")[0])):
                offers.add(words.strip(" ()"), [*about, "spoken"])
        value = text[said.end() :] if said else text
        for features, words in _pieces(value.replace(full_name, "  ") if full_name else value):
            if not TELLING.isdisjoint(about) or not CODED.isdisjoint(features) or _is_known(words):
                offers.add(words, [*about, *features])
    if ruled:
        offers.add(ruled, ["ruled"])
    return offers.candidates()


def _pieces(value: str) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the words of a line that may be a place, with how they were cut."""
    for index, piece in enumerate(each for each in _MARK.split(value) if each.strip()):
        edge = " ,.;:–-()" if piece.count("(") != piece.count(")") else " ,.;:–-"
        for form, words in _forms(piece.strip(edge)):
            if 1 < len(words) <= LONGEST_PLACE and not _is_no_place(words):
                yield (f"form:{form}", f"piece{min(index, 2)}"), words


def _is_known(words: str) -> bool:
    """Whether something tells that words are a place: they are known, or end with a region."""
    first, last = re.split(r",|\(|/", words)[0].strip(), re.split(r",|\(|/", words)[-1].strip(" )")
    return bool(memo.written(words) or gazetteer.city(first) or memo.is_area(last) or "(" in words)


def _is_no_place(words: str) -> bool:
    """Whether words are a street, an address of the net, a number or the beginning of a sentence."""
    if any(sign.isdigit() or sign in ":@/#" for sign in words):
        return True
    last = words.rpartition(" ")[2]
    if last[:1].islower() and last not in _AROUND and " " in words:
        return True
    if any(part.strip().casefold() in LANGUAGES for part in words.split(",")):
        return True
    return bool(_STREET.search(words)) and not memo.is_city(words.partition(",")[0]) and memo.written(words) is None


def _forms(piece: str) -> Iterator[tuple[str, str]]:
    """Yield what of a piece may be the place: all of it, or its last parts."""
    bare = _POSTCODE.sub("", piece).strip(" ,")
    coded = "coded" if bare != piece else "plain"
    yield f"whole:{coded}", bare
    cut = [part for part in (_POSTCODE.sub("", each.strip()).strip() for each in bare.split(",")) if part]
    if 1 < len(cut) <= MOST_PARTS:
        for start in range(1, len(cut)):
            yield f"last{min(len(cut) - start, MOST_LAST)}:{coded}", ", ".join(cut[start:])
        for start in range(len(cut) - 1):
            yield f"one{min(len(cut) - start, 4)}", cut[start]
    if inner := re.search(
        r"(?<=\s)(?:\d{4,5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2})\s([A-ZÀ-Þ].{2,40})$", piece
    ):
        yield "behindcode", inner[1]


def _about(
    line: Line, page: Sequence[Line], named: int | None, *, home: bool, after: bool, said: bool
) -> Iterator[str]:
    yield f"in:{line.section.value}"
    yield f"line{bisect(LINE_BOUNDS, line.number)}"
    if named is not None:
        step = line.number - named
        yield f"step{bisect(STEPS, step)}"
    around = " ".join(each.text[:LONGEST_LINE] for each in page[max(0, line.number - 1) : line.number + 1])
    yield from told(
        ("home", home),
        ("afterhome", after),
        ("labelled", said and not home),
        ("trap", bool(_TRAP.search(line.text))),
        ("trapabove", bool(_TRAP.search(around)) and not _TRAP.search(line.text)),
        ("contact", bool(_CONTACT.search(line.text))),
        ("dated", bool(line.spans)),
        ("bullet", line.bullet),
        ("long", len(line.text.split()) > MOST_WORDS),
    )


def _of(words: str) -> Iterator[str]:
    first = re.split(r",|\(|/", words)[0].strip()
    last = re.split(r",|\(|/", words)[-1].strip(" )")
    size = len(words.split())
    yield f"words{min(size, len(SIZES))}"
    known = gazetteer.city(first)
    yield f"city{bisect(SIZES, known.people)}{known.is_word}" if known else "unknown"
    yield f"parts{min(words.count(',') + 1, 4)}"
    yield from told(
        ("written", memo.written(words) is not None),
        ("iscity", memo.is_city(first)),
        ("area", memo.is_area(last)),
        ("areaonly", memo.is_area(words)),
        ("bracket", "(" in words),
        ("street", bool(_STREET.search(words))),
        ("digits", any(map(str.isdigit, words))),
        ("capital", words[:1].isupper()),
        ("capitals", words.isupper()),
        ("citystate", bool(places.CITY_STATE.search(words))),
        ("school", is_school(words)),
        ("firm", memo.is_firm(words)),
        ("title", memo.has_head(words)),
        ("address", "@" in words or "://" in words or "www" in words),
        ("othersmall", any(word[0].islower() and word not in firms.SMALL for word in words.split())),
        ("smallwords", size > 1 and sum(word[0].islower() for word in words.split()) > size / 2),
    )
