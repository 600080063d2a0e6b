"""Words after a conjunction that a single order leaves unused: "move Jan to offer and let him know"."""

from collections.abc import Iterator, Sequence

from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.lists.phrases import fits, match_length
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.ellipsis import separates
from recruit.domain.engines.language.orders.several_jobs import CREATING, INDEFINITE
from recruit.domain.engines.language.orders.unused_words import CONJUNCTIONS
from recruit.domain.engines.language.requests import Request

SEVERAL_AT = 0.3
"""Probability of several requests in a message from which all unused words are reported."""

_PERSON_WORDS = frozenset(
    "him her them ihn ihm ihr ihnen lui elle leur ella ele ela lei loro hem haar hun know inform notify tell bescheid "
    "weten saber sapere savoir".split()
)
_CLITICS = ("le", "lo", "la", "les", "los", "las", "li", "gli")
_HYPHENATED = frozenset("le la lui les leur o a lhe".split())
SHORTEST = 6
"""Fewest letters of a verb with a suffixed pronoun: "avvisalo"."""


def unused_clauses(linked: Linked, steps: Sequence[Request], several: float) -> Sequence[str]:
    """Return the words after a conjunction that name nothing in a single step and aren't in its text.

    If `several` requests are unlikely, return only those that begin like an order or mention a person.
    """
    if len(steps) != 1:
        return []
    if steps[0].tool == "create_job":
        return list(_before_job(linked))
    texts = " ".join(str(value) for value in steps[0].arguments.values()).casefold()
    clauses = [one for one in _clauses(linked) if several >= SEVERAL_AT or may_ask(linked, *one)]
    unspecific = [linked.text(start, end) for start, end in clauses if not _is_specific(linked, start, end)]
    return [text for text in unspecific if text.casefold() not in texts]


def _before_job(linked: Linked) -> Iterator[str]:
    """Yield the words about a thing before an order for a new job: "scrap the nurse job and open one for a cook"."""
    keys = [word.key for word in linked.words]
    for index in range(1, len(keys) - 1):
        begins = keys[index - 1] in CONJUNCTIONS and CREATING.match(keys[index]) and keys[index + 1] in INDEFINITE
        if begins and _is_specific(linked, 0, index - 1) and any(linked.tags[: index - 1]):
            yield linked.text(0, index - 1)
            return


def may_ask(linked: Linked, start: int, end: int) -> bool:
    """Tell whether words begin like an order or mention a person."""
    keys = [word.key for word in linked.words[start:end]]
    ordered = any(match_length(table, keys) for table in words.INITIAL_VERBS.values())
    joined = len(keys[0]) >= SHORTEST and keys[0].endswith(_CLITICS)
    hyphenated = keys[1:2] == ["-"] and keys[2:3] != [] and keys[2] in _HYPHENATED
    mentions_person = not _PERSON_WORDS.isdisjoint(keys) or any(fits(words.MESSAGES, key) for key in keys)
    return ordered or joined or hyphenated or mentions_person


def _clauses(linked: Linked) -> Iterator[tuple[int, int]]:
    """Yield the words between a conjunction and the next separator, if words precede the conjunction."""
    begin: int | None = None
    for index in range(len(linked.words) + 1):
        ends = index == len(linked.words) or separates(linked, index) or linked.words[index].key in "?+"
        if not ends:
            continue
        if begin is not None and _is_clause(linked, begin, index):
            yield begin, index
        conjoined = index < len(linked.words) and linked.words[index].key in CONJUNCTIONS
        begin = index + 1 if conjoined or begin == index else None


def _is_clause(linked: Linked, start: int, end: int) -> bool:
    """Tell whether words are a clause: long enough, and after more than courtesies and fillers such as "uh"."""
    long = end > start + 1 or (end > start and len(linked.words[start].key) >= SHORTEST)
    return long and not _is_courteous(linked, 0, start - 1)


def _is_specific(linked: Linked, start: int, end: int) -> bool:
    """Tell whether a clause names a person, a thing or a stage, or is a courtesy."""
    found = {*linked.hints[start:end], *linked.tags[start:end]} - {"", "CNT"}  # "the best one" counts nothing
    return bool(found or stages(linked.words[start:end])) or _is_courteous(linked, start, end)


def _is_courteous(linked: Linked, start: int, end: int) -> bool:
    return all(word.is_mark or words.is_courtesy(word.key) for word in linked.words[start:end])
