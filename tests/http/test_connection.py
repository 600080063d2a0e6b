"""Connections of a server that is stopping."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import uvicorn

from lone_server import address, started
from recruit.entrypoints.http.transport import protocol
from recruit.entrypoints.http.transport.protocol import DrainingConnection

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def hello(_scope: object, _receive: object, send: Callable[[object], Awaitable[None]]) -> None:
    """An application that answers every request with hello."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


async def read_body_then_hello(
    _scope: object, receive: Callable[[], Awaitable[object]], send: Callable[[object], Awaitable[None]]
) -> None:
    """An application that reads the body before it answers."""
    await receive()
    await hello(_scope, receive, send)


class Client:
    """A client that writes to its socket without waiting for the event loop."""

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


def only_connection(server: uvicorn.Server) -> DrainingConnection:
    (connection,) = server.server_state.connections
    assert isinstance(connection, DrainingConnection)
    return connection


async def test_an_idle_connection_answers_one_more_request_after_shutdown(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 3600)
    assert b"connection: close" not in await client.ask()
    for connection in server.server_state.connections:
        connection.shutdown()
    assert b"connection: close" in await client.ask()
    assert await client.reader.read() == b""


async def test_an_idle_connection_is_closed_after_the_linger_time(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 0)
    await client.ask()
    for connection in server.server_state.connections:
        connection.shutdown()
    assert await client.reader.read() == b""


async def test_an_unread_request_keeps_an_idle_connection_open(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 3600)
    await client.ask()
    connection = only_connection(server)
    connection.shutdown()
    client.socket.send(REQUEST)
    connection.close_if_idle()
    assert b"connection: close" in await client.answer()


async def test_an_unused_connection_is_closed(server: uvicorn.Server) -> None:
    server.config.timeout_keep_alive = 0
    async with connected(server) as client:
        await client.ask()
        assert await client.reader.read() == b""


async def test_a_recently_used_connection_stays_open(server: uvicorn.Server, client: Client) -> None:
    await client.ask()
    only_connection(server).close_if_unused()
    await client.ask()


async def test_a_connection_with_a_partial_request_stays_open(server: uvicorn.Server, client: Client) -> None:
    await client.ask()
    connection = only_connection(server)
    connection.timeout_keep_alive = 0
    connection.data_received(REQUEST[:10])
    connection.close_if_unused()
    connection.data_received(REQUEST[10:])
    await client.answer()


async def test_every_request_adds_one_to_the_total_of_uvicorn(server: uvicorn.Server, client: Client) -> None:
    for number in range(1, 4):
        await client.ask()
        assert server.server_state.total_requests == number


EXPECTING = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"


async def test_answering_before_an_expected_body_closes_the_connection(client: Client) -> None:
    client.socket.send(EXPECTING)
    assert b"connection: close" in await client.answer()


async def test_a_connection_stays_open_after_an_expected_body() -> None:
    server = await started(read_body_then_hello)
    async with connected(server) as client:
        client.socket.send(EXPECTING)
        assert await client.reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.socket.send(b"body")
        assert b"connection: close" not in await client.answer()
        await client.ask()
    server.servers[0].close()


class CountingTransport:
    """A connection's transport that counts what is written."""

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.writes = 0

    def write(self, data: bytes) -> None:
        self.writes += 1
        self.transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport, name)


async def test_the_head_of_a_response_is_written_together_with_its_body(
    server: uvicorn.Server, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await client.ask()
    connection = only_connection(server)
    counting = CountingTransport(connection.transport)
    monkeypatch.setattr(connection, "transport", counting)
    await client.ask()
    assert counting.writes == 1


async def test_the_head_of_a_response_is_sent_before_a_body_that_comes_later() -> None:
    received = asyncio.Event()

    async def late(_scope: object, _receive: object, send: Callable[[object], Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await received.wait()
        await send({"type": "http.response.body", "body": b"hello"})

    server = await started(late)
    async with connected(server) as client:
        client.socket.send(REQUEST)
        assert (await client.reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        received.set()
        assert await client.answer() == b"hello"
    server.servers[0].close()
