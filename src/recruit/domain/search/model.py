"""Search criteria and results for jobs, candidates and applications. A criterion that is None doesn't filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.applications.model import Application


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSearch:
    """Search criteria for jobs.

    `query`           substring of the title, case ignored
    `status`          exact status
    `location`        substring of the location or the remote option, case ignored
    `skill`           pattern from `name_pattern`, searched in the title and in both lists of skills
    `since`, `until`  aware bounds of the creation time: `since` <= time < `until`
    """

    query: str | None = None
    status: str | None = None
    location: str | None = None
    skill: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSearch:
    """Search criteria for candidates. Texts are substrings, case ignored.

    `query`           substring of the name
    `title`           substring of the title or the headline
    `skill`           pattern from `name_pattern`, searched in title, headline and notes
    `location`        substring of the location
    `company`         substring of the company
    `text`            substring of the notes
    `since`, `until`  aware bounds of the creation time: `since` <= time < `until`
    """

    query: str | None = None
    title: str | None = None
    skill: str | None = None
    location: str | None = None
    company: str | None = None
    text: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSearch:
    """Search criteria for applications: job, candidate and exact status.

    `since` and `until` are aware bounds (`since` <= time < `until`) of the creation time, or, if a status is given, of
    the time at which the application came to that status.
    """

    job_id: int | None = None
    candidate_id: int | None = None
    status: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class JobSummary:
    """The identifying fields of a job, without its texts. `skills` are the required ones, then the nice to have."""

    id: int
    title: str
    location: str | None
    skills: Sequence[str]
    department: str | None = None


@dataclass(frozen=True, slots=True)
class CandidateSummary:
    """The identifying fields of a candidate, without their texts."""

    id: int
    full_name: str
    current_company: str | None = None
    location: str | None = None
    current_title: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application, and the aware time at which it came to its status."""

    application: Application
    since: datetime


def name_pattern(names: Iterable[str]) -> str:
    """Return a regular expression, for Python and PostgreSQL without case, that matches `names` as whole words."""
    either = "|".join(r"\s+".join(map(_literally, name.split())) for name in names)
    return rf"(?<!\w)(?:{either})(?![\w+#])"


def _literally(word: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)
