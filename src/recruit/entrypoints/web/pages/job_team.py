"""The hiring team of a job: as its pages show it, and as its form changes it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import User
from recruit.domain.jobs.model import Job
from recruit.domain.team.model import TeamRole
from recruit.entrypoints.web.pages.candidate_frame import number_of, user_names
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

Members: TypeAlias = Sequence[tuple[User, TeamRole]]
OPENED = "team_opened"
"""Field of a form: the users and roles with which it was opened, such as `5:owner 7:recruiter`."""


def _labels() -> Mapping[TeamRole, str]:
    return {
        TeamRole.OWNER: t("Owner"),
        TeamRole.HIRING_MANAGER: t("Hiring managers"),
        TeamRole.RECRUITER: t("Recruiters"),
    }


async def team_of(request: PageRequest, job: Job) -> dict[str, Any]:
    """Return what the pages of a job show of its team: its roles, each with the names of its members."""
    return _shown(await request.services.team.members(request.actor, job))


async def team_form(request: PageRequest, job: Job | None = None, *, sent: bool = False) -> dict[str, Any]:
    """Return what the form of a job shows of its team, or the choices in a form that was `sent`.

    The creator of a new job is its owner. Users who may not change jobs see the team.
    """
    members: Members = [(request.signed_in.user, TeamRole.OWNER)]
    if job is not None:
        members = await request.services.team.members(request.actor, job)
    if not request.may(Permission.WRITE_JOBS):
        return _shown(members)
    opened = " ".join(f"{user.id}:{role}" for user, role in members)
    chosen = {str(user.id): role for user, role in members}
    if sent:
        opened, chosen = (await request.fields()).get(OPENED, opened), await _chosen(request)
    names = {user.id: user.full_name for user, _ in members} | await user_names(request)
    users = [(str(user_id), name) for user_id, name in names.items()]
    owner = next((one for one, role in chosen.items() if role is TeamRole.OWNER), "")
    lists = [
        (role, label, [(*user, chosen.get(user[0]) is role) for user in users])
        for role, label in _labels().items()
        if role is not TeamRole.OWNER
    ]
    owners = users if owner else [("", t("Nobody")), *users]
    return {**_shown(members), OPENED: opened, "owner": owner, "owners": owners, "lists": lists}


def _shown(members: Members) -> dict[str, Any]:
    names = [(label, [user.full_name for user, own in members if own is role]) for role, label in _labels().items()]
    return {"team": [(label, found) for label, found in names if found]}


async def changed_roles(request: PageRequest) -> Mapping[int, TeamRole | None]:
    """Return the roles that a form gives to users, and None for those whom it removes; nothing for others.

    Members that another user has added since the form was opened aren't changed.
    """
    opened = dict(one.split(":", 1) for one in (await request.fields()).get(OPENED, "").split() if ":" in one)
    if not opened:
        return {}
    chosen = await _chosen(request)
    changes: dict[str, TeamRole | None] = {one: role for one, role in chosen.items() if opened.get(one) != role}
    changes |= dict.fromkeys(opened.keys() - chosen.keys())
    return {user_id: role for one, role in changes.items() if (user_id := number_of(one))}


async def _chosen(request: PageRequest) -> dict[str, TeamRole]:
    """Return the role of each chosen user. Of several, the owner's counts."""
    return {one: role for role in reversed(TeamRole) for one in await request.values(role) if one}
