"""Bulk imports over HTTP."""

from typing import Any

import httpx
import pytest

from http_api import Api, faults
from recruit.entrypoints.services import Services
from stand_ins.archives import zipped

TABLE = b"name,title,years\nJane Doe,Welder,5\n,Cook,3\n"
RESUME = b"Jane Doe\nSenior Welder\nBerlin, Germany\n\nExperience\nSenior Welder at Acme\n2019 - Present\n"
FIELDS = {
    "id",
    "kind",
    "filename",
    "status",
    "dry_run",
    "create_duplicates",
    "total",
    "done",
    "created",
    "valid",
    "duplicates",
    "failed",
    "warnings",
    "created_at",
}


async def upload(api: Api, data: bytes, name: str = "people.csv", **form: str) -> httpx.Response:
    return await api.post("/candidates/import", files={"file": (name, data)}, data=form)


async def imported(api: Api, services: Services, data: bytes, **form: str) -> dict[str, Any]:
    """Upload a file, run the background job, and return the import."""
    response = await upload(api, data, **form)
    assert response.status_code == 202, response.text
    while await services.importer.organisation(api.org_id):
        pass
    found: dict[str, Any] = (await api.get(f"/imports/{response.json()['id']}")).json()
    return found


async def test_an_upload_is_accepted_and_queued(api: Api) -> None:
    response = await upload(api, b"name\nJane Doe\nJohn Roe\n")
    assert response.status_code == 202
    accepted = response.json()
    assert set(accepted) == FIELDS
    assert accepted | {"id": 0, "created_at": ""} == {
        "id": 0,
        "kind": "csv",
        "filename": "people.csv",
        "status": "queued",
        "dry_run": False,
        "create_duplicates": False,
        "total": 2,
        "done": 0,
        "created": 0,
        "valid": 0,
        "duplicates": 0,
        "failed": 0,
        "warnings": [],
        "created_at": "",
    }
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_a_table_creates_candidates_and_reports_the_result_of_every_row(api: Api, services: Services) -> None:
    found = await imported(api, services, TABLE)
    (person,) = (await api.get("/candidates")).json()["items"]
    assert (person["full_name"], person["current_title"], person["experience_years"]) == ("Jane Doe", "Welder", 5)
    assert (found["status"], found["done"], found["created"], found["failed"]) == ("done", 2, 1, 1)
    assert found["items"] == [
        {
            "number": 2,
            "name": "Jane Doe",
            "status": "created",
            "candidate_id": person["id"],
            "application_id": None,
            "error": None,
            "warnings": [],
            "preview": None,
        },
        {
            "number": 3,
            "name": None,
            "status": "failed",
            "candidate_id": None,
            "application_id": None,
            "error": "Row 3 has neither a name nor an e-mail address: fill in column 'name'.",
            "warnings": [],
            "preview": None,
        },
    ]


async def test_an_archive_is_detected_by_its_content_and_creates_candidates(api: Api, services: Services) -> None:
    found = await imported(api, services, zipped({"jane.txt": RESUME, "bad.pdf": b"%PDF-1.7"}), name="people.csv")
    assert (found["kind"], found["created"], found["failed"]) == ("zip", 1, 1)
    (person,) = (await api.get("/candidates")).json()["items"]
    (document,) = (await api.get(f"/candidates/{person['id']}/documents")).json()["items"]
    assert (person["full_name"], document["filename"]) == ("Jane Doe", "jane.txt")


async def test_the_people_of_an_archive_apply_for_the_job_in_the_form(
    api: Api, services: Services, others: Api
) -> None:
    job = await api.job(title="Welder")
    found = await imported(api, services, zipped({"jane.txt": RESUME}), job_id=str(job["id"]))
    (application,) = (await api.get("/applications")).json()["items"]
    assert (application["id"], application["job_id"]) == (found["items"][0]["application_id"], job["id"])
    foreign = await others.job(title="Welder")
    for job_id in (foreign["id"], job["id"] + 1_000_000):
        response = await upload(api, zipped({"jane.txt": RESUME}), job_id=str(job_id))
        assert (response.status_code, response.json()) == (404, {"detail": "Job not found"})


