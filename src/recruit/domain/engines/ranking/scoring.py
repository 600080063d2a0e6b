"""The match score of a job and a candidate, 0..100. It depends on these two records alone.

    lexical     = Σ weight · f / (k1 + f)  over the terms of title, description and skills, as a fraction of the sum of
                  a very good text (BM25F; Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
    concepts    = similarity of the profile's topics to those of the job's title and description, and of each skill
    occupation  = (s + s²) / 2, where s is the similarity of the job's title to the candidate's title or headline
    skills      = weighted mean of how well the profile shows the skills that it mentions or implies
    details     = seniority level, years and place, where both sides state them: tie-breakers
    similarity  = cosine of an embedder's vectors, as a fraction of its range for jobs and profiles
    unknown     = a middle value, for the part of the score for which a short profile has too little evidence; half of
                  it for a profile that says nothing

Only the skills that a profile mentions enter these components, nice-to-have ones like required ones. The required
skills bound their weighted mean x (`_bounded`): each one that is missing, unknown or met in part lowers it, and a
profile of the same occupation that lacks none of them, and shows at least one skill, has at least LEAST_OF_COMPLETE,
more than one that misses any can have. So a score never falls when a required skill becomes nice-to-have. The bounds
are components, too: "unmet" has the value 0, "complete" the value 1.

    score       = 100 · x^p / (x^p + x0^p), where x is the weighted mean of all components

A skill that the profile names counts in full in every component that reads skills, so that adding such a requirement
never lowers a score. Adding one that the profile doesn't mention never raises it. Repeated text in a field counts no
more than the same text once (`repetition`). The shorter a profile, the more its title counts. The curve puts clear
matches at 70 and above and clear mismatches below 30; it never changes an order. If the texts are in different
languages, words count less, because the same work has other words in each language.

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

ENGINE = 12
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
SKILL_WEIGHT_TENTHS = 15
"""Weight, in tenths, of a term of title or description, and of a skill, whether required or nice-to-have."""

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

SAME_FROM, SAME_TO = 0.36, 0.48
"""Values of "occupation", times the confidence in it, from which the occupation is the same in part, and in full."""

LOSS = 1.2
"""What 1 / x gains if one required skill is missing. It gains twice that at most, if many are."""

UNKNOWN_LOSS = 0.4
"""What 1 / x gains for each unknown skill in a profile of the same occupation. In another one, it gains 1."""

SILENCE_LOSS, SHOWN_BY_ALL = 4.0, 0.1
"""What 1 / (x - CURVE_MIDDLE) gains for each unknown skill in a profile of another occupation, divided by the number of
skills that the profile shows plus the second figure."""

LEAST_OF_COMPLETE, RISE_OF_COMPLETE = 0.46, 0.2
"""Least x of a profile of the same occupation that meets all required skills, more than 1 / (1 + LOSS), and its rise
with the mean of the other components, so that the order stays."""

HALF_KNOWN = 10
"""Number of terms in the notes at which a profile without title and headline is half way from unknown to known."""

CURVE_MIDDLE, CURVE_STEEPNESS = 0.23, 2.4
"""The curve's x0 and p."""

DECIMALS = 6
"""Decimals to which components and weights are rounded, so that stored values reproduce the score."""

ROUGH = 5 * 10**-DECIMALS
"""Upper bound of the change of a mean by rounding all components and weights, half a step each."""

TINY = np.finfo(np.float64).tiny

REQUIRED_SUMS = ("absent_weight", "required", "lacked", "unknown")
"""The sums over required skills alone."""

Numbers: TypeAlias = Any
"""Floats of shape (N,), or one number for all N pairs."""


