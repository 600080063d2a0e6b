"""A load generator: keep-alive connections that each send one request after another."""

import asyncio
import sys
from time import perf_counter


async def requests(host: str, port: int, request: bytes, connections: int, total: int) -> float:
    """Send `total` requests over so many connections and return how many were answered in a second."""
    began = perf_counter()
    share = total // connections
    await asyncio.gather(*(_one_after_another(host, port, request, share) for _ in range(connections)))
    return share * connections / (perf_counter() - began)


async def _one_after_another(host: str, port: int, request: bytes, count: int) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for _ in range(count):
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"the server answered {head.splitlines()[0].decode()}")
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        await reader.readexactly(int(length))
    writer.close()
    await writer.wait_closed()


if __name__ == "__main__":
    address, number, workers, count = sys.argv[1:]
    sent = sys.stdin.buffer.read()
    print(asyncio.run(requests(address, int(number), sent, int(workers), int(count))))  # noqa: T201 - the result
