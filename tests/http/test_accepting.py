"""Clients that connect at the same time."""

import asyncio
import socket

import uvicorn
import uvloop

from lone_server import address, started
from recruit.entrypoints.http.transport.accept_loop import AcceptingServer

CLIENTS = 200
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def test_simultaneous_connections_are_accepted_in_batches() -> None:
    assert uvloop.run(turns_until_all_are_connected()) < CLIENTS / 10


def test_connections_are_refused_after_shutdown() -> None:
    uvloop.run(connect_after_shutdown())


async def turns_until_all_are_connected() -> int:
    """Return how many turns of the event loop the server needs to accept all clients, which all get an answer."""
    server = await started(hello, AcceptingServer)
    waiting = [connected(server) for _ in range(CLIENTS)]
    turns = 0
    while len(server.server_state.connections) < CLIENTS:
        await asyncio.sleep(0)
        turns += 1
    answers = await asyncio.gather(*(answer(one) for one in waiting))
    assert all(b"200 OK" in one for one in answers)
    await server.shutdown()
    return turns


async def connect_after_shutdown() -> None:
    server = await started(hello, AcceptingServer)
    listened = address(server)
    await server.shutdown()
    with socket.socket() as client:
        assert client.connect_ex(listened) != 0


async def hello(_scope: object, _receive: object, send: object) -> None:
    """An application that answers every request with hello."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b"hello"})  # type: ignore[operator]


def connected(server: uvicorn.Server) -> socket.socket:
    """Return a client whose connection waits in the kernel's backlog."""
    return socket.create_connection(address(server))


async def answer(client: socket.socket) -> bytes:
    reader, writer = await asyncio.open_connection(sock=client)
    writer.write(REQUEST)
    response = await reader.read()
    writer.close()
    return response
