"""Numbers in a message: ids, years of experience, amounts, and row limits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import ID_MARKS, MONEY, NUMBERS, UNITS, YEARS, kind_of
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.words import Word
from recruit.domain.engines.language.requests import Kind

NEAR = 3
"""Most words between a noun and its id: "job with the id 5"."""

_LISTING = frozenset("and und et y e en & + , / vs with to or o ou of oder mit contra".split())
_EXCEPT = frozenset(
    "except excepting excluding exclude without ausser ohne sauf hormis excepto salvo exceto tranne eccetto behalve".split()
)
"""Words that end a list of ids: the numbers in "for job 1 except #2 and #3" are of other things."""

_COUNTED = frozenset(
    "names people matches profiles candidates options suggestions namen leute treffer profile vorschlage kandidaten "
    "noms personnes profils candidats propositions nombres personas perfiles candidatos propuestas nomes pessoas "
    "perfis nomi persone profili candidati proposte mensen profielen".split()
)
"""Nouns after a number that make it a row limit: "3 names"."""

_OF_SEVERAL = frozenset(
    "last latest first newest oldest next letzten ersten neuesten nachsten derniers dernieres premiers premieres ultimos ultimas "
    "primeros primeras primeiros primeiras ultimi ultime primi prime laatste eerste nieuwste".split()
)
"""Words before a number that make it a row limit: "the last 3 applications"."""

_LETTERS = frozenset("apm")
"""One-letter units, which must follow without a space: "5p", but not "5 a"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number. `role` is "id", "years", "amount" or "count"; `kind` is the kind of an id."""

    index: int
    value: int
    role: str
    kind: Kind | None = None


def figures(found: Sequence[Word], directory: Directory) -> Iterable[Figure]:
    """Yield the numbers, in order."""
    noun: Kind | None = None
    since, listing = NEAR + 1, False
    for index, word in enumerate(found):
        since += 1
        if kind := kind_of(word.key):
            noun, since, listing = kind, 0, False
        elif word.key in _EXCEPT:
            since, listing = NEAR + 1, False
        if not word.key[0].isdigit():
            value = NUMBERS.get(word.key)
            if value is not None and (value > 1 or word.key in {"one", "single"}):
                yield Figure(index, value, _counted(found, index, value, directory) or "count")
            continue
        value = word.number
        before = found[index - 1].key if index else ""
        if value is None or (role := _counted(found, index, value, directory)):
            yield Figure(index, value or 0, "amount" if value is None else role)
        elif since == 1 or (since <= NEAR and before in ID_MARKS) or (since == 2 and before in _LISTING and listing):  # noqa: PLR2004
            since, listing = 0, True
            yield Figure(index, value, "id", noun)
        else:
            after = found[index + 1].key if index + 1 < len(found) else ""
            if before == "#":
                yield Figure(index, value, "id")
            elif after in _COUNTED or before in _OF_SEVERAL or _is_quantity(before, after):
                yield Figure(index, value, "count")
            else:
                yield _bare(index, value, directory)


def _is_quantity(before: str, after: str) -> bool:
    """Tell a number of things, or a time, from an id: "top 3", "2 jobs", "3 best", "on Tuesday at 3"."""
    things = kind_of(after) is not None or occupation(after) is not None or after.removesuffix("s") in _THINGS
    return things or before in _RANKING or before in _AT or after in _BEST


_RANKING = frozenset(
    "top best beste besten meilleurs meilleures mejores melhores migliori shortlist bottom worst round runde".split()
)
_BEST = frozenset(
    "best top strongest worst weakest beste besten starksten schwachsten meilleurs meilleures mejores melhores migliori peores piores peggiori".split()
)
_AT = frozenset("at um las as alle om".split())
"""Words before the time of day."""

_THINGS = frozenset("offer round interview opening seat hire people waiter angebot plaza vaga offre".split())


def _counted(found: Sequence[Word], index: int, value: int, directory: Directory) -> str:
    """Return "years" or "amount" for a number with a unit; "" for any other."""
    keys = [word.key for word in found[index + 1 : index + 4]] + ["", "", ""]
    ranged = keys[0] in {"bis", "to", "or", "a"} and keys[2] in YEARS
    if keys[:3] in (["a", ".", "m"], ["p", ".", "m"]):
        return "amount"
    if keys[0] == "." and keys[1] in UNITS - YEARS and not keys[1].isdigit():
        return "amount"  # "1. Juli"
    if keys[0] in {"-", "–"} and (re.fullmatch(r"\d+k", keys[1]) or (keys[1].isdigit() and keys[2] == "k")):
        return "amount"  # "40-48k"
    if keys[0] in YEARS or (keys[0] in {"+", "-", "–", "or", "good", "full"} and keys[1] in YEARS):
        return "years"
    if ranged and value not in directory.job_ids | directory.person_ids:
        return "years"
    apart = index + 1 < len(found) and found[index].end < found[index + 1].start
    before = found[index - 1].key if index else ""
    dated = keys[0] == "am" and kind_of(before) is not None  # "Stelle 1 am Montag"
    measured = keys[0] in UNITS and not (keys[0] in _LETTERS and apart) and not dated
    return "amount" if measured or before in MONEY else ""


def _bare(index: int, value: int, directory: Directory) -> Figure:
    """Return a number without a noun before it: an id if any row has it, else a count."""
    kinds = [kind for kind, ids in directory.ids.items() if value in ids]
    if len(kinds) == 1:
        return Figure(index, value, "id", kinds[0])
    return Figure(index, value, "id" if kinds else "count")
