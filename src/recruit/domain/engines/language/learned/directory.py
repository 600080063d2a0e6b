"""The names, titles, places and companies of the organisation that a message may mention."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.words import keys, words
from recruit.domain.engines.language.requests import Kind
from recruit.domain.engines.ranking.language_detection import SMALL_WORDS
from recruit.domain.search.model import CandidateSummary, JobSummary


@dataclass(frozen=True)
class Directory:
    """Candidates and jobs. `applications` are the ids in the message that exist."""

    people: Sequence[CandidateSummary] = ()
    jobs: Sequence[JobSummary] = ()
    applications: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def names(self) -> Mapping[str, frozenset[int]]:
        """Candidate ids by folded word of a name."""
        return _index((person.id, person.full_name) for person in self.people)

    @cached_property
    def titles(self) -> Mapping[str, frozenset[int]]:
        """Job ids by folded word of a title, small words excepted, and by "/concept" of its occupation."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for job in self.jobs:
            for key in keys(job.title):
                if key[0].isalpha() and len(key) > 1 and key not in SMALL_WORDS:
                    found[key].add(job.id)
                    if concept := occupation(key):
                        found[f"/{concept}"].add(job.id)
        return {key: frozenset(ids) for key, ids in found.items()}

    @cached_property
    def companies(self) -> Mapping[tuple[str, ...], str]:
        """Candidates' companies as written, by their folded words."""
        return _phrases(person.current_company for person in self.people)

    @cached_property
    def places(self) -> Mapping[tuple[str, ...], str]:
        """Places of candidates and jobs as written, by the folded words of the first part of each."""
        written = [*(person.location for person in self.people), *(job.location for job in self.jobs)]
        return _phrases(place.split(",")[0] for place in written if place)

    @cached_property
    def skills(self) -> Mapping[tuple[str, ...], str]:
        """Skills that jobs require, by their folded words."""
        return _phrases(skill for job in self.jobs for skill in job.skills)

    @cached_property
    def departments(self) -> Mapping[tuple[str, ...], str]:
        """Departments of jobs as written, by their folded words."""
        return _phrases(job.department for job in self.jobs)

    @cached_property
    def person_ids(self) -> frozenset[int]:
        """Candidate ids."""
        return frozenset(person.id for person in self.people)

    @cached_property
    def job_ids(self) -> frozenset[int]:
        """Job ids."""
        return frozenset(job.id for job in self.jobs)

    @cached_property
    def ids(self) -> Mapping[Kind, frozenset[int]]:
        """Ids by kind."""
        return {Kind.JOB: self.job_ids, Kind.CANDIDATE: self.person_ids, Kind.APPLICATION: self.applications}


def _index(named: Iterable[tuple[int, str]]) -> Mapping[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for one, name in named:
        for word in words(name):
            if word.key[0].isalpha() and len(word.key) > 1:
                found[word.key].add(one)
    return {key: frozenset(ids) for key, ids in found.items()}


def _phrases(texts: Iterable[str | None]) -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        if text and (key := keys(text)):
            found.setdefault(key, text.strip())
    return found
