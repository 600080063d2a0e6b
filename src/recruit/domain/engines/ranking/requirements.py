"""The requirements of a job, each with its status for a candidate and the quoted evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import scored_texts, texts_of
from recruit.domain.engines.ranking.negation import undenied
from recruit.domain.engines.ranking.noise import blanked
from recruit.domain.engines.ranking.pair import THIN
from recruit.domain.engines.ranking.terms import Located, located, terms
from recruit.domain.engines.skills.acronyms import standing_for
from recruit.domain.engines.skills.catalog import canonical, find, implied
from recruit.domain.engines.skills.translations import named_in, translated
from recruit.domain.jobs.model import Job


class Status(StrEnum):
    """Status of a requirement for a profile.

    A skill that the profile doesn't mention is `missing` in a full profile and `unknown` in a thin one.
    """

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
class _Said:
    """A parsed profile.

    `mentions`: skills found by `skills.catalog`. `translated`: skills found by `skills.translations`. `fields`: name,
    text and located terms of each field.
    """

    mentions: Sequence[tuple[str, Evidence]]
    translated: Sequence[tuple[str, Evidence]]
    fields: Sequence[tuple[str, str, Sequence[Located]]]


def requirements(job: Job, candidate: Candidate) -> Sequence[Requirement]:
    """Return one requirement for each skill that the job asks for, required skills first."""
    asked = [(name, True) for name in job.required_skills] + [(name, False) for name in job.nice_to_have_skills]
    thin = len(terms(scored_texts(candidate)["notes"])) < THIN
    said = _read(candidate)
    return [_requirement(name, required, said, thin) for name, required in asked]


def _read(candidate: Candidate) -> _Said:
    texts = list(texts_of(candidate).items())
    return _Said(
        mentions=[
            (mention.skill, Evidence(field, text[mention.start : mention.end], mention.start, mention.end))
            for field, text in texts
            for mention in find(undenied(text))
        ],
        translated=[
            (named.skill, Evidence(field, text[named.start : named.end], named.start, named.end))
            for field, text in texts
            for named in named_in(undenied(text))
        ],
        fields=[(field, text, tuple(located(blanked(undenied(text))))) for field, text in texts],
    )


def _requirement(name: str, required: bool, said: _Said, thin: bool) -> Requirement:
    wanted, skill = terms(name), canonical(name)
    named = (evidence for held, evidence in said.mentions if held == skill)
    abroad = translated(name)
    same = (evidence for held, evidence in said.translated if abroad and held == abroad)
    if found := next(chain(named, _whole(wanted, said), same), None):
        return Requirement(name, required, Status.MET, found)
    shown = (evidence for held, evidence in said.mentions if skill in implied(held))
    if found := next(chain(shown, _abbreviated(name, said), _part(wanted, said)), None):
        return Requirement(name, required, Status.PARTIAL, found)
    return Requirement(name, required, Status.UNKNOWN if thin else Status.MISSING, None)


def _whole(wanted: Sequence[str], said: _Said) -> Iterator[Evidence]:
    """Yield the places where all words of a skill are adjacent and in order."""
    for field, text, places in said.fields:
        stems = [place.stem for place in places]
        for first in range(len(stems) - len(wanted) + 1):
            if wanted and tuple(stems[first : first + len(wanted)]) == tuple(wanted):
                start, end = places[first].start, places[first + len(wanted) - 1].end
                yield Evidence(field, text[start:end], start, end)


def _abbreviated(name: str, said: _Said) -> Iterator[Evidence]:
    """Yield the places of the skill's short forms and, for a skill that is a short form, of its long forms."""
    for field, text, _ in said.fields:
        for start, end in standing_for(name, undenied(text)):
            yield Evidence(field, text[start:end], start, end)


def _part(wanted: Sequence[str], said: _Said) -> Iterator[Evidence]:
    """Yield the places of single words of a skill."""
    for field, text, places in said.fields:
        for place in places:
            if place.stem in wanted:
                yield Evidence(field, text[place.start : place.end], place.start, place.end)
