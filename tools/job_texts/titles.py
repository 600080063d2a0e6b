"""The table `job_words`: the words of job titles, by the word order of the languages.

last   = words that end a title in English, German or Dutch ("nurse", "Pflegefachkraft"), before "of", "für", "van" …
first  = words that begin a title in French, Spanish, Portuguese or Italian ("cocinero", "auxiliar")
within = the other words of titles, of any length
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from tools.gazetteers.text import joined

OFTEN = 2
"""Minimum titles that a head ends or begins. A long compound needs only one title."""

LONG_COMPOUND = 9
_FIELD = re.compile(
    r"(?:ung|ie|ik|tion|schaft|wesen|heit|keit|bau|recht|werk|medizin|dienst|technik|kunde|ing|ment|ics|ology|ence|ance|ness|"
    r"ship|erei|ity|schap|heid|services|resources|systems|operations|person|persons|md|team|home|center|care|sales|it)$"
)
"""Endings of names of fields, which classifications list beside names of people."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_STOP_LAST = frozenset(
    "of for in and at on with to or für im in der des und bei mit von zur van voor op bij en met aan".split()
)
_GENDER = re.compile(
    r"(?<=\w)(?:/-?(?:in|innen|r|e|euse|trice|ère|rice|a|ra|ora)\b|:in\b|\*in\b|\((?:se|ne|e|trice|a)\))"
)


def table(last: Iterable[str], first: Iterable[str]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.engines.reading.job.title_vocabulary` reads, from titles by word order."""
    ends, begins, within = Counter[str](), Counter[str](), Counter[str]()
    for title in last:
        for words in _variants(title):
            core = list(_before_preposition(words))
            if core:
                ends[core[-1]] += 1
                within.update(set(words) - {core[-1]})
    for title in first:
        for words in _variants(title):
            begins[words[0]] += 1
            within.update(set(words[1:]))
    ending = {word for word, count in ends.items() if count >= OFTEN or len(word) >= LONG_COMPOUND}
    beginning = {word for word, count in begins.items() if count >= OFTEN and 3 * count >= within[word]}
    ending = {word for word in ending if 2 * ends[word] >= within[word] and not _FIELD.search(word)}
    inside = {word for word, count in within.items() if count >= OFTEN} - ending - beginning
    return {
        "last": joined(sorted(ending, key=str.encode)),
        "first": joined(sorted(beginning, key=str.encode)),
        "within": joined(sorted(inside, key=str.encode)),
    }


def _variants(title: str) -> Iterator[list[str]]:
    """Yield the words, in lower case, of each variant of a title such as "nurse / carer"."""
    bare = _GENDER.sub("", _ASIDE.sub(" ", title)).replace(",", " of ")
    for variant in bare.split("/"):
        words = [word.casefold().strip("'’.-") for word in _WORD.findall(variant)]
        words = [word for word in words if word]
        if words:
            yield words


def _before_preposition(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in _STOP_LAST:
            return
        yield word
