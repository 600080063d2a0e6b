"""Oversized requests are refused with a reason and affect no other client."""

import asyncio
import io
import urllib.error
import urllib.request
import zipfile
from collections.abc import AsyncIterator

import pytest

from attack.wire import Wire, wire
from http_api import Api, faults
from processes import ServerProcess

KIB = 1024
START = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
CHUNKED = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
async def line(server: ServerProcess) -> AsyncIterator[Wire]:
    async with wire(server.port) as connected:
        yield connected


@pytest.mark.parametrize(
    "head",
    [
        START + b"X-Large: " + b"x" * 64 * KIB + b"\r\n\r\n",
        START + b"X-Large: " + b"x" * 4096 * KIB,
        START + b"x" * 4096 * KIB,
        START + b"X-Many: x\r\n" * 100 + b"\r\n",
        START + b"X-Many: x\r\n" * 400_000,
        b"GET /healthz?" + b"x" * 64 * KIB + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"x" * 4096 * KIB,
    ],
    ids=["value", "endless value", "endless name", "headers", "endless headers", "query", "endless path"],
)
async def test_a_head_of_more_than_64_kibibytes_or_100_headers_is_refused(line: Wire, head: bytes) -> None:
    await line.send(head)
    answer = await line.answer()
    assert (answer.status, answer.headers["error-code"]) == (431, "headers_too_large")
    assert b"64 KiB" in answer.body
    assert await line.closed()


async def test_a_head_just_within_its_limits_is_accepted(line: Wire) -> None:
    await line.send(START + b"X-Large: " + b"x" * 63 * KIB + b"\r\n" + b"X-Many: x\r\n" * 90 + b"\r\n")
    assert (await line.answer()).status == 200


@pytest.mark.parametrize(
    "body",
    [b"1;" + b"x" * 4096 * KIB, b"1\r\nx\r\n" * 400_000, b"0\r\n" + b"X-Trailer: " + b"x" * 4096 * KIB],
    ids=["extension", "pieces of a byte", "trailer"],
)
async def test_a_body_with_excessive_chunk_overhead_is_refused(line: Wire, body: bytes) -> None:
    await line.send(CHUNKED + body)
    answer = await line.answer()
    assert answer.status in {400, 413, 422, 431}  # 422: the body may be refused before all of it has arrived
    assert await line.closed()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxx",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n Folded: header\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Nul: a\0b\r\n\r\n",
        b"GET / HTTP/1.1\nX\rY: z\n\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
async def test_an_ambiguous_request_is_refused(line: Wire, request_: bytes) -> None:
    await line.send(request_)
    answer = await line.answer()
    assert 400 <= answer.status < 500
    assert answer.body.startswith(b'{"detail":')


def post_large_body(url: str, headers: dict[str, str], method: str) -> int:
    """Send a body larger than any route takes before reading the response; return its status."""
    request = urllib.request.Request(url, b"x" * 16 * KIB * KIB, headers, method=method)  # noqa: S310 - our own server
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)  # noqa: S310
    with refused.value as answer:
        assert answer.read().startswith(b'{"detail":')
    return refused.value.code


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/api/v1/auth/login", {}, 413),
        ("POST", "/api/v1/jobs", {}, 401),
        ("POST", "/api/v1/jobs", {"Authorization": "Bearer x"}, 403),
        ("POST", "/nothing", {}, 404),
        ("PUT", "/api/v1/jobs", {}, 405),
        ("POST", "/api/v1/auth/login", {"Content-Type": "text/plain"}, 422),
    ],
)
async def test_a_client_that_sends_its_whole_body_before_reading_gets_the_refusal(
    server: ServerProcess, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"} | headers
    assert await asyncio.to_thread(post_large_body, server.url + path, headers, method) == status


@pytest.mark.parametrize("connection", ["close", "keep-alive"])
async def test_a_refused_body_is_read_up_to_a_limit(line: Wire, connection: str) -> None:
    head = f"POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: {10**12}\r\nConnection: {connection}\r\n\r\n"
    await line.send(head.encode())
    assert (await line.answer()).status == 404
    assert await line.send_until_cut_off(b"x" * KIB * KIB, pause=0) < 300


async def test_a_refusal_in_place_of_100_continue_closes_the_connection(line: Wire) -> None:
    await line.send(CHUNKED.replace(b"auth/login", b"jobs").replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"))
    answer = await line.answer()
    assert (answer.status, answer.headers["connection"]) == (401, "close")


async def test_deeply_nested_json_is_refused(api: Api) -> None:
    for opening in (b"[", b'{"a":', b'{"title": ['):
        body = opening * (1_000_000 // len(opening))
        response = await api.post("/jobs", content=body, headers={"Content-Type": "application/json"})
        assert [kind for kind, _ in faults(response)] == ["json_invalid"]


async def test_a_form_of_more_than_a_thousand_parts_or_fields_is_refused(api: Api) -> None:
    parts = [("resume", (f"{number}.txt", b"Jane Doe")) for number in range(1001)]
    assert (await api.post("/agent/candidates/from_resume", files=parts)).status_code == 413
    fields = b"&".join(b"a=b" for _ in range(1001))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await api.post("/auth/login", content=fields, headers=kind)).status_code in {413, 422}


@pytest.mark.parametrize(
    "part",
    [
        b'Content-Disposition: form-data; name="' + b"x" * 8 * KIB + b'"\r\n\r\nx',
        b'Content-Disposition: form-data; name="resume"\r\n' + b"X-Many: x\r\n" * 100 + b"\r\nx",
        b'Content-Disposition: form-data; name="resume"; filename="a"\r\nX-Large: ' + b"x" * 1024 * KIB,
    ],
    ids=["name", "headers", "endless header"],
)
async def test_a_part_whose_head_is_too_large_is_refused(api: Api, part: bytes) -> None:
    body = b"--b\r\n" + part + b"\r\n--b--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    response = await api.post("/agent/candidates/from_resume", content=body, headers=kind)
    assert response.status_code in {413, 422}


async def test_a_malformed_boundary_is_refused(api: Api) -> None:
    for boundary in ("x" * 30_000, '"', "a\tb", ";", "=", "é".encode().decode("latin-1")):
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}".encode("latin-1")}
        response = await api.post("/agent/candidates/from_resume", content=b"--x\r\n\r\n--x--", headers=kind)
        assert response.status_code == 422, boundary


async def test_an_archive_bomb_is_refused_and_creates_no_candidate(api: Api) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"Jane Doe\n" * 8_000_000)
    response = await api.post("/candidates/import", files={"file": ("all.zip", packed.getvalue())})
    assert response.status_code == 400
    assert "unpacks to far more" in response.json()["detail"]
    assert (await api.get("/candidates")).json()["total"] == 0


async def test_numbers_of_5000_digits_in_paths_and_queries_cause_no_server_error(api: Api) -> None:
    digits = "9" * 5000
    for path in (f"/jobs/{digits}", f"/candidates/{digits}/documents/{digits}", f"/jobs?skip={digits}"):
        assert (await api.get(path)).status_code in {200, 404, 422}


async def test_the_server_still_responds_after_oversized_requests(server: ServerProcess, api: Api) -> None:
    assert (await api.http.get("/readyz")).status_code == 200
    assert (await api.get("/jobs")).json() == {"items": [], "total": 0}
    assert server.process.returncode is None
