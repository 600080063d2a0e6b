"""The labelled sentences, one line each: `sentence | tools | arguments`.

A sentence after '>' continues the conversation of the line before. J1 to J4, C1 to C5 and A1 to A3 are placeholders for
ids in OFFICE. '-' is no tool, '+' joins several tools.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.intents import NOTHING, SEVERAL
from recruit.domain.search.model import CandidateSummary, JobSummary

CORPUS = Path(__file__).parent / "corpus"
_IDS = {"J": 11, "C": 31, "A": 71}

OFFICE = Directory(
    people=(
        CandidateSummary(32, "Jane Doe", "TechCorp", "San Francisco"),
        CandidateSummary(33, "John Smith", "Acme", "New York"),
        CandidateSummary(34, "Maria García", "City Hospital", "Austin"),
        CandidateSummary(35, "Jane Miller", "TechCorp", "Berlin"),
        CandidateSummary(36, "Bob Baker", "Bistro", "Lyon"),
    ),
    jobs=(
        JobSummary(12, "Senior Backend Engineer", "NYC", ("Python", "FastAPI", "PostgreSQL", "Kubernetes")),
        JobSummary(13, "Data Analyst", "Berlin", ("SQL", "Excel")),
        JobSummary(14, "Registered Nurse", "Austin", ("Patient care",)),
        JobSummary(15, "Product Designer", "Remote", ("Figma",)),
    ),
    applications=frozenset([72, 73, 74]),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its correct tools, and the last tool of the previous sentence in its conversation."""

    text: str
    tools: Sequence[str]
    last: str | None = None

    @property
    def label(self) -> str:
        """The class of the sentence in training: a tool, NOTHING or SEVERAL."""
        return NOTHING if not self.tools else self.tools[0] if len(self.tools) == 1 else SEVERAL

    @property
    def is_held_out(self) -> bool:
        """Whether the sentence belongs to the held-out tenth, which isn't used in training."""
        return crc32(self.text.encode()) % 10 == 0


def sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file."""
    last: str | None = None
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        said, tools, *_ = (part.strip() for part in line.split("|"))
        follows = said.startswith(">")
        named = [] if tools == NOTHING else [choice.split("/")[0] for choice in tools.split("+")]
        text = re.sub(r"\b([JCA])(\d)\b", lambda found: str(_IDS[found[1]] + int(found[2])), said.lstrip("> "))
        yield Sentence(text, named, last if follows else None)
        if not follows:
            last = None
        last = named[-1] if named else last


COMMANDS = Path(__file__).parents[2] / "tests" / "domain" / "agent" / "corpus"
COMMAND_OFFICE = Directory(
    people=tuple(
        CandidateSummary(index, name)
        for index, name in enumerate(
            ("Jane Doe", "John Smith", "Maria Lopez", "Jane Roe", "Mark Close", "Ahmed Khan", "Reject Moore"), 1
        )
    ),
    jobs=(
        JobSummary(1, "Senior Backend Engineer", "New York, NY", ("Python", "PostgreSQL", "Kubernetes")),
        JobSummary(2, "Nurse", "Berlin", ("ICU",)),
        JobSummary(3, "Data Analyst", None, ("SQL",)),
        JobSummary(4, "Lighthouse Keeper", None, ()),
        JobSummary(5, "Frontend Engineer", "Austin, TX", ("React", "TypeScript")),
        JobSummary(6, "Close Protection Officer", "London", ()),
    ),
    applications=frozenset([1, 2, 3, 4, 5]),
)


def commands(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of the tests' corpus, in which each sentence is followed by its tool calls."""
    for talk in re.split(r"\n\s*\n", path.read_text("utf-8")):
        last: str | None = None
        said: str | None = None
        tools: list[str] = []
        for line in [*talk.splitlines(), "> "]:
            if line.startswith("> "):
                if said and (tools or not parse(said).wishes):  # no example: understood, but without a call
                    yield Sentence(said, tools, last)
                    last = tools[-1] if tools else last
                said, tools = line[2:].strip(), []
            elif line and not line.startswith("#") and line != "-":
                tools.append(line.split(" ")[0])
