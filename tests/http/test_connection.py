"""Connections of a server that is stopping."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn

from lone_server import address, started
from recruit.entrypoints.http.transport import protocol
from recruit.entrypoints.http.transport.protocol import DrainingConnection

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def hello(_scope: object, _receive: object, send: Callable[[object], Awaitable[None]]) -> None:
    """An application."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


async def reading(
    _scope: object, receive: Callable[[], Awaitable[object]], send: Callable[[object], Awaitable[None]]
) -> None:
    """An application that answers when the body has come."""
    await receive()
    await hello(_scope, receive, send)


class Client:
    """A socket that writes at once, whether or not anybody reads."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.reader: asyncio.StreamReader

    async def ask(self) -> bytes:
        """Send a request and return the answer."""
        self.socket.send(REQUEST)
        return await self.answer()

    async def answer(self) -> bytes:
        """Return the next answer."""
        return await self.reader.readuntil(b"hello")


@pytest.fixture
async def server() -> AsyncIterator[uvicorn.Server]:
    server = await started(hello)
    yield server
    server.servers[0].close()


@asynccontextmanager
async def connected(server: uvicorn.Server) -> AsyncIterator[Client]:
    client = Client(address(server)[1])
    client.reader, writer = await asyncio.open_connection(sock=client.socket)
    yield client
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


@pytest.fixture
async def client(server: uvicorn.Server) -> AsyncIterator[Client]:
    async with connected(server) as client:
        yield client


def only(server: uvicorn.Server) -> DrainingConnection:
    (one,) = server.server_state.connections
    assert isinstance(one, DrainingConnection)
    return one


async def test_the_next_request_on_an_idle_connection_is_answered_as_its_last(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 3600)
    assert b"connection: close" not in await client.ask()
    for one in server.server_state.connections:
        one.shutdown()
    assert b"connection: close" in await client.ask()
    assert await client.reader.read() == b""


async def test_an_idle_connection_is_closed_after_a_while(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 0)
    await client.ask()
    for one in server.server_state.connections:
        one.shutdown()
    assert await client.reader.read() == b""


async def test_a_request_that_nobody_has_read_keeps_an_idle_connection_open(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 3600)
    await client.ask()
    one = only(server)
    one.shutdown()
    client.socket.send(REQUEST)
    one.close_if_idle()
    assert b"connection: close" in await client.answer()


async def test_a_connection_that_nobody_uses_is_closed(server: uvicorn.Server) -> None:
    server.config.timeout_keep_alive = 0
    async with connected(server) as client:
        await client.ask()
        assert await client.reader.read() == b""


async def test_a_connection_that_was_used_a_moment_ago_stays(server: uvicorn.Server, client: Client) -> None:
    await client.ask()
    only(server).close_if_unused()
    await client.ask()


async def test_a_connection_on_which_a_request_begins_stays(server: uvicorn.Server, client: Client) -> None:
    await client.ask()
    one = only(server)
    one.timeout_keep_alive = 0
    one.data_received(REQUEST[:10])
    one.close_if_unused()
    one.data_received(REQUEST[10:])
    await client.answer()


async def test_answers_are_counted_as_uvicorn_counts_them(server: uvicorn.Server, client: Client) -> None:
    for number in range(1, 4):
        await client.ask()
        assert server.server_state.total_requests == number


EXPECTING = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"


async def test_an_answer_in_place_of_an_awaited_body_is_the_last(client: Client) -> None:
    client.socket.send(EXPECTING)
    assert b"connection: close" in await client.answer()


async def test_a_connection_stays_when_the_awaited_body_has_come() -> None:
    server = await started(reading)
    async with connected(server) as client:
        client.socket.send(EXPECTING)
        assert await client.reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.socket.send(b"body")
        assert b"connection: close" not in await client.answer()
        await client.ask()
    server.servers[0].close()