@dataclass(frozen=True, slots=True, eq=False)
class SkillSums:
    """Sums over some of the skills of N pairs.

    Over the skills that the profile mentions: `gains` of `weight`, the lexical sum and its total weight;
    `concept_similarity` of `concept_weight`, the same of concepts; `met` of `skill_weight`, the fit and its total
    weight. `absent_weight`: the total weight of the required skills that the profile doesn't mention.

    In units of 1/FIT_STEPS: `shown` is the sum of the fits of all skills that the profile mentions; of the `required`
    skills, `lacked` is what these fits lack and the missing skills, `unknown` what the fits of the unknown skills lack.
    """

    gains: Numbers
    weight: Numbers
    concept_similarity: Numbers
    concept_weight: Numbers
    met: Numbers
    skill_weight: Numbers
    absent_weight: Numbers
    required: Numbers
    shown: Numbers
    lacked: Numbers
    unknown: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class ScoreInputs(SkillSums):
    """The inputs of the scores of N pairs.

    The sums include the terms and topics of title and description. `title` and `headline`: their similarity to the
    job's title. `title_confidence` and `headline_confidence`: confidence in title and in headline, each multiplied
    by that in the job's title. `allowed_similarity`: the maximum similarity for their kinds (`seniority_kinds`), 0..1.
    `language_of_job` and `language`: see `language_detection`. `titled`: whether the profile has a title or headline.
    `length`: number of terms in the notes. `copied`: fraction of the profile's text that is copied from the job, 0..1.
    `details` of `known_details`: the sum of the agreements (`tie_breakers`), and their number. `similarity`: of the
    embedder, 0..1, NaN for none.
    """

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

    def with_skills(self, sums: SkillSums) -> "ScoreInputs":
        """Return the parts with more skills."""
        return replace(self, **{one.name: getattr(self, one.name) + getattr(sums, one.name) for one in fields(sums)})

    def without_requirement(self, sums: SkillSums) -> "ScoreInputs":
        """Return the parts with these skills, which are among theirs, made nice-to-have."""
        return replace(self, **{name: getattr(self, name) - getattr(sums, name) for name in REQUIRED_SUMS})


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

    If any weight is replaced, the mean is not bounded, and the component "unknown" has the weight 0. If that of "skills"
    is, its value is the mean over the skills that the profile mentions and the required ones that it doesn't.
    """
    parts = _without_copied(parts)
    components, shares = _components_and_weights(parts)
    asked_weight = parts.skill_weight + parts.absent_weight
    has_share = shares | {"skills": asked_weight}
    if "skills" in other_weights:
        components["skills"] = parts.met / np.maximum(asked_weight * FIT_STEPS, 1.0)
    given = sum(has_share[name] > 0 for name in other_weights)
    shares["unknown"] = np.where(given > 0, 0.0, shares["unknown"])
    shares |= {name: np.where(has_share[name] > 0, weight, 0.0) for name, weight in other_weights.items()}
    total = np.maximum(_total(shares), TINY)
    mean = _total({name: share * components[name] for name, share in shares.items()}) / total
    bounded = np.where(given > 0, mean, _bounded(parts, mean, components["occupation"]))
    unmet = np.maximum(0.0, mean - bounded) / np.maximum(mean, TINY)
    complete = np.maximum(0.0, bounded - mean) / np.maximum(1.0 - mean, TINY)
    weights = {name: share / total * (1.0 - unmet - complete) for name, share in shares.items()}
    weights |= {"unmet": unmet, "complete": complete}
    components |= {"unmet": 0.0, "complete": 1.0}
    shape = np.broadcast_shapes(*(np.shape(part) for part in (*components.values(), *weights.values())))
    components = {name: np.broadcast_to(np.round(part, DECIMALS), shape) for name, part in components.items()}
    weights = {name: np.broadcast_to(np.round(weights[name], DECIMALS), shape) for name in components}
    return Scores(components, weights, _total({name: weights[name] * part for name, part in components.items()}))


def rough_means(parts: ScoreInputs) -> NDArray[np.float64]:
    """Return the means of `score_pairs` to within ROUGH, in half the time, because nothing is rounded."""
    parts = _without_copied(parts)
    components, shares = _components_and_weights(parts)
    means = _total({name: share * components[name] for name, share in shares.items()})
    rough: NDArray[np.float64] = _bounded(parts, means / np.maximum(_total(shares), TINY), components["occupation"])
    return rough


def _bounded(parts: ScoreInputs, mean: Numbers, occupation: Numbers) -> Numbers:
    """Return the means bounded by the required skills.

    Missing skills bound it harmonically: 1 / x has a least value, and the order of equal profiles stays.
    """
    same = np.clip((occupation * _confidence(parts) - SAME_FROM) / (SAME_TO - SAME_FROM), 0.0, 1.0)
    unknown = parts.unknown / FIT_STEPS * (1.0 - (1.0 - UNKNOWN_LOSS) * same)
    lacked = parts.lacked / FIT_STEPS
    bounded = mean / (1.0 + mean * (2.0 * LOSS * lacked / (1.0 + lacked) + unknown))
    silence = SILENCE_LOSS * (1.0 - same) * unknown / (SHOWN_BY_ALL + parts.shown / FIT_STEPS)
    excess = np.maximum(0.0, bounded - CURVE_MIDDLE)
    bounded = np.minimum(bounded, CURVE_MIDDLE + excess / (1.0 + excess * silence))
    complete = np.where(parts.lacked + parts.unknown == 0, np.minimum(1.0, parts.shown / FIT_STEPS), 0.0)
    least = same * complete * (LEAST_OF_COMPLETE + RISE_OF_COMPLETE * bounded)
    return np.maximum(bounded, least)


def _confidence(parts: ScoreInputs) -> Numbers:
    """Return the confidence in the occupations of both sides, 0..1."""
    return np.maximum(parts.title_confidence, HEADLINE_COUNTS * parts.headline_confidence) / CONFIDENCE_STEPS**2


def _components_and_weights(parts: ScoreInputs) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Return the components of the unbounded means, and their weights before normalisation."""
    thinness, confidence = HALF_RICH / (HALF_RICH + parts.length), _confidence(parts)
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
    """Return the parts without text copied from the job, so that copying doesn't raise a score.

    The skills of a profile of which more than half is copied are unknown, as far as it is.
    """
    if not np.any(parts.copied):
        return parts
    own, claimed = 1.0 - parts.copied, np.minimum(1.0, 2.0 * (1.0 - parts.copied))
    changed = {name: getattr(parts, name) * own for name in ("gains", "concept_similarity", "met", "length")}
    changed |= {name: getattr(parts, name) * claimed for name in ("shown", "lacked", "unknown")}
    changed["unknown"] = changed["unknown"] + (1.0 - claimed) * FIT_STEPS * parts.required
    return replace(parts, **changed)


