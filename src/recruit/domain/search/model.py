"""Search criteria and results for jobs, candidates and applications. A criterion that is None doesn't filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.applications.model import Application
from recruit.domain.search.text_query import TextQuery
from recruit.domain.search.words import words
from recruit.domain.tags.model import ANY_TAGS, TagFilter


class Sort(StrEnum):
    """The order of a list of candidates or jobs. `SCORE` is of candidates for a job alone, and no order of storage.

    `ID`        ascending id
    `NEWEST`    descending id
    `NAME`      the name or title without case, then the id
    `ACTIVITY`  the last activity first, then descending id
    `SCORE`     the highest score for the job of the list first, then the id
    """

    ID = "id"
    NEWEST = "newest"
    NAME = "name"
    ACTIVITY = "activity"
    SCORE = "score"


class TextSource(StrEnum):
    """What a searchable text is made of.

    `CANDIDATE`  fields and profile of a candidate
    `DOCUMENTS`  documents of a candidate
    `JOB`        fields of a job
    """

    CANDIDATE = "candidate"
    DOCUMENTS = "documents"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class OutdatedText:
    """A searchable text of a candidate or a job that has to be made again."""

    id: int
    source: TextSource
    record_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSearch:
    """Search criteria for jobs.

    `query`, `title`  substrings of the title, case ignored
    `status`          exact status
    `location`        substring of the location or the remote option, case ignored
    `department`      substring of the department, case ignored
    `skills`          the names of each skill: one of them is in the title or in a list of skills, as whole words
    `words`           text query over all texts of the job
    `since`, `until`  aware bounds of the creation time: `since` <= time < `until`
    `changed_since`, `changed_until`  the same of the last change
    `ids`             ids that the jobs are among
    """

    query: str | None = None
    title: str | None = None
    status: str | None = None
    location: str | None = None
    department: str | None = None
    skills: tuple[tuple[str, ...], ...] = ()
    words: TextQuery | None = None
    since: datetime | None = None
    until: datetime | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSearch:
    """Search criteria for candidates. Texts are substrings, case ignored.

    `query`           substring of the name
    `title`           substring of the title or the headline
    `location`        substring of the location
    `company`         substring of the company
    `notes`           substring of the notes
    `skills`          the names of each skill: one of them is in title, headline, notes or profile, as whole words
    `words`           text query over all texts of the candidate and the profile, and of documents if `in_documents`
    `job_id`          a job that the candidate has an application for
    `stage`           exact status of an application, of that for `job_id` if it is given
    `source`          exact source of the same application
    `years_min`, `years_max`  bounds of the years of experience, inclusive
    `tagged`          tags that the candidate must have, or must not
    `since`, `until`  aware bounds of the creation time: `since` <= time < `until`
    `changed_since`, `changed_until`  the same of the last change of the candidate or the profile
    `ids`             ids that the candidates are among
    """

    query: str | None = None
    title: str | None = None
    location: str | None = None
    company: str | None = None
    notes: str | None = None
    skills: tuple[tuple[str, ...], ...] = ()
    words: TextQuery | None = None
    in_documents: bool = True
    job_id: int | None = None
    stage: str | None = None
    source: str | None = None
    years_min: int | None = None
    years_max: int | None = None
    tagged: TagFilter = ANY_TAGS
    since: datetime | None = None
    until: datetime | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSearch:
    """Search criteria for applications: job, candidate, exact status, and ids that they are among.

    Those for jobs with one of the statuses `paused` are left out.

    `since` and `until` are aware bounds (`since` <= time < `until`) of the creation time, or, if a status is given, of
    the time at which the application came to that status.
    """

    job_id: int | None = None
    candidate_id: int | None = None
    status: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] | None = None
    paused: tuple[str, ...] | None = None


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


def are_words(names: Iterable[str]) -> bool:
    """Return whether a text has one of the names exactly if it has its words one after another.

    It isn't so for names that begin or end with other characters, as ".NET" does, and for a letter: "C++11" begins so.
    """
    return all(
        len(name) > 1 and name[0].isalnum() and (name[-1].isalnum() or name[-1] in "+#") and words(name)
        for name in names
    )


def name_pattern(names: Iterable[str]) -> str:
    """Return a regular expression, for Python and PostgreSQL without case, that matches `names` as whole words."""
    either = "|".join(r"\s+".join(map(_literally, name.split())) for name in names)
    return rf"(?<!\w)(?:{either})(?![\w+#])"


def _literally(word: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)
