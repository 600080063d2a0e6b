"""Unknown fields and query parameters: ignored and named, or refused for a strict client."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from asgi import asgi_transport
from http_api import PASSWORD, Api, founded
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http_settings import HttpSettings
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

STRICT = {"Prefer": "handling=strict"}
APPLIED = "handling=strict"
SITE = "https://hr.example.com"
EXTRA_FORBIDDEN = "Extra inputs are not permitted"
RESUME = {"resume": ("cv.txt", b"Jane Doe\nBackend engineer")}


@pytest.fixture(scope="module")
async def api(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path_factory.mktemp("unknown"))}
    async with assemble(Settings.from_environment(environment)) as services:
        app = create_app(services, http_settings=HttpSettings(cors_origins=[SITE]))
        transport = asgi_transport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            yield await founded(http, services)


def extra_forbidden(loc: list[str | int], nearest: str | None = None) -> dict[str, Any]:
    return {
        "type": "extra_forbidden",
        "loc": loc,
        "msg": EXTRA_FORBIDDEN + (f"; did you mean '{nearest}'?" if nearest else ""),
    }


async def test_an_unknown_field_is_ignored_and_named(api: Api) -> None:
    response = await api.post("/jobs", {"title": "A", "salery_min": 5, "x y": 1})
    assert response.status_code == 201
    assert response.headers["ignored-fields"] == "salery_min, x%20y"


async def test_a_request_without_unknown_names_has_neither_header(api: Api) -> None:
    for response in (await api.post("/jobs", {"title": "A"}), await api.get("/jobs?limit=5&q=a&status_filter=open")):
        assert response.is_success
        assert not {"ignored-fields", "ignored-parameters", "preference-applied"} & response.headers.keys()


async def test_a_refusal_for_another_reason_names_unknown_fields_too(api: Api) -> None:
    response = await api.post("/jobs", {"titel": "A"})
    assert response.status_code == 422
    assert response.headers.get_list("ignored-fields") == ["titel"]


async def test_an_unknown_query_parameter_is_ignored_and_named(api: Api) -> None:
    response = await api.get("/jobs?status=open&limit=5&%C3%A4=")
    assert response.status_code == 200
    assert response.headers["ignored-parameters"] == "status, %C3%A4"
    assert (await api.post("/jobs?dry=1", {"title": "A", "b": 1})).headers["ignored-parameters"] == "dry"


async def test_nested_unknown_fields_are_named_by_their_path(api: Api) -> None:
    candidate = await api.candidate()
    path = f"/candidates/{candidate['id']}/profile"
    profile = {"skills": [{"name": "Python"}, {"name": "SQL", "evidense": 1}], "contacts": {"emails": [], "fax": 5}}
    response = await api.send("PUT", path, json=profile)
    assert response.status_code == 200
    assert response.headers["ignored-fields"] == "skills.1.evidense, contacts.fax"
    response = await api.send("PUT", path, json=profile, headers=STRICT)
    assert response.json()["detail"] == [
        extra_forbidden(["body", "skills", 1, "evidense"], "evidence"),
        extra_forbidden(["body", "contacts", "fax"]),
    ]


@pytest.mark.parametrize("kind", ["data", "files"])
async def test_unknown_form_fields_are_named_or_refused_too(api: Api, kind: str) -> None:
    fields = {"username": api.email, "password": PASSWORD, "client_idd": "x"}
    form = {kind: fields if kind == "data" else {name: (None, value) for name, value in fields.items()}}
    lenient = await api.post("/auth/login", **form)
    assert (lenient.status_code, lenient.headers["ignored-fields"]) == (200, "client_idd")
    strict = await api.post("/auth/login", **form, headers=STRICT)
    assert strict.status_code == 422
    assert strict.json()["detail"] == [extra_forbidden(["body", "client_idd"], "client_id")]


async def test_a_refused_upload_of_a_strict_client_creates_nothing(api: Api) -> None:
    before = (await api.get("/candidates")).json()["total"]
    form = {"notes": "x", "dry_run": "true"}
    strict = await api.post("/agent/candidates/from_resume", files=RESUME, data=form, headers=STRICT)
    assert strict.json()["detail"] == [extra_forbidden(["body", "dry_run"])]
    assert (await api.get("/candidates")).json()["total"] == before
    lenient = await api.post("/agent/candidates/from_resume", files=RESUME, data=form)
    assert (lenient.status_code, lenient.headers["ignored-fields"]) == (200, "dry_run")


@pytest.mark.parametrize("prefer", ['handling="strict"', "respond-async, Handling=Strict; x=1", "handling=strict"])
async def test_a_strict_client_gets_all_faults_at_once_and_the_nearest_names(api: Api, prefer: str) -> None:
    before = (await api.get("/jobs")).json()["total"]
    body = {"title": "", "salery_min": 5, "quite another thing": 1}
    response = await api.post("/jobs?statuss=1", body, headers={"Prefer": prefer})
    assert response.status_code == 422
    assert response.headers["preference-applied"] == APPLIED
    assert response.json()["detail"] == [extra_forbidden(["query", "statuss"])]
    response = await api.post("/jobs", body, headers={"Prefer": prefer})
    assert response.json()["detail"][0]["type"] == "string_too_short"
    assert response.json()["detail"][1:] == [
        extra_forbidden(["body", "salery_min"], "salary_min"),
        extra_forbidden(["body", "quite another thing"]),
    ]
    assert (await api.get("/jobs")).json()["total"] == before


async def test_a_strict_query_is_refused_with_its_other_faults(api: Api) -> None:
    response = await api.get("/jobs?limit=1000&status=open", headers=STRICT)
    assert [fault["type"] for fault in response.json()["detail"]] == ["less_than_equal", "extra_forbidden"]
    assert response.json()["detail"][1] == extra_forbidden(["query", "status"], "status_filter")


async def test_a_valid_strict_request_is_carried_out(api: Api) -> None:
    response = await api.post("/jobs", {"title": "A"}, headers=STRICT)
    assert (response.status_code, response.headers["preference-applied"]) == (201, APPLIED)
    assert (await api.get("/jobs?limit=1", headers=STRICT)).headers["preference-applied"] == APPLIED


@pytest.mark.parametrize("prefer", ["handling=lenient", "handling=lenient, handling=strict", "strict", ""])
async def test_other_preferences_change_nothing(api: Api, prefer: str) -> None:
    response = await api.post("/jobs", {"title": "A", "b": 1}, headers={"Prefer": prefer})
    assert (response.status_code, response.headers["ignored-fields"]) == (201, "b")
    assert "preference-applied" not in response.headers


async def test_the_list_of_unknown_names_is_bounded_and_header_safe(api: Api) -> None:
    names = {f"{number}\r\nSet-Cookie: a=b, \x00ü" + "x" * 1000: 1 for number in range(100)}
    response = await api.post("/jobs", {"title": "A", **names})
    assert response.status_code == 201
    named = response.headers["ignored-fields"].split(", ")
    assert (len(named), named[0][:17]) == (20, "0%0D%0ASet-Cookie")
    assert len(response.headers["ignored-fields"]) < 4096
    assert "set-cookie" not in response.headers
    strict = await api.post("/jobs", {"title": "A", **names}, headers=STRICT)
    assert len(strict.json()["detail"]) == 20


async def test_a_replayed_response_names_the_unknown_fields_too(api: Api) -> None:
    headers = {"Idempotency-Key": "unknown-names"}
    first, second = [await api.post("/jobs?so=1", {"title": "A", "b": 1}, headers=headers) for _ in range(2)]
    assert second.headers["idempotency-replayed"] == "true"
    for response in (first, second):
        assert response.headers.get_list("ignored-fields") == ["b"]
        assert response.headers.get_list("ignored-parameters") == ["so"]


async def test_allowed_origins_may_read_these_headers(api: Api) -> None:
    response = await api.post("/jobs", {"title": "A", "b": 1}, headers={"Origin": SITE})
    exposed = response.headers["access-control-expose-headers"].split(", ")
    assert {"ignored-fields", "ignored-parameters", "preference-applied", "error-code"} <= set(exposed)


@pytest.mark.parametrize("body", [b"[" * 900 + b"]" * 900, b'{"title": "A", "required_skills": [[{"a": 1}]]}'])
async def test_a_deeply_nested_body_is_refused(api: Api, body: bytes) -> None:
    assert (await api.post("/jobs", content=body)).status_code == 422
