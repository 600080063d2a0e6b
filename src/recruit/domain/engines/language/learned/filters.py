"""Filters of lists: places, companies, skills, names, and row limits."""

from collections.abc import Iterator, Sequence

from recruit.domain.engines.language.common_words import COMMON
from recruit.domain.engines.language.learned.kinds import STOP_WORDS, kind_of
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.person_names import LARGE_TOWN
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.words import Word, words
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.lists.words import FILLERS
from recruit.domain.engines.reading.text import gazetteer, places
from recruit.domain.engines.skills import catalog

LONGEST = 3
"""Longest name of a place, in words."""

SHORTEST = 2
"""Length, in letters, up to which a word is a place only in capitals: "in", "la"."""

_IN = frozenset(
    "in near around within of at by from based for bei um nahe raum aus im nach pres vers autour de a en dans sur cerca "
    "para em perto di da ad vicino intorno te uit rond regio naar location loc city ort ville ciudad cidade citta stad "
    "region lieu plaats to about preferably live lives living = - , : d'".split()
)
_AT = frozenset(
    "at from ex former @ bei von chez de en da dal dalla dell di bij van at: company = with employees of aus na no pela".split()
)
_WORKING = frozenset(
    "work works worked working employed employees arbeitet arbeiten gearbeitet travaille travaillent bosse trabaja trabajan "
    "trabajen trabalha trabalham trabalhem lavora lavorano werkt werken company firma firm azienda empresa entreprise "
    "bedrijf poach join ex former alumni people folks ppl staff leute gente gens mensen time spent".split()
)
_AFTER_COMPANY = frozenset("employees people folks ppl alumni staff guys crowd leute mitarbeiter".split())
KNOWING = frozenset(
    "know knows knowing knew skill skills skilled experience experienced expertise proficient uses use with in w done does "
    "good at using kann konnen kennt beherrscht erfahrung kenntnis kenntnisse mit connait connaissent maitrise maitrisent "
    "sachant avec competence sabe sepa sepan conoce conozca conozcan domina con experiencia saiba sabem sabe conhece manja "
    "com experiencia conosce conoscono usare sa sanno esperienza kan kent ervaring met requires requiring require need "
    "needs needing ask asks asking wants mention mentions mentioning involve involves verlangen verlangt brauchen exigent "
    "demandent piden pidan pida exigen pedem exigem pede richiedono chiedono richiede vragen vereisen tagged skill: having "
    "+= as saibam conhecam conheca dominem dominam dominan dominar sachent sappia sappiano conosca conoscano kunnen kennen "
    "beheersen beherrschen".split()
)
_UNPLACED = frozenset("remote remoto remota distanza telearbeit homeoffice".split())
_NO_SKILLS = frozenset("english german french spanish portuguese italian dutch".split())
_ALIASES = frozenset("nyc ny sf la uk usa us".split())


def found_places(part: Part) -> list[str]:
    """Return the named places as written, in order."""
    return [part.linked.text(start, end) for start, end in place_spans(part)]


def place_spans(part: Part) -> Iterator[tuple[int, int]]:
    """Yield the spans of places: from the first word to before the last."""
    index = part.start
    while index < part.end:
        length = _place_at(part, index)
        if length:
            yield index, index + length
        index += length or 1


def _place_at(part: Part, index: int) -> int:
    """Return the number of words of the place at a position; 0 if there is none."""
    linked = part.linked
    if linked.tags[index] and linked.tags[index] != "CNT":
        return 0
    before = linked.words[index - 1].key if index > 0 else ""
    capital = linked.words[index].capital
    is_led = (before in _IN and (capital or before.isalpha())) or index == 0
    for length in range(min(LONGEST, part.end - index), 0, -1):
        span = linked.words[index : index + length]
        has_mark = span[-1].is_mark or any(word.is_mark and word.key not in {"-", "."} for word in span)
        is_tagged = any(linked.tags[at] not in {"", "CNT"} for at in range(index, index + length))
        if has_mark or is_tagged or not span[0].key[0].isalpha():
            continue
        if tuple(word.key for word in span if not word.is_mark) in part.directory.places:
            return length
        if length == 1 and span[0].key in _UNPLACED:
            return 1
        if _is_known(span, linked.text(index, index + length), is_led=is_led):
            return length
    return 0


def _is_known(span: Sequence[Word], text: str, *, is_led: bool) -> bool:
    key = " ".join(word.key for word in span)
    if key in _ALIASES:
        return text.isupper() or key in {"nyc", "usa", "uk", "sf"}
    spoken = all(fits(FILLERS, word.key) for word in span) and not (len(span) > 1 and span[0].capital)
    if spoken or (len(key) <= SHORTEST and not text.isupper()) or (len(span) == 1 and _is_ordinary(key)):
        return False  # "ha il" is also a town's name
    written = " ".join(word if word in {"de", "of", "am", "la"} else word.capitalize() for word in text.split(" "))
    if places.is_area(written) or places.country(written) == written:
        return True
    known = gazetteer.city(text)
    if known is None:
        return places.is_city(written)
    if known.is_word and not (is_led and span[0].capital):
        return False
    return is_led or len(span) > 1 or known.people >= LARGE_TOWN


def _is_ordinary(key: str) -> bool:
    return key in COMMON or key in STOP_WORDS or occupation(key) is not None or kind_of(key) is not None


