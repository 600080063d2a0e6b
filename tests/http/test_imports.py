"""Bulk imports over HTTP."""

from typing import Any

import httpx
import pytest

from http_api import Api, faults
from recruit.entrypoints.services import Services
from stand_ins.archives import zipped

TABLE = b"name,title,years\nJane Doe,Welder,5\nJohn Roe,Cook,many\n"
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
    """Upload, let the background do its part, and return the import."""
    response = await upload(api, data, **form)
    assert response.status_code == 202, response.text
    while await services.importer.organisation(api.org_id):
        pass
    found: dict[str, Any] = (await api.get(f"/imports/{response.json()['id']}")).json()
    return found


async def test_an_upload_is_accepted_at_once_and_waits(api: Api) -> None:
    response = await upload(api, TABLE)
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


async def test_a_table_becomes_candidates_and_says_which(api: Api, services: Services) -> None:
    found = await imported(api, services, TABLE)
    (person,) = (await api.get("/candidates")).json()["items"]
    assert (person["full_name"], person["current_title"], person["experience_years"]) == ("Jane Doe", "Welder", 5)
    assert (found["status"], found["done"], found["created"], found["failed"]) == ("done", 2, 1, 1)
    assert found["items"] == [
        {
            "number": 2,
            "name": None,
            "status": "created",
            "candidate_id": person["id"],
            "error": None,
            "warnings": [],
            "preview": None,
        },
        {
            "number": 3,
            "name": None,
            "status": "failed",
            "candidate_id": None,
            "error": "Column 'years' should be a number of years, such as 5",
            "warnings": [],
            "preview": None,
        },
    ]


async def test_an_archive_is_told_from_its_bytes_and_becomes_candidates(api: Api, services: Services) -> None:
    found = await imported(api, services, zipped({"jane.txt": RESUME, "bad.pdf": b"%PDF-1.7"}), name="people.csv")
    assert (found["kind"], found["created"], found["failed"]) == ("zip", 1, 1)
    (person,) = (await api.get("/candidates")).json()["items"]
    (document,) = (await api.get(f"/candidates/{person['id']}/documents")).json()["items"]
    assert (person["full_name"], document["filename"]) == ("Jane Doe", "jane.txt")


async def test_a_dry_run_shows_who_would_be_created(api: Api, services: Services) -> None:
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
    }
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_items_are_paged_and_filtered(api: Api, services: Services) -> None:
    rows = b"".join(b"Person %d,%s\n" % (number, b"5" if number % 2 else b"x") for number in range(6))
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


async def test_an_import_that_is_deleted_is_gone_and_its_candidates_stay(api: Api, services: Services) -> None:
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
async def test_what_can_not_be_used_is_refused_as_a_whole(api: Api, data: bytes, words: str) -> None:
    response = await upload(api, data)
    assert response.status_code == 400
    assert response.json()["detail"].startswith(words)
    assert (await api.get("/imports")).json()["total"] == 0


async def test_a_file_that_is_too_large_is_a_413(api: Api) -> None:
    response = await upload(api, b"name\n" + b"x" * (25 << 20))
    assert (response.status_code, response.json()["detail"][:33]) == (413, "The file is larger than 25 MiB: s")


async def test_the_form_is_checked(api: Api) -> None:
    response = await api.post("/candidates/import", files={"people": ("x", TABLE)}, data={"dry_run": "perhaps"})
    assert sorted(faults(response)) == [("bool_parsing", ["body", "dry_run"]), ("missing", ["body", "file"])]
    assert faults(await api.post("/candidates/import", json={})) == [("missing", ["body", "file"])]
    response = await upload(api, TABLE, notes="x" * 100_001)
    assert faults(response) == [("string_too_long", ["body", "notes"])]


async def test_too_many_at_a_time_are_told_to_come_back(api: Api) -> None:
    for _ in range(10):
        assert (await upload(api, TABLE)).status_code == 202
    response = await upload(api, TABLE)
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
