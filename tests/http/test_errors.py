"""Error responses, which have one format on all routes."""

import gzip
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from http_api import API, PASSWORD, Api, faults, registered
from recruit.entrypoints.http.error_codes import codes_of

JSON = {"Content-Type": "application/json"}
KINDS = ["job", "candidate", "application"]
REQUIRED = {
    "/auth/register": "email",
    "/jobs": "title",
    "/candidates": "full_name",
    "/applications": "job_id",
    "/matching/candidates_for_job": "job_id",
    "/matching/jobs_for_candidate": "candidate_id",
    "/agent/chat": "message",
    "/agent/jobs/from_prompt": "prompt",
}
NOT_A_BOOLEAN = "Input should be a valid boolean, unable to interpret input"
NOT_AN_INTEGER = "Input should be a valid integer, unable to parse string as an integer"


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation that the tests of this module share."""
    return await registered(http)


async def post_raw(api: Api, path: str, body: bytes, headers: dict[str, str] = JSON) -> httpx.Response:
    """Send a POST with these bytes."""
    return await api.post(path, content=body, headers=headers)


def assert_error(response: httpx.Response, status: int) -> None:
    """Assert that a response has this status, one of its error codes, and `detail` as text."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].partition(";")[0] == "application/json"
    assert list(response.json()) == ["detail"]
    assert isinstance(response.json()["detail"], str)
    (code,) = response.headers.get_list("error-code")
    assert code in codes_of(status)


def fault(kind: str, loc: list[str | int], words: str) -> dict[str, Any]:
    return {"type": kind, "loc": loc, "msg": words}


async def test_health_ignores_tokens(shared_api: Api) -> None:
    for token in ({}, {"Authorization": f"Bearer {shared_api.token}"}, {"Authorization": "Bearer nonsense"}):
        response = await shared_api.http.get("/healthz", headers=token)
        assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("GET", "/jobs/999", {}, 404, "not_found"),
        ("GET", "/nothing", {}, 404, "not_found"),
        ("PUT", "/jobs", {}, 405, "method_not_allowed"),
        ("POST", "/jobs", {"json": {}}, 422, "validation_failed"),
        ("POST", "/jobs", {"content": b"{"}, 422, "validation_failed"),
        ("POST", "/jobs", {"json": {"title": "A", "salary_min": 2, "salary_max": 1}}, 400, "invalid"),
        ("POST", "/jobs", {"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415, "unsupported_media_type"),
        ("POST", "/jobs", {"content": b" " * (2 * 1024 * 1024 + 1)}, 413, "content_too_large"),
        ("GET", "/jobs", {"token": ""}, 401, "unauthenticated"),
        ("GET", "/jobs", {"token": "nonsense"}, 403, "invalid_credentials"),
        ("POST", "/auth/login", {"data": {"username": "a@example.com", "password": "x"}}, 403, "invalid_credentials"),
    ],
)
async def test_every_error_has_a_machine_readable_code(
    shared_api: Api, method: str, path: str, sent: dict[str, Any], status: int, code: str
) -> None:
    response = await shared_api.send(method, path, **sent)
    assert (response.status_code, response.headers.get_list("error-code")) == (status, [code])


async def test_codes_distinguish_errors_with_the_same_status(shared_api: Api) -> None:
    again = await shared_api.post("/auth/register", {"email": shared_api.email, "password": PASSWORD})
    assert (again.status_code, again.headers["error-code"]) == (400, "duplicate")
    job = await shared_api.job()
    stale = await shared_api.patch(f"/jobs/{job['id']}", {"title": "B"}, headers={"If-Match": '"x"'})
    assert (stale.status_code, stale.headers["error-code"]) == (412, "precondition_failed")
    assert "error-code" not in (await shared_api.get("/jobs")).headers


