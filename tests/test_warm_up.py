"""What a server loads after its start, so that its first ranking and its first reading don't wait for it."""

import asyncio
import subprocess
import sys
from pathlib import Path

from bench.processes import process_tree
from processes import serving

COMPUTING = b"recruit.adapters.compute.child"
SCRIPT = """
import sys
from datetime import date
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.requirements import requirements
from recruit.domain.engines.reading.job import job_fields
from recruit.domain.extraction.service import read_resume
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import CANDIDATES, JOBS
from recruit.entrypoints import warm_up

if sys.argv[1] == "warm":
    warm_up.load()
opened = []
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)
job = Job(id=2, org_id=2, created_by_user_id=2, title="Krankenschwester", required_skills=("Wundversorgung",))
candidate = Candidate(id=2, org_id=2, full_name="Ann", current_title="Nurse", notes="Wound care in a hospital.")
JOBS.features([job]), CANDIDATES.features([candidate]), requirements(job, candidate)
job_fields.read("Wir suchen eine Pflegefachkraft in Köln, Vollzeit, 3.500 Euro im Monat.")
read_resume("Ann Roe\\nNurse\\nExperience\\n2019 - 2024 Nurse, Example Hospital", date(2026, 1, 1))
print(*(one for one in opened if "/recruit/data/" in one), sep="\\n")
"""


def opened_data_files(state: str) -> list[str]:
    """Return the files of tables that a first ranking and a first reading open in a new process."""
    command = (sys.executable, "-c", SCRIPT, state)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def test_a_warm_process_opens_no_table_for_its_first_ranking_and_its_first_reading() -> None:
    assert opened_data_files("cold")
    assert opened_data_files("warm") == []


async def test_a_server_starts_its_computing_processes_before_it_needs_them(tmp_path: Path) -> None:
    async with serving(tmp_path, RECRUIT_STORAGE="memory:") as server, asyncio.timeout(60):
        while sum(COMPUTING in command_line(pid) for pid in process_tree(server.process.pid)) < 2:  # noqa: ASYNC110 - a process that starts sets no event
            await asyncio.sleep(0)


def command_line(pid: int) -> bytes:
    """Return a process's command line, empty for one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
