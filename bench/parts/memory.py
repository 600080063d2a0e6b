"""The memory of a program at rest and after load."""

from collections.abc import Mapping
from itertools import islice

from bench.client import run_load
from bench.processes import process_tree, resident_memory
from bench.programs import Program, processes
from bench.records import candidates, jobs
from bench.rounds import settle
from bench.scale import Scale
from bench.side_by_side import OURS, USUAL, Side, fill, organisations, running


def memory_ratios(scale: Scale) -> Mapping[str, float]:
    """Return recruit's memory divided by the usual program's, by measure. Raise MeasurementError."""
    with running() as programs:
        settle(*programs.values())
        rest = _memory(programs)
        sides = organisations(programs)
        fill(sides, list(islice(candidates(), scale.candidates[0])), list(islice(jobs(), scale.listed)), scale.quiet)
        for side in sides.values():
            _work(side, scale)
        settle(*programs.values())
        work = _memory(programs)
    return {
        "Memory of the server, at rest": rest[OURS][0] / rest[USUAL][0],
        "Memory of server and database, at rest": rest[OURS][1] / rest[USUAL][1],
        "Memory of the server, after load": work[OURS][0] / work[USUAL][0],
        "Memory of server and database, after load": work[OURS][1] / work[USUAL][1],
    }


def _memory(programs: Mapping[str, Program]) -> Mapping[str, tuple[int, int]]:
    """Return the memory of the server, and of the server with its database, in KiB, by program."""
    return {
        name: (resident_memory(process_tree(program.server.pid)), resident_memory(processes(program)))
        for name, program in programs.items()
    }


def _work(side: Side, scale: Scale) -> None:
    """List, create and match, over several connections."""
    for request in (
        side.get("/jobs"),
        side.post("/candidates", {"full_name": "Ada Novak"}),
        side.match_candidates(),
    ):
        run_load(side.port, request, connections=scale.connections[1], seconds=scale.seconds, timeout=scale.timeout)
