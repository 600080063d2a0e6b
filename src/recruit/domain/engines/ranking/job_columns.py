"""The features of jobs as postings and columns, for scoring all jobs against one candidate."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.seniority_kinds import LIMITS
from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.engines.ranking.candidate_features import THIN, Profile
from recruit.domain.engines.ranking.job_features import Query, skill_query
from recruit.domain.engines.ranking.postings import MOST_ROWS, Floats, Postings, RowNumbers
from recruit.domain.engines.ranking.scoring import (
    CONCEPT_STEPS,
    FIT_STEPS,
    SKILL_WEIGHT_TENTHS,
    TEXT_WEIGHT_TENTHS,
    VERY_GOOD_GAIN,
    ScoreInputs,
    allowed_similarity,
    copied_share,
    limit_products,
    may_be_copied,
    skill_fits,
)
from recruit.domain.engines.ranking.tie_breakers import agreement
from recruit.domain.engines.ranking.title_meanings import Meanings
from recruit.domain.engines.ranking.vocabulary import unweighted
from recruit.domain.engines.ranking.word_pairs import contains_phrase, pair_shares


class JobRows:
    """The features of jobs. Row i of each array belongs to the same job. Skills of several jobs are stored once."""

    def __init__(self, queries: Sequence[Query]) -> None:
        self.queries = queries
        self.size = len(queries)
        self._terms = Postings.of([query.terms for query in queries])
        self._points = Postings.of([query.concept_point for query in queries])
        self._titles = Meanings.of([query.title for query in queries])
        self._weights = np.array([query.terms.weights.sum(dtype=np.int64) for query in queries], np.float64)
        self._concept_weights = np.array([query.concept_weight for query in queries], np.float64)
        self._confidence = np.array([query.confidence for query in queries], np.float64)
        self._kinds = np.array([query.kind for query in queries], np.int64)
        self._languages = np.array([query.language for query in queries], np.int64)
        self._details = [*np.array([(q.level, q.years, q.place) for q in queries], np.int64).reshape(-1, 3).T]
        names = list(dict.fromkeys(name for query in queries for name, _ in query.skills))
        numbers = {name: number for number, name in enumerate(names)}
        self._skills = SkillRows(names)
        self._jobs = np.repeat(np.arange(self.size), [len(query.skills) for query in queries])
        wanted = list(chain.from_iterable(query.skills for query in queries))
        self._skill_numbers = np.array([numbers[name] for name, _ in wanted], np.int64)
        self._required = np.array([required for _, required in wanted], np.float64)

    @classmethod
    def chunks(cls, queries: Sequence[Query]) -> Iterator[Sequence[Query]]:
        """Split queries into chunks that each fit into one instance."""
        chunk: list[Query] = []
        names: set[str] = set()
        for query in queries:
            more = {name for name, _ in query.skills} - names
            if len(chunk) == MOST_ROWS or len(names) + len(more) > MOST_ROWS:
                yield chunk
                chunk, names, more = [], set(), {name for name, _ in query.skills}
            chunk.append(query)
            names |= more
        if chunk:
            yield chunk

    @classmethod
    def of(cls, queries: Sequence[Query]) -> Self:
        """Return the rows of the queries, in the same order."""
        return cls(queries)

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, RowNumbers]]) -> Self:
        """Concatenate the kept rows of several instances, in order."""
        return cls([rows.queries[row] for rows, kept in parts for row in kept])

    @property
    def nbytes(self) -> int:
        """Approximate memory used, in bytes."""
        kinds = (self._terms, self._points, self._titles)
        return 2 * sum(kind.nbytes for kind in kinds) + self._skills.nbytes + 32 * len(self._skill_numbers)

    def offload(self, array_store: ArrayStore) -> None:
        """Move large arrays to an array store."""
        for kind in (self._terms, self._points, self._titles):
            kind.offload(array_store)

    @property
    def fullness(self) -> float:
        """Fraction of the capacity in use, 0..1."""
        return max(self.size, self._skills.size) / MOST_ROWS

    def filled(self, kept: RowNumbers) -> float:
        """Return the fraction of the capacity that the kept rows would use, 0..1."""
        return max(len(kept), len(np.unique(self._skill_numbers[np.isin(self._jobs, kept)]))) / MOST_ROWS

    def score_inputs(
        self, profile: Profile, similarities: Floats, wanted: NDArray[np.bool_] | bool = True
    ) -> ScoreInputs:
        """Return the inputs of the score of a candidate and each job."""
        skills, thin = self._skills, profile.length < THIN
        fit, gained, near, mentioned = skills.fit(profile)
        is_met = fit == FIT_STEPS
        gained = np.maximum(gained, np.where(is_met, skills.totals * VERY_GOOD_GAIN, 0.0))[self._skill_numbers]
        near = np.where(is_met, float(CONCEPT_STEPS), near)[self._skill_numbers]
        fit, mentioned = fit[self._skill_numbers], mentioned[self._skill_numbers]
        asked = skills.weights[self._skill_numbers]
        counts = mentioned * asked
        term_weights = SKILL_WEIGHT_TENTHS * mentioned
        required = self._sums(self._required)
        points = np.minimum(self._points.product(profile.concept_point), CONCEPT_STEPS)
        of_text, weight = TEXT_WEIGHT_TENTHS * self._terms.product(profile.terms), TEXT_WEIGHT_TENTHS * self._weights
        title_limits, headline_limits = (LIMITS[self._kinds, kind] for kind in profile.kinds)
        agreed, known = agreement(self._details, (profile.level, profile.years, profile.place))
        return ScoreInputs(
            gains=of_text + self._sums(term_weights * gained),
            weight=weight + self._sums(term_weights * skills.totals[self._skill_numbers]),
            concept_similarity=self._concept_weights * points + self._sums(counts * near),
            concept_weight=self._concept_weights + self._sums(counts),
            met=self._sums(counts * fit),
            skill_weight=self._sums(counts),
            absent_weight=self._sums(self._required * (asked - counts)),
            required=required,
            shown=self._sums(mentioned * fit),
            lacked=np.zeros(self.size) if thin else self._sums(self._required * (FIT_STEPS - mentioned * fit)),
            unknown=self._sums(self._required * (FIT_STEPS - fit)) if thin else np.zeros(self.size),
            title=limit_products(self._titles.products(profile.title), title_limits),
            headline=limit_products(self._titles.products(profile.headline), headline_limits),
            title_confidence=self._confidence * profile.confidence[0],
            allowed_similarity=allowed_similarity(title_limits, headline_limits, *profile.confidence),
            headline_confidence=self._confidence * profile.confidence[1],
            language_of_job=self._languages,
            language=profile.language,
            titled=profile.titled,
            length=float(profile.length),
            copied=self._copied(profile, np.flatnonzero(may_be_copied(of_text, weight) & wanted)),
            details=agreed,
            known_details=known,
            similarity=similarities,
        )

    def _copied(self, profile: Profile, rows: NDArray[np.int64]) -> Floats:
        """Return the fraction of the candidate's text that is copied from each job's; 0 outside `rows`."""
        found, starts = np.zeros(self.size), np.array([0, len(profile.word_pairs)])
        for row in rows.tolist():
            found[row] = pair_shares(self.queries[row].sampled, profile.word_pairs, starts, np.zeros(1, np.int64))[0]
        return np.asarray(copied_share(found))

    def _sums(self, entries: Floats) -> Floats:
        """Add up the entries of each job."""
        return np.bincount(self._jobs, entries, self.size).astype(np.float64)


class SkillRows:
    """The features of skills that jobs ask for."""

    def __init__(self, names: Sequence[str]) -> None:
        self.size = len(names)
        skills = [skill_query(name) for name in names]
        self._phrases = [skill.phrase for skill in skills]
        self._terms = Postings.of([skill.terms for skill in skills])
        self._names = Postings.of([unweighted(skill.names) for skill in skills])
        self._shows = Postings.of([unweighted(skill.implied_by) for skill in skills])
        self._points = Postings.of([skill.concept_point for skill in skills])
        self._sizes = np.array([len(skill.terms.places) for skill in skills], np.float64)
        self.totals = np.array([skill.terms.weights.sum(dtype=np.int64) for skill in skills], np.float64)
        self.weights = np.array([skill.weight for skill in skills], np.float64)

    @property
    def nbytes(self) -> int:
        """Approximate memory used, in bytes."""
        return sum(index.nbytes for index in (self._terms, self._names, self._shows, self._points))

    def fit(self, profile: Profile) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
        """Return the fit, lexical sum and concept similarity of a candidate for each skill, and which are mentioned."""
        words = self._terms.counts([profile.terms.places])[0]
        named = self._names.counts([profile.marks])[0] > 0
        starts = np.array([0, len(profile.word_pairs)])
        for skill in np.flatnonzero((words == self._sizes) & ~named):
            named[skill] = contains_phrase(self._phrases[skill], profile.word_pairs, starts, np.zeros(1, np.int64))[0]
        near = np.minimum(self._points.product(profile.concept_point), CONCEPT_STEPS)
        shown = self._shows.counts([profile.marks])[0] > 0
        fit = skill_fits(named, shown, words, self._sizes, near)
        return fit, self._terms.product(profile.terms), near, named | shown | (words > 0)
