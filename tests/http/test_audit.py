"""The audit log over HTTP."""

from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from http_api import Api, faults, registered


async def entries(api: Api, **query: object) -> list[dict[str, Any]]:
    response = await api.get("/audit", params=query)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["items"]
    return found


async def test_a_write_is_logged_with_its_request_id_and_address(api: Api) -> None:
    job = await api.post("/jobs", {"title": "Baker"}, headers={"X-Request-ID": "mine-1"})
    (entry,) = await entries(api, entity="job", entity_id=job.json()["id"])
    assert (entry["kind"], entry["user_id"], entry["request_id"]) == ("user", api.user_id, "mine-1")
    assert (entry["address"], entry["action"], entry["after"]["title"]) == ("127.0.0.1", "insert", "Baker")


async def test_a_registration_is_logged_without_a_user_and_a_login_with_one(http: httpx.AsyncClient) -> None:
    api = await registered(http)
    (registration,) = await entries(api, entity="organisation")
    (login,) = await entries(api, entity="sign_in")
    assert (registration["kind"], registration["user_id"]) == ("nobody", None)
    assert (login["kind"], login["user_id"]) == ("user", api.user_id)


async def test_writes_of_the_agent_are_logged_as_the_agents(api: Api) -> None:
    await api.says("Create a job for a Baker in Bristol")
    (entry,) = await entries(api, entity="job")
    assert (entry["kind"], entry["user_id"]) == ("agent", api.user_id)


async def test_a_write_with_an_idempotency_key_is_logged_as_the_users(api: Api) -> None:
    await api.post("/jobs", {"title": "Baker"}, headers={"Idempotency-Key": "k", "X-Request-ID": "mine-2"})
    (entry,) = await entries(api, entity="job")
    assert (entry["kind"], entry["user_id"], entry["request_id"]) == ("user", api.user_id, "mine-2")


async def test_a_write_with_an_api_key_is_logged_with_the_key(api: Api) -> None:
    made = await api.made("/api_keys", {"name": "Careers page", "scopes": ["jobs:write"]})
    await Api(api.http, token=made["key"]).job()
    (entry,) = await entries(api, entity="job")
    assert (entry["kind"], entry["user_id"], entry["key_id"]) == ("key", api.user_id, made["id"])


async def test_creating_and_deleting_a_key_is_logged_without_the_secret(api: Api) -> None:
    made = await api.made("/api_keys", {"name": "Careers page", "scopes": ["jobs:read"]})
    await Api(api.http, token=made["key"]).get("/jobs")
    await api.delete(f"/api_keys/{made['id']}")
    created, deleted = await entries(api, entity="api_key", entity_id=made["id"])
    kept = {"name": "Careers page", "scopes": ["jobs:read"], "created_by_user_id": api.user_id, "expires_at": None}
    assert (created["action"], created["before"], created["after"]) == ("insert", None, kept)
    assert (deleted["action"], deleted["before"], deleted["after"]) == ("delete", kept, None)


async def test_downloads_are_logged_and_lists_are_not(api: Api) -> None:
    candidate = await api.candidate()
    path = f"/candidates/{candidate['id']}/documents"
    made = (await api.post(path, files={"file": ("cv.txt", b"Jane Doe, baker")})).json()
    before = await entries(api, candidate_id=candidate["id"])
    await api.get(path)
    assert await entries(api, candidate_id=candidate["id"]) == before
    await api.get(f"{path}/{made['id']}")
    (entry,) = await entries(api, action="read")
    assert (entry["entity"], entry["entity_id"], entry["candidate_id"]) == ("document", made["id"], candidate["id"])
    await api.get(f"{path}/{made['id'] + 1}")
    assert len(await entries(api, action="read")) == 1
    head = await api.send("HEAD", f"{path}/{made['id']}")
    assert head.headers["content-length"] == str(len(b"Jane Doe, baker"))
    assert len(await entries(api, action="read")) == 2


async def test_a_merge_is_logged_with_both_candidates(api: Api) -> None:
    kept, other = await api.candidate("Jane Doe"), await api.candidate("Jane D.")
    await api.made(f"/candidates/{kept['id']}/merge", {"from_id": other["id"]})
    (entry,) = await entries(api, action="merge")
    assert (entry["entity_id"], entry["candidate_id"]) == (other["id"], kept["id"])


async def test_next_links_lead_through_the_log_and_keep_the_filters(api: Api) -> None:
    for number in range(5):
        await api.job(f"Baker {number}")
    whole = await entries(api, entity="job")
    assert [entry["after"]["title"] for entry in whole] == [f"Baker {number}" for number in range(5)]
    response, found = await api.get("/audit", params={"entity": "job", "limit": 2}), []
    while "next" in response.links:
        found += response.json()["items"]
        url = urljoin(str(response.request.url), response.links["next"]["url"])
        response = await api.http.get(url, headers={"Authorization": f"Bearer {api.token}"})
    assert found + response.json()["items"] == whole
    assert await entries(api, entity="job", skip=1, limit=2) == whole[1:3]


async def test_since_and_until_bound_the_list(api: Api) -> None:
    await api.job()
    (job,) = await entries(api, entity="job")
    assert [one["id"] for one in await entries(api, since=job["at"])] == [job["id"]]
    assert job not in await entries(api, until=job["at"])


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"since": "2026-01-01T00:00:00"}, ("datetime_parsing", ["query", "since"])),
        ({"entity_id": "null"}, ("int_parsing", ["query", "entity_id"])),
        ({"entity": "x" * 51}, ("string_too_long", ["query", "entity"])),
        ({"action": "explode"}, ("literal_error", ["query", "action"])),
    ],
)
async def test_an_invalid_filter_is_refused(
    api: Api, query: dict[str, str], fault: tuple[str, list[str | int]]
) -> None:
    assert faults(await api.get("/audit", params=query)) == [fault]


@pytest.mark.parametrize("path", ["/audit", "/matching/logs"])
async def test_a_period_that_ends_before_it_begins_is_refused(api: Api, path: str) -> None:
    period = {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T23:59:59Z"}
    refused = await api.get(path, params=period)
    assert (refused.status_code, refused.json()["detail"]) == (400, "until must not be before since")
    assert (await api.get(path, params=period | {"until": period["since"]})).json() == {"items": [], "total": 0}


@pytest.mark.parametrize("path", ["/audit", "/matching/logs"])
@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_a_time_outside_the_years_1_to_9999_is_refused(api: Api, path: str, name: str, moment: str) -> None:
    refused = await api.get(path, params={name: moment})
    assert (refused.status_code, refused.json()["detail"]) == (
        400,
        f"{name} should be within the years 1 to 9999 in UTC",
    )


async def test_another_organisations_log_is_not_listed(api: Api, others: Api) -> None:
    await others.job("Theirs")
    assert not await entries(api, entity="job")
