"""The match score of a job and a candidate, 0..100. It depends on these two records alone.

    lexical     = Σ weight · f / (k1 + f)  over the terms of title, description and skills, as a fraction of the sum of
                  a very good text (BM25F; Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
    concepts    = similarity of the profile's topics to those of the job's title and description, and of each skill
    occupation  = (s + s²) / 2, where s is the similarity of the job's title to the candidate's title or headline
    skills      = weighted fraction of the job's skills that the profile names or implies
    details     = seniority level, years and place, where both sides state them: tie-breakers
    similarity  = cosine of an embedder's vectors, as a fraction of its range for jobs and profiles
    unmet       = 0, for a short profile that shows next to none of the required skills: its title and what it
                  doesn't say are no match for skills that are shown
    unknown     = a middle value, for the part of the score for which a short profile has too little evidence; half of
                  it for a profile that says nothing

    score       = 100 · x^p / (x^p + x0^p), where x is the weighted mean of the available components

A skill that the profile names counts in full in every component that reads skills, so that adding such a requirement
never lowers a score. Repeated text in a field counts no more than the same text once (`repetition`). The shorter a
profile, the more its title counts. The curve puts clear matches at 70 and above and clear mismatches below 30; it never
changes an order. If the texts are in different languages, words count less, because the same work has other words in
each language.

All arithmetic is element-wise on sums of integers: a pair's score is the same to the last bit regardless of the batch
in which it is computed and of the side from which it is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import SCALE
from recruit.domain.engines.ranking.candidate_features import GAIN_STEPS, HALF_RICH
from recruit.domain.engines.ranking.concepts import POINT_STEPS
from recruit.domain.engines.ranking.language_detection import ENGLISH, UNKNOWN
from recruit.domain.engines.ranking.roles import CONFIDENCE_STEPS

ENGINE = 10
"""Version of the engine. It changes when a pair's score or the encoding of features may change."""

VERY_GOOD_GAIN = round(0.3 * GAIN_STEPS)
"""Mean gain of the terms of a very good text."""

CONCEPT_STEPS = POINT_STEPS**2
SIMILARITY_STEPS = SCALE**2
FIT_STEPS = 10_000
"""Fixed-point units per 1.0: of concept similarity, of title similarity, and of skill fit."""

IMPLIED_FIT, PARTIAL_FIT, TOPIC_FIT = 0.7, 0.4, 0.7
"""Skill fit, 0..1, of a skill whose words are all there but apart, or that is shown by its initials or by a skill that
implies it; of a skill of which some words are there; of a text about the same topics."""

TEXT_WEIGHT_TENTHS = 10
SKILL_WEIGHT_TENTHS = {True: 15, False: 7}
"""Weight, in tenths, of a term of title or description, of a required skill (True), of a nice-to-have skill (False)."""

SKILL_COUNTS = {True: 2, False: 1}
"""Relative weight of required (True) and nice-to-have (False) skills."""

HEADLINE_COUNTS = 0.95
"""Weight of a headline relative to a title: a headline may name a desired role."""

UNKNOWN_VALUE = 0.14
"""Value of a component for which the profile has too little evidence."""

TITLE_CREDIT = 0.45
"""Credit for the words that a short profile lacks if its title names the same work: in another language, the words
differ."""

COPY_CHECK_SHARE = 0.12
"""Fraction of the lexical sum of a very good text from which a profile is checked for text copied from the job."""

COPIED_RANGE = 0.2, 0.4
"""Fractions of the job's word pairs that a profile has. Up to the first, the overlap may be chance; from the second on,
all of the profile's text counts as copied."""

OTHER_TRADE = 0.9
"""Fraction of the weight of words and skills lost by a profile that is only a title of another occupation."""

OTHER_LANGUAGE = 0.25
"""Factor on the weight of words if the languages differ, and on that of concepts if either text isn't English."""

LEXICAL, CONCEPTS, OCCUPATION, SKILLS, DETAILS, SIMILARITY = 0.40, 0.40, 0.08, 0.05, 0.02, 0.20
OCCUPATION_OF_THIN, SKILLS_OF_THIN, UNKNOWN_OF_THIN, UNKNOWN_OF_TITLES = 0.60, 0.80, 0.60, 0.55
"""Weights of the components, and the weights that a short profile adds to its title and headline, skills and "unknown";
"unknown" has UNKNOWN_OF_TITLES if the occupation of the title is known, UNKNOWN_OF_THIN if it isn't."""

UNMET_OF_THIN = 0.70
"""Weight of "unmet" in a short profile that shows none of the required skills. In a long profile, the other components
show it."""

