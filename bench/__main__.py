"""Requests a second of the server's main reads, as ratios to a bare ASGI application in the same run.

Rounds are interleaved – bare, ours, bare, ours – and the median of the ratios counts, since machines are noisy.
Server, database and load generator are started here and end with it.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

HOST = "127.0.0.1"
CONNECTIONS = 16
REQUESTS = 1600
ROUNDS = 5
ROWS = 200
START_SECONDS = 60
PASSWORD = "correct horse battery"  # noqa: S105 - of an organisation that lives as long as the measurement


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, **environment: str) -> Iterator[str]:
    """Run a server and return its URL once it answers."""
    url = f"http://{HOST}:{port}"
    with subprocess.Popen(command, env=os.environ | environment, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - ours
        try:
            _wait(url, server)
            yield url
        finally:
            server.terminate()


def _wait(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            call(url + "/healthz")
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")


def call(url: str, body: Any = None, token: str = "", form: bool = False) -> Any:
    """Send one request and return the decoded answer."""
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    data = None if body is None else (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    request = urllib.request.Request(url, data, {"Content-Type": kind, "Authorization": f"Bearer {token}"})  # noqa: S310 - ours
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - ours
        return json.load(response)


def filled(url: str) -> tuple[str, int]:
    """Register an organisation, give it rows, and return its token and the id of a job."""
    api = url + "/api/v1"
    user = {"email": "bench@example.com", "password": PASSWORD}
    call(api + "/auth/register", user)
    token = call(api + "/auth/login", {"username": user["email"], "password": PASSWORD}, form=True)["access_token"]
    for number in range(ROWS):
        job = call(api + "/jobs", {"title": f"Engineer {number}", "required_skills": ["Python", "SQL"]}, token)
        call(api + "/candidates", {"full_name": f"Person {number}", "current_title": "Python Engineer"}, token)
    return token, job["id"]


def rate(port: int, path: str, token: str = "", body: bytes = b"") -> float:
    """Measure one round in another process: requests a second."""
    method = "POST" if body else "GET"
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n"
    )
    command = [sys.executable, "-m", "bench.load", HOST, str(port), str(CONNECTIONS), str(REQUESTS)]
    done = subprocess.run(command, input=head.encode() + b"\r\n" + body, capture_output=True, check=True)  # noqa: S603 - ours
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    ports = free_port(), free_port()
    bare = [sys.executable, "-m", "uvicorn", "bench.bare:app", "--port", str(ports[0]), "--log-level", "critical"]
    ours = [sys.executable, "-m", "recruit", "serve"]
    with (
        tempfile.TemporaryDirectory() as data,
        serving(bare, ports[0]),
        serving(ours, ports[1], RECRUIT_PORT=str(ports[1]), RECRUIT_DATA_DIR=data, RECRUIT_LOG_LEVEL="error") as url,
    ):
        token, job_id = filled(url)
        match = json.dumps({"job_id": job_id}).encode()
        cases = {
            "GET /healthz": ("/healthz", b""),
            "GET /jobs/{id}": (f"/api/v1/jobs/{job_id}", b""),
            "GET /jobs, 50 rows": ("/api/v1/jobs", b""),
            f"POST /matching/candidates_for_job, {ROWS} candidates": ("/api/v1/matching/candidates_for_job", match),
        }
        for name, (path, body) in cases.items():
            rounds = [rate(ports[1], path, token, body) / rate(ports[0], "/") for _ in range(ROUNDS)]
            print(f"{statistics.median(rounds):7.3f} × bare ASGI   {name}")  # noqa: T201 - the result


if __name__ == "__main__":
    main()
