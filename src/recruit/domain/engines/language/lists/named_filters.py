"""Filters whose value is a name: places, companies, skills and occupations. Also the number of rows."""

from collections.abc import Iterable, Iterator

from recruit.domain.engines.language.common_words import COMMON
from recruit.domain.engines.language.filters import title_of
from recruit.domain.engines.language.learned import filters, statuses
from recruit.domain.engines.language.learned.kinds import NUMBERS, STOP_WORDS, UNITS
from recruit.domain.engines.language.learned.linking import LEVELS
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.country_names import CONTINENTS, names
from recruit.domain.engines.language.lists.joining import Value, conjunction, enumerated, one_or_several
from recruit.domain.engines.language.lists.negations import governed, negation
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits
from recruit.domain.engines.language.negation_words import IN_QUESTION
from recruit.domain.engines.reading.text import gazetteer
from recruit.domain.engines.reading.text.titles import is_head

_RELATIVE = frozenset("who that die qui que quienes quem che".split())

LONGEST_COUNTRY = 3
SHORTEST_TITLE = 4
MOST_LISTED = 100


def places(matcher: PhraseMatcher, part: Part) -> dict[str, Value]:
    """Consume the places to include, and those to exclude."""
    found: dict[str, Value] = {}
    skilled = _skill_spans(matcher, part)
    named = {span for span in (*_countries(part), *part.linked.places) if not _is_inside(span, skilled)}
    spans = _without_overlaps(matcher, sorted(named, key=lambda span: (span[0], -span[1])))
    others = _negatable(matcher, part).union(governed(matcher)) - {index for span in spans for index in range(*span)}
    while spans:
        chain, _ = enumerated(matcher, spans)
        against = negation(matcher, chain[0][0], others)
        name = "location" if against is None else "not_location"
        if name not in found:
            found[name] = one_or_several([part.linked.text(start, end) for start, end in chain])
            matcher.consume(chain[0][0], chain[-1][1])
            if against is not None:
                matcher.consume(*against)
        spans = spans[len(chain) :]
        follows = spans and conjunction(matcher, chain[-1][1], spans[0][0]) == ","
        if follows and gazetteer.country(part.linked.text(*spans[0])):
            matcher.consume(*spans.pop(0))  # the country of "Berlin, Germany"
    return found


