"""The Python client's requests: tries after refusals and broken connections, pages, and streams that go on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from recruit_client import Recruit, RecruitError

BROKEN = b""
"""An answer that closes the connection instead."""

Heard = list[tuple[str, str, dict[str, str]]]


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses of the client in seconds, which it doesn't make."""
    found: list[float] = []
    monkeypatch.setattr("time.sleep", found.append)
    return found


@contextmanager
def server(answers: Sequence[bytes]) -> Iterator[tuple[str, Heard]]:
    """Run a server that gives one answer after the other. Yield its URL, and what it is asked."""
    heard: Heard = []
    left = iter(answers)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            heard.append((self.command, self.path, dict(self.headers)))
            self.wfile.write(next(left))
            self.close_connection = True

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - the names that the base class calls

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_port}", heard
        finally:
            listening.shutdown()
            thread.join()


def answer(status: str, body: str = "", **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body.encode())}",
        "Connection: close",  # which the client has to know before its next request
        *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


BUSY = answer("503 Busy", '{"detail": "Busy"}', Retry_After="0", Error_Code="unavailable", X_Request_ID="r1")
TAG = '{"id": 1, "org_id": 1, "name": "Local", "colour": null, "candidates": 0}'


def test_a_post_is_tried_again_with_the_same_key() -> None:
    with server([BUSY, BROKEN, answer("201 Created", TAG)]) as (url, heard), Recruit(url, "rk_1") as recruit:
        assert recruit.create_tag(name="Local").id == 1
    assert len({headers["Idempotency-Key"] for _, _, headers in heard}) == 1
    assert [headers["Authorization"] for _, _, headers in heard] == ["Bearer rk_1"] * 3


@pytest.mark.parametrize("answered", [BUSY, BROKEN])
def test_a_request_that_could_do_something_twice_is_tried_once(answered: bytes) -> None:
    failed = pytest.raises((RecruitError, httpx.TransportError))
    with server([answered]) as (url, heard), Recruit(url) as recruit, failed:
        recruit.sign_in("dana@example.com", "secret")
    assert len(heard) == 1


def test_an_error_has_its_code_and_the_request_after_the_last_try() -> None:
    with server([BUSY] * 4) as (url, _), Recruit(url) as recruit, pytest.raises(RecruitError) as raised:
        recruit.delete_tag(1)
    assert (raised.value.status, raised.value.code, raised.value.request_id) == (503, "unavailable", "r1")


def test_the_server_says_how_long_to_wait_unless_it_sends_a_date(pauses: list[float]) -> None:
    given = ("7", "3600", "Fri, 31 Dec 2027 23:59:59 GMT", "-1")
    for asked in given:
        busy = answer("429 Too Many Requests", Retry_After=asked)
        with server([busy, answer("204 No Content")]) as (url, _), Recruit(url) as recruit:
            recruit.delete_tag(1)
    assert pauses == [7.0, 60.0, 1.0, 1.0]


def test_a_list_goes_on_at_the_next_page() -> None:
    first = answer("200 OK", f'{{"items": [{TAG}], "total": 2}}', Link='</api/v1/tags?cursor=x>; rel="next"')
    with (
        server([first, answer("200 OK", f'{{"items": [{TAG}], "total": 2}}')]) as (url, heard),
        Recruit(url) as recruit,
    ):
        assert len(list(recruit.list_tags())) == 2
    assert [path for _, path, _ in heard] == ["/api/v1/tags?limit=100", "/api/v1/tags?cursor=x"]


def streamed(*events: str) -> bytes:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 999\r\n\r\n"  # never arrives whole
    return (head + "".join(f"{event}\r\n\r\n" for event in (": connected", *events))).encode()


def created(number: int) -> str:
    return f'id: {number}\r\nevent: job.created\r\ndata: {{"id": {number}}}'


def test_a_stream_that_breaks_goes_on_after_its_last_event(pauses: list[float]) -> None:
    answers = [streamed(created(5)), *[streamed()] * 4, BROKEN, BUSY, streamed(created(6)), answer("403 No")]
    with server(answers) as (url, heard), Recruit(url) as recruit:
        events = recruit.stream_events(after="4")
        assert [(one.id, one.data) for one in (next(events), next(events))] == [(5, {"id": 5}), (6, {"id": 6})]
        with pytest.raises(RecruitError, match="403"):
            next(events)
    assert [headers.get("Last-Event-ID") for _, _, headers in heard] == [None, *["5"] * 7, "6"]
    assert pauses == [2.0] * 5 + [4.0, 8.0, 2.0]


def test_a_reply_arrives_as_events_whose_text_may_have_any_character(pauses: list[float]) -> None:
    body = 'event: delta\ndata: {"text":"a\u2028b\x85c"}\n\nevent: reply\ndata: {"reply":"d"}\n\n'
    with server([answer("200 OK", body, Content_Type="text/event-stream")]) as (url, _), Recruit(url) as recruit:
        found = [(one.event, one.data) for one in recruit.chat_stream(message="Hello")]
    assert found == [("delta", {"text": "a\u2028b\x85c"}), ("reply", {"reply": "d"})]
    assert pauses == []
