"""What is refused, and in which shape: everywhere alike."""

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
NO_BOOLEAN = "Input should be a valid boolean, unable to interpret input"
NO_INTEGER = "Input should be a valid integer, unable to parse string as an integer"


@pytest.fixture(scope="module")
async def ours(http: httpx.AsyncClient) -> Api:
    return await registered(http)


async def sent(api: Api, path: str, body: bytes, headers: dict[str, str] = JSON) -> httpx.Response:
    """Send a body as it is."""
    return await api.post(path, content=body, headers=headers)


def assert_problem(response: httpx.Response, status: int) -> None:
    """The one shape that errors have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].partition(";")[0] == "application/json"
    assert list(response.json()) == ["detail"]
    assert isinstance(response.json()["detail"], str)
    (code,) = response.headers.get_list("error-code")
    assert code in codes_of(status)


def fault(kind: str, loc: list[str | int], words: str) -> dict[str, Any]:
    return {"type": kind, "loc": loc, "msg": words}


async def test_health_needs_no_token_and_minds_none(ours: Api) -> None:
    for token in ({}, {"Authorization": f"Bearer {ours.token}"}, {"Authorization": "Bearer nonsense"}):
        response = await ours.http.get("/healthz", headers=token)
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
async def test_every_error_has_a_code_that_programs_can_tell(
    ours: Api, method: str, path: str, sent: dict[str, Any], status: int, code: str
) -> None:
    response = await ours.send(method, path, **sent)
    assert (response.status_code, response.headers.get_list("error-code")) == (status, [code])


async def test_the_code_tells_kinds_of_one_status_apart(ours: Api) -> None:
    again = await ours.post("/auth/register", {"email": ours.email, "password": PASSWORD})
    assert (again.status_code, again.headers["error-code"]) == (400, "duplicate")
    job = await ours.job()
    stale = await ours.patch(f"/jobs/{job['id']}", {"title": "B"}, headers={"If-Match": '"x"'})
    assert (stale.status_code, stale.headers["error-code"]) == (412, "precondition_failed")
    assert "error-code" not in (await ours.get("/jobs")).headers


async def test_every_fault_of_a_job_is_told_at_once_in_fastapis_words(ours: Api) -> None:
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
    response = await ours.post("/jobs", body)
    assert response.status_code == 422
    assert response.json() == {
        "detail": [
            fault("string_too_short", ["body", "title"], "String should have at least 1 character"),
            fault("string_type", ["body", "department"], "Input should be a valid string"),
            fault("string_too_long", ["body", "location"], "String should have at most 200 characters"),
            fault("greater_than_equal", ["body", "salary_min"], "Input should be greater than or equal to 0"),
            fault("int_parsing", ["body", "salary_max"], NO_INTEGER),
            fault("string_type", ["body", "required_skills", 1], "Input should be a valid string"),
            fault("string_too_long", ["body", "required_skills", 2], "String should have at most 100 characters"),
            fault("string_type", ["body", "required_skills", 3], "Input should be a valid string"),
            fault("list_type", ["body", "nice_to_have_skills"], "Input should be a valid list"),
            fault("string_too_long", ["body", "status"], "String should have at most 50 characters"),
            fault("bool_parsing", ["body", "is_public"], NO_BOOLEAN),
        ]
    }


async def test_every_fault_of_a_query_is_told_at_once_in_fastapis_words(ours: Api) -> None:
    query = {"skip": -1, "limit": 101, "job_id": "five", "candidate_id": ""}
    response = await ours.get("/applications", params=query)
    assert response.status_code == 422
    assert sorted(response.json()["detail"], key=lambda found: str(found["loc"])) == [
        fault("int_parsing", ["query", "candidate_id"], NO_INTEGER),
        fault("int_parsing", ["query", "job_id"], NO_INTEGER),
        fault("less_than_equal", ["query", "limit"], "Input should be less than or equal to 100"),
        fault("greater_than_equal", ["query", "skip"], "Input should be greater than or equal to 0"),
    ]


@pytest.mark.parametrize("kind", KINDS)
async def test_faults_of_the_path_and_of_the_body_are_told_together(ours: Api, kind: str) -> None:
    response = await ours.patch(f"/{kind}s/five", {"title": "", "full_name": "", "fit_score": 101})
    assert response.status_code == 422
    faulty = response.json()["detail"]
    assert faulty[0] == fault("int_parsing", ["path", f"{kind}_id"], NO_INTEGER)
    assert {fault["loc"][0] for fault in faulty[1:]} == {"body"}


WITH_BODIES: list[tuple[str, dict[str, Any]]] = [("GET", {}), ("PATCH", {"json": {}}), ("DELETE", {})]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "given", ["five", "1.5", "1,2", "%20", "1%20", "0x1", "null", "true", "--1", "1;", "%00", "%FF", "%F0"]
)
@pytest.mark.one_storage
async def test_an_id_that_is_no_number_is_a_422(ours: Api, kind: str, given: str) -> None:
    for method, body in WITH_BODIES:
        response = await ours.send(method, f"/{kind}s/{given}", **body)
        assert response.json() == {"detail": [fault("int_parsing", ["path", f"{kind}_id"], NO_INTEGER)]}
        assert response.status_code == 422


@pytest.mark.parametrize("kind", ["job", "candidate"])
@pytest.mark.parametrize(
    "given", [0, -1, -(2**31), 2**31 - 1, 2**31, 2**32, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**30]
)
async def test_an_id_that_nothing_has_is_a_404(ours: Api, kind: str, given: int) -> None:
    for method, body in WITH_BODIES:
        assert_problem(await ours.send(method, f"/{kind}s/{given}", **body), 404)


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.one_storage
async def test_no_body_at_all_is_a_missing_body(ours: Api, path: str) -> None:
    response = await sent(ours, path, b"")
    assert (response.status_code, response.json()) == (422, {"detail": [fault("missing", ["body"], "Field required")]})


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.parametrize("body", [b"[]", b'[{"title": "x"}]', b'"title"', b"5", b"1.5", b"true"])
@pytest.mark.one_storage
async def test_json_that_is_no_object_is_refused_in_fastapis_words(ours: Api, path: str, body: bytes) -> None:
    words = "Input should be a valid dictionary or object to extract fields from"
    response = await sent(ours, path, body)
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
async def test_a_body_that_can_not_be_read_is_a_422_and_makes_nothing(ours: Api, body: bytes) -> None:
    for method, path in (("POST", "/jobs"), ("PATCH", f"/jobs/{(await ours.job())['id']}")):
        response = await ours.send(method, path, content=body, headers=JSON)
        assert {loc[0] for _, loc in faults(response)} == {"body"}
        assert {frozenset(found) for found in response.json()["detail"]} == {frozenset({"type", "loc", "msg"})}


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.one_storage
async def test_malformed_json_is_refused_alike_everywhere(ours: Api, path: str) -> None:
    (found,) = (await sent(ours, path, b'{"title": ')).json()["detail"]
    assert (found["type"], found["loc"][0]) == ("json_invalid", "body")
    assert found["msg"] == "JSON decode error: Expecting value at line 1, column 11"
    (found,) = (await sent(ours, path, b'{"title": "a",\n "b"}')).json()["detail"]
    assert (found["loc"], found["msg"]) == (
        ["body", 19],
        "JSON decode error: Expecting ':' delimiter at line 2, column 5",
    )


async def test_json_is_utf_8_with_or_without_a_byte_order_mark_and_as_it_is(ours: Api) -> None:
    job = b'{"title": "Welder"}'
    assert (await sent(ours, "/jobs", b"\xef\xbb\xbf" + job)).json()["title"] == "Welder"
    (found,) = (await sent(ours, "/jobs", job.decode().encode("utf-16"))).json()["detail"]
    assert (found["type"], found["msg"]) == ("json_invalid", "JSON decode error: the body should be UTF-8")
    assert (await sent(ours, "/jobs", job, JSON | {"Content-Encoding": "Identity"})).status_code == 201


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UPLOAD = {"Content-Type": "multipart/form-data; boundary=x"}


@pytest.mark.parametrize(("path", "kind"), [("/jobs", JSON), ("/auth/login", FORM), ("/agent/jobs/from_req", UPLOAD)])
@pytest.mark.parametrize("pack", [gzip.compress, bytes], ids=["packed", "plain"])
async def test_a_body_that_is_said_to_be_encoded_is_refused(
    ours: Api, path: str, kind: dict[str, str], pack: Callable[[bytes], bytes]
) -> None:
    answer = await sent(ours, path, pack(b'{"title": "Welder"}'), kind | {"Content-Encoding": "gzip"})
    assert_problem(answer, 415)
    assert answer.json()["detail"].startswith("Send the body as it is, without Content-Encoding")


@pytest.mark.parametrize("escaped", [r"\u0000", r"a\u0000b", r"\ud800", r"\udc00\ud800", r"x\udbff"])
@pytest.mark.parametrize("path", ["/jobs", "/candidates", "/agent/chat", "/agent/jobs/from_prompt", "/auth/register"])
@pytest.mark.one_storage
async def test_nul_and_lone_surrogates_are_refused_in_json(ours: Api, path: str, escaped: str) -> None:
    response = await sent(ours, path, f'{{"{REQUIRED[path]}": "x{escaped}"}}'.encode())
    assert {loc[0] for _, loc in faults(response)} == {"body"}


@pytest.mark.parametrize("escaped", ["%00", "a%00b", "%ED%A0%80", "x%ED%BF%BFx"])
@pytest.mark.parametrize(
    "query", ["/jobs?q=", "/candidates?q=", "/jobs?status_filter=", "/applications?status_filter="]
)
@pytest.mark.one_storage
async def test_nul_and_lone_surrogates_are_refused_in_a_query(ours: Api, query: str, escaped: str) -> None:
    name = query.partition("?")[2].rstrip("=")
    assert [loc for _, loc in faults(await ours.get(query + escaped))] == [["query", name]]


@pytest.mark.parametrize("escaped", ["%00", "%ED%A0%80", "%FF"])
async def test_nul_and_lone_surrogates_in_a_form_do_not_log_in(ours: Api, escaped: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (f"username=x{escaped}@example.com&password=x", f"username=x@example.com&password=x{escaped}"):
        assert (await sent(ours, "/auth/login", body.encode(), form)).status_code in {403, 422}


@pytest.mark.parametrize("escaped", [b"\0", b"\xed\xa0\x80"])
@pytest.mark.parametrize("part", ["job_req", "resume"])
@pytest.mark.one_storage
async def test_nul_and_lone_surrogates_are_refused_in_a_multipart_form(ours: Api, part: str, escaped: bytes) -> None:
    path = "/agent/jobs/from_req" if part == "job_req" else "/agent/candidates/from_resume"
    files = {part: ("file.txt", b"Jane Doe\nEngineer"), "notes": (None, b"a" + escaped + b"b")}
    assert [loc for _, loc in faults(await ours.post(path, files=files))] == [["body", "notes"]]


@pytest.mark.parametrize("charset", ["nonsense", "punycode", "idna", "undefined", "unicode_escape", "utf-7"])
async def test_a_form_in_an_encoding_that_no_form_needs_is_refused(ours: Api, charset: str) -> None:
    files = {"job_req": ("file.txt", b"Engineer"), "notes": (None, b"x-", f"text/plain; charset={charset}")}
    response = await ours.post("/agent/jobs/from_req", files=files)
    assert faults(response) == [("string_unicode", ["body", "notes"])]


@pytest.mark.parametrize("charset", ["utf-8", "ISO-8859-1", "windows-1251", "shift_jis", "GB18030", "utf-16"])
async def test_a_form_may_say_its_encoding(ours: Api, charset: str) -> None:
    notes = "Привет" if charset == "windows-1251" else "é" if charset == "ISO-8859-1" else "日本"
    files = {
        "resume": ("cv.txt", b"Jane Doe"),
        "notes": (None, notes.encode(charset), f"text/plain; charset={charset}"),
    }
    response = await ours.post("/agent/candidates/from_resume", files=files)
    assert response.json()["candidate"]["notes"].endswith(notes)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"])
@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.one_storage
async def test_a_body_of_another_media_type_is_a_415(ours: Api, path: str, kind: str) -> None:
    assert_problem(await sent(ours, path, b"{}", {"Content-Type": kind}), 415)


async def test_json_may_say_its_encoding_and_nest_what_is_ignored(ours: Api) -> None:
    body = b'{"title": "\xc3\x84rztin", "nonsense": ' + b"[" * 100 + b"]" * 100 + b"}"
    response = await sent(ours, "/jobs", body, {"Content-Type": "application/json; charset=utf-8"})
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
async def test_a_method_that_a_path_does_not_have_is_a_405_that_names_those_it_has(
    ours: Api, method: str, path: str, allowed: set[str]
) -> None:
    response = await ours.send(method, path)
    assert_problem(response, 405)
    heads = {"HEAD"} if "GET" in allowed else set[str]()
    assert set(response.headers["allow"].split(", ")) == allowed | heads


@pytest.mark.parametrize("path", ["/", "/nothing", API, f"{API}/nothing", f"{API}/jobs/1/2", "/jobs", "/api/v2/jobs"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.one_storage
async def test_a_path_that_is_none_is_a_404(ours: Api, method: str, path: str) -> None:
    response = await ours.http.request(method, path, headers={"Authorization": f"Bearer {ours.token}"})
    assert_problem(response, 404)


async def test_every_answer_has_a_request_id_that_is_ours_to_choose(ours: Api) -> None:
    for path in ("/jobs", "/jobs/0", "/jobs/five", "/nothing"):
        assert (await ours.get(path)).headers["x-request-id"]
        assert (await ours.get(path, headers={"X-Request-ID": "a-1"})).headers["x-request-id"] == "a-1"
