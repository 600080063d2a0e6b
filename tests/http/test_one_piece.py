"""Answers that aren't plain: each is sent, or refused, as HTTP has it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias

import pytest
import uvicorn

from lone_server import address, started

FIVE = (b"content-length", b"5")
LAST = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello"
Send: TypeAlias = Callable[[Any], Awaitable[None]]
Streams: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def app(scope: Any, _receive: object, send: Send) -> None:
    """Answer in the way that the path names."""
    status, headers, *bodies = {
        "/plain": (200, [FIVE], b"hello"),
        "/parts": (200, [FIVE], b"he", b"llo"),
        "/unmeasured": (200, [], b"hello"),
        "/nothing": (204, [], b""),
        "/short": (200, [FIVE], b"hell"),
        "/long": (200, [FIVE], b"hello!"),
        "/split": (200, [FIVE, (b"x-name", b"a\r\nx-other: b")], b"hello"),
        "/feed": (200, [FIVE, (b"x-name", b"a\nb")], b"hello"),
        "/nul": (200, [FIVE, (b"x-name", b"a\0b")], b"hello"),
        "/last": (200, [FIVE, (b"connection", b"close")], b"hello"),
        "/broken": (200, [FIVE]),
    }[scope["path"]]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if not bodies:
        raise RuntimeError
    for body in bodies:
        await send({"type": "http.response.body", "body": body, "more_body": body is not bodies[-1]})


@pytest.fixture
async def server() -> AsyncIterator[uvicorn.Server]:
    server = await started(app)
    yield server
    server.servers[0].close()


@pytest.fixture
async def streams(server: uvicorn.Server) -> AsyncIterator[Streams]:
    reader, writer = await asyncio.open_connection(*address(server))
    yield reader, writer
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def asked(streams: Streams, path: str, method: str = "GET") -> bytes:
    """What comes for a request, and for one more, which is the connection's last."""
    reader, writer = streams
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    writer.write(b"GET /last HTTP/1.1\r\nHost: x\r\n\r\n")
    return await reader.read()


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("GET", "/plain", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
        ("HEAD", "/plain", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"),
        ("GET", "/parts", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
        ("GET", "/unmeasured", b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        ("GET", "/nothing", b"HTTP/1.1 204 No Content\r\n\r\n"),
    ],
)
async def test_an_answer_is_whole_and_the_next_follows(streams: Streams, method: str, path: str, answer: bytes) -> None:
    assert await asked(streams, path, method) == answer + LAST


@pytest.mark.parametrize("path", ["/split", "/feed", "/nul"])
async def test_a_header_with_more_than_a_value_in_it_is_not_sent(streams: Streams, path: str) -> None:
    assert await asked(streams, path) == b""


async def test_who_fails_before_the_body_has_sent_nothing(streams: Streams) -> None:
    answer = await asked(streams, "/broken")
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("path", ["/short", "/long"])
async def test_nothing_follows_an_answer_of_another_length_than_it_says(streams: Streams, path: str) -> None:
    answer = await asked(streams, path)
    assert answer.count(b"HTTP/1.1") == 1
    assert not answer.endswith(b"hello")
