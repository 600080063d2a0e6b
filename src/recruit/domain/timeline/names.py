"""Current names of the records that events refer to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.events.model import Event
from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import Stage
from recruit.domain.shared.pages import all_items
from recruit.ports.storage import Storage


@dataclass(frozen=True, slots=True)
class Names:
    """Names of users, candidates, jobs and stages by id, as far as they exist and the reader may see them.

    `users` is None if the reader may not see any.
    """

    users: Mapping[int, str] | None
    candidates: Mapping[int, str]
    jobs: Mapping[int, str]
    stages: Mapping[tuple[int, str], str]
    """By the job's id and the stage's key."""

    stage_ids: Mapping[int, str]
    tags: Mapping[int, str]

    def user(self, user_id: int) -> str:
        """Return the name of a user, or else what is known of them."""
        return "a user" if self.users is None else self.users.get(user_id) or "a former user"

    def candidate(self, candidate_id: int | None) -> str:
        """Return the name of a candidate, or else their number."""
        return self._named("candidate", candidate_id, self.candidates)

    def job(self, job_id: int | None) -> str:
        """Return the title of a job, or else its number."""
        return self._named("job", job_id, self.jobs)

    def stage(self, job_id: int | None, key: str) -> str:
        """Return the name of a stage. A stage that the job doesn't have any more is named by its key."""
        return self.stages.get((job_id or 0, key)) or inferred_stage(key).name

    @staticmethod
    def _named(kind: str, record_id: int | None, names: Mapping[int, str]) -> str:
        return f"a {kind}" if record_id is None else names.get(record_id) or f"{kind} #{record_id}"


async def names_in(storage: Storage, actor: Actor, events: Iterable[Event]) -> Names:
    """Return the names that sentences about events need, without those that the actor may not read."""
    events = list(events)
    user_ids = {event.user_id for event in events if event.user_id is not None}
    candidate_ids = {one for event in events for one in (event.candidate_id, _removed(event)) if one is not None}
    job_ids = {one for event in events for one in (event.job_id, _job(event)) if one is not None}
    sees_users, sees_candidates, sees_jobs = map(
        actor.has_permission, (Permission.READ_USERS, Permission.READ_CANDIDATES, Permission.READ_JOBS)
    )
    async with storage.reading(actor.org_id) as work:
        users = await work.users.by_ids(sorted(user_ids)) if sees_users and user_ids else ()
        candidates = await work.candidates.by_ids(sorted(candidate_ids)) if sees_candidates and candidate_ids else ()
        jobs = await work.jobs.by_ids(sorted(job_ids)) if sees_jobs and job_ids else ()
        with_stages = sorted({event.job_id for event in events if _names_stage(event) and event.job_id is not None})
        pipelines = await work.stages.of_jobs(with_stages) if with_stages else {}
        has_tags = sees_candidates and any(event.tag_id is not None for event in events)
        tags = {tag.id: tag.name async for tag in all_items(work.tags.page)} if has_tags else {}
    return Names(
        users={user.id: user.full_name for user in users} if sees_users else None,
        candidates={candidate.id: candidate.full_name for candidate in candidates},
        jobs={job.id: job.title for job in jobs},
        stages={(key, stage.key): stage.name for key, pipeline in pipelines.items() for stage in pipeline.stages},
        stage_ids={
            stage.id: stage.name
            for pipeline in pipelines.values()
            for stage in pipeline.stages
            if isinstance(stage, Stage)
        },
        tags=tags,
    )


def _names_stage(event: Event) -> bool:
    return event.stage is not None or event.entity == "stage"


def _removed(event: Event) -> int | None:
    """Return the candidate that an event is about: one who was merged isn't the event's `candidate_id`."""
    return event.entity_id if event.entity == "candidate" else None


def _job(event: Event) -> int | None:
    return event.entity_id if event.entity == "job" else None
