"""Jobs are deleted after a page that says what goes with them."""

from web.browsing import Browser
from web.people import applied, engineer_job, organisation


async def test_a_job_is_deleted_after_a_page_that_counts_its_applications(admin: Browser, viewer: Browser) -> None:
    job = await engineer_job(admin)
    for name in ("Amara", "Boris"):
        await applied(admin, job, await organisation(admin).candidate(name))
    path = f"/jobs/{job.id}/delete"
    details = f"/jobs/{job.id}/details"
    assert [path in [one.get("href") for one in (await who.get(details)).find("a")] for who in (admin, viewer)] == [
        True,
        False,
    ]
    asked = await admin.get(path)
    assert asked.texts("main form p")[0].startswith("2 applications are deleted with this job.")
    deleted = await admin.submit(path, {}, action="")
    assert deleted.response.headers["location"].startswith("/jobs")
    assert (await admin.get(details)).status == 404
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 2"]
