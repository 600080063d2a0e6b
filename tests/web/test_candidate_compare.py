"""Candidates side by side."""

from recruit.domain.shared.pages import Window
from web.browsing import Browser
from web.people import applied, engineer_job, jane, organisation, send


async def test_selected_people_are_compared_for_a_job(admin: Browser) -> None:
    known, unknown = await jane(admin), await organisation(admin).candidate("<b>Bo</b>")
    job = await engineer_job(admin)
    chosen = await send(admin, "/candidates/bulk", action="compare", id=[known.id, unknown.id])
    path = chosen.response.headers["location"]
    shown = await admin.get(path)
    assert shown.texts("thead th") == ["Field", "Jane Doe", "<b>Bo</b>"]
    assert (shown.texts("tbody th")[0], shown.find(".status")) == ("Title", [])
    shown = await admin.get(f"{path}&job={job.id}")
    assert shown.texts("tbody th")[:4] == ["Score", "Python", "Kubernetes", "Docker nice to have"]
    assert shown.texts("tr:nth-child(2) .status") == ["✓ met", "? unknown"]
    assert shown.texts("tr:nth-child(2) q") == ["I build services in Python with PostgreSQL."]
    logs = await admin.services.history.logs(admin.actor, Window())
    assert logs.total == 0


async def test_people_are_compared_for_the_job_of_their_newest_applications(admin: Browser) -> None:
    people = [await jane(admin), await organisation(admin).candidate()]
    job = await engineer_job(admin, status="closed")
    await applied(admin, job, people[1])
    path = "/candidates/compare?" + "&".join(f"id={one.id}" for one in people)
    shown = await admin.get(path)
    assert (shown.texts("option[selected]"), shown.texts("tbody th")[0]) == (["Backend Engineer"], "Score")
    assert (await admin.get(f"{path}&job=")).texts("tbody th")[0] == "Title"


async def test_one_person_or_five_are_not_compared(viewer: Browser, admin: Browser, stranger: Browser) -> None:
    people = [await organisation(admin).candidate() for _ in range(5)]
    for some in (people[:1], people[:1] * 2, people):
        shown = await viewer.get("/candidates/compare?" + "&".join(f"id={one.id}" for one in some))
        assert (shown.status, shown.find("table")) == (200, [])
    two = "&".join(f"id={one.id}" for one in people[:2])
    assert (await stranger.get(f"/candidates/compare?{two}")).status == 404
