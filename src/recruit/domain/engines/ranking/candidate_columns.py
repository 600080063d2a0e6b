"""The features of candidates as postings and columns, for scoring all candidates against one job."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.seniority_kinds import LIMITS
from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.candidate_features import THIN, Profile
from recruit.domain.engines.ranking.job_features import Query, SkillQuery, skill_query
from recruit.domain.engines.ranking.postings import MOST_ROWS, Floats, Postings, RowNumbers, offloaded, resident
from recruit.domain.engines.ranking.scoring import (
    CONCEPT_STEPS,
    FIT_STEPS,
    SKILL_WEIGHT_TENTHS,
    TEXT_WEIGHT_TENTHS,
    VERY_GOOD_GAIN,
    ScoreInputs,
    SkillSums,
    allowed_similarity,
    copied_share,
    limit_products,
    may_be_copied,
    skill_fits,
    topic_fits,
)
from recruit.domain.engines.ranking.tie_breakers import agreement
from recruit.domain.engines.ranking.title_meanings import Meanings
from recruit.domain.engines.ranking.vocabulary import unweighted
from recruit.domain.engines.ranking.word_pairs import Filter, contains_phrase, pair_shares

COLUMNS = 10
"""Number of integer features of a candidate."""

SKILLS_PER_BATCH = 16
"""Skills that are looked up in one batch. A batch takes a few arrays of this many numbers for each candidate."""


class CandidateRows:
    """The features of candidates, one array or index for each kind. Row i of each belongs to the same candidate."""

    def __init__(
        self,
        postings: Sequence[Postings],
        meanings: Sequence[Meanings],
        word_pairs: Sequence[Filter],
        columns: NDArray[np.int64],
    ) -> None:
        self.postings, self.meanings = postings, meanings
        self._terms, self._marks, self._points = postings
        self._titles, self._headlines = meanings
        self._word_pairs: Filter = np.concatenate([np.empty(0, np.uint8), *word_pairs])
        self._starts = np.cumsum([0, *map(len, word_pairs)])
        self.columns = columns
        self._titled, self._lengths, self._languages, self._confidence, self._headline_confidence, *others = columns
        self._kind, self._headline_kind, *self._details = others
        self.size: int = columns.shape[1]

    @classmethod
    def chunks(cls, profiles: Sequence[Profile]) -> Iterator[Sequence[Profile]]:
        """Split profiles into chunks that each fit into one instance."""
        for start in range(0, len(profiles), MOST_ROWS):
            yield profiles[start : start + MOST_ROWS]

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> Self:
        """Return the rows of the profiles, in the same order."""
        columns = [
            (p.titled, p.length, p.language, *p.confidence, *p.kinds, p.level, p.years, p.place) for p in profiles
        ]
        return cls(
            [
                Postings.of([profile.terms for profile in profiles]),
                Postings.of([unweighted(profile.marks) for profile in profiles]),
                Postings.of([profile.concept_point for profile in profiles]),
            ],
            [
                Meanings.of([profile.title for profile in profiles]),
                Meanings.of([profile.headline for profile in profiles]),
            ],
            [profile.word_pairs for profile in profiles],
            np.array(columns, np.int64).reshape(-1, COLUMNS).T,
        )

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, RowNumbers]]) -> Self:
        """Concatenate the kept rows of several instances, in order."""
        return cls(
            [Postings.merged([(rows.postings[kind], kept) for rows, kept in parts]) for kind in range(3)],
            [Meanings.merged([(rows.meanings[kind], kept) for rows, kept in parts]) for kind in range(2)],
            [rows.word_pairs(row) for rows, kept in parts for row in kept],
            np.concatenate([rows.columns[:, kept] for rows, kept in parts], axis=1),
        )

    @property
    def _kinds(self) -> Sequence[Postings | Meanings]:
        return [*self.postings, *self.meanings]

    def word_pairs(self, row: int) -> Filter:
        """Return one candidate's filter of word pairs."""
        return self._word_pairs[self._starts[row] : self._starts[row + 1]]

    @property
    def nbytes(self) -> int:
        """Memory used, in bytes."""
        columns = resident(self._word_pairs, self._starts, self.columns)
        return sum(kind.nbytes for kind in self._kinds) + columns

    def offload(self, array_store: ArrayStore) -> None:
        """Move large arrays to an array store."""
        for kind in self._kinds:
            kind.offload(array_store)
        self._word_pairs = offloaded(self._word_pairs, array_store)

    @property
    def fullness(self) -> float:
        """Fraction of the capacity in use, 0..1."""
        return self.size / MOST_ROWS

    def filled(self, kept: RowNumbers) -> float:
        """Return the fraction of the capacity that the kept rows would use, 0..1."""
        return len(kept) / MOST_ROWS

    def score_inputs(self, query: Query, similarities: Floats, wanted: NDArray[np.bool_] | bool = True) -> ScoreInputs:
        """Return the inputs of the score of a job and each candidate."""
        agreed, known = agreement((query.level, query.years, query.place), self._details)
        concept_weight = float(query.concept_weight)
        gains = TEXT_WEIGHT_TENTHS * self._terms.product(query.terms)
        title_limits, headline_limits = LIMITS[query.kind][self._kind], LIMITS[query.kind][self._headline_kind]
        weight = float(TEXT_WEIGHT_TENTHS * query.terms.weights.sum(dtype=np.int64))
        parts = ScoreInputs(
            gains=gains,
            weight=weight,
            concept_similarity=concept_weight * np.minimum(self._points.product(query.concept_point), CONCEPT_STEPS),
            concept_weight=concept_weight,
            met=0.0,
            skill_weight=0.0,
            absent_weight=0.0,
            required=0.0,
            shown=0.0,
            lacked=0.0,
            unknown=0.0,
            title=limit_products(self._titles.products(query.title), title_limits),
            headline=limit_products(self._headlines.products(query.title), headline_limits),
            title_confidence=query.confidence * self._confidence.astype(np.float64),
            allowed_similarity=allowed_similarity(
                title_limits, headline_limits, self._confidence, self._headline_confidence
            ),
            headline_confidence=query.confidence * self._headline_confidence.astype(np.float64),
            language_of_job=query.language,
            language=self._languages,
            titled=self._titled > 0,
            length=self._lengths.astype(np.float64),
            copied=self._copied(query, np.flatnonzero(may_be_copied(gains, weight) & wanted)),
            details=agreed,
            known_details=known,
            similarity=similarities,
        )
        for start in range(0, len(query.skills), SKILLS_PER_BATCH):
            parts = parts.with_skills(self.skill_sums(query.skills[start : start + SKILLS_PER_BATCH]))
        return parts

    def skill_sums(self, skills: Sequence[tuple[str, bool]]) -> SkillSums:
        """Return the sums over some of a job's skills, each with whether it is required."""
        found, required = [skill_query(name) for name, _ in skills], _floats(required for _, required in skills)
        counts = _floats(skill.weight for skill in found)
        totals = SKILL_WEIGHT_TENTHS * _floats(int(skill.terms.weights.sum(dtype=np.int64)) for skill in found)
        near = np.minimum(self._points.products([skill.concept_point for skill in found]), CONCEPT_STEPS)
        fits, cells = self._fit(found, near)
        numbers, rows = np.divmod(cells, self.size)
        fit, is_met = fits.reshape(-1)[cells], fits.reshape(-1)[cells] == FIT_STEPS
        gained = SKILL_WEIGHT_TENTHS * self._terms.products([skill.terms for skill in found]).reshape(-1)[cells]
        gained = np.maximum(gained, np.where(is_met, (totals * VERY_GOOD_GAIN)[numbers], 0.0))
        near = np.where(is_met, float(CONCEPT_STEPS), near.reshape(-1)[cells])

        def sums(of_cells: Floats) -> Floats:
            return np.bincount(rows, of_cells, self.size).astype(np.float64)

        skill_weight = sums(counts[numbers])
        most, thin = FIT_STEPS * required.sum(), self._lengths < THIN
        return SkillSums(
            gains=sums(gained),
            weight=sums(totals[numbers]),
            concept_similarity=sums(counts[numbers] * near),
            concept_weight=skill_weight,
            met=sums(counts[numbers] * fit),
            skill_weight=skill_weight,
            absent_weight=required @ counts - sums((required * counts)[numbers]),
            required=float(required.sum()),
            shown=sums(fit),
            lacked=np.where(thin, 0.0, most - sums(required[numbers] * fit)),
            unknown=np.where(thin, most - required @ fits, 0.0),
        )

    def says_nothing(self, skills: Sequence[tuple[str, bool]]) -> NDArray[np.bool_]:
        """Return whether each profile is short and mentions none of a job's skills: all of them are unknown.

        False for a job without skills.
        """
        silent: NDArray[np.bool_] = (self._lengths < THIN) & bool(skills)
        for start in range(0, len(skills), SKILLS_PER_BATCH):
            found = [skill_query(name) for name, _ in skills[start : start + SKILLS_PER_BATCH]]
            mentioned = np.logical_or.reduce(self._mentions(found))
            silent &= ~mentioned.reshape(len(found), self.size).any(axis=0)
        return silent

    def _copied(self, query: Query, rows: NDArray[np.int64]) -> Floats:
        """Return the fraction of each candidate's text that is copied from the job's; 0 outside `rows`."""
        found = np.zeros(self.size)
        if len(query.sampled) and len(rows):
            found[rows] = copied_share(pair_shares(query.sampled, self._word_pairs, self._starts, rows))
        return found

    def _fit(self, skills: Sequence[SkillQuery], near: Floats) -> tuple[Floats, NDArray[np.int64]]:
        """Return the fit of each skill and candidate, shape (len(skills), size), and the flat indexes of mentions.

        Most pairs only fit by concept similarity (`near`, of the same shape). The others are computed cell by cell.
        """
        words, named, shown = self._mentions(skills)
        cells = np.flatnonzero(named | shown | (words > 0))
        skill_numbers, sizes = cells // self.size, _floats(len(skill.terms.places) for skill in skills)
        whole = cells[(words[cells] == sizes[skill_numbers]) & ~named[cells]]
        for place in np.unique(whole // self.size).tolist():
            rows = whole[whole // self.size == place] - place * self.size
            named[place * self.size + rows] = contains_phrase(
                skills[place].phrase, self._word_pairs, self._starts, rows
            )
        fit = topic_fits(near)
        fit.reshape(-1)[cells] = skill_fits(
            named[cells], shown[cells], words[cells], sizes[skill_numbers], near.reshape(-1)[cells]
        )
        return fit, cells

    def _mentions(self, skills: Sequence[SkillQuery]) -> tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]:
        """Return how many words of each skill each profile has, whether it names it, and whether it implies it.

        Each is flat, of the shape (len(skills), size).
        """
        words = self._terms.counts([skill.terms.places for skill in skills]).reshape(-1)
        named, shown = np.zeros((2, words.size), np.bool_)
        named[self._marks.cells([skill.names for skill in skills])] = True
        shown[self._marks.cells([skill.implied_by for skill in skills])] = True
        return words, named, shown


def _floats(numbers: Iterable[int]) -> Floats:
    return np.array([float(number) for number in numbers])
