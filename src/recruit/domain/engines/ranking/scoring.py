"""The score of a pair, 0..100, which depends on that job and that candidate alone.

    lexical     = Σ weight · f / (k1 + f)  over the terms of title, description and skills, as a share of what a very
                  good text has (BM25F; Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
    concepts    = likeness of what the profile is about to what title and description say, and to each skill
    occupation  = likeness of what the job's title and the candidate's title or headline mean, half of it squared
    skills      = weighted share of the job's skills that the profile names, or shows
    details     = level, years and place, where both sides say them: they break ties
    similarity  = cosine of an embedder's vectors, as a share of the range that it has for jobs and profiles
    unknown     = the middle, as far as a short profile says too little to tell

    score       = 100 · x^p / (x^p + x0^p), where x is the weighted mean of the parts that could be had

A skill that the profile names counts in full in each part that reads skills, so that another such requirement never
lowers a score. What a field says again counts no more than what it says once (`repetition`). The thinner a profile, the
more its title counts. The curve puts what clearly fits at 70 and above and what clearly doesn't under 30; it never
changes an order. Of texts in different languages the words count less: the same work has other words there.

Everything here is done element by element, on sums of whole numbers: a pair's score is the same to the last bit
whoever else is scored with it, and from whichever side.
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
from recruit.domain.engines.ranking.roles import SURE_STEPS

ENGINE = 8
"""Changes whenever the same pair may get another score, or features another form."""

VERY_GOOD = round(0.3 * GAIN_STEPS)
"""The mean gain of a very good text's terms."""

LIKENESS_STEPS = POINT_STEPS**2
SIMILARITY_STEPS = SCALE**2
FIT_STEPS = 10_000
"""Steps of likeness, of similarity of titles, and of how far a skill is met, to 1."""

SHOWN, PART, NEAR = 0.7, 0.4, 0.7
"""How far a skill is met by what implies it, by its initials or its words apart; by some of its words; by a text about
the same things."""

TEXT_WEIGHS = 10
WEIGHS = {True: 15, False: 7}
"""Weight of a term of title or description, and of one of a required and of a nice-to-have skill, in tenths."""

COUNTS = {True: 2, False: 1}
"""How much required and nice-to-have skills count, one against the other."""

HEADLINE_COUNTS = 0.95
"""A headline may say what somebody wants to be."""

MIDDLE = 0.14
"""What stands in for a part of which too little is said to tell."""

SAID_BY_TITLES = 0.45
"""How far the same work, told by a title alone, stands in for words that a short profile lacks: another language has
other words for it."""

WORTH_A_LOOK = 0.12
"""Share of the lexical sum of a job's text from which on a profile may be a copy of it."""

COPIED = 0.2, 0.4
"""Shares of the job's pairs of words that a profile has: up to the first it may be by chance, from the second on all of
the profile's text is taken for copied."""

OTHER_TRADE = 0.9
"""What is lost of the weight of words and skills where a profile is nothing but a title of another trade."""

OTHER_LANGUAGE = 0.25
"""What is left of the weight of words where the languages differ, and of concepts where one isn't English."""

LEXICAL, CONCEPTS, OCCUPATION, SKILLS, DETAILS, SIMILARITY = 0.40, 0.40, 0.08, 0.05, 0.02, 0.20
OCCUPATION_OF_THIN, SKILLS_OF_THIN, UNKNOWN_OF_THIN, UNKNOWN_OF_TITLES = 0.60, 0.80, 0.60, 0.55
"""Weights of the parts; what a thin profile says of itself in its title and headline counts so much more."""

HALF, STEEPNESS = 0.23, 2.4
"""The curve's x0 and p."""

DECIMALS = 6
"""Of parts and weights, so that a record of them makes the same score again."""

ROUGH = 5 * 10**-DECIMALS
"""More than the rounding of all parts and weights, half a step each, changes a mean by."""

Numbers: TypeAlias = Any
"""Floats of shape (N,), or one number that all N pairs share."""


