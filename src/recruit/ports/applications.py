"""Storage of applications."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from recruit.domain.applications.model import (
    ALL_CARDS,
    Application,
    ApplicationDetails,
    Card,
    CardFilter,
    CardPlace,
    LatestApplication,
    Move,
    QueuePlace,
)
from recruit.domain.pipelines.model import JobOverview, StageType
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import RecordTimes
from recruit.ports.changes import Changes


class Applications(Protocol):
    """The organisation's applications."""

    async def add(self, details: ApplicationDetails) -> Application:
        """Store an application in the stage that `JobPipeline.key_for` finds, which is added if the job lacks it.

        The job's first application stores the stages of the default template, too. Raise NotFound when the job or the
        candidate doesn't exist, and Duplicate when the pair has an application.
        """

    async def by_ids(self, ids: Sequence[int]) -> Sequence[Application]:
        """Return the existing applications with these ids, in ascending id."""

    async def record_times(self, ids: Sequence[int]) -> Mapping[int, RecordTimes]:
        """Return the times of the creation and the last change of the existing records with these ids, by id."""

    async def get(self, application_id: int) -> Application:
        """Return one application. Raise NotFound."""

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return a page of applications in ascending id, filtered by job, by candidate and by exact status.

        A filter that is None is not applied.
        """

    async def lock_of_candidate(self, candidate_id: int) -> Sequence[Application]:
        """Lock a candidate's applications until this unit of work ends and return them in ascending id.

        Other units of work can't change them meanwhile.
        """

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set the named fields in one atomic step and return the application.

        A status is that of `JobPipeline.key_for`, and gets a stage of the job if there is none. A new one clears the
        reason and the note of the last move.
        The job can't be changed. Raise NotFound, and Duplicate when another application has the same job and candidate.
        """

    async def lock(self, application_id: int) -> Application:
        """Lock an application until this unit of work ends and return it. Raise NotFound.

        Other units of work can't change it meanwhile.
        """

    async def lock_all(self, ids: Sequence[int]) -> Sequence[Application]:
        """Lock applications until this unit of work ends and return those that exist, in ascending id."""

    async def move(self, ids: Sequence[int], move: Move) -> Sequence[Application]:
        """Put locked applications into a stage of their jobs, and return them in ascending id.

        Each gets the reason and the note of the move. Raise NotFound when the reason doesn't exist, and Invalid when a
        job has lost the stage.
        """

    async def move_all(self, job_id: int, stages: Sequence[str], to: str) -> None:
        """Put all applications in stages of a job into another stage of it, without a reason and a note."""

    async def search(self, window: Window, criteria: ApplicationSearch) -> Page[Application]:
        """Return a page of the applications that meet all criteria of `criteria`, in ascending id."""

    async def counts(self, criteria: ApplicationSearch) -> Mapping[str, int]:
        """Return the number of matching applications by status, ordered by the lowest application id of each status."""

    async def stage_counts(self, job_id: int, criteria: CardFilter = ALL_CARDS) -> Mapping[str, int]:
        """Return the number of matching applications in each stored stage of a job by its key, in their order."""

    async def overviews(self, job_ids: Sequence[int]) -> Mapping[int, JobOverview]:
        """Return the stages of existing jobs with the numbers of their applications, by the id of the job."""

    async def sources(self, job_id: int | None = None) -> Sequence[str]:
        """Return the distinct sources of the applications for a job, or for all, sorted by code point."""

    async def stages_of_people(self, job_id: int, candidate_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the names of the stages in which candidates are who have applied for a job, by candidate id."""

    async def latest_of_candidates(
        self, candidate_ids: Sequence[int], job_ids: Collection[int] | None = None
    ) -> Sequence[LatestApplication]:
        """Return the newest application of each of these candidates who has one, in ascending id of the candidate.

        Only applications for the jobs `job_ids` count, if it isn't None.
        """

    async def cards(
        self, job_id: int, stages: Sequence[str], limit: int, after: int = 0, criteria: CardFilter = ALL_CARDS
    ) -> Sequence[Card]:
        """Return at most `limit` matching applications of each of these stages of a job, in ascending id above `after`.

        Cards of one stage follow one another, in the order of `stages`.
        """

    async def card_places(
        self, job_id: int, stages: Sequence[str], criteria: CardFilter = ALL_CARDS
    ) -> Sequence[CardPlace]:
        """Return all applications in these stages of a job that meet a filter, in any order."""

    async def queue_place(self, application: Application) -> QueuePlace:
        """Return the place of an existing application among all in its stage of its job."""

    async def longest_waiting(
        self, criteria: ApplicationSearch, settled: Collection[StageType], limit: int
    ) -> Sequence[Waiting]:
        """Return at most `limit` matching applications, those with the oldest change of status first.

        Applications in a stage of a type in `settled` are left out.
        """

    async def remove(self, application_id: int) -> None:
        """Remove an application. Raise NotFound."""