def company(part: Part, taken: Sequence[str]) -> str | None:
    """Return the named company: one of the organisation's candidates', or a name after "at" or "from"."""
    keys = part.keys
    for phrase, written in sorted(part.directory.companies.items(), key=lambda one: -len(one[0])):
        if _contains(keys, phrase):
            return written
    works = bool(_WORKING & set(keys))
    for index in range(len(keys)):
        if keys[index] not in _AT or not (works or keys[index] in {"at", "ex", "@", "chez", "bei", "bij", "former"}):
            continue
        length = _capitals(part, part.start + index + 1, last=keys[index] in {"ex", "@", "at"})
        name = part.linked.text(part.start + index + 1, part.start + index + 1 + length)
        if name and name not in taken and not _is_other(name):
            return name
    for index in range(1, len(keys)):
        word = part.words[index - 1]
        name = part.linked.text(part.start + index - 1, part.start + index)
        tagged = part.linked.tags[part.start + index - 1]
        if keys[index] in _AFTER_COMPANY and word.capital and not tagged and not _is_other(name):
            return name
    return None


def _contains(keys: Sequence[str], phrase: tuple[str, ...]) -> bool:
    return any(tuple(keys[at : at + len(phrase)]) == phrase for at in range(len(keys) - len(phrase) + 1))


def _capitals(part: Part, index: int, *, last: bool) -> int:
    """Return the number of words of a name at a position. A lower-case name has one word, which is unambiguous."""
    end = index
    while end < part.end and part.linked.words[end].capital and not part.linked.tags[end]:
        end += 1
    if end == index and last and index < part.end and _is_rare(part.linked.words[index].key):
        return 1
    return end - index


def _is_rare(key: str) -> bool:
    return key.isalpha() and len(key) > SHORTEST and not _is_ordinary(key)


def _is_other(name: str) -> bool:
    return _is_ordinary(name.lower()) or bool(catalog.canonical_name(name))


def skill_names(part: Part) -> list[str]:
    """Return the named skills: known ones, those that jobs require, and a name after "who knows"."""
    text, keys, found = part.text, part.keys, list[str]()
    for mention in catalog.find(text):
        name = text[mention.start : mention.end]
        if not all(occupation(word.lower()) for word in name.split()):
            found.append(name)
    for phrase, written in part.directory.skills.items():
        if _contains(keys, phrase):
            found.append(written)
    found += [text for text in _after_knowing(part) if not any(text.lower() in one.lower() for one in found)]
    unique = {one.lower(): one for one in reversed(found)}
    return [one for one in dict.fromkeys(found) if unique[one.lower()] == one and one.lower() not in _NO_SKILLS]


def _after_knowing(part: Part) -> Iterator[str]:
    for index in range(part.start, part.end - 1):
        word = part.linked.words[index + 1]
        if part.linked.words[index].key not in KNOWING or part.linked.tags[index + 1]:
            continue
        is_named = word.capital or part.linked.words[index].key in _SURELY_KNOWING
        if not is_named or not _is_rare(word.key):
            continue
        if not gazetteer.city(word.key) and not any(word.key in company for company in part.directory.companies):
            yield part.linked.text(index + 1, index + 2)


_SURELY_KNOWING = frozenset("w know knows kennt connait sabe kent".split())
_MORE = frozenset("more over mehr uber plus mas mais piu meer oltre above".split())
MOST_YEARS = 60
_JUST = frozenset("just only top best exactly nur solo seulement juste apenas solamente alleen".split())
_NO_LIMIT = frozenset("over under above least no number nummer than als dan que".split())


def limit(part: Part) -> int | None:
    """Return the row limit."""
    counts = [one for one in part.linked.figures if part.start <= one.index < part.end and one.role == "count"]
    for figure in counts:
        before = part.linked.words[figure.index - 1].key if figure.index > part.start else ""
        if figure.value == 1 and before not in _JUST and not part.linked.words[figure.index].key.isdigit():
            continue
        if figure.value and before not in _NO_LIMIT:
            return min(figure.value, 100)
    return None


def title(part: Part) -> str | None:
    """Return the single word that the organisation's candidates use for the named occupation; None if they differ."""
    named = {concept for key in part.keys if (concept := occupation(key))}
    titles = [word.key for person in part.directory.people for word in words(person.current_title or "")]
    used = {key for key in titles if occupation(key) in named}
    return used.pop() if len(used) == 1 else None


_OF_AGE = frozenset(
    "age aged younger older junger alter ages agees agee jeunes jeune menores mayores maiores jovenes jovens novos velhos "
    "giovani vecchi anziani eta jonger ouder".split()
)
"""Words before a number of years that is an age."""


def least_years(part: Part) -> int | None:
    """Return the required years of experience: eleven for "more than ten years"."""
    for figure in part.linked.figures:
        if part.start <= figure.index < part.end and figure.role == "years" and 0 < figure.value <= MOST_YEARS:
            before = {word.key for word in part.linked.words[max(part.start, figure.index - 4) : figure.index]}
            if not before.isdisjoint(_OF_AGE):
                continue
            before = {word.key for word in part.linked.words[max(part.start, figure.index - 2) : figure.index]}
            return figure.value + bool(_MORE & before)
    return None


_CALLED = frozenset(
    "called named surnamed namens heisst appele appelee nomme llamado llamada llame chamado chamada chiamato chiama genaamd "
    "heet".split()
)


def name_part(part: Part) -> str | None:
    """Return the name after "called"."""
    keys = part.keys
    for index, key in enumerate(keys[:-1]):
        if key in _CALLED:
            return part.linked.text(part.start + index + 1, part.start + index + 2)
    return None
