"""Requests, and our own generator that sends them."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from bench.load import Order, Sample
from bench.processes import HOST, ROOT, NoAnswer, environment

BOUNDARY = "bench-boundary"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent to a server, apart from its address."""

    method: str
    token: str = ""
    content_type: str = "application/json"
    calls: Callable[[], Iterable[tuple[str, str]]]
    """Makes the paths and bodies that are sent in turn, anew for each load: a program that remembers texts shall not
    know these, and what has been removed is gone. Bodies are ASCII."""

    def texts(self) -> list[str]:
        """Return what is sent, as HTTP/1.1 has it."""
        return [self._text(path, body) for path, body in self.calls()]

    def _text(self, path: str, body: str) -> str:
        head = f"{self.method} {path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {self.token}\r\n"
        return f"{head}Content-Type: {self.content_type}\r\nContent-Length: {len(body)}\r\n\r\n{body}"


def form(file: bytes, name: str) -> str:
    """Return a form with one résumé, as the body of a request whose content type is FORM."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="resume"; filename="{name}"\r\n\r\n'
    return f"{head}{file.decode('ascii')}\r\n--{BOUNDARY}--\r\n"


def as_json(body: object) -> str:
    """Return a body in letters of one byte each, in which JSON can say everything."""
    return json.dumps(body, separators=(",", ":"))


def sample(module: str, order: object) -> Sample:
    """Let a module measure in a process of its own. Raises NoAnswer with what it says."""
    command = [sys.executable, "-m", module]
    done = subprocess.run(  # noqa: S603 - ours
        command, input=msgspec.json.encode(order), capture_output=True, check=False, cwd=ROOT, env=environment()
    )
    if done.returncode:
        raise NoAnswer(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    return msgspec.json.decode(done.stdout, type=Sample)


def asked(
    port: int,
    request: Request,
    *,
    connections: int = 1,
    seconds: float | None = None,
    most: int | None = None,
    patience: float,
) -> Sample:
    """Ask again and again with our own generator, which waits for every answer, until one of both limits is reached.

    Raises NoAnswer.
    """
    order = Order(
        port=port,
        requests=request.texts(),
        connections=connections,
        seconds=seconds,
        patience=patience,
        most=most,
    )
    return sample("bench.load", order)


@contextmanager
def asking(port: int, request: Request, *, connections: int, seconds: float, status: str) -> Iterator[None]:
    """Ask again and again while the block runs, for so many seconds at most; answers have a status that begins so.

    Raises NoAnswer when it has ended before the block has.
    """
    order = Order(
        port=port, requests=request.texts(), connections=connections, seconds=seconds, patience=seconds, status=status
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
                raise NoAnswer("the load beside it has ended")
        finally:
            load.kill()
