"""The recruiter conversations in `corpus/*.txt`, and the organisation that they run in."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.agent.agent_world import Office, new_office
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage

CORPUS = Path(__file__).parent / "corpus"
_ALL = Window(limit=100)
_ARGUMENT = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\{.*?\}(?= |$)|\[.*?\](?= |$)|\S+)')


@dataclass(frozen=True)
class Expected:
    """An expected call: its tool, its arguments, and whether it is only proposed."""

    name: str
    arguments: Mapping[str, Any]
    proposed: bool


@dataclass(frozen=True)
class Line:
    """A message and its expected calls. `may_read`: it makes any calls that write nothing."""

    sentence: str
    calls: Sequence[Expected]
    may_read: bool = False


def conversations(part: str) -> Iterator[Sequence[Line]]:
    """Read the conversations of one part of the corpus."""
    for block in re.split(r"\n\s*\n", (CORPUS / f"{part}.txt").read_text("utf-8")):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        starts = [place for place, line in enumerate(lines) if line.startswith("> ")]
        if starts:
            ends = [*starts[1:], len(lines)]
            yield [
                Line(
                    lines[start][2:],
                    [_call(line) for line in lines[start + 1 : end] if line not in {"-", "~"}],
                    may_read="~" in lines[start + 1 : end],
                )
                for start, end in zip(starts, ends, strict=True)
            ]


def _call(line: str) -> Expected:
    proposed = line.endswith(" !")
    name, _, rest = line.removesuffix(" !").partition(" ")
    return Expected(name, {key: _value(value) for key, value in _ARGUMENT.findall(rest)}, proposed)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


async def new_corpus_office(storage: Storage) -> Office:
    """Create the six jobs, seven candidates and five applications whose ids the corpus uses."""
    office = await new_office(storage)
    org = office.organisation
    skills = ("Python", "PostgreSQL", "Kubernetes")
    await org.job("Senior Backend Engineer", location="New York, NY", required_skills=skills)
    await org.job("Nurse", location="Berlin", required_skills=("ICU",), employment_type="Full-time")
    await org.job("Data Analyst", status="on_hold", remote_option="Remote", required_skills=("SQL",))
    await org.job("Lighthouse Keeper", status="closed")
    await org.job("Frontend Engineer", location="Austin, TX", required_skills=("React", "TypeScript"))
    await org.job("Close Protection Officer", location="London")
    jane = await org.candidate(
        "Jane Doe", current_title="Backend Engineer", current_company="TechCorp", notes="Python and PostgreSQL, on-call"
    )
    john = await org.candidate("John Smith", current_title="Frontend Developer", location="Austin", notes="React")
    maria = await org.candidate(
        "Maria Lopez", current_title="Nurse", current_company="Charité", location="Berlin", notes="ICU since 2015"
    )
    await org.candidate("Jane Roe", current_title="Data Analyst", location="Paris")
    await org.candidate("Mark Close", current_title="Product Manager", location="London")
    ahmed = await org.candidate(
        "Ahmed Khan", current_title="DevOps Engineer", location="Berlin", notes="Kubernetes, incident response"
    )
    await org.candidate("Reject Moore", current_title="Welder", location="Rome")
    jobs = (await office.jobs.page(org.actor, _ALL)).items
    await org.application(jobs[0], jane, status="interview")
    await org.application(jobs[0], john)
    await org.application(jobs[1], maria, status="screening")
    await org.application(jobs[4], john, status="screening")
    await org.application(jobs[4], ahmed)
    return office
