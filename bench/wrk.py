"""Load over many connections, by wrk if it is installed, else by the own generator.

wrk uses less processor time, which leaves more for the servers.
"""

import json
import shutil
import subprocess
import tempfile

import msgspec

from bench.client import Request, run_load
from bench.load import Sample
from bench.processes import HOST, MeasurementError

THREADS = 1
SCRIPT = """\
local texts, last = {texts}, 0
function request()
  last = last % #texts + 1
  return texts[last]
end
function done(summary, latency, requests)
  local wrong = summary.errors
  local failed = wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout
  local million = 1e6
  io.write(string.format('\\n{{"failed": %d, "sample": {{"rate": %f, "p50": %f, "p95": %f, "p99": %f}}}}\\n', failed,
    summary.requests / summary.duration * million, latency:percentile(50) / million, latency:percentile(95) / million,
    latency:percentile(99) / million))
end
"""
"""Lua script of wrk: it generates the requests and prints the results as JSON. wrk's times are in microseconds."""


def generator() -> str:
    """Return the name of the load generator for many connections."""
    return "wrk" if shutil.which("wrk") else "a generator in Python"


def run_wrk(port: int, request: Request, *, connections: int, seconds: float, timeout: float) -> Sample:
    """Load a server over many connections, with wrk if it is installed. Raise MeasurementError."""
    program = shutil.which("wrk")
    if program is None:
        return run_load(port, request, connections=connections, seconds=seconds, timeout=timeout)
    texts = ",".join(json.dumps(text) for text in request.texts())  # a JSON string in ASCII is a valid Lua string
    script = SCRIPT.format(texts=f"{{{texts}}}")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        # wrk accepts whole seconds only, and doesn't wait for outstanding responses at the end.
        load = (
            f"-t{THREADS} -c{connections} -d{max(1, round(seconds))}s --timeout {timeout:.0f}s -s {file.name}".split()
        )
        command = [program, *load, f"http://{HOST}:{port}"]
        done = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603 - as above
    if done.returncode:
        raise MeasurementError(done.stderr.strip())
    found = msgspec.json.decode(done.stdout.strip().rpartition("\n")[2], type=WrkResult)
    if found.failed:
        raise MeasurementError(f"{found.failed} requests failed")
    return found.sample


class WrkResult(msgspec.Struct):
    """The results of wrk."""

    failed: int
    sample: Sample
