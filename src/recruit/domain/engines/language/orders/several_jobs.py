"""Detection of orders for several new jobs. A message creates at most one job."""

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise

from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.requests import Kind, Request

SEPARATORS = frozenset(", ; + & / and plus und sowie et y e en".split())
INDEFINITE = frozenset(
    "a an another one ein eine einen einer noch un une uno una otro otra um uma outro outra altro altra een nog".split()
)
_CORRECTIONS = frozenset(
    "no nope sorry rather actually nein nee non pardon perdon perdona desculpa scusa quatsch".split()
)
_ENDS = frozenset(". : ; ! ?".split())
_SEVERAL = frozenset(
    "two three four several zwei drei vier mehrere deux trois quatre plusieurs dos tres cuatro varios dois duas quatro "
    "varias due tre quattro diversi twee drie meerdere".split()
)
PLURALS = frozenset(
    "jobs positions roles openings vacancies postings requisitions reqs stellen positionen ausschreibungen postes "
    "offres annonces puestos vacantes ofertas plazas vagas posizioni annunci posti vacatures functies".split()
)
_LISTING = frozenset("these those following diese folgende ces suivants estos estas estes queste questi deze".split())
_ADDING = re.compile(
    r"(?:create|post|make|publish|add|new|neue|erstell|leg|fuge?$|cree|crea|ajout|nouv|anad|agreg|abr|cri[ae]|adicion|nov[ao]s"
    r"|nuev[ao]s|nuov[ei]|aggiung|apri|publi|maak|voeg|nieuwe)"
)
CREATING = re.compile(r"(?:create|open|post|make|publish|erstell|leg|cree|crea|ajout|abr|cri[ae]|maak|apri|publi)")
NEAR = 4
"""Most words between an article and its noun: "a full-time senior nurse job"."""


def orders_several_jobs(linked: Linked, requests: Sequence[Request]) -> bool:
    """Tell whether an order read as one job is for several: "a job for a nurse in Lyon and one for a cook in Paris"."""
    if sum(one.tool == "create_job" for one in requests) != 1:
        return False
    keys = [word.key for word in linked.words]
    listed = _lists_nouns(keys) or any(_is_second_job(keys, index) for index in range(first_sentence(keys)))
    return listed or _counts_jobs(keys) or _creations(keys) > 1


def counts_jobs(linked: Linked) -> bool:
    """Tell whether a message orders several jobs: "create two jobs: …", "add jobs: nurse in Paris, cook in Lyon"."""
    keys = list(dropwhile(words.is_courtesy, (word.key for word in linked.words)))
    if not keys:
        return False
    return (CREATING.match(keys[0]) is not None and _counts_jobs(keys)) or _lists_jobs(keys)


def _lists_jobs(keys: Sequence[str]) -> bool:
    """Tell whether new jobs are listed after their noun. "Open jobs: Paris, Lyon" asks for a list."""
    if keys[0] == "open" or not _ADDING.match(keys[0]):
        return False
    noun = next((index for index, key in enumerate(keys[:NEAR]) if key in PLURALS), len(keys))
    after = noun + 1 + (keys[noun + 1 : noun + 2] in (["an"], ["hinzu"], ["toe"], ["aan"]))
    listed = keys[after : after + 1] == [":"] or any(key in _LISTING for key in keys[1:noun])
    return listed and any(key in SEPARATORS for key in keys[after:])


def _counts_jobs(keys: Sequence[str]) -> bool:
    counts = [at for at, key in enumerate(keys[:6]) if key in _SEVERAL]
    return any(kind_of(noun) is Kind.JOB for at in counts for noun in keys[at + 1 : at + 3])


def _lists_nouns(keys: Sequence[str]) -> bool:
    """Tell whether the noun is repeated without an article: "create job Driver and job Packer"."""
    begin = next((at for at, key in enumerate(keys[:NEAR]) if CREATING.match(key)), None)
    if begin is None or begin + 1 >= len(keys) or kind_of(keys[begin + 1]) is not Kind.JOB:
        return False
    again = range(begin + 2, first_sentence(keys) - 1)
    return any(keys[at - 1] in SEPARATORS and kind_of(keys[at]) is Kind.JOB and keys[at + 1].isalpha() for at in again)


def _creations(keys: Sequence[str]) -> int:
    """Return the number of orders for a job: "create a job for a nurse. Create a job for a cook" has two."""
    verbs = [at for at, (key, after) in enumerate(pairwise(keys)) if CREATING.match(key) and after in INDEFINITE]
    return sum(any(kind_of(one) is Kind.JOB for one in keys[at + 2 : at + 2 + NEAR]) for at in verbs)


def first_sentence(keys: Sequence[str]) -> int:
    """Return the end of the first sentence, after which a text describes the job."""
    ends = (index for index, key in enumerate(keys) if key in _ENDS and index > 0)
    return next(ends, len(keys))


def _is_second_job(keys: Sequence[str], index: int) -> bool:
    """Tell whether a separator stands between two jobs. "A, let me think, a cook" and "a nurse, no, a cook" describe one."""
    is_corrected = not _CORRECTIONS.isdisjoint(keys[max(0, index - 2) : index])
    if keys[index] not in SEPARATORS or not _is_job(keys, index + 1) or is_corrected:
        return False
    before = [key for key in keys[:index] if not CREATING.match(key)]  # "post" is both
    return any(occupation(key) or kind_of(key) is Kind.JOB for key in before)


def _is_job(keys: Sequence[str], start: int) -> bool:
    """Tell whether words begin with an article and name a job: "a job for a cook", "one for a cook", "a cook in"."""
    if start >= len(keys) or keys[start] not in INDEFINITE:
        return False
    for key in keys[start + 1 : start + 1 + NEAR]:
        if key in SEPARATORS:
            return False
        if kind_of(key) is Kind.JOB or occupation(key):
            return True
    return False
