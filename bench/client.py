"""Requests, and loads by the own generator (`bench.load`)."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from bench.load import Order, Sample
from bench.processes import HOST, ROOT, MeasurementError, environment

BOUNDARY = "bench-boundary"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A sequence of HTTP requests without the address of the server."""

    method: str
    token: str = ""
    content_type: str = "application/json"
    calls: Callable[[], Iterable[tuple[str, str]]]
    """Factory of the paths and bodies, which are sent in turn. It is called for each load, so that caches don't have
    the texts yet, and removed records aren't removed again. Bodies are ASCII."""

    def texts(self) -> list[str]:
        """Return the requests as HTTP/1.1 messages."""
        return [self._text(path, body) for path, body in self.calls()]

    def _text(self, path: str, body: str) -> str:
        head = f"{self.method} {path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {self.token}\r\n"
        return f"{head}Content-Type: {self.content_type}\r\nContent-Length: {len(body)}\r\n\r\n{body}"


def multipart_form(file: bytes, name: str) -> str:
    """Return a multipart form with one résumé, as a request body of the content type FORM."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="resume"; filename="{name}"\r\n\r\n'
    return f"{head}{file.decode('ascii')}\r\n--{BOUNDARY}--\r\n"


def ascii_json(body: object) -> str:
    """Return a body as ASCII-only JSON, so that its length in characters is its length in bytes."""
    return json.dumps(body, separators=(",", ":"))


def run_module(module: str, order: object) -> Sample:
    """Run a module in a process of its own with an order on standard input, and return its sample.

    Raise MeasurementError with the last line of its standard error when it fails.
    """
    command = [sys.executable, "-m", module]
    done = subprocess.run(  # noqa: S603 - ours
        command, input=msgspec.json.encode(order), capture_output=True, check=False, cwd=ROOT, env=environment()
    )
    if done.returncode:
        raise MeasurementError(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    return msgspec.json.decode(done.stdout, type=Sample)


def run_load(
    port: int,
    request: Request,
    *,
    connections: int = 1,
    seconds: float | None = None,
    most: int | None = None,
    timeout: float,
) -> Sample:
    """Send requests with the own generator, which waits for every response, until one of both limits is reached.

    Raise MeasurementError.
    """
    order = Order(
        port=port,
        requests=request.texts(),
        connections=connections,
        seconds=seconds,
        timeout=timeout,
        most=most,
    )
    return run_module("bench.load", order)


@contextmanager
def background_load(port: int, request: Request, *, connections: int, seconds: float, status: str) -> Iterator[None]:
    """Send requests while the block runs, for up to `seconds`. The status of each response begins with `status`.

    Raise MeasurementError when the load ends before the block.
    """
    order = Order(
        port=port, requests=request.texts(), connections=connections, seconds=seconds, timeout=seconds, status=status
    )
    command = [sys.executable, "-m", "bench.load"]
    with subprocess.Popen(  # noqa: S603 - ours
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment()
    ) as load:
        try:
            if load.stdin is not None:
                load.stdin.write(msgspec.json.encode(order))
                load.stdin.close()
            yield
            if load.poll() is not None:
                raise MeasurementError("the load beside it has ended")
        finally:
            load.kill()
