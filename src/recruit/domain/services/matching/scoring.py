"""The score of one pair, 0..100, which depends on that job and that candidate alone.

    lexical     = Σ weight · f / (k1 + f)  over the job's terms, as a share of what a very good text has (BM25F;
                  Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
    concepts    = likeness of what job and profile are about, in the space of all occupations
    occupation  = likeness of the job's title and the candidate's title or headline, as occupations
    skills      = weighted share of the job's skills that the profile names
    similarity  = cosine of an embedder's vectors, stretched from the range that unrelated and like texts have

    score       = 100 · x^p / (x^p + x0^p), where x is the weighted mean of the parts that could be had

The thinner a profile, the more its title counts. The curve puts what clearly fits at 70 and above and what clearly
doesn't under 30; it never changes an order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pow as power

from recruit.domain.model.matching import Direction
from recruit.domain.services.matching.concepts import likeness
from recruit.domain.services.matching.features import Profile, Query, Skill
from recruit.domain.services.matching.occupations import similarity
from recruit.domain.services.matching.skills import IMPLIED, implied

ENGINE = "2"
"""Changes whenever the same pair may get another score."""

SATURATION = 10.0
"""BM25F's k1."""

VERY_GOOD = 0.25
"""The share of its bound that the lexical sum of a very good text reaches."""

HEADLINE_COUNTS = 0.9
"""A headline may say what somebody wants to be."""

PART_OF_A_SKILL = 0.4
"""The most that a skill of several words counts when its words stand apart."""

LEXICAL, CONCEPTS, SKILLS, SIMILARITY = 0.50, 0.30, 0.08, 0.45
OCCUPATION = 0.10
OCCUPATION_OF_THIN, SKILLS_OF_THIN = 0.50, 0.40
"""Weights of the parts; what a thin profile says of itself in its title and headline counts so much more."""

UNLIKE, ALIKE = 0.15, 0.65
"""Cosines of texts that have nothing, and everything, to do with each other."""

HALF, STEEPNESS = 0.23, 2.4
"""The curve's x0 and p."""

HIGH, MODERATE = 0.6, 0.3
TERMS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Assessment:
    """The parts of a score, 0..1 each, their weights, which add up to 1, the score, and what supports it.

    `shared` holds the job's words that the profile has too, the weightiest first.
    """

    components: Mapping[str, float]
    weights: Mapping[str, float]
    value: int
    shared: tuple[str, ...]


def assess(query: Query, profile: Profile, cosine: float | None) -> Assessment:
    """Score one pair. `cosine` is None where no embedder took part."""
    gains = {
        term: weight * profile.frequencies[term] / (SATURATION + profile.frequencies[term])
        for term, weight in query.weights.items()
        if term in profile.frequencies
    }
    bound = sum(query.weights.values())
    components = {
        "lexical": min(1.0, sum(gains.values()) / bound / VERY_GOOD) if bound else 0.0,
        "concepts": likeness(query.point, profile.point),
        "occupation": _occupation(query, profile),
    }
    weights = {
        "lexical": LEXICAL,
        "concepts": CONCEPTS,
        "occupation": OCCUPATION + OCCUPATION_OF_THIN * profile.thinness,
    }
    if query.skills:
        components["skills"] = _coverage(query.skills, profile)
        weights["skills"] = SKILLS + SKILLS_OF_THIN * profile.thinness**2
    if cosine is not None:
        components["similarity"] = min(1.0, max(0.0, (cosine - UNLIKE) / (ALIKE - UNLIKE)))
        weights["similarity"] = SIMILARITY
    # Rounded, so that a record of the parts makes the same score again.
    components = {name: round(part, 6) for name, part in components.items()}
    total = sum(weights.values())
    weights = {name: round(weight / total, 6) for name, weight in weights.items()}
    shared = sorted(gains, key=lambda term: (-gains[term], term))[:TERMS_SHOWN]
    return Assessment(components, weights, value(components, weights), tuple(query.words[term] for term in shared))


def value(components: Mapping[str, float], weights: Mapping[str, float]) -> int:
    """Return the score that these parts make."""
    mean = round(sum(weights[name] * part for name, part in components.items()), 9)
    lifted = power(mean, STEEPNESS)
    return round(100 * lifted / (lifted + power(HALF, STEEPNESS)))


def reason(assessment: Assessment, direction: Direction) -> str:
    """Say why, in the words of the API reference."""
    terms = ", ".join(assessment.shared)
    similarity = assessment.components.get("similarity")
    if similarity is None:
        return f"Keyword overlap on: {terms}." if terms else "No keyword overlap."
    degree = "High" if similarity >= HIGH else "Moderate" if similarity >= MODERATE else "Low"
    sides = "job and profile" if direction is Direction.CANDIDATES_FOR_JOB else "candidate and job"
    overlap = f" Overlapping terms include: {terms}." if terms else ""
    return f"{degree} semantic similarity between {sides}.{overlap}"


def _occupation(query: Query, profile: Profile) -> float:
    title, headline = profile.titles
    return max(similarity(query.occupations, title), HEADLINE_COUNTS * similarity(query.occupations, headline))


def _coverage(skills: tuple[Skill, ...], profile: Profile) -> float:
    return sum(skill.weight * _named(skill, profile) for skill in skills) / sum(skill.weight for skill in skills)


def _named(skill: Skill, profile: Profile) -> float:
    """Return 1 for a skill that the profile names, by whichever name; less for one that it shows otherwise."""
    if skill.key in profile.skills or f" {' '.join(skill.terms)} " in profile.text:
        return 1.0
    if any(skill.key in implied(held) for held in profile.skills):
        return IMPLIED
    return PART_OF_A_SKILL * sum(term in profile.frequencies for term in skill.terms) / len(skill.terms)
