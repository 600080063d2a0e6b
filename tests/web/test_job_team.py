"""The hiring team of a job: on its pages, and in its form."""

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.jobs.model import Job
from recruit.domain.team.model import MOST_MEMBERS, TeamRole
from web.browsing import Browser
from web.people import engineer_job, organisation, send
from worlds import colleague


async def member(browser: Browser, role: Role = Role.RECRUITER) -> int:
    return (await colleague(organisation(browser).storage, browser.actor.org_id, role)).user_id


async def roles(browser: Browser, job: Job) -> dict[int, TeamRole]:
    return {one.user_id: one.role for one in await browser.services.team.of_job(browser.actor, job.id)}


async def test_the_pages_of_a_job_name_its_team(admin: Browser, viewer: Browser) -> None:
    job = await engineer_job(admin)
    managers = [await member(admin, Role.HIRING_MANAGER) for _ in range(5)]
    for user_id in managers:
        await admin.services.team.put(admin.actor, job.id, user_id, TeamRole.HIRING_MANAGER)
    names = ["Hiring_Manager"] * 5
    for path in (f"/jobs/{job.id}", f"/jobs/{job.id}/details"):
        shown = await viewer.get(path)
        assert shown.texts(".job-team span") == ["Owner: Founder", f"Hiring managers: {', '.join(names[:3])} +2"], path
    assert f"Hiring managers{', '.join(names)}" in shown.texts(".facts div")
    assert not shown.find("form [name=owner]")


async def test_a_new_job_has_the_team_that_was_chosen(admin: Browser) -> None:
    owner, manager = await member(admin), await member(admin, Role.HIRING_MANAGER)
    shown = (await admin.get("/jobs/new")).form("/jobs/new")
    assert (shown["owner"], shown["team_opened"]) == (str(admin.actor.user_id), f"{admin.actor.user_id}:owner")
    chosen = {"title": "Baker", "owner": str(owner), "hiring_manager": str(manager), "recruiter": str(owner)}
    made = await admin.post("/jobs/new", shown | chosen)
    job = await admin.services.jobs.get(admin.actor, int(made.response.headers["location"].split("/")[2]))
    assert await roles(admin, job) == {owner: TeamRole.OWNER, manager: TeamRole.HIRING_MANAGER}


async def test_a_refused_form_keeps_the_chosen_team(admin: Browser) -> None:
    owner, job = await member(admin), await engineer_job(admin)
    for path, action in (("/jobs/new", "/jobs/new"), (f"/jobs/{job.id}/details", "")):
        chosen = {"title": "", "owner": str(owner), "recruiter": str(admin.actor.user_id)}
        page = await admin.submit(path, chosen, action=action) if action else await admin.submit(path, chosen)
        assert page.status == 422
        assert {name: page.form(action)[name] for name in ("owner", "recruiter")} == {
            name: chosen[name] for name in ("owner", "recruiter")
        }


async def test_a_form_changes_the_roles_that_its_user_has_changed(admin: Browser) -> None:
    job = await engineer_job(admin)
    path = f"/jobs/{job.id}/details"
    first, second, late = [await member(admin) for _ in range(3)]
    await admin.services.team.put(admin.actor, job.id, first, TeamRole.OWNER)
    await admin.services.team.put(admin.actor, job.id, second, TeamRole.RECRUITER)
    opened = (await admin.get(path)).form()
    await admin.services.team.put(admin.actor, job.id, late, TeamRole.HIRING_MANAGER)
    changed = opened | {"owner": str(second), "recruiter": str(first)}
    assert (await admin.post(path, changed)).status == 303
    assert await roles(admin, job) == {
        first: TeamRole.RECRUITER,
        second: TeamRole.OWNER,
        late: TeamRole.HIRING_MANAGER,
    }
    left = {name: value for name, value in (await admin.get(path)).form().items() if name != "recruiter"}
    assert (await admin.post(path, left)).status == 303
    assert await roles(admin, job) == {second: TeamRole.OWNER, late: TeamRole.HIRING_MANAGER}
    assert (await send(admin, path, title="Cook")).status == 303
    assert await roles(admin, job) == {second: TeamRole.OWNER, late: TeamRole.HIRING_MANAGER}


async def test_a_team_that_is_full_is_refused(admin: Browser) -> None:
    job = await engineer_job(admin)
    full = [await member(admin) for _ in range(MOST_MEMBERS)]
    for user_id in full:
        await admin.services.team.put(admin.actor, job.id, user_id, TeamRole.RECRUITER)
    path, one = f"/jobs/{job.id}/details", await member(admin)
    page = await admin.submit(path, {"owner": str(one), "recruiter": full})
    assert (page.status, page.texts("#problems li")) == (422, [f"A team has at most {MOST_MEMBERS} members"])
    assert one not in await roles(admin, job)


async def test_users_of_other_organisations_join_no_team(admin: Browser, stranger: Browser) -> None:
    job = await engineer_job(admin)
    page = await admin.submit(f"/jobs/{job.id}/details", {"owner": str(stranger.actor.user_id)})
    assert (page.status, await roles(admin, job)) == (404, {admin.actor.user_id: TeamRole.OWNER})
