"""The score of one pair, 0..100, which depends on that job and that candidate alone.

lexical    = Σ weight · f / (k1 + f)  over the job's terms, divided by its bound (BM25F without a pool's IDF;
             Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
skills     = weighted share of the job's skills that the profile names
similarity = cosine of the texts, stretched from the range that unrelated and like texts have
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recruit.domain.model.matching import Direction
from recruit.domain.services.matching.features import Profile, Query

ENGINE = "1"
"""Changes whenever the same pair may get another score."""

SATURATION = 1.4
"""BM25F's k1."""

DESCRIPTION_SHARE = 0.3
"""No candidate has every word of a description: that share of its weight counts in the bound."""

WEIGHTS = {"lexical": 0.60, "skills": 0.10}
WEIGHTS_WITH_EMBEDDER = {"lexical": 0.30, "skills": 0.10, "similarity": 0.35}

UNLIKE, ALIKE = 0.15, 0.65
"""Cosines of texts that have nothing, and everything, to do with each other."""

HIGH, MODERATE = 0.6, 0.3
TERMS_SHOWN = 8
CORE_WEIGHT = 0.7
"""Terms of a job's title and skills weigh at least this much; the rest come from its description alone."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The parts of a score, 0..1 each, the score, and the job's words that the profile shares, weightiest first."""

    components: Mapping[str, float]
    value: int
    shared: tuple[str, ...]


def assess(query: Query, profile: Profile, cosine: float | None) -> Assessment:
    """Score one pair. `cosine` is None where no embedder took part."""
    gains = {
        term: weight * profile.frequencies[term] / (SATURATION + profile.frequencies[term])
        for term, weight in query.weights.items()
        if term in profile.frequencies
    }
    bound = sum(weight if weight >= CORE_WEIGHT else weight * DESCRIPTION_SHARE for weight in query.weights.values())
    components = {"lexical": min(1.0, sum(gains.values()) / bound) if bound else 0.0}
    if query.skills:
        named = sum(skill.weight for skill in query.skills if f" {' '.join(skill.terms)} " in profile.text)
        components["skills"] = named / sum(skill.weight for skill in query.skills)
    if cosine is not None:
        components["similarity"] = min(1.0, max(0.0, (cosine - UNLIKE) / (ALIKE - UNLIKE)))
    weights = weights_for(components)
    value = round(100 * sum(weights[name] * part for name, part in components.items()))
    shared = sorted(gains, key=lambda term: (-gains[term], term))[:TERMS_SHOWN]
    return Assessment(components, value, tuple(query.words[term] for term in shared))


def weights_for(components: Mapping[str, float]) -> Mapping[str, float]:
    """Return the weight of each part that could be had; they add up to 1."""
    weights = WEIGHTS_WITH_EMBEDDER if "similarity" in components else WEIGHTS
    total = sum(weights[name] for name in components)
    return {name: weights[name] / total for name in components}


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