async def test_all_faults_of_a_job_are_reported_together_in_the_words_of_fastapi(shared_api: Api) -> None:
    body = {
        "title": "",
        "department": 5,
        "location": "x" * 201,
        "salary_min": -1,
        "salary_max": "many",
        "required_skills": ["Python", 5, "x" * 101, None],
        "nice_to_have_skills": "AWS",
        "status": "x" * 51,
        "is_public": "perhaps",
    }
    response = await shared_api.post("/jobs", body)
    assert response.status_code == 422
    assert response.json() == {
        "detail": [
            fault("string_too_short", ["body", "title"], "String should have at least 1 character"),
            fault("string_type", ["body", "department"], "Input should be a valid string"),
            fault("string_too_long", ["body", "location"], "String should have at most 200 characters"),
            fault("greater_than_equal", ["body", "salary_min"], "Input should be greater than or equal to 0"),
            fault("int_parsing", ["body", "salary_max"], NOT_AN_INTEGER),
            fault("string_type", ["body", "required_skills", 1], "Input should be a valid string"),
            fault("string_too_long", ["body", "required_skills", 2], "String should have at most 100 characters"),
            fault("string_type", ["body", "required_skills", 3], "Input should be a valid string"),
            fault("list_type", ["body", "nice_to_have_skills"], "Input should be a valid list"),
            fault("string_too_long", ["body", "status"], "String should have at most 50 characters"),
            fault("bool_parsing", ["body", "is_public"], NOT_A_BOOLEAN),
        ]
    }


async def test_all_faults_of_a_query_are_reported_together_in_the_words_of_fastapi(shared_api: Api) -> None:
    query = {"skip": -1, "limit": 101, "job_id": "five", "candidate_id": ""}
    response = await shared_api.get("/applications", params=query)
    assert response.status_code == 422
    assert sorted(response.json()["detail"], key=lambda found: str(found["loc"])) == [
        fault("int_parsing", ["query", "candidate_id"], NOT_AN_INTEGER),
        fault("int_parsing", ["query", "job_id"], NOT_AN_INTEGER),
        fault("less_than_equal", ["query", "limit"], "Input should be less than or equal to 100"),
        fault("greater_than_equal", ["query", "skip"], "Input should be greater than or equal to 0"),
    ]


@pytest.mark.parametrize("kind", KINDS)
async def test_faults_of_the_path_and_of_the_body_are_reported_together(shared_api: Api, kind: str) -> None:
    response = await shared_api.patch(f"/{kind}s/five", {"title": "", "full_name": "", "fit_score": 101})
    assert response.status_code == 422
    reported = response.json()["detail"]
    assert reported[0] == fault("int_parsing", ["path", f"{kind}_id"], NOT_AN_INTEGER)
    assert {fault["loc"][0] for fault in reported[1:]} == {"body"}


WITH_BODIES: list[tuple[str, dict[str, Any]]] = [("GET", {}), ("PATCH", {"json": {}}), ("DELETE", {})]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "given", ["five", "1.5", "1,2", "%20", "1%20", "0x1", "null", "true", "--1", "1;", "%00", "%FF", "%F0"]
)
@pytest.mark.one_storage
async def test_an_id_that_is_not_a_number_is_a_422(shared_api: Api, kind: str, given: str) -> None:
    for method, body in WITH_BODIES:
        response = await shared_api.send(method, f"/{kind}s/{given}", **body)
        assert response.json() == {"detail": [fault("int_parsing", ["path", f"{kind}_id"], NOT_AN_INTEGER)]}
        assert response.status_code == 422


@pytest.mark.parametrize("kind", ["job", "candidate"])
@pytest.mark.parametrize(
    "given", [0, -1, -(2**31), 2**31 - 1, 2**31, 2**32, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**30]
)
async def test_an_unknown_id_is_a_404(shared_api: Api, kind: str, given: int) -> None:
    for method, body in WITH_BODIES:
        assert_error(await shared_api.send(method, f"/{kind}s/{given}", **body), 404)


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.one_storage
async def test_an_empty_body_is_reported_as_missing(shared_api: Api, path: str) -> None:
    response = await post_raw(shared_api, path, b"")
    assert (response.status_code, response.json()) == (422, {"detail": [fault("missing", ["body"], "Field required")]})


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.parametrize("body", [b"[]", b'[{"title": "x"}]', b'"title"', b"5", b"1.5", b"true"])
@pytest.mark.one_storage
async def test_json_that_is_not_an_object_is_refused_in_the_words_of_fastapi(
    shared_api: Api, path: str, body: bytes
) -> None:
    words = "Input should be a valid dictionary or object to extract fields from"
    response = await post_raw(shared_api, path, body)
    assert response.status_code == 422
    assert response.json() == {"detail": [fault("model_attributes_type", ["body"], words)]}


