"""Requests, and our own generator that sends them."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from bench.load import Order, Sample
from bench.processes import HOST, ROOT, NoAnswer, environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent to a server, apart from its address."""

    method: str
    path: str
    token: str = ""
    bodies: Callable[[], Iterable[Any]] = lambda: [None]
    """Makes what is sent in turn, anew for each load: a program that remembers texts shall not know these."""

    def texts(self) -> list[str]:
        """Return what is sent, as HTTP/1.1 has it."""
        return [self._text("" if body is None else _ascii(body)) for body in self.bodies()]

    def _text(self, body: str) -> str:
        head = f"{self.method} {self.path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {self.token}\r\n"
        return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"


def _ascii(body: object) -> str:
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
