"""Extraction of the required and optional skills of a job.

The sections and clauses of a text yield phrases, each required or optional by its heading ("Nice to have"), its label
("Kann:") or its own words ("… is a plus", "… gradita"). Small models decide which phrases are skills, and from the words
around a skill and the rules' choice whether it is optional, unless a contrast says it ("Spark required, dbt a plus"). Of
overlapping phrases the likeliest is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recruit.domain.engines.reading.job import (
    denied_requirements,
    requirement_contrasts,
    requirement_model,
    requirement_phrases,
    sections,
)
from recruit.domain.engines.reading.job.optional_features import SentenceContext
from recruit.domain.engines.reading.job.requirement_candidates import SkillCandidate
from recruit.domain.engines.reading.job.requirement_phrases import Phrase
from recruit.domain.engines.reading.text import skills
from recruit.domain.engines.reading.text.language_detection import detect_language

LIKELY = 0.45
"""Minimum probability of a skill."""

IN_PASSING = frozenset({"named", "duties", "off", "field", "block"})
"""Regions of a text that state no requirements."""


@dataclass(slots=True)
class SkillRequirements:
    """Skills in the order of the text, without duplicates."""

    required: list[str] = field(default_factory=list)
    nice: list[str] = field(default_factory=list)


def find(text: str, title_offsets: tuple[int, int] = (0, 0)) -> SkillRequirements:
    """Return the skills of a text. Fields of work within `title_offsets`, the title's offsets, don't count."""
    found: dict[str, tuple[str, SkillCandidate]] = {}
    context = SentenceContext.of(text)
    denied = denied_requirements.denied_items(text)
    models = requirement_phrases.load_models()
    phrases = list(_likeliest(requirement_phrases.find(text, title_offsets, detect_language(text), models)))
    spans = [(phrase.start, phrase.end) for phrase in phrases]
    contrasts = requirement_contrasts.optional_by_contrast(sections.unwrapped(text), spans)
    for phrase, span in zip(phrases, spans, strict=True):
        if _is_denied(phrase, denied):
            continue
        is_nice = contrasts[span] if span in contrasts else _is_nice(phrase, context)
        candidate = replace(phrase.candidate, is_nice=is_nice)
        first = found.get(_key(phrase))
        # A skill mentioned in the duties and listed as optional is optional.
        if first is None or (candidate.is_nice and not first[1].is_nice and first[1].region in IN_PASSING):
            found[_key(phrase)] = (_display_name(phrase), candidate)
    kept = list(found.values())
    return SkillRequirements(
        required=[name for name, candidate in kept if not candidate.is_nice],
        nice=[name for name, candidate in kept if candidate.is_nice],
    )


def _is_nice(phrase: Phrase, context: SentenceContext) -> bool:
    """Whether a skill is nice to have rather than required, from its context."""
    features = context.features(phrase.start, phrase.end, phrase.candidate)
    return requirement_model.load_model("wish_optional").odds(requirement_model.hashed(features)) > 0


def _is_denied(phrase: Phrase, denied: Mapping[int, int]) -> bool:
    """Whether a phrase contains a denied item, and nothing before its denial: "Go (not Rust)" isn't denied."""
    return any(start <= phrase.start <= item < phrase.end for item, start in denied.items())


def _likeliest(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the likely phrases in order, the likeliest of those that overlap."""
    likely = [(requirement_phrases.probability_of(phrase), phrase) for phrase in phrases]
    kept: list[Phrase] = []
    for probability, phrase in sorted(likely, key=lambda each: -each[0]):
        if probability >= LIKELY and not any(phrase.start < other.end and other.start < phrase.end for other in kept):
            kept.append(phrase)
    yield from sorted(kept, key=lambda phrase: phrase.start)


def _key(phrase: Phrase) -> str:
    """Return the deduplication key of a skill."""
    if phrase.origin == requirement_phrases.PART:
        return skills.canonical(phrase.text).casefold()
    return phrase.candidate.name.casefold()


def _display_name(phrase: Phrase) -> str:
    """Return a skill as the text spells it, or a lower-case abbreviation by its known name: k8s is Kubernetes.

    A spoken language keeps its name in the text's language: Englisch.
    """
    candidate = phrase.candidate
    if phrase.origin == requirement_phrases.PART or not candidate.is_known or skills.is_spoken_language(candidate.name):
        return phrase.text
    same = candidate.text.casefold() == candidate.name.casefold()
    short = candidate.text.islower() and " " not in candidate.text
    return candidate.name if same or short else candidate.text
