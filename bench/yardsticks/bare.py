"""A bare ASGI application, which measures uvicorn alone. The last segment of the path is the size of the response."""

from typing import Any


async def app(scope: Any, _receive: Any, send: Any) -> None:
    """Respond with as many blanks as the last segment of the path states."""
    if scope["type"] != "http":
        return
    last = scope["path"].rpartition("/")[2]
    size = int(last) if last.isdigit() else 0
    headers = [(b"content-type", b"application/json"), (b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b" " * size})