def _components(parts: ScoreInputs) -> dict[str, Numbers]:
    return {
        "lexical": np.minimum(1.0, parts.gains / np.maximum(parts.weight * VERY_GOOD_GAIN, 1.0)),
        "concepts": parts.concept_similarity / np.maximum(parts.concept_weight * CONCEPT_STEPS, 1.0),
        "occupation": _occupation(parts),
        "skills": parts.met / np.maximum(parts.skill_weight * FIT_STEPS, 1.0),
        "details": parts.details / np.maximum(parts.known_details, 1.0),
        "similarity": np.where(np.isnan(parts.similarity), 0.0, parts.similarity),
    }


def _weights(parts: ScoreInputs, thinness: Numbers, confidence: Numbers, occupation: Numbers) -> dict[str, Numbers]:
    trade_weight = 1.0 - OTHER_TRADE * thinness * confidence * (1.0 - occupation)
    english, same = _languages(parts.language_of_job, parts.language)
    unknown = UNKNOWN_OF_TITLES * confidence + UNKNOWN_OF_THIN * (1.0 - confidence)
    skills = (SKILLS + SKILLS_OF_THIN * thinness * thinness) * trade_weight * (1.0 - confidence * occupation)
    return {
        "lexical": LEXICAL * trade_weight * same,
        "concepts": CONCEPTS * trade_weight * english,
        "occupation": (OCCUPATION + OCCUPATION_OF_THIN * thinness) * confidence,
        "skills": np.where(parts.skill_weight > 0, skills, 0.0),
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
    return np.rint(unrounded_score(mean))


def unrounded_score(mean: Any) -> Any:
    """Return the scores of weighted means with decimals, by which equal scores are ordered: one number or an array."""
    lifted = mean**CURVE_STEEPNESS
    return 100 * lifted / (lifted + CURVE_MIDDLE**CURVE_STEEPNESS)


def _total(parts: Mapping[str, Numbers]) -> Numbers:
    """Add up in the order of the parts, so that numbers and arrays give the same result."""
    total = 0.0
    for part in parts.values():
        total = total + part
    return total
