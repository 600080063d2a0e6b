"""Pages on servers where hiring managers see only their own jobs, with their applications and candidates."""

from pathlib import Path

import httpx

from asgi import asgi_transport
from http_api import SECRET_KEY
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.team.model import TeamRole
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from web.browsing import Browser
from web.people import PATHS, applied, engineer_job, jane, organisation
from worlds import colleague, new_organisation


async def test_a_hiring_manager_opens_own_candidates_and_no_others(tmp_path: Path) -> None:
    environment = {
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_DATA_DIR": str(tmp_path),
        "RECRUIT_SECRET_KEY": SECRET_KEY,
        "RECRUIT_HIRING_MANAGERS": "own_jobs",
    }
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services, console=console()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            admin, manager = Browser(client, services), Browser(client, services)
            await admin.sign_in((await new_organisation(services.storage)).actor)
            actor = await colleague(services.storage, admin.actor.org_id, Role.HIRING_MANAGER)
            own, other = await jane(admin), await organisation(admin).candidate("Other")
            job, _ = await engineer_job(admin), await engineer_job(admin, "Another")
            await applied(admin, job, own)
            hidden = await engineer_job(admin, "Hidden")
            await applied(admin, hidden, own)
            await services.team.put(admin.actor, job.id, actor.user_id, TeamRole.HIRING_MANAGER)
            await manager.sign_in(actor)
            statuses = {path: (await manager.get(f"/candidates/{own.id}{path}")).status for path in PATHS}
            assert statuses == dict.fromkeys(PATHS, 200) | {"/activity": 403}
            assert (await manager.get("/candidates")).texts("tbody th a") == ["Jane Doe"]
            assert (await manager.get("/candidates")).texts("td.of-stage p") == ["Applied", job.title]
            assert (await manager.get("/inbox")).texts("#item dd a") == ["Jane Doe", job.title]
            assert "Jane Doe" in (await manager.get("/jobs/waiting")).text
            shown = await manager.get("/jobs")
            assert (shown.texts("tbody th a"), shown.texts("h1")) == ([job.title], ["Jobs 1"])
            assert shown.texts("tbody .active") == ["1"]
            shown = await manager.get(f"/jobs/{job.id}?q=jane")
            assert (shown.status, shown.texts(".card a bdi")) == (200, ["Jane Doe"])
            score = (await services.matching.explain(admin.actor, job.id, own.id)).match.score.value
            assert shown.texts(".card .score") == [str(score)]
            assert (await manager.get(f"/candidates/compare?id={own.id}&id={other.id}")).status == 404
            for path in PATHS:
                assert (await manager.get(f"/candidates/{other.id}{path}")).status == 404
