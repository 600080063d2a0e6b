"""Filter on a job's department, in seven languages: "jobs in the Legal department", "Stellen in der Abteilung Pflege"."""

import re
from collections.abc import Iterator

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.joining import Value, enumerated, one_or_several
from recruit.domain.engines.language.lists.negations import negation
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases

_NOUN = phrases("""
    departments? | dept | team | division | abteilung | bereich | departement | service | equipe | departamento | equipo | area | setor
    dipartimento | reparto | afdeling
""")
_IN = phrases(
    "in | within | im | dans | en | em | no | na | nel | nella | nell' | for | fur | bei | bij | of | von | van | de | di | da | do"
)
_SMALL = phrases(
    "the | our | der | die | den | unsere[rn]? | le | la | l' | el | de | d' | du | del | da | do | di | della | het | van | von"
)
LONGEST = 3
"""Most words of the name of a department that no job has."""


def departments(matcher: PhraseMatcher, part: Part) -> dict[str, Value]:
    """Consume the departments to include, or those to exclude.

    A department that a job has is named after "in" or beside the noun; any other needs the noun beside it.
    """
    named = sorted(_known(matcher, part))
    first = next((at for at, span in enumerate(named) if _is_led(matcher, *span)), len(named))
    spans = named[first:] or list(_beside_nouns(matcher))
    if not spans:
        return {}
    chain, _ = enumerated(matcher, spans)
    matcher.take("no (?:departamento|setor)")  # the Portuguese "no" is an "in the"
    against = negation(matcher, chain[0][0])
    matcher.consume(chain[0][0], chain[-1][1])
    matcher.take(_NOUN)
    if against is not None:
        matcher.consume(*against)
    name = "department" if against is None else "not_department"
    return {name: one_or_several([part.linked.text(*one) for one in chain])}


def _known(matcher: PhraseMatcher, part: Part) -> Iterator[tuple[int, int]]:
    for name in part.directory.departments:
        yield from ((start, end) for _, start, end in matcher.find(re.escape(" ".join(name))))


def _is_led(matcher: PhraseMatcher, start: int, end: int) -> bool:
    """Tell whether a department's name stands after a preposition, beside the noun, or before jobs: "IT jobs"."""
    after = end + (end < len(matcher.words) and matcher.words[end].key == "-")
    if after < len(matcher.words) and fits(words.JOBS, matcher.words[after].key):
        return True
    led = start > 0 and fits(_IN, matcher.words[start - 1].key)
    while start and fits(_SMALL, matcher.words[start - 1].key):
        start -= 1
    beside = [matcher.words[index].key for index in (start - 1, end) if 0 <= index < len(matcher.words)]
    return led or any(fits(_NOUN, key) for key in beside) or (start > 0 and fits(_IN, matcher.words[start - 1].key))


def _beside_nouns(matcher: PhraseMatcher) -> Iterator[tuple[int, int]]:
    """Yield the words before a noun, as in "the Legal department", or else those after it: "Abteilung Pflege"."""
    for _, start, end in matcher.find(_NOUN):
        first = start
        while first and start - first < LONGEST and _may_be_named(matcher, first - 1):
            first -= 1
        after = end
        while after < len(matcher.words) and fits(_SMALL, matcher.words[after].key):
            after += 1
        last = after
        while last < len(matcher.words) and last - after < LONGEST and _may_be_named(matcher, last):
            last += 1
        if first < start:
            yield first, start
        elif after < last:
            yield after, last


def _may_be_named(matcher: PhraseMatcher, index: int) -> bool:
    word = matcher.words[index]
    if word.key == "it" and word.capital:
        return True
    is_known = words.is_row_noun(word.key) or any(fits(table, word.key) for table in (words.FILLERS, _IN, _SMALL))
    return not (matcher.consumed[index] or word.is_mark or is_known)