def _without_overlaps(matcher: PhraseMatcher, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that don't overlap consumed words or an earlier span."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        overlaps = matcher.has_consumed(start, end) or (found and start < found[-1][1])
        if not overlaps and not _is_filler(matcher, start, end):
            found.append((start, end))
    return found


def _is_inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a span is a part of a longer one: the "BI" of "Power BI" is no country."""
    return any(start <= span[0] and span[1] <= end and span != (start, end) for start, end in others)


def _is_filler(matcher: PhraseMatcher, start: int, end: int) -> bool:
    """Tell whether a lower-case word is a question's verb, and not a place: "wie kent Python?" names no Kent."""
    word = matcher.words[start]
    written_large = word.capital and start > 0
    return end == start + 1 and not written_large and (fits(words.FILLERS, word.key) or fits(words.SPEAKING, word.key))


def _countries(part: Part) -> Iterator[tuple[int, int]]:
    for start in range(len(part.words)):
        for length in range(min(LONGEST_COUNTRY, len(part.words) - start), 0, -1):
            text = part.linked.text(start, start + length)
            short = len(text) <= 2 and not text.isupper()  # noqa: PLR2004 - "us" is no country
            key = gazetteer.folded(text)
            named = key in names() or key in CONTINENTS or (part.words[start].capital and gazetteer.country(text))
            if named and not short and not text.isdigit():
                yield start, start + length
                break


def _negatable(matcher: PhraseMatcher, part: Part) -> frozenset[int]:
    """Return the indexes of skills and occupations, which take a negation before them: "without SQL in Berlin"."""
    skilled = {index for span in _skill_spans(matcher, part) for index in range(*span)}
    return frozenset(skilled.union(_occupations(matcher)))


def _occupations(matcher: PhraseMatcher) -> frozenset[int]:
    """Return the indexes of occupations."""
    return frozenset(index for index in range(len(matcher.words)) if _names_occupation(matcher, index))


def known_companies(matcher: PhraseMatcher, part: Part) -> dict[str, str]:
    """Consume the current company of one of the organisation's candidates: "Lakeside Hospital" is no place."""
    for phrase, written in sorted(part.directory.companies.items(), key=lambda one: -len(one[0])):
        if span := _span(matcher, " ".join(phrase)):
            return _company(matcher, part, span, written)
    return {}


def companies(matcher: PhraseMatcher, part: Part) -> dict[str, str]:
    """Consume a company's name, recognised by its position: "who works at Acme"."""
    taken = [part.linked.text(index, index + 1) for index, is_taken in enumerate(matcher.consumed) if is_taken]
    company = filters.company(part, taken)
    span = _span(matcher, company) if company else None
    if company is None or span is None or statuses.stages(part.linked.words[span[0] : span[1]]):
        return {}
    return _company(matcher, part, span, company)


def _company(matcher: PhraseMatcher, part: Part, span: tuple[int, int], name: str) -> dict[str, str]:
    against = negation(matcher, span[0], _negatable(matcher, part))
    matcher.consume(*span)
    if against is None:
        return {"company": name}
    matcher.consume(*against)
    return {"not_company": name}


def skills(matcher: PhraseMatcher, part: Part) -> dict[str, Value]:
    """Consume the wanted and the unwanted skills.

    "Python or Rust" asks for either; "Python and Rust" asks for both.
    """
    named = _skill_spans(matcher, part)
    occupations = _occupations(matcher)
    found: dict[str, Value] = {}
    further: list[str] = []
    spans = _without_overlaps(matcher, sorted(named, key=lambda span: (span[0], -span[1])))
    while spans:
        chain, how = enumerated(matcher, spans)
        spans = spans[len(chain) :]
        against = negation(matcher, chain[0][0], occupations)
        values = [named[span] for span in chain]
        if against is not None and "not_skill" not in found:
            found["not_skill"] = one_or_several(values)
            matcher.consume(*against)
        elif against is None and "skill" not in found:
            found["skill"] = values[0] if how == "and" else one_or_several(values)
            further += values[1:] if how == "and" else []
        elif against is None and how != "or" and matcher.words[chain[0][0]].capital:  # "…, go" is no skill
            further += values
        else:
            continue
        matcher.consume(chain[0][0], chain[-1][1])
    return found | ({"and_skills": further} if further else {})


def _skill_spans(matcher: PhraseMatcher, part: Part) -> dict[tuple[int, int], str]:
    """Return the named skills by their spans."""
    named: dict[tuple[int, int], str] = {}
    for name in filters.skill_names(part):
        span = _span(matcher, name)
        if span is not None and not _is_occupation(part, name) and name.lower() not in STOP_WORDS:
            named.setdefault(span, name)
    return named


def _is_occupation(part: Part, name: str) -> bool:
    """Tell an occupation from a skill: "Salesforce" is a skill if a job asks for it."""
    return keys(name) not in part.directory.skills and all(occupation(word) for word in keys(name))


def _span(matcher: PhraseMatcher, text: str) -> tuple[int, int] | None:
    """Return the span of a text among the words that aren't consumed."""
    wanted = keys(text)
    listed = [word.key for word in matcher.words]
    for start in range(len(listed) - len(wanted) + 1):
        end = start + len(wanted)
        if tuple(listed[start:end]) == wanted and not matcher.has_consumed(start, end):
            return start, end
    return None


def titles(matcher: PhraseMatcher, part: Part) -> dict[str, Value]:
    """Consume the occupations, each with adjacent words that occur in the organisation's titles."""
    titled = {key for person in part.directory.people for key in keys(person.current_title or "")}
    titled |= set(part.directory.titles)
    spans: list[tuple[int, int]] = []
    for index in range(len(matcher.words)):
        if _names_occupation(matcher, index) and (not spans or index >= spans[-1][1]):
            spans.append(_titled(matcher, index, titled, spans[-1][1] if spans else 0))
    if not spans:
        return {}
    chain, _ = enumerated(matcher, spans)
    found = [part.linked.text(start, end) for start, end in chain]
    against = negation(matcher, chain[0][0])
    excepted = against is not None and not _is_polite(matcher, against[0])
    matcher.consume(chain[0][0], chain[-1][1])
    if against is not None and excepted:
        matcher.consume(*against)
    return {"not_title" if excepted else "title": one_or_several([title_of(text) or text for text in found])}


def _is_polite(matcher: PhraseMatcher, index: int) -> bool:
    """Tell the negation of a question from that of a clause such as "who are not nurses"."""
    before = {word.key for word in matcher.words[max(0, index - 2) : index]}
    return matcher.words[index].key in IN_QUESTION and _RELATIVE.isdisjoint(before)


def _titled(matcher: PhraseMatcher, index: int, titled: set[str], least: int) -> tuple[int, int]:
    """Return the span of the title around an occupation, which begins at `least` or later."""
    start, end = index, index + 1
    while start > least and _belongs_to_title(matcher, start - 1, titled):
        start -= 1
    while end < len(matcher.words) and _belongs_to_title(matcher, end, titled):
        end += 1
    return start, end


def _names_occupation(matcher: PhraseMatcher, index: int) -> bool:
    key = matcher.words[index].key
    is_word = key.isalpha() and len(key) >= SHORTEST_TITLE and not fits(words.PAYING, key)
    if matcher.consumed[index] or not is_word:
        return False
    is_common = key in COMMON or key in STOP_WORDS or words.is_row_noun(key)
    return occupation(key) is not None or (is_head(key) and not is_common)


def _belongs_to_title(matcher: PhraseMatcher, index: int, titled: set[str]) -> bool:
    key = matcher.words[index].key
    is_of_title = key in titled or key in LEVELS or occupation(key) is not None
    is_word = key[0].isalpha() and key not in STOP_WORDS and not words.is_row_noun(key)
    return is_of_title and is_word and not matcher.consumed[index]


_THAN = frozenset("than als que di dan dos".split())
_FIRST = "top|best|first|beste[nrsm]?|erste[nr]?|meilleure?s?|mejor(?:es)?|melhor(?:es)?|miglior[ei]?"


def limits(matcher: PhraseMatcher, *, ordered: bool) -> dict[str, int]:
    """Consume the number of rows. The "top ten" without an order ask for a ranking, which is no list."""
    found: dict[str, int] = {}
    for index in matcher.remaining():
        word = matcher.words[index]
        value = word.number if word.number is not None else NUMBERS.get(word.key, 0)
        before = matcher.words[index - 1].key if index else ""
        led = not index or matcher.consumed[index - 1] or fits(words.FILLERS, before) or fits(_FIRST, before)
        after = matcher.words[index + 1].key if index + 1 < len(matcher.words) else ""
        if led and 1 < value <= MOST_LISTED and after not in UNITS and before not in _THAN:
            matcher.consume(index, index + 1)
            found = {"limit": value}
            break
    if ordered or not found:
        matcher.take(_FIRST)
    return found
