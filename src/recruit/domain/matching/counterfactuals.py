"""Counterfactual audit: candidates with their names, pronouns, schools, postcodes and years swapped.

Scores must not change: the swapped values are removed before a record's features are computed (`neutral_fields`). The
audit swaps them nevertheless, and scores every candidate whose neutral form differs, so that a mistake in the removal
is detected.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import NeutralFields, neutral_fields, profile_from_fields
from recruit.domain.engines.ranking.job_features import Query, build_query
from recruit.domain.engines.ranking.neutral_text import PERSON, POSTCODE, SCHOOL, YEAR, whole_name
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.jobs.model import Job

NAMES = ("Amina Okafor", "Bjarne Holm", "Mei-Ling Chua", "José Hernández", "Emily Walsh")
SCHOOLS = ("Riverside Community College", "University of Northfield", "Eastgate Technical Institute")
PRONOUNS = dict(
    pair.split("/")
    for pair in "he/she him/her his/her himself/herself she/he her/his hers/his herself/himself they/he them/him "
    "their/his theirs/his themselves/himself mr/Mrs mrs/Mr ms/Mr miss/Mr mx/Mr".split()
)
FOREIGN_POSTCODE = "99501"
GAP_YEARS = 3
FIRST_YEAR = 1900

Swap = Callable[[Candidate], Candidate]


@dataclass(frozen=True, slots=True)
class Drift:
    """The effect of a swap: the number of candidates it changed, and the largest change of a score."""

    swap: str
    changed: int
    largest: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The effects of all swaps on `tested` of `total` candidates."""

    drifts: Sequence[Drift]
    tested: int
    total: int


def audit(job: Job, candidates: Sequence[Candidate]) -> Sequence[Drift]:
    """Score every candidate for a job, unchanged and after each swap. Return one `Drift` for each swap."""
    query, swaps = build_query(job), _swaps()
    changed, largest = Counter[str](), Counter[str]()
    for candidate in candidates:
        before = neutral_fields(candidate)
        for name, swap in swaps.items():
            swapped = swap(candidate)
            if swapped != candidate:
                changed[name] += 1
                largest[name] = max(largest[name], _score_change(query, before, neutral_fields(swapped)))
    return [Drift(name, changed[name], largest[name]) for name in swaps]


def merge_audits(audits: Sequence[Sequence[Drift]]) -> Sequence[Drift]:
    """Merge the audits of several groups of candidates: counts are added, the largest changes are kept."""
    return [
        Drift(of_swap[0].swap, sum(drift.changed for drift in of_swap), max(drift.largest for drift in of_swap))
        for of_swap in zip(*audits, strict=True)
    ]


def _score_change(query: Query, before: NeutralFields, after: NeutralFields) -> int:
    """Return the difference of two scores. Equal inputs, the common case, aren't scored."""
    return 0 if before == after else abs(_score(query, before) - _score(query, after))


def _score(query: Query, fields: NeutralFields) -> int:
    found = score_pair(query, profile_from_fields(fields), None)
    return score_value(found.components, found.weights)


def _swaps() -> Mapping[str, Swap]:
    names, schools = cycle(NAMES), cycle(SCHOOLS)
    return {
        "names": lambda candidate: _renamed(candidate, next(names)),
        "pronouns": lambda candidate: _rewritten(
            candidate, lambda text: PERSON.sub(lambda found: PRONOUNS[found.group().lower()], text)
        ),
        "schools": lambda candidate: _rewritten(candidate, lambda text: SCHOOL.sub(next(schools), text)),
        "postcodes": lambda candidate: _rewritten(candidate, lambda text: POSTCODE.sub(FOREIGN_POSTCODE, text)),
        "employment gaps": lambda candidate: _rewritten(candidate, _with_gaps),
    }


def _renamed(candidate: Candidate, name: str) -> Candidate:
    renamed = _rewritten(candidate, lambda text: whole_name(candidate.full_name).sub(lambda _: name, text))
    return replace(renamed, full_name=name)


def _rewritten(candidate: Candidate, rewrite: Callable[[str], str]) -> Candidate:
    headline, notes = candidate.headline, candidate.notes
    return replace(
        candidate,
        headline=headline and rewrite(headline),
        notes=notes and rewrite(notes),
        skills=tuple(map(rewrite, candidate.skills)),
    )


def _with_gaps(text: str) -> str:
    """Subtract `GAP_YEARS` from every second year, so that periods no longer follow each other without a break."""
    shifts = cycle((0, GAP_YEARS))
    return YEAR.sub(lambda found: str(max(FIRST_YEAR, int(found.group()) - next(shifts))), text)
