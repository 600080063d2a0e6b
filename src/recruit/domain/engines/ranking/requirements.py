"""The requirements of a job, each with its status for a candidate and the quoted evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import THIN, raw_texts, scored_texts
from recruit.domain.engines.ranking.negation import without_negated
from recruit.domain.engines.ranking.noise import without_noise
from recruit.domain.engines.ranking.terms import LocatedTerm, located_terms, terms
from recruit.domain.engines.skills.acronyms import expansions
from recruit.domain.engines.skills.catalog import canonical, find, implied
from recruit.domain.engines.skills.translations import find_translated, translated
from recruit.domain.jobs.model import Job


class Status(StrEnum):
    """Status of a skill. If it isn't mentioned, it is `unknown` if the notes have fewer terms than THIN, else `missing`."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation from a profile: `quote` is the text of the field from `start` to `end`, in characters."""

    field: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One skill of a job, its status for a candidate, and the evidence in the profile."""

    name: str
    required: bool
    status: Status
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class _ParsedProfile:
    """A parsed profile.

    `mentions`: skills found by `skills.catalog`. `translated`: skills found by `skills.translations`. `fields`: name,
    text and located terms of each field.
    """

    mentions: Sequence[tuple[str, Evidence]]
    translated: Sequence[tuple[str, Evidence]]
    fields: Sequence[tuple[str, str, Sequence[LocatedTerm]]]


def requirements(job: Job, candidate: Candidate) -> Sequence[Requirement]:
    """Return one requirement for each skill that the job asks for, required skills first."""
    skills = [(name, True) for name in job.required_skills] + [(name, False) for name in job.nice_to_have_skills]
    thin = len(terms(scored_texts(candidate)["notes"])) < THIN
    parsed = _parse(candidate)
    return [_requirement(name, required, parsed, thin) for name, required in skills]


def _parse(candidate: Candidate) -> _ParsedProfile:
    texts = list(raw_texts(candidate).items())
    return _ParsedProfile(
        mentions=[
            (mention.skill, Evidence(field, text[mention.start : mention.end], mention.start, mention.end))
            for field, text in texts
            for mention in find(without_negated(text))
        ],
        translated=[
            (named.skill, Evidence(field, text[named.start : named.end], named.start, named.end))
            for field, text in texts
            for named in find_translated(without_negated(text))
        ],
        fields=[(field, text, tuple(located_terms(without_noise(without_negated(text))))) for field, text in texts],
    )


def _requirement(name: str, required: bool, parsed: _ParsedProfile, thin: bool) -> Requirement:
    wanted, skill = terms(name), canonical(name)
    named = (evidence for held, evidence in parsed.mentions if held == skill)
    translation = translated(name)
    same = (evidence for held, evidence in parsed.translated if translation and held == translation)
    if found := next(chain(named, _adjacent_words(wanted, parsed), same), None):
        return Requirement(name, required, Status.MET, found)
    implied_evidence = (evidence for held, evidence in parsed.mentions if skill in implied(held))
    if found := next(chain(implied_evidence, _abbreviated(name, parsed), _single_words(wanted, parsed)), None):
        return Requirement(name, required, Status.PARTIAL, found)
    return Requirement(name, required, Status.UNKNOWN if thin else Status.MISSING, None)


def _adjacent_words(wanted: Sequence[str], parsed: _ParsedProfile) -> Iterator[Evidence]:
    """Yield the places where all words of a skill are adjacent and in order."""
    for field, text, places in parsed.fields:
        stems = [place.stem for place in places]
        for first in range(len(stems) - len(wanted) + 1):
            if wanted and tuple(stems[first : first + len(wanted)]) == tuple(wanted):
                start, end = places[first].start, places[first + len(wanted) - 1].end
                yield Evidence(field, text[start:end], start, end)


def _abbreviated(name: str, parsed: _ParsedProfile) -> Iterator[Evidence]:
    """Yield the places of the skill's short forms and, for a skill that is a short form, of its long forms."""
    for field, text, _ in parsed.fields:
        for start, end in expansions(name, without_negated(text)):
            yield Evidence(field, text[start:end], start, end)


def _single_words(wanted: Sequence[str], parsed: _ParsedProfile) -> Iterator[Evidence]:
    """Yield the places of single words of a skill."""
    for field, text, places in parsed.fields:
        for place in places:
            if place.stem in wanted:
                yield Evidence(field, text[place.start : place.end], place.start, place.end)
