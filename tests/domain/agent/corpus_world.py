"""Conversations of recruiters, as `corpus/*.txt` write them down, and the office that they are held in."""

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
    """A call: its tool, its arguments, and whether it is only proposed."""

    name: str
    arguments: Mapping[str, Any]
    proposed: bool


@dataclass(frozen=True)
class Line:
    """A sentence, and the calls that it leads to."""

    sentence: str
    calls: Sequence[Expected]


def conversations(half: str) -> Iterator[Sequence[Line]]:
    """Read the conversations of one half of the corpus."""
    for block in re.split(r"\n\s*\n", (CORPUS / f"{half}.txt").read_text("utf-8")):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        said = [place for place, line in enumerate(lines) if line.startswith("> ")]
        if said:
            ends = [*said[1:], len(lines)]
            yield [
                Line(lines[start][2:], [_call(line) for line in lines[start + 1 : end] if line != "-"])
                for start, end in zip(said, ends, strict=True)
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
    """Set up the office: six jobs, seven candidates and five applications, whose ids are those of the corpus."""
    office = await new_office(storage)
    ours = office.organisation
    python = ("Python", "PostgreSQL", "Kubernetes")
    await ours.job("Senior Backend Engineer", location="New York, NY", required_skills=python)
    await ours.job("Nurse", location="Berlin", required_skills=("ICU",), employment_type="Full-time")
    await ours.job("Data Analyst", status="on_hold", remote_option="Remote", required_skills=("SQL",))
    await ours.job("Lighthouse Keeper", status="closed")
    await ours.job("Frontend Engineer", location="Austin, TX", required_skills=("React", "TypeScript"))
    await ours.job("Close Protection Officer", location="London")
    jane = await ours.candidate(
        "Jane Doe", current_title="Backend Engineer", current_company="TechCorp", notes="Python and PostgreSQL, on-call"
    )
    john = await ours.candidate("John Smith", current_title="Frontend Developer", location="Austin", notes="React")
    maria = await ours.candidate(
        "Maria Lopez", current_title="Nurse", current_company="Charité", location="Berlin", notes="ICU since 2015"
    )
    await ours.candidate("Jane Roe", current_title="Data Analyst", location="Paris")
    await ours.candidate("Mark Close", current_title="Product Manager", location="London")
    ahmed = await ours.candidate(
        "Ahmed Khan", current_title="DevOps Engineer", location="Berlin", notes="Kubernetes, incident response"
    )
    await ours.candidate("Reject Moore", current_title="Welder", location="Rome")
    jobs = (await office.jobs.page(ours.actor, _ALL)).items
    await ours.application(jobs[0], jane, status="interview")
    await ours.application(jobs[0], john)
    await ours.application(jobs[1], maria, status="screening")
    await ours.application(jobs[4], john, status="screening")
    await ours.application(jobs[4], ahmed)
    return office
