"""What jobs, candidates and applications are looked for by. What is None doesn't narrow a search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.applications.model import Application


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSearch:
    """Jobs with `query` in the title, of exactly that status, in that place, that name a skill.

    Texts are parts of what they are looked for in, case ignored. `location` is looked for in the location and in the
    remote option; `skill` is a pattern of `naming`, looked for in the title and in both lists of skills. They came from
    `since` on and before `until`, which are aware.
    """

    query: str | None = None
    status: str | None = None
    location: str | None = None
    skill: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSearch:
    """Candidates with `query` in the name, `title` in the title or headline, `text` in the notes, and so on.

    Texts are parts of what they are looked for in, case ignored. `skill` is a pattern of `naming`, looked for in
    title, headline and notes. They came from `since` on and before `until`, which are aware.
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
    """Applications of that job, of that candidate, of exactly that status.

    They came from `since` on and before `until`, which are aware; where a status is given they came to it then.
    """

    job_id: int | None = None
    candidate_id: int | None = None
    status: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class JobSummary:
    """What tells a job from others, without its texts. `skills` are the required ones, then the nice to have."""

    id: int
    title: str
    location: str | None
    skills: Sequence[str]


@dataclass(frozen=True, slots=True)
class CandidateSummary:
    """What tells a candidate from others, without their texts."""

    id: int
    full_name: str
    current_company: str | None = None
    location: str | None = None
    current_title: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application, and since when it has had its status. The time is aware."""

    application: Application
    since: datetime


def naming(names: Iterable[str]) -> str:
    """Return the regular expression for texts that have one of `names` as whole words.

    It means the same to Python and to PostgreSQL; both are to ignore case.
    """
    either = "|".join(r"\s+".join(map(_literally, name.split())) for name in names)
    return rf"(?<!\w)(?:{either})(?![\w+#])"


def _literally(word: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)
