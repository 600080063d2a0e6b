"""Imports in the console: upload, preview, progress, failures."""

import io
import zipfile
from typing import Any

from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.pages import Window
from stand_ins.archives import zipped
from web.browsing import NAVIGATION, Browser, Page

IMPORTS = "/settings/import"
TABLE = "Name,E-mail,Opening\nJane Doe,jane@example.com,Baker\n,,Baker\n"


async def send(
    browser: Browser, path: str, content: bytes | str | None, *, partial: bool = False, **fields: str
) -> Page:
    """Send the form of an import with a file."""
    token = (await browser.get("/settings/me")).form("/logout")["_csrf"]
    data = content.encode() if isinstance(content, str) else content
    files: Any = {"file": ("people.csv", data)} if data is not None else {"other": ("", b"")}
    headers = NAVIGATION | ({"HX-Request": "true", "HX-Request-Type": "partial"} if partial else {})
    return Page(await browser.client.post(path, data=fields | {"_csrf": token}, files=files, headers=headers))


async def finished(browser: Browser) -> None:
    """Work on what is queued."""
    await browser.services.importer.organisation(browser.actor.org_id)


async def test_a_table_is_tried_and_nobody_is_created(admin: Browser) -> None:
    assert "No imports yet" in (await admin.get(IMPORTS)).text
    started = await send(admin, IMPORTS, TABLE, dry_run="true")
    path = started.response.headers["location"]
    waiting = await admin.get(path)
    assert waiting.find("main [hx-get]")[0].get("hx-trigger") == "every 2s"
    await finished(admin)
    shown = await admin.get(path)
    assert shown.texts("h1") == ["people.csv Trial"]
    assert not shown.find("main [hx-get]")
    assert shown.texts("tbody .badge") == ["Would be created", "Failed"]
    assert "Import for real" in shown.text
    failed = await admin.get(f"{path}?status=failed")
    assert failed.texts("tbody th") == ["Row 3"]
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 0"]
    assert (await admin.get(IMPORTS)).texts("tbody td.number") == ["2", "1", "0", "1"]


async def test_progress_is_a_part_of_the_page_for_scripts(admin: Browser) -> None:
    path = (await send(admin, IMPORTS, TABLE)).response.headers["location"]
    part = await admin.get(path, **{"HX-Request": "true", "HX-Request-Type": "partial"})
    assert (part.find("h1"), part.find("progress")[0].get("max")) == ([], "2")
    await finished(admin)
    done = await admin.get(path, **{"HX-Request": "true", "HX-Request-Type": "partial"})
    assert (done.find("[hx-get]"), done.find("progress")[0].get("value")) == ([], "2")
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 1"]


async def test_an_archive_of_resumes_is_imported(admin: Browser) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("jane.txt", "Jane Doe\nStaff Engineer\njane@example.com\nSkills: Python")
        archive.writestr("broken.pdf", b"%PDF-")
    path = (await send(admin, IMPORTS, packed.getvalue())).response.headers["location"]
    await finished(admin)
    shown = await admin.get(path)
    assert sorted(shown.texts("tbody th")) == ["broken.pdf", "jane.txt"]
    assert len(shown.find("tbody a[href^='/candidates/']")) == 1


async def test_the_people_of_an_archive_apply_for_the_chosen_job(admin: Browser) -> None:
    job = await admin.services.jobs.create(admin.actor, JobDetails(title="Staff Engineer"))
    assert (await admin.get(IMPORTS)).texts("#f-job_id option") == ["None, or by name of folder", "Staff Engineer"]
    packed = zipped({"jane.txt": b"Jane Doe\nStaff Engineer\njane@example.com\nSkills: Python"})
    await send(admin, IMPORTS, packed, job_id=str(job.id))
    await finished(admin)
    assert "Jane Doe" in (await admin.get(f"/jobs/{job.id}")).text


async def test_a_text_is_named_so(admin: Browser) -> None:
    refused = await send(admin, IMPORTS, "Jane Doe\nStaff Engineer\n")
    assert (refused.status, "This is a text, not a table" in refused.text) == (422, True)


async def test_a_preview_shows_columns_and_rows_and_takes_other_fields(admin: Browser) -> None:
    part = await send(admin, f"{IMPORTS}/preview", TABLE, partial=True)
    assert (part.status, part.find("h1")) == (200, [])
    assert part.texts("table:first-of-type tbody th")[:3] == ["Name", "E-mail", "Opening"]
    whole = await send(admin, f"{IMPORTS}/preview", TABLE, notes="Fair")
    assert (whole.texts("h1"), whole.form(IMPORTS)["notes"]) == (["Import"], "Fair")
    form = whole.form(IMPORTS)
    place = next(name.removeprefix("column-") for name, value in form.items() if value == "Opening")
    wanted = {name: form[name] for name in form if name.startswith(("column-", "found-", "field-"))}
    mapped = await send(admin, IMPORTS, TABLE, partial=False, **wanted | {f"field-{place}": "current_title"})
    await finished(admin)
    assert mapped.status == 303
    assert (await admin.get("/candidates")).texts("tbody tr:first-child th p") == ["Baker"]


async def test_a_file_that_is_no_table_is_refused_in_place(admin: Browser) -> None:
    refused = await send(admin, IMPORTS, b"%PDF-1.7 ...", notes="Mine")
    assert (refused.status, refused.form(IMPORTS)["notes"]) == (422, "Mine")
    assert "PDF document" in refused.texts("#problems")[0]
    none = await send(admin, IMPORTS, None)
    assert (none.status, "Choose a zip archive" in none.text) == (422, True)
    assert "PDF document" in (await send(admin, f"{IMPORTS}/preview", b"%PDF-1.7", partial=True)).text


async def test_an_import_is_stopped_and_forgotten(admin: Browser, stranger: Browser) -> None:
    path = (await send(admin, IMPORTS, TABLE)).response.headers["location"]
    for place in (path, f"{path}/stop"):
        assert (await stranger.get(place)).status == 404
    assert (await admin.get(f"{path}/stop")).texts("h1") == ["Stop people.csv?"]
    assert (await admin.submit(f"{path}/stop", {}, action=f"{path}/stop")).status == 303
    assert (await admin.get(path)).status == 404


async def test_readers_see_imports_without_the_form(viewer: Browser) -> None:
    shown = await viewer.get(IMPORTS)
    assert (shown.status, shown.find("#main form")) == (200, [])
    assert (await send(viewer, IMPORTS, TABLE)).status == 403


async def test_an_import_is_undone(admin: Browser) -> None:
    path = (await send(admin, IMPORTS, "Name\nJane Doe\nJohn Roe\n")).response.headers["location"]
    assert "still being worked on" in (await admin.get(f"{path}/undo")).texts("[role=alert]")[0]
    await finished(admin)
    kept, _ = (await admin.services.candidates.page(admin.actor, Window())).items
    await admin.services.candidates.change(admin.actor, kept.id, {"headline": "Chef"})
    assert (await admin.get(path)).find(f"a[href='{path}/undo']")
    shown = await admin.get(f"{path}/undo")
    assert "Candidates: 1, applications: 0, jobs: 0" in shown.text
    assert shown.texts("#main .narrow li a") == [kept.full_name]
    assert (await admin.submit(f"{path}/undo", {}, action=f"{path}/undo")).status == 303
    assert (await admin.get("/candidates")).texts("h1") == ["Candidates 1"]
