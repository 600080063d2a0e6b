"""The training corpus: labelled résumés of folders, and generated ones."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recruit.adapters.documents import file_types
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import reading_order
from tools.answers import is_similar
from tools.resumes.generator import Generator
from tools.resumes.layouts import Job

GENERATED = "generated"
_POSTCODE = re.compile(r"^\d[\d-]* (?:[A-Z]{2} )?")


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its answers in the format of the evaluation, its source, and for a generated one its jobs."""

    text: str
    gold: Mapping[str, Any]
    source: str
    language: str
    layout: str = ""
    jobs: Sequence[Job] = ()


def labelled(folder: Path) -> list[Example]:
    """Return the examples of a folder with a `resumes.json`."""
    return [
        Example(
            reading_order.restore_reading_order(
                field_limits.clean(file_types.read((folder / entry["file"]).read_bytes(), {}).text)
            ),
            entry["gold"],
            entry["source"],
            entry.get("language", ""),
        )
        for entry in json.loads((folder / "resumes.json").read_text("utf-8"))
    ]


def generated(titles: Path, count: int, seed: int) -> list[Example]:
    """Return `count` generated examples, with titles of the folder `titles`."""
    generator = Generator(titles, seed)
    return [_example(generator) for _ in range(count)]


def _example(generator: Generator) -> Example:
    made = generator.make()
    now = made.jobs[0]
    gold = {
        "full_name": [made.name] if made.name else None,
        "headline": [made.headline] if made.headline else None,
        "location": [made.location, _POSTCODE.sub("", made.location)] if made.location else None,
        "current_title": [now.title],
        "current_company": [now.company, f"{now.company}, {now.place}", f"{now.company} ({now.place})"],
        "experience_years": {
            "stated": None,
            "intervals": [
                [_month(job.first), "present" if job.last is None else _month(job.last)] for job in made.jobs
            ],
        },
    }
    return Example(
        reading_order.restore_reading_order(field_limits.clean(made.text)),
        gold,
        GENERATED,
        made.language,
        made.layout,
        made.jobs,
    )


def _month(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def is_right(value: str | None, accepted: Sequence[str] | None, field: str) -> bool:
    """Return whether a value is correct: similar to an accepted one, or empty like the answer."""
    if not value or accepted is None:
        return not value and accepted is None
    return is_similar(value, accepted, place=field == "location")


def intervals(gold: Mapping[str, Any]) -> Iterator[tuple[int, int | None]]:
    """Yield the first and the last month of each job, counted from the year 0; None as last for a present job."""
    for first, last in (gold.get("experience_years") or {}).get("intervals") or []:
        yield _number(first), None if last == "present" else _number(last)


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number or 1) - 1