async def test_a_dry_run_previews_candidates_and_creates_none(api: Api, services: Services) -> None:
    found = await imported(api, services, TABLE, dry_run="true")
    assert (found["dry_run"], found["created"], found["valid"], found["failed"]) == (True, 0, 1, 1)
    assert found["items"][0]["preview"] == {
        "full_name": "Jane Doe",
        "headline": None,
        "location": None,
        "experience_years": 5,
        "current_title": "Welder",
        "current_company": None,
        "linkedin_url": None,
        "github_url": None,
        "website_url": None,
        "application": None,
    }
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_items_are_paged_and_filtered(api: Api, services: Services) -> None:
    rows = b"".join(b"Person %d,5\n" % number if number % 2 else b",5\n" for number in range(6))
    path = f"/imports/{(await imported(api, services, b'name,years' + bytes([10]) + rows))['id']}"

    async def numbers(**query: Any) -> list[int]:
        return [item["number"] for item in (await api.get(path, params=query)).json()["items"]]

    assert await numbers() == [2, 3, 4, 5, 6, 7]
    assert await numbers(skip=2, limit=2) == [4, 5]
    assert await numbers(status="failed") == [2, 4, 6]
    assert await numbers(status="failed", skip=1, limit=1) == [4]
    assert await numbers(status="queued") == []
    response = await api.get(path, params={"status": "lost", "limit": 101})
    assert faults(response) == [("less_than_equal", ["query", "limit"]), ("literal_error", ["query", "status"])]


async def test_imports_are_listed(api: Api) -> None:
    ids = [(await upload(api, TABLE)).json()["id"] for _ in range(3)]
    page = (await api.get("/imports", params={"skip": 1, "limit": 1})).json()
    assert ([one["id"] for one in page["items"]], page["total"]) == ([ids[1]], 3)
    assert set(page["items"][0]) == FIELDS


async def test_deleting_an_import_keeps_its_candidates(api: Api, services: Services) -> None:
    found = await imported(api, services, TABLE)
    assert (await api.delete(f"/imports/{found['id']}")).status_code == 204
    assert (await api.get(f"/imports/{found['id']}")).json() == {"detail": "Import not found"}
    assert (await api.get("/candidates")).json()["total"] == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n\x00\xff\xfe" * 100, "This is neither a zip archive nor a table"),
        (b"title\nWelder\n", "No column of this table is called full_name"),
        (zipped({"/etc/passwd": b"x"}), "A file of this archive is called '/etc/passwd', which leads elsewhere"),
        (zipped({"bomb.txt": b"\0" * (2 << 20)}), "'bomb.txt' in this archive unpacks to far more"),
    ],
)
async def test_an_unusable_file_is_refused(api: Api, data: bytes, words: str) -> None:
    response = await upload(api, data)
    assert response.status_code == 400
    assert response.json()["detail"].startswith(words)
    assert (await api.get("/imports")).json()["total"] == 0


async def test_a_file_that_is_too_large_is_a_413(api: Api) -> None:
    response = await upload(api, b"name\n" + b"x" * (25 << 20))
    assert (response.status_code, response.json()["detail"][:33]) == (413, "The file is larger than 25 MiB: s")


async def test_an_invalid_form_is_refused(api: Api) -> None:
    response = await api.post("/candidates/import", files={"people": ("x", TABLE)}, data={"dry_run": "perhaps"})
    assert sorted(faults(response)) == [("bool_parsing", ["body", "dry_run"]), ("missing", ["body", "file"])]
    assert faults(await api.post("/candidates/import", json={})) == [("missing", ["body", "file"])]
    response = await upload(api, TABLE, notes="x" * 100_001)
    assert faults(response) == [("string_too_long", ["body", "notes"])]