ENOUGH_SHOWN = 0.15
"""Fraction of the required skills from which a profile shows enough of them for "unmet" to have no weight."""

HALF_KNOWN = 10
"""Number of terms in the notes at which a profile without title and headline is half way from unknown to known."""

CURVE_MIDDLE, CURVE_STEEPNESS = 0.23, 2.4
"""The curve's x0 and p."""

DECIMALS = 6
"""Decimals to which components and weights are rounded, so that stored values reproduce the score."""

ROUGH = 5 * 10**-DECIMALS
"""Upper bound of the change of a mean by rounding all components and weights, half a step each."""

TINY = np.finfo(np.float64).tiny

Numbers: TypeAlias = Any
"""Floats of shape (N,), or one number for all N pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class SkillContribution:
    """The contribution of some skills to the parts of N pairs, and the weight of these skills.

    A profile that meets a skill in full adds FIT_STEPS times the skill's weight to `met`. `required_met` of
    `required_counts`: the same of the required skills alone.
    """

    gains: Numbers
    weight: float
    concept_similarity: Numbers
    counts: float
    met: Numbers
    required_counts: float
    required_met: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class ScoreInputs:
    """The inputs of the scores of N pairs.

    `gains` of `weight`: the lexical sum and its total weight. `concept_similarity` of `concept_weight`: the concept similarity and its
    total weight. `met` of `skill_weight`: the skill fit and its total weight, which is 0 for a job without skills.
    `required_met` of `required_weight`: the same of the required skills alone. `title` and `headline`: their similarity
    to the job's title. `title_confidence` and `headline_confidence`: confidence in title and in headline, each multiplied
    by that in the job's title. `allowed_similarity`: the maximum similarity for their kinds (`seniority_kinds`), 0..1.
    `language_of_job` and `language`: see `language_detection`. `titled`: whether the profile has a title or headline.
    `length`: number of terms in the notes. `copied`: fraction of the profile's text that is copied from the job, 0..1.
    `details` of `known_details`: the sum of the agreements (`tie_breakers`), and their number. `similarity`: of the
    embedder, 0..1, NaN for none.
    """

    gains: Numbers
    weight: Numbers
    concept_similarity: Numbers
    concept_weight: Numbers
    met: Numbers
    skill_weight: Numbers
    required_met: Numbers
    required_weight: Numbers
    title: Numbers
    headline: Numbers
    title_confidence: Numbers
    headline_confidence: Numbers
    allowed_similarity: Numbers
    language_of_job: Numbers
    language: Numbers
    titled: Numbers
    length: Numbers
    copied: Numbers
    details: Numbers
    known_details: Numbers
    similarity: Numbers

    def of_rows(self, rows: NDArray[np.int64]) -> "ScoreInputs":
        """Return the parts of some of the pairs."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        return ScoreInputs(**{name: part[rows] if np.ndim(part) else part for name, part in known.items()})

    def with_skills(self, share: SkillContribution, sign: int = 1) -> "ScoreInputs":
        """Return the parts with the skills added or, with the sign -1, removed."""
        return replace(
            self,
            gains=self.gains + sign * share.gains,
            weight=self.weight + sign * share.weight,
            concept_similarity=self.concept_similarity + sign * share.concept_similarity,
            concept_weight=self.concept_weight + sign * share.counts,
            met=self.met + sign * share.met,
            skill_weight=self.skill_weight + sign * share.counts,
            required_met=self.required_met + sign * share.required_met,
            required_weight=self.required_weight + sign * share.required_counts,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The components of N scores, 0..1, their weights, which add up to 1, and their means, each of shape (N,)."""

    components: Mapping[str, Numbers]
    weights: Mapping[str, Numbers]
    means: Numbers

    def at(self, row: int) -> tuple[dict[str, float], dict[str, float]]:
        """Return the available components of one score, and their weights."""
        had = [name for name, weights in self.weights.items() if weights[row] > 0]
        return (
            {name: float(self.components[name][row]) for name in had},
            {name: float(self.weights[name][row]) for name in had},
        )


def may_be_copied(gains: Numbers, weight: Numbers) -> Any:
    """Return whether the lexical sums are high enough for a check for copied text."""
    return gains >= COPY_CHECK_SHARE * VERY_GOOD_GAIN * np.maximum(weight, 1.0)


def copied_share(shares: Any) -> Any:
    """Return the fraction of a profile that counts as copied, by the fraction of the job's word pairs that it has."""
    least, most = COPIED_RANGE
    return np.clip((shares - least) / (most - least), 0.0, 1.0)


def limit_products(products: Numbers, allowed: Numbers) -> Numbers:
    """Return the products of titles, limited to the maximum for their kinds."""
    return np.minimum(products, SIMILARITY_STEPS * allowed)


def allowed_similarity(
    title_limit: Numbers, headline_limit: Numbers, title_confidence: Numbers, headline_confidence: Numbers
) -> Numbers:
    """Return the greater limit of title and headline on the similarity to a job's title.

    A title or headline of unknown occupation has no limit of its own. The result is 1 if both are unknown.
    """
    known = np.maximum(
        np.where(title_confidence > 0, title_limit, 0.0), np.where(headline_confidence > 0, headline_limit, 0.0)
    )
    return np.where(known > 0, known, 1.0)


def score_pairs(parts: ScoreInputs, other_weights: Mapping[str, float] = MappingProxyType({})) -> Scores:
    """Score pairs. `other_weights` replace the weights of the available components that they name.

    If any weight is replaced, the components "unmet" and "unknown" have the weight 0.
    """
    components, shares = _components_and_weights(parts)
    given = sum(shares[name] > 0 for name in other_weights)
    shares |= {name: np.where(given > 0, 0.0, shares[name]) for name in ("unmet", "unknown")}
    shares |= {name: np.where(shares[name] > 0, weight, 0.0) for name, weight in other_weights.items()}
    total = np.maximum(_total(shares), TINY)
    shape = np.broadcast_shapes(*(np.shape(part) for part in (*components.values(), total)))
    components = {name: np.broadcast_to(np.round(part, DECIMALS), shape) for name, part in components.items()}
    weights = {name: np.broadcast_to(np.round(share / total, DECIMALS), shape) for name, share in shares.items()}
    means = _total({name: weight * components[name] for name, weight in weights.items()})
    return Scores(components, weights, means)


def rough_means(parts: ScoreInputs) -> NDArray[np.float64]:
    """Return the means of `score_pairs` to within ROUGH, in half the time, because nothing is rounded."""
    components, shares = _components_and_weights(parts)
    means = _total({name: share * components[name] for name, share in shares.items()})
    rough: NDArray[np.float64] = means / _total(shares)
    return rough


def _components_and_weights(parts: ScoreInputs) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Return the components of the scores, and their weights before normalisation."""
    parts = _without_copied(parts)
    thinness = HALF_RICH / (HALF_RICH + parts.length)
    confidence = np.maximum(parts.title_confidence, HEADLINE_COUNTS * parts.headline_confidence) / CONFIDENCE_STEPS**2
    components = _components(parts)
    for name in ("lexical", "concepts") if np.any(np.less(parts.allowed_similarity, 1.0)) else ():
        components[name] = components[name] * (1.0 - thinness * (1.0 - parts.allowed_similarity))
    shares = _weights(parts, thinness, confidence, components["occupation"])
    default = UNKNOWN_VALUE * (1.0 - confidence)
    missing = {name: shares[name] * (1.0 - components[name]) for name in ("lexical", "concepts", "skills")}
    words = (missing["lexical"] + missing["concepts"]) * (
        default + TITLE_CREDIT * confidence * components["occupation"]
    )
    credit = thinness * (words + missing["skills"] * default) / np.maximum(shares["unknown"], TINY)
    known = np.where(parts.titled, 1.0, parts.length / (HALF_KNOWN + parts.length))
    components["unknown"] = np.minimum(1.0, UNKNOWN_VALUE + credit) * (1.0 + known) / 2
    return components, shares


def _without_copied(parts: ScoreInputs) -> ScoreInputs:
    """Return the parts without text copied from the job, so that copying doesn't raise a score."""
    if not np.any(parts.copied):
        return parts
    own = 1.0 - parts.copied
    names = ("gains", "concept_similarity", "met", "required_met", "length")
    return replace(parts, **{name: getattr(parts, name) * own for name in names})


def _components(parts: ScoreInputs) -> dict[str, Numbers]:
    return {
        "lexical": np.minimum(1.0, parts.gains / np.maximum(parts.weight * VERY_GOOD_GAIN, 1.0)),
        "concepts": parts.concept_similarity / np.maximum(parts.concept_weight * CONCEPT_STEPS, 1.0),
        "occupation": _occupation(parts),
        "skills": parts.met / np.maximum(parts.skill_weight * FIT_STEPS, 1.0),
        "unmet": 0.0,
        "details": parts.details / np.maximum(parts.known_details, 1.0),
        "similarity": np.where(np.isnan(parts.similarity), 0.0, parts.similarity),
    }


def _weights(parts: ScoreInputs, thinness: Numbers, confidence: Numbers, occupation: Numbers) -> dict[str, Numbers]:
    trade_weight = 1.0 - OTHER_TRADE * thinness * confidence * (1.0 - occupation)
    english, same = _languages(parts.language_of_job, parts.language)
    unknown = UNKNOWN_OF_TITLES * confidence + UNKNOWN_OF_THIN * (1.0 - confidence)
    shown = parts.required_met / np.maximum(parts.required_weight * FIT_STEPS, 1.0)
    unmet = UNMET_OF_THIN * thinness * same * np.maximum(0.0, 1.0 - shown / ENOUGH_SHOWN)
    return {
        "lexical": LEXICAL * trade_weight * same,
        "concepts": CONCEPTS * trade_weight * english,
        "occupation": (OCCUPATION + OCCUPATION_OF_THIN * thinness) * confidence,
        "skills": np.where(parts.skill_weight > 0, (SKILLS + SKILLS_OF_THIN * thinness * thinness) * trade_weight, 0.0),
        "unmet": np.where(parts.required_weight > 0, unmet, 0.0),
        "details": np.where(parts.known_details > 0, DETAILS, 0.0),
        "similarity": np.where(np.isnan(parts.similarity), 0.0, SIMILARITY),
        "unknown": np.where(parts.weight > 0, thinness * unknown, 0.0),
    }


def _occupation(parts: ScoreInputs) -> Numbers:
    """Return the similarity of title or headline, weighted by confidence; a headline counts slightly less."""
    title = parts.title * parts.title_confidence
    headline = HEADLINE_COUNTS * parts.headline * parts.headline_confidence
    most = np.maximum(parts.title_confidence, parts.headline_confidence)
    found = np.minimum(1.0, np.maximum(title, headline) / (np.maximum(most, 1.0) * SIMILARITY_STEPS))
    found *= 0.5 * (1.0 + found)
    return found


def _languages(job: Numbers, candidate: Numbers) -> tuple[Numbers, Numbers]:
    """Return the language factors of concepts, which are in English, and of words, which are in one language."""
    foreign = np.maximum(job, candidate) > ENGLISH
    if not np.any(foreign):
        return 1.0, 1.0
    other = foreign & (job != candidate)
    known = (job != UNKNOWN) & (candidate != UNKNOWN)
    concepts = np.where(foreign, OTHER_LANGUAGE, 1.0)
    return concepts, np.where(other & known, OTHER_LANGUAGE, np.where(other, (1.0 + OTHER_LANGUAGE) / 2, 1.0))


def skill_fits(
    named: NDArray[np.bool_], shown: NDArray[np.bool_], words: Numbers, size: Numbers, concept_similarity: Numbers
) -> NDArray[np.float64]:
    """Return the fit of skills, in units of 1/FIT_STEPS.

    `named`: the profile has one of the skill's names. `shown`: the profile implies the skill. `words` of `size`: the
    number of the skill's words in the profile. `concept_similarity`: concept similarity of profile and skill, in units of
    1/CONCEPT_STEPS.
    """
    some = np.where(shown | (words == size), IMPLIED_FIT, PARTIAL_FIT * words / size)
    return np.where(named, float(FIT_STEPS), np.maximum(np.rint(FIT_STEPS * some), topic_fits(concept_similarity)))


def topic_fits(concept_similarity: Numbers) -> NDArray[np.float64]:
    """Return the fit of skills for profiles that have none of their words, in units of 1/FIT_STEPS."""
    found: NDArray[np.float64] = np.minimum(1.0, concept_similarity / CONCEPT_STEPS)
    found *= TOPIC_FIT
    found *= FIT_STEPS
    return np.rint(found)


def score_value(components: Mapping[str, float], weights: Mapping[str, float]) -> int:
    """Return the score of these components and weights, 0..100."""
    return int(score_curve(float(_total({name: weights[name] * part for name, part in components.items()}))))


def score_curve(mean: Any) -> Any:
    """Return the integer scores of weighted means: one number or an array."""
    lifted = mean**CURVE_STEEPNESS
    return np.rint(100 * lifted / (lifted + CURVE_MIDDLE**CURVE_STEEPNESS))


def _total(parts: Mapping[str, Numbers]) -> Numbers:
    """Add up in the order of the parts, so that numbers and arrays give the same result."""
    total = 0.0
    for part in parts.values():
        total = total + part
    return total
