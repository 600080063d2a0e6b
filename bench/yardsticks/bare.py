"""An ASGI application that answers any path with as many bytes as its last part says: uvicorn, and nothing else."""

from typing import Any


async def app(scope: Any, _receive: Any, send: Any) -> None:
    """Answer every request alike."""
    if scope["type"] != "http":
        return
    last = scope["path"].rpartition("/")[2]
    size = int(last) if last.isdigit() else 0
    headers = [(b"content-type", b"application/json"), (b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b" " * size})