async def test_too_many_queued_imports_get_a_503_with_retry_after(api: Api) -> None:
    for _ in range(10):
        assert (await upload(api, TABLE)).status_code == 202
    response = await upload(api, TABLE)
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")


APPLICANTS = b"Wer;E-Mail;Job;Stage;Years\nJane Doe;jane@example.com;Welder;Onsite;many\n;;Welder;;\n"
MAPPING = '{"Wer": "full_name"}'


async def preview(api: Api, data: bytes, **form: str) -> httpx.Response:
    return await api.post("/candidates/import/preview", files={"file": ("people.csv", data)}, data=form)


async def test_a_preview_shows_the_detected_columns_and_the_resulting_candidates(api: Api) -> None:
    job = await api.job("Welder")
    response = await preview(api, APPLICANTS, mapping=MAPPING, notes="Fair")
    assert response.status_code == 200, response.text
    found = response.json()
    assert found.pop("fields")[:2] == ["full_name", "first_name"]
    assert found == {
        "layout": "generic",
        "encoding": "utf-8",
        "delimiter": ";",
        "header_row": 1,
        "columns": [
            {"name": "Wer", "field": "full_name", "samples": ["Jane Doe"]},
            {"name": "E-Mail", "field": "emails", "samples": ["jane@example.com"]},
            {"name": "Job", "field": "job", "samples": ["Welder"]},
            {"name": "Stage", "field": "stage", "samples": ["Onsite"]},
            {"name": "Years", "field": "experience_years", "samples": ["many"]},
        ],
        "rows": [
            {
                "number": 2,
                "candidate": {
                    "full_name": "Jane Doe",
                    "headline": None,
                    "location": None,
                    "experience_years": None,
                    "current_title": None,
                    "current_company": None,
                    "linkedin_url": None,
                    "github_url": None,
                    "website_url": None,
                    "notes": "Years: many\n\nAdditional recruiter notes: Fair",
                    "emails": ["jane@example.com"],
                    "phones": [],
                    "skills": [],
                    "application": {"job_id": job["id"], "job_title": "Welder", "status": "interview"},
                },
                "error": None,
                "warnings": ["Column 'Years' should be a number of years, such as 5: it is kept in the notes."],
            },
            {
                "number": 3,
                "candidate": None,
                "error": "Row 3 has neither a name nor an e-mail address: fill in column 'Wer' or 'E-Mail'.",
                "warnings": [],
            },
        ],
        "warnings": [],
        "total": 2,
        "valid": 1,
        "failed": 1,
        "with_warnings": 1,
        "applications": 1,
    }
    for path in ("/candidates", "/applications", "/imports"):
        assert (await api.get(path)).json()["total"] == 0


async def test_an_import_uses_the_mapping_and_creates_applications(api: Api, services: Services) -> None:
    found = await imported(api, services, APPLICANTS, mapping=MAPPING, create_jobs="true")
    (job,) = (await api.get("/jobs")).json()["items"]
    (application,) = (await api.get("/applications")).json()["items"]
    assert (job["title"], job["status"]) == ("Welder", "draft")
    assert (application["job_id"], application["status"], application["source"]) == (job["id"], "interview", "import")
    assert found["items"][0]["application_id"] == application["id"]
    assert found["items"][0]["warnings"] == [
        "Column 'Years' should be a number of years, such as 5: it is kept in the notes."
    ]


