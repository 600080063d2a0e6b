"""Names in an order that no one in the organisation has."""

from collections.abc import Iterator

from recruit.domain.engines.language.common_words import COMMON, CORRECTED
from recruit.domain.engines.language.learned.kinds import AND, HONORIFICS, NUMBERS, ORDINALS, STOP_WORDS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.words import keys

MOST_BEFORE = 3
"""Most words between the beginning of an order and the name: "please reject Ann", "mueve a Ann"."""

_AND = AND | {"sowie"}
_PRONOUNS = frozenset(
    """
    her him them it this that ihn ihm ihr lui ella ela ele lei haar hem ze diese dieser diesem diesen dieses ce cet
    cette este esta ese esa esse essa neste nesse nesta nessa questo questa quel quella deze dit dat
    """.split()
)
_POINTING = frozenset(
    "new current latest recent present previous selected chosen given particular guy man woman".split()
)
"""Words that point to a thing in focus: "the current role"."""

_WORDS = _POINTING | COMMON | CORRECTED | STOP_WORDS | HONORIFICS | NUMBERS.keys() | ORDINALS.keys()


def unknown_name(part: Part) -> str | None:
    """Return the unknown name after the verb at the beginning of a part: "mueve a Zed a oferta"."""
    for index in range(part.start + 1, min(part.start + 2 + MOST_BEFORE, part.end)):
        word = part.linked.words[index]
        if word.is_mark or word.key in _PRONOUNS:
            return None
        if word.capital:
            return part.linked.text(index, _end(part, index)) if is_name(part.linked, index) else None
    return None


def beside_people(linked: Linked) -> Iterator[str]:
    """Yield unknown names joined by "and" to a known one: "add Ana Silva and Zed"."""
    for mention in linked.people:
        after, before = mention.end + 1, mention.start - 2
        if after < len(linked.words) and linked.words[after - 1].key in _AND and is_name(linked, after):
            yield linked.text(after, after + 1)
        if before > 0 and linked.words[before + 1].key in _AND and is_name(linked, before):
            yield linked.text(before, before + 1)


def is_name(linked: Linked, index: int) -> bool:
    """Tell whether a capitalised word is an unknown name: no entity, and in no vocabulary."""
    word = linked.words[index]
    known = linked.tags[index] or linked.hints[index] or any(start <= index < end for start, end in linked.places)
    if known or not word.capital or word.key in _WORDS or not word.key.replace("'", "").isalpha():
        return False
    return kind_of(word.key) is None and occupation(word.key) is None and not stages([word])


def is_vocabulary(text: str) -> bool:
    """Tell words of the agent's vocabulary, including pronouns of other languages, from a name."""
    return all(key in _WORDS | _PRONOUNS or kind_of(key) is not None for key in keys(text))


def _end(part: Part, index: int) -> int:
    end = index + 1
    while end < part.end and is_name(part.linked, end):
        end += 1
    return end