@pytest.mark.parametrize(
    "body",
    [
        *b'{|{"title": "x"|{"title": "x",}|title=x|{"title": "x"} x|{"title": NaN}|{"title": "x", "u": 1e400}'.split(
            b"|"
        ),
        b"{'title': 'x'}",
        b'{"title": "a\x00b"}',
        b'{"title": "\xff"}',
        b"\xff\xfe{\x00}\x00",
        b'{"title": "\xed\xa0\x80"}',
        *rb'{"title": "\ud800"}|{"title": "\udfff x"}|{"title": "\u12"}'.split(b"|"),
        b'{"title":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
    ],
    ids=lambda body: ascii(body[:40]),
)
@pytest.mark.one_storage
async def test_an_unreadable_body_is_a_422(shared_api: Api, body: bytes) -> None:
    for method, path in (("POST", "/jobs"), ("PATCH", f"/jobs/{(await shared_api.job())['id']}")):
        response = await shared_api.send(method, path, content=body, headers=JSON)
        assert {loc[0] for _, loc in faults(response)} == {"body"}
        assert {frozenset(found) for found in response.json()["detail"]} == {frozenset({"type", "loc", "msg"})}


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.one_storage
async def test_malformed_json_is_refused_alike_on_every_route(shared_api: Api, path: str) -> None:
    (found,) = (await post_raw(shared_api, path, b'{"title": ')).json()["detail"]
    assert (found["type"], found["loc"][0]) == ("json_invalid", "body")
    assert found["msg"] == "JSON decode error: Expecting value at line 1, column 11"
    (found,) = (await post_raw(shared_api, path, b'{"title": "a",\n "b"}')).json()["detail"]
    assert (found["loc"], found["msg"]) == (
        ["body", 19],
        "JSON decode error: Expecting ':' delimiter at line 2, column 5",
    )


async def test_json_is_uncompressed_utf_8_with_or_without_a_byte_order_mark(shared_api: Api) -> None:
    job = b'{"title": "Welder"}'
    assert (await post_raw(shared_api, "/jobs", b"\xef\xbb\xbf" + job)).json()["title"] == "Welder"
    (found,) = (await post_raw(shared_api, "/jobs", job.decode().encode("utf-16"))).json()["detail"]
    assert (found["type"], found["msg"]) == ("json_invalid", "JSON decode error: the body should be UTF-8")
    assert (await post_raw(shared_api, "/jobs", job, JSON | {"Content-Encoding": "Identity"})).status_code == 201


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UPLOAD = {"Content-Type": "multipart/form-data; boundary=x"}


@pytest.mark.parametrize(("path", "kind"), [("/jobs", JSON), ("/auth/login", FORM), ("/agent/jobs/from_req", UPLOAD)])
@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["packed", "plain"])
async def test_a_body_with_a_content_encoding_is_refused(
    shared_api: Api, path: str, kind: dict[str, str], pack: Callable[[bytes], bytes]
) -> None:
    answer = await post_raw(shared_api, path, pack(b'{"title": "Welder"}'), kind | {"Content-Encoding": "gzip"})
    assert_error(answer, 415)
    assert answer.json()["detail"].startswith("Send the body as it is, without Content-Encoding")


@pytest.mark.parametrize("escaped", [r"\u0000", r"a\u0000b", r"\ud800", r"\udc00\ud800", r"x\udbff"])
@pytest.mark.parametrize("path", ["/jobs", "/candidates", "/agent/chat", "/agent/jobs/from_prompt", "/auth/register"])
@pytest.mark.one_storage
async def test_nul_and_lone_surrogates_are_refused_in_json(shared_api: Api, path: str, escaped: str) -> None:
    response = await post_raw(shared_api, path, f'{{"{REQUIRED[path]}": "x{escaped}"}}'.encode())
    assert {loc[0] for _, loc in faults(response)} == {"body"}


@pytest.mark.parametrize("escaped", ["%00", "a%00b", "%ED%A0%80", "x%ED%BF%BFx"])
@pytest.mark.parametrize(
    "query", ["/jobs?q=", "/candidates?q=", "/jobs?status_filter=", "/applications?status_filter="]
)
@pytest.mark.one_storage
async def test_nul_and_lone_surrogates_are_refused_in_a_query(shared_api: Api, query: str, escaped: str) -> None:
    name = query.partition("?")[2].rstrip("=")
    assert [loc for _, loc in faults(await shared_api.get(query + escaped))] == [["query", name]]


