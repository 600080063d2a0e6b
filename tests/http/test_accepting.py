"""Clients who come together."""

import asyncio
import socket

import uvicorn
import uvloop

from lone_server import address, started
from recruit.entrypoints.http.transport.accept_loop import AcceptingServer

CLIENTS = 200
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def test_clients_who_come_together_are_let_in_together() -> None:
    assert uvloop.run(turns_until_all_are_in()) < CLIENTS / 10


def test_nobody_is_let_in_after_the_end() -> None:
    uvloop.run(started_and_stopped())


async def turns_until_all_are_in() -> int:
    """How often the server's event loop turns until it knows all clients, each of whom gets an answer."""
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


async def started_and_stopped() -> None:
    server = await started(hello, AcceptingServer)
    listened = address(server)
    await server.shutdown()
    with socket.socket() as late:
        assert late.connect_ex(listened) != 0


async def hello(_scope: object, _receive: object, send: object) -> None:
    """An application."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b"hello"})  # type: ignore[operator]


def connected(server: uvicorn.Server) -> socket.socket:
    """A client, whom the kernel lets wait."""
    return socket.create_connection(address(server))


async def answer(client: socket.socket) -> bytes:
    reader, writer = await asyncio.open_connection(sock=client)
    writer.write(REQUEST)
    found = await reader.read()
    writer.close()
    return found
