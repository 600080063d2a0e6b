"""Applications: one candidate in the pipeline of one job."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruit.domain.tags.model import TagDetails

LADDER = ("sourced", "applied", "screening", "interview", "offer", "hired")
"""The standard statuses, in the order of the pipeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDetails:
    """The fields of an application of a candidate to a job. `fit_score` is 0..100.

    Without a status it begins in the job's stage for "sourced", or else in the first one.
    """

    job_id: int
    candidate_id: int
    status: str | None = None
    source: str = "manual"
    fit_score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(ApplicationDetails):
    """An application. There is at most one for each pair of job and candidate in an organisation.

    `reason_id` and `move_note` are the rejection reason and the note of its last move.
    """

    id: int
    org_id: int
    status: str = LADDER[0]
    reason_id: int | None = None
    move_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move to a stage of the job, with the id of a rejection reason and a note.

    `since` is the aware time since when the application counts as being in the stage, None for that of the move.
    """

    stage: str
    reason_id: int | None = None
    note: str | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An application as a board shows it, with the tags of its candidate in ascending id.

    `since` is the aware time at which it came to its stage. `score` is the present score of the candidate for the job,
    0..100 and unrounded, and `key` its sort key, 0 in the order of ids; storage leaves both out.
    """

    id: int
    candidate_id: int
    name: str
    title: str | None
    status: str
    source: str
    since: datetime
    tags: Sequence[TagDetails] = ()
    score: float | None = None
    key: float = 0.0


class CardSort(StrEnum):
    """The order of the cards of a stage. Those of equal keys are ordered by id.

    `ADDED`  ascending id
    `SINCE`  the longest in the stage first
    `SCORE`  the highest score first
    """

    ADDED = "added"
    SINCE = "since"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class CardPlace:
    """An application and its candidate by their ids, its stage, and the aware time at which it came to it."""

    id: int
    candidate_id: int
    status: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFilter:
    """Criteria for the cards of a board. A criterion that is None doesn't filter.

    `name`    substring of the candidate's name, case ignored
    `tag_id`  the id of a tag of the candidate
    `source`  exact source
    `ids`     ids that the applications are among
    """

    name: str | None = None
    tag_id: int | None = None
    source: str | None = None
    ids: tuple[int, ...] | None = None


ALL_CARDS = CardFilter()
"""The filter that every card meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePlace:
    """The place of an application among all in its stage of its job, in ascending id. The first position is 1.

    `before` and `after` are the ids of the candidates of its neighbours, None at the ends.
    """

    position: int
    total: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestApplication:
    """A candidate's newest application: its job, the name of its stage, and how many applications there are in all."""

    id: int
    candidate_id: int
    job_id: int
    job_title: str
    stage: str
    total: int


def preferred(one: Application, other: Application) -> Application:
    """Return the application to keep of two applications of the same person for the same job.

    It is the one further along in the pipeline. If either status isn't in `LADDER`, such as "rejected" or a custom
    status, it is the one that was created later.
    """
    if one.status in LADDER and other.status in LADDER:
        return max(one, other, key=lambda application: LADDER.index(application.status))
    return max(one, other, key=lambda application: application.id)