@dataclass(frozen=True, slots=True, eq=False)
class SkillShare:
    """What some skills add to what is known of N pairs, and how much they count.

    A profile that meets one in full adds FIT_STEPS of what it counts to `met`.
    """

    gains: Numbers
    weight: float
    likeness: Numbers
    counts: float
    met: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What is known of N pairs.

    `gains` of `weight`: the lexical sum, and of how much. `likeness` of `says`: the sum over what the job is about.
    `met` of `asked`: the sum over its skills; `asked` is 0 for none. `title` and `headline`: similarities of titles;
    `sure` and `sure_of_headline`: how sure they are, on both sides together. `allowed`: the most that their kinds allow
    (`kinds`), 0..1. `language_of_job` and `language`: see `speech`.
    `length`: terms of notes. `copied`: how much of the profile's text is the job's own, 0..1. `details` of `known`: a
    sum, and over how many. `similarity`: of an embedder, 0..1, NaN where there is none.
    """

    gains: Numbers
    weight: Numbers
    likeness: Numbers
    says: Numbers
    met: Numbers
    asked: Numbers
    title: Numbers
    headline: Numbers
    sure: Numbers
    sure_of_headline: Numbers
    allowed: Numbers
    language_of_job: Numbers
    language: Numbers
    length: Numbers
    copied: Numbers
    details: Numbers
    known: Numbers
    similarity: Numbers

    def at(self, rows: NDArray[np.int64]) -> "Parts":
        """Return what is known of some of the pairs."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        return Parts(**{name: part[rows] if np.ndim(part) else part for name, part in known.items()})

    def plus(self, share: SkillShare, sign: int = 1) -> "Parts":
        """Return the same with a skill more, or, with the sign -1, without one that is in it."""
        return replace(
            self,
            gains=self.gains + sign * share.gains,
            weight=self.weight + sign * share.weight,
            likeness=self.likeness + sign * share.likeness,
            says=self.says + sign * share.counts,
            met=self.met + sign * share.met,
            asked=self.asked + sign * share.counts,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The parts of N scores, 0..1, their weights, which add up to 1, and their means, each of shape (N,)."""

    components: Mapping[str, Numbers]
    weights: Mapping[str, Numbers]
    means: Numbers

    def at(self, row: int) -> tuple[dict[str, float], dict[str, float]]:
        """Return the parts of one score that could be had, and their weights."""
        had = [name for name, weights in self.weights.items() if weights[row] > 0]
        return (
            {name: float(self.components[name][row]) for name in had},
            {name: float(self.weights[name][row]) for name in had},
        )


def looks_copied(gains: Numbers, weight: Numbers) -> Any:
    """Whether pairs have so many of the words of a job's text that it must be asked whether they are copied."""
    return gains >= WORTH_A_LOOK * VERY_GOOD * np.maximum(weight, 1.0)


def copied(shares: Any) -> Any:
    """Return how much of a profile counts as copied, by the share of a job's pairs of words that it has."""
    least, most = COPIED
    return np.clip((shares - least) / (most - least), 0.0, 1.0)


def limited(products: Numbers, allowed: Numbers) -> Numbers:
    """Return products of titles, none more than their kinds allow."""
    return np.minimum(products, SIMILARITY_STEPS * allowed)


def allowed(of_title: Numbers, of_headline: Numbers, sure: Numbers, sure_of_headline: Numbers) -> Numbers:
    """Return how like title and headline may be to a job's title, by what is allowed to each and how sure each is."""
    known = np.maximum(np.where(sure > 0, of_title, 0.0), np.where(sure_of_headline > 0, of_headline, 0.0))
    return np.where(known > 0, known, 1.0)


def scores(parts: Parts, other_weights: Mapping[str, float] = MappingProxyType({})) -> Scores:
    """Score pairs. `other_weights` stand in for those of the parts that they name, where these could be had.

    Where there are any such, what is unknown doesn't count.
    """
    components, shares = _evidence(parts)
    given = sum(shares[name] > 0 for name in other_weights)
    shares["unknown"] = np.where(given > 0, 0.0, shares["unknown"])
    shares |= {name: np.where(shares[name] > 0, weight, 0.0) for name, weight in other_weights.items()}
    total = np.maximum(_total(shares), np.finfo(np.float64).tiny)
    shape = np.broadcast_shapes(*(np.shape(part) for part in (*components.values(), total)))
    components = {name: np.broadcast_to(np.round(part, DECIMALS), shape) for name, part in components.items()}
    weights = {name: np.broadcast_to(np.round(share / total, DECIMALS), shape) for name, share in shares.items()}
    means = _total({name: weight * components[name] for name, weight in weights.items()})
    return Scores(components, weights, means)


def rough_means(parts: Parts) -> NDArray[np.float64]:
    """Return the means of `scores` within ROUGH, in half the time: its rounding is left out."""
    components, shares = _evidence(parts)
    means = _total({name: share * components[name] for name, share in shares.items()})
    rough: NDArray[np.float64] = means / _total(shares)
    return rough


def _evidence(parts: Parts) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Return the parts of the scores, and how much each counts."""
    parts = _own(parts)
    thinness = HALF_RICH / (HALF_RICH + parts.length)
    sure = np.maximum(parts.sure, HEADLINE_COUNTS * parts.sure_of_headline) / SURE_STEPS**2
    components = _components(parts)
    for name in ("lexical", "concepts") if np.any(np.less(parts.allowed, 1.0)) else ():
        components[name] = components[name] * (1.0 - thinness * (1.0 - parts.allowed))
    shares = _shares(parts, thinness, sure, components["occupation"])
    silence = MIDDLE * (1.0 - sure)
    unsaid = {name: shares[name] * (1.0 - components[name]) for name in ("lexical", "concepts", "skills")}
    words = (unsaid["lexical"] + unsaid["concepts"]) * (silence + SAID_BY_TITLES * sure * components["occupation"])
    credit = thinness * (words + unsaid["skills"] * silence) / np.maximum(shares["unknown"], np.finfo(np.float64).tiny)
    components["unknown"] = np.minimum(1.0, MIDDLE + credit)
    return components, shares


def _own(parts: Parts) -> Parts:
    """Return what is known without what was copied from the job: copying must not pay."""
    if not np.any(parts.copied):
        return parts
    own = 1.0 - parts.copied
    shares = {name: getattr(parts, name) * own for name in ("gains", "likeness", "met", "length")}
    return replace(parts, **shares)


def _components(parts: Parts) -> dict[str, Numbers]:
    return {
        "lexical": np.minimum(1.0, parts.gains / np.maximum(parts.weight * VERY_GOOD, 1.0)),
        "concepts": parts.likeness / np.maximum(parts.says * LIKENESS_STEPS, 1.0),
        "occupation": _occupation(parts),
        "skills": parts.met / np.maximum(parts.asked * FIT_STEPS, 1.0),
        "details": parts.details / np.maximum(parts.known, 1.0),
        "similarity": np.where(np.isnan(parts.similarity), 0.0, parts.similarity),
    }


def _shares(parts: Parts, thinness: Numbers, sure: Numbers, occupation: Numbers) -> dict[str, Numbers]:
    trade = 1.0 - OTHER_TRADE * thinness * sure * (1.0 - occupation)
    english, same = _languages(parts.language_of_job, parts.language)
    unknown = UNKNOWN_OF_TITLES * sure + UNKNOWN_OF_THIN * (1.0 - sure)
    return {
        "lexical": LEXICAL * trade * same,
        "concepts": CONCEPTS * trade * english,
        "occupation": (OCCUPATION + OCCUPATION_OF_THIN * thinness) * sure,
        "skills": np.where(parts.asked > 0, (SKILLS + SKILLS_OF_THIN * thinness * thinness) * trade, 0.0),
        "details": np.where(parts.known > 0, DETAILS, 0.0),
        "similarity": np.where(np.isnan(parts.similarity), 0.0, SIMILARITY),
        "unknown": np.where(parts.weight > 0, thinness * unknown, 0.0),
    }


def _occupation(parts: Parts) -> Numbers:
    """Return the likeness of the surer of title and headline, a little less for a headline."""
    title = parts.title * parts.sure
    headline = HEADLINE_COUNTS * parts.headline * parts.sure_of_headline
    most = np.maximum(parts.sure, parts.sure_of_headline)
    found = np.minimum(1.0, np.maximum(title, headline) / (np.maximum(most, 1.0) * SIMILARITY_STEPS))
    found *= 0.5 * (1.0 + found)
    return found


def _languages(job: Numbers, candidate: Numbers) -> tuple[Numbers, Numbers]:
    """Return what counts of concepts, which are English, and of words, which are of one language."""
    foreign = np.maximum(job, candidate) > ENGLISH
    if not np.any(foreign):
        return 1.0, 1.0
    other = foreign & (job != candidate)
    known = (job != UNKNOWN) & (candidate != UNKNOWN)
    concepts = np.where(foreign, OTHER_LANGUAGE, 1.0)
    return concepts, np.where(other & known, OTHER_LANGUAGE, np.where(other, (1.0 + OTHER_LANGUAGE) / 2, 1.0))


def fits(
    named: NDArray[np.bool_], shown: NDArray[np.bool_], words: Numbers, size: Numbers, likeness: Numbers
) -> NDArray[np.float64]:
    """Return how far skills are met, in steps of 1/FIT_STEPS.

    `named`: by any of their names. `shown`: by what implies them. `words` of `size`: how many of its words are there.
    `likeness`: of the profile to what the skill is about, in steps of 1/LIKENESS_STEPS.
    """
    some = np.where(shown | (words == size), SHOWN, PART * words / size)
    return np.where(named, float(FIT_STEPS), np.maximum(np.rint(FIT_STEPS * some), fits_by_likeness(likeness)))


def fits_by_likeness(likeness: Numbers) -> NDArray[np.float64]:
    """Return how far skills are met by profiles that have none of their words, in the same steps."""
    found: NDArray[np.float64] = np.minimum(1.0, likeness / LIKENESS_STEPS)
    found *= NEAR
    found *= FIT_STEPS
    return np.rint(found)


def value(components: Mapping[str, float], weights: Mapping[str, float]) -> int:
    """Return the score that these parts make."""
    return int(curve(float(_total({name: weights[name] * part for name, part in components.items()}))))


def curve(mean: Any) -> Any:
    """Return the scores, whole numbers, that weighted means make: one, or an array."""
    lifted = mean**STEEPNESS
    return np.rint(100 * lifted / (lifted + HALF**STEEPNESS))


def _total(parts: Mapping[str, Numbers]) -> Numbers:
    """Add up in the order of the parts, so that numbers and arrays come to the same."""
    total = 0.0
    for part in parts.values():
        total = total + part
    return total
