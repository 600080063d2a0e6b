"""Both programs at once, and what they are asked."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from bench.api import API
from bench.programs import Organisation, Program, Recruit, Usual
from bench.rounds import LOOK_SECONDS, settle
from bench.sending import FORM, Request, as_json, form
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails

OURS, USUAL, DRIVER = "recruit", "usual program", "asyncpg alone"
ASKED = 50
"""Different jobs or candidates that matches are asked for in turn."""


@dataclass(frozen=True, slots=True)
class Side:
    """A program and an organisation in it."""

    program: Program
    organisation: Organisation

    @property
    def port(self) -> int:
        """Where the server listens since its last start."""
        return self.program.server.port

    def ids(self, table: str, most: int = 1) -> list[int]:
        """Return the least ids in `jobs` or `candidates`."""
        return self.program.database.ids(table, self.organisation.id, most)

    def get(self, path: str) -> Request:
        """Return a request to read."""
        return self.send("GET", lambda: [(path, None)])

    def post(self, path: str, *bodies: object) -> Request:
        """Return a request to create or to match."""
        return self.send("POST", lambda: ((path, body) for body in bodies))

    def send(self, method: str, calls: Callable[[], Iterable[tuple[str, object]]]) -> Request:
        """Return a request with what `calls` makes: paths below the API's, and bodies as JSON has them or none."""
        return Request(
            method=method,
            token=self.organisation.token,
            calls=lambda: ((API + path, "" if body is None else as_json(body)) for path, body in calls()),
        )

    def upload(self, *files: bytes) -> Request:
        """Return a request to read résumés, PDFs all."""
        calls = [(f"{API}/agent/candidates/from_resume", form(file, "resume.pdf")) for file in files]
        return Request(method="POST", token=self.organisation.token, content_type=FORM, calls=lambda: calls)

    def match_candidates(self) -> Request:
        """Return a request to rank candidates, for one job after another."""
        return self.post("/matching/candidates_for_job", *({"job_id": id_} for id_ in self.ids("jobs", ASKED)))

    def match_jobs(self) -> Request:
        """Return a request to rank jobs, for one candidate after another."""
        asked = self.ids("candidates", ASKED)
        return self.post("/matching/jobs_for_candidate", *({"candidate_id": id_} for id_ in asked))

    def create(self, people: Iterator[CandidateDetails], number: int) -> Request:
        """Return a request to create candidates, so many others in each load."""
        return self.send("POST", lambda: (("/candidates", asdict(person)) for person in islice(people, number)))


Sides = Mapping[str, Side]


@contextmanager
def running() -> Iterator[Mapping[str, Program]]:
    """Start both in directories of their own; end them, and remove those, with the block."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place, ExitStack() as stack:
        programs: Mapping[str, Program] = {OURS: Recruit(Path(place, "ours")), USUAL: Usual(Path(place, "usual"))}
        for program in programs.values():
            program.start()
            stack.callback(program.stop)
        yield programs


def organisations(programs: Mapping[str, Program]) -> Sides:
    """Give each program a new organisation."""
    return {name: Side(program, program.organisation()) for name, program in programs.items()}


def fill(sides: Sides, candidates: Sequence[CandidateDetails], jobs: Sequence[JobDetails], quiet: float) -> None:
    """Give both the same rows, wait until work on them has rested for `quiet` seconds, and tidy up. Raises NoAnswer.

    What is added beside a server it notices within a minute; one that starts looks for work at once.
    """
    for side in sides.values():
        side.program.fill(side.organisation, candidates, jobs)
    restart(sides, quiet)
    for side in sides.values():
        side.program.database.tidy()


def restart(sides: Sides, quiet: float = LOOK_SECONDS) -> None:
    """End and start the programs and wait until they have rested for `quiet` seconds. Raises NoAnswer."""
    for side in sides.values():
        side.program.stop()
        side.program.start()
    settle(*(side.program for side in sides.values()), quiet=quiet)