async def test_an_import_uses_the_stages_of_the_job(api: Api, services: Services) -> None:
    job = await api.job("Welder")
    stages = [
        {"key": "in", "name": "Inbox", "type": "applied"},
        {"key": "trial", "name": "Forge day", "type": "interview"},
        {"key": "talk", "name": "Talk", "type": "screening"},
        {"key": "no", "name": "Not this time", "type": "archived"},
    ]
    assert (await api.send("PUT", f"/jobs/{job['id']}/stages", json={"stages": stages})).status_code == 200
    table = "Name;Job;Stage\nA B;Welder;forge day\nC D;Welder;Phone screen\nE F;Welder;Rejected\nG H;Welder;New\n"
    done = await imported(api, services, table.encode())
    listed = (await api.get("/applications", params={"job_id": job["id"]})).json()["items"]
    assert [one["status"] for one in listed] == ["trial", "talk", "no", "in"]
    assert [stage["key"] for stage in (await api.get(f"/jobs/{job['id']}/stages")).json()["items"]] == [
        *("in", "trial", "talk", "no")
    ]
    items = (await api.get(f"/imports/{done['id']}")).json()["items"]
    assert [one["warnings"] for one in items] == [[], [], [], []]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ('{"Who": "full_name"}', "The table has no column 'Who': it has 'name', 'title', 'years'."),
        ('{"name": "who"}', "There is no field 'who': a column may be full_name, first_name, "),
        ('{"name": 1}', "Input should be a JSON object of columns and what each is"),
        ("name=full_name", "Input should be a JSON object of columns and what each is"),
    ],
)
async def test_an_invalid_mapping_is_a_422_with_an_explanation(api: Api, mapping: str, words: str) -> None:
    for response in (await upload(api, TABLE, mapping=mapping), await preview(api, TABLE, mapping=mapping)):
        assert faults(response) == [("value_error", ["body", "mapping"])]
        assert response.json()["detail"][0]["msg"].startswith(words)
    assert (await api.get("/imports")).json()["total"] == 0


async def test_a_preview_refuses_files_that_are_not_tables(api: Api) -> None:
    for data, words in (
        (zipped({"jane.txt": RESUME}), "An archive has no columns"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "This is a single office document"),
        (b"", "This table has no rows"),
        (b"name,title\n", "This table has no rows"),
        (bytes(range(256)) * 9, "This is neither a zip archive nor a table"),
    ):
        response = await preview(api, data)
        assert response.status_code == 400
        assert response.json()["detail"].startswith(words)
    assert faults(await preview(api, TABLE, limit="101")) == [("less_than_equal", ["body", "limit"])]


async def test_a_preview_refuses_an_idempotency_key(api: Api) -> None:
    response = await api.post(
        "/candidates/import/preview", files={"file": ("x", TABLE)}, headers={"Idempotency-Key": "one"}
    )
    assert (response.status_code, response.json()["detail"][:27]) == (400, "This route keeps no answers")


async def test_a_retried_import_with_an_idempotency_key_creates_its_jobs_once(api: Api) -> None:
    for _ in range(2):
        response = await api.post(
            "/candidates/import",
            files={"file": ("x", APPLICANTS)},
            data={"create_jobs": "true"},
            headers={"Idempotency-Key": "one"},
        )
        assert response.status_code == 202
    assert [(await api.get(path)).json()["total"] for path in ("/jobs", "/imports")] == [1, 1]


async def test_an_import_is_undone(api: Api, services: Services) -> None:
    found = await imported(api, services, b"name\nJane Doe\nJohn Roe\n")
    path = f"/imports/{found['id']}/undo"
    kept = (await api.get("/candidates")).json()["items"][0]
    await api.patch(f"/candidates/{kept['id']}", {"headline": "Chef"})
    expected = {
        "candidates": 1,
        "applications": 0,
        "jobs": 0,
        "kept": [{"kind": "candidate", "id": kept["id"], "name": kept["full_name"]}],
    }
    assert (await api.get(path)).json() == expected
    assert (await api.get("/candidates")).json()["total"] == 2
    response = await api.post(path)
    assert (response.status_code, response.json()) == (200, expected)
    assert [one["id"] for one in (await api.get("/candidates")).json()["items"]] == [kept["id"]]
