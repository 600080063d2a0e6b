"""Mixes of base occupations for the codes of other classifications, by the titles of each code.

Codes have no crosswalk to the base except for their titles. For each title, the nearest titles of the base are found,
and the weights of their occupations are added up. If a source gives the ISCO-08 group of a title, occupations of that
group count for more. In sources whose families of codes keep to few groups, occupations also count by how frequent
their group is in the family: a title may resemble one of another trade ("Einsatzleiter (Rettungsdienst)" and
"Einsatzleiter im Hafenlotsendienst"), but KldB's family 813 is nursing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from recruit.domain.engines.occupations.meaning import MIXED, NEARNESS, nearest
from recruit.domain.engines.occupations.title_index import STEPS, TitleIndex
from recruit.domain.engines.occupations.title_words import title_words
from tools.gazetteers.titles.sources import Occupation, Title

SAME_GROUP = {4: 4.0, 3: 2.0, 2: 1.0}
"""Number of common leading digits of two ISCO-08 groups → factor on an occupation's weight."""

OTHER_GROUP = 0.35

FAMILY = {"kldb": 3, "rome": 3}
"""Sources whose families keep to few groups, and the characters of a code that name its family: KldB's 813 of 81394."""

SUB_MAJOR = 2
"""Digits of the ISCO-08 groups that are compared within a family."""

Mixes = dict[str, dict[int, float]]


def mixes(titles: Iterable[Title], index: TitleIndex, owners: Sequence[int], groups: Sequence[str]) -> Mixes:
    """Return the mix of each code: up to MIXED numbers of occupations with their shares.

    `owners`: the occupation of each title in the index. `groups`: the ISCO-08 group of each occupation.
    """
    sums: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for title in titles:
        near = nearest(index, title_words(title.text))
        weights = NEARNESS[near.likeness].astype(np.float64)
        if not weights.any():
            continue
        says = (int(near.likeness[0]) / STEPS) ** 2 / float(weights.sum())
        for place, weight in zip(near.titles.tolist(), weights.tolist(), strict=True):
            occupation = owners[place]
            sums[title.code][occupation] += says * weight * _same(title.isco, groups[occupation])
    families = _families(sums, groups)
    return {code: _strongest(_agreeing(of_code, families.get(_family(code)), groups)) for code, of_code in sums.items()}


def groups(base: Mapping[str, Occupation]) -> list[str]:
    """Return the ISCO-08 group of each occupation. O*NET's have that of their first equivalent in the crosswalk."""
    return [one.isco or next((base[key].isco for key in one.like), "") for one in base.values()]


def _families(sums: Mapping[str, Mapping[int, float]], groups: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
    """Return the weight of each sub-major group in each family of codes."""
    found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for code, of_code in sums.items():
        if family := _family(code):
            for occupation, weight in of_code.items():
                found[family][groups[occupation][:SUB_MAJOR]] += weight
    return found


def _family(code: str) -> str:
    source, number = code.split()[:2]
    return f"{source} {number[: FAMILY[source]]}" if source in FAMILY else ""


def _agreeing(
    of_code: Mapping[int, float], family: Mapping[str, float] | None, groups: Sequence[str]
) -> Mapping[int, float]:
    """Return the weights of a code's occupations, multiplied by those of their groups in its family, if it has one."""
    if family is None:
        return of_code
    return {occupation: weight * family[groups[occupation][:SUB_MAJOR]] for occupation, weight in of_code.items()}


def _same(group: str, other: str) -> float:
    if not group:
        return 1.0
    common = next((length for length in (4, 3, 2) if group[:length] == other[:length]), 0)
    return SAME_GROUP.get(common, OTHER_GROUP)


def _strongest(weights: Mapping[int, float]) -> dict[int, float]:
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MIXED]
    total = sum(weight for _, weight in kept)
    return {occupation: weight / total for occupation, weight in kept}
