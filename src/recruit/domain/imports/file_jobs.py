"""The jobs for which the people of an archive's résumés apply."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.imports.job_titles import AMBIGUOUS_TITLES, JobTitles
from recruit.domain.imports.table import listed
from recruit.domain.shared.pages import all_items
from recruit.ports.unit_of_work import UnitOfWork

OPEN = "open"
NO_APPLICATIONS = "No applications are made for jobs that folders name, as you lack the permission {permission}."


async def find(
    work: UnitOfWork, actor: Actor, names: Sequence[str], job_id: int | None
) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return the ids of jobs by the names of an archive's files, and warnings.

    The job of every file has the id `job_id`; if that is None, a file's job is the open one whose title is the name of
    the innermost folder that names any. Raises NotFound, and Forbidden for a `job_id` without the permission to create
    applications.
    """
    if job_id is not None:
        actor.require(Permission.CREATE_APPLICATIONS)
        job = await work.jobs.get(job_id)
        return dict.fromkeys(names, job.id), ()
    folders = {name: PurePosixPath(name).parts[-2::-1] for name in names}
    if not any(folders.values()):
        return {}, ()
    titles = JobTitles()
    async for job in all_items(partial(work.jobs.page, status=OPEN)):
        titles.add(job.title, job.id)
    found: dict[str, int] = {}
    ambiguous: dict[str, None] = {}
    for name, path in folders.items():
        folder, jobs = next(((one, jobs) for one in path if (jobs := titles.matching(one))), ("", []))
        if len(jobs) == 1:
            found[name] = jobs[0]
        elif jobs:
            ambiguous[folder] = None
    if found and not actor.has_permission(Permission.CREATE_APPLICATIONS):
        return {}, (NO_APPLICATIONS.format(permission=Permission.CREATE_APPLICATIONS),)
    return found, (AMBIGUOUS_TITLES.format(titles=listed([*ambiguous])),) if ambiguous else ()