@pytest.mark.parametrize("escaped", ["%00", "%ED%A0%80", "%FF"])
async def test_nul_and_lone_surrogates_in_a_form_do_not_log_in(shared_api: Api, escaped: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (f"username=x{escaped}@example.com&password=x", f"username=x@example.com&password=x{escaped}"):
        assert (await post_raw(shared_api, "/auth/login", body.encode(), form)).status_code in {403, 422}


@pytest.mark.parametrize("escaped", [b"\0", b"\xed\xa0\x80"])
@pytest.mark.parametrize("part", ["job_req", "resume"])
@pytest.mark.one_storage
async def test_nul_and_lone_surrogates_are_refused_in_a_multipart_form(
    shared_api: Api, part: str, escaped: bytes
) -> None:
    path = "/agent/jobs/from_req" if part == "job_req" else "/agent/candidates/from_resume"
    files = {part: ("file.txt", b"Jane Doe\nEngineer"), "notes": (None, b"a" + escaped + b"b")}
    assert [loc for _, loc in faults(await shared_api.post(path, files=files))] == [["body", "notes"]]


@pytest.mark.parametrize("charset", ["nonsense", "punycode", "idna", "undefined", "unicode_escape", "utf-7"])
async def test_a_form_field_in_an_unsupported_charset_is_refused(shared_api: Api, charset: str) -> None:
    files = {"job_req": ("file.txt", b"Engineer"), "notes": (None, b"x-", f"text/plain; charset={charset}")}
    response = await shared_api.post("/agent/jobs/from_req", files=files)
    assert faults(response) == [("string_unicode", ["body", "notes"])]


@pytest.mark.parametrize("charset", ["utf-8", "ISO-8859-1", "windows-1251", "shift_jis", "GB18030", "utf-16"])
async def test_a_form_field_may_declare_its_charset(shared_api: Api, charset: str) -> None:
    notes = "Привет" if charset == "windows-1251" else "é" if charset == "ISO-8859-1" else "日本"
    files = {
        "resume": ("cv.txt", b"Jane Doe"),
        "notes": (None, notes.encode(charset), f"text/plain; charset={charset}"),
    }
    response = await shared_api.post("/agent/candidates/from_resume", files=files)
    assert response.json()["candidate"]["notes"].endswith(notes)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"])
@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.one_storage
async def test_a_body_of_another_media_type_is_a_415(shared_api: Api, path: str, kind: str) -> None:
    assert_error(await post_raw(shared_api, path, b"{}", {"Content-Type": kind}), 415)


async def test_json_may_declare_its_charset_and_have_nested_unknown_fields(shared_api: Api) -> None:
    body = b'{"title": "\xc3\x84rztin", "nonsense": ' + b"[" * 100 + b"]" * 100 + b"}"
    response = await post_raw(shared_api, "/jobs", body, {"Content-Type": "application/json; charset=utf-8"})
    assert (response.status_code, response.json()["title"]) == (201, "Ärztin")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/jobs", {"GET", "POST"}),
        ("DELETE", "/candidates", {"GET", "POST"}),
        ("PATCH", "/applications", {"GET", "POST"}),
        *((method, f"/{kind}s/1", {"GET", "PATCH", "DELETE"}) for kind in KINDS for method in ("PUT", "POST")),
        ("POST", "/users/me", {"GET"}),
        *(("GET", path, {"POST"}) for path in REQUIRED if path.startswith(("/auth", "/matching", "/agent"))),
        *(("GET", path, {"POST"}) for path in ("/auth/login", "/agent/jobs/from_req", "/agent/candidates/from_resume")),
    ],
)
@pytest.mark.one_storage
async def test_an_unsupported_method_is_a_405_that_lists_the_allowed_methods(
    shared_api: Api, method: str, path: str, allowed: set[str]
) -> None:
    response = await shared_api.send(method, path)
    assert_error(response, 405)
    heads = {"HEAD"} if "GET" in allowed else set[str]()
    assert set(response.headers["allow"].split(", ")) == allowed | heads


@pytest.mark.parametrize("path", ["/nothing", API, f"{API}/nothing", f"{API}/jobs/1/2", "/jobs", "/api/v2/jobs"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.one_storage
async def test_an_unknown_path_is_a_404(shared_api: Api, method: str, path: str) -> None:
    response = await shared_api.http.request(method, path, headers={"Authorization": f"Bearer {shared_api.token}"})
    assert_error(response, 404)


async def test_every_response_has_a_request_id_that_the_client_may_choose(shared_api: Api) -> None:
    for path in ("/jobs", "/jobs/0", "/jobs/five", "/nothing"):
        assert (await shared_api.get(path)).headers["x-request-id"]
        assert (await shared_api.get(path, headers={"X-Request-ID": "a-1"})).headers["x-request-id"] == "a-1"
