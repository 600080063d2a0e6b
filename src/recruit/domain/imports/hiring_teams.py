"""Members of the jobs' hiring teams that a table's rows name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from recruit.domain.accounts.model.users import User
from recruit.domain.candidates.model.identifiers import fold_accents
from recruit.domain.imports import cells, headers
from recruit.domain.imports.table import Cell, Row
from recruit.domain.shared.single_line import on_one_line
from recruit.domain.team.model import MOST_MEMBERS, TeamRole
from recruit.ports.unit_of_work import UnitOfWork

ROLES = {
    headers.OWNER: TeamRole.OWNER,
    headers.RECRUITER: TeamRole.RECRUITER,
    headers.HIRING_MANAGER: TeamRole.HIRING_MANAGER,
}
"""Field → role of the users that it names."""


class HiringTeams:
    """The organisation's users by e-mail address and name, and the users that rows name for each job."""

    def __init__(self, users: Sequence[User] = ()) -> None:
        names = Counter(_key(user.full_name) for user in users)
        self._users = {_key(user.full_name): user.id for user in users if names[_key(user.full_name)] == 1}
        self._users |= {_key(user.email): user.id for user in users}
        self._wanted: defaultdict[int, dict[int, TeamRole]] = defaultdict(dict)

    def resolved(self, row: Row, job_id: int | None) -> Row:
        """Return the row of a job without the cells that name users only. Other cells are kept in the notes."""
        return replace(row, cells=[self._resolve(cell, job_id) for cell in row.cells])

    def _resolve(self, cell: Cell, job_id: int | None) -> Cell:
        if cell.field not in ROLES:
            return cell
        found = [self._find(name) for name in cells.listed(cell.value).values]
        for user_id in filter(None, found):
            if job_id is not None:
                self._wanted[job_id].setdefault(user_id, ROLES[cell.field])
        return cell._replace(field=headers.IGNORED) if found and all(found) else cell

    def _find(self, name: str) -> int | None:
        """Return the id of the user with an e-mail address in a text, or else with the text as full name, or None."""
        keys = [*cells.emails(name).values, name]
        return next((self._users[_key(one)] for one in keys if _key(one) in self._users), None)

    async def store(self, work: UnitOfWork, new_jobs: Collection[int]) -> None:
        """Add the named users to the teams of their jobs. Existing members keep their roles.

        The first owner of a new job becomes its owner, and others become recruiters.
        """
        for job_id, wanted in sorted(self._wanted.items()):  # in order: no deadlocks
            await work.jobs.lock(job_id)  # otherwise two imports at once could exceed the maximum
            members = {member.user_id for member in await work.team.of_job(job_id)}
            may_own = job_id in new_jobs
            missing = [(user_id, role) for user_id, role in wanted.items() if user_id not in members]
            for user_id, role in missing[: MOST_MEMBERS - len(members)]:
                is_owner = role is TeamRole.OWNER
                await work.team.put(job_id, user_id, TeamRole.RECRUITER if is_owner and not may_own else role)
                may_own = may_own and not is_owner


def _key(text: str) -> str:
    return fold_accents(on_one_line(text))
