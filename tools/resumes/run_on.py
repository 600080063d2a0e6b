"""Generated résumés without line breaks, or wrapped at a fixed width, as from PDF extraction."""

import re
import textwrap
from collections.abc import Sequence
from random import Random

from tools.resumes.heads import Person, displayed_name, headline_lines
from tools.resumes.layouts import Job, Writer

WIDTHS = (72, 84, 96)

_FORMS = (
    "{t}. {c} ({p}). {d}. {w}",
    "{t}. {c}, {p}. {d}. {w}",
    "{d}: {t}, {c} ({p}). {w}",
    "{d}: {t}, {c}. {w}",
    "{d} {t}, {c}, {p}. {w}",
    "{t}, {c}, {p} {d} {w}",
    "{t}, {c}, {p}. {d}. {w}",
    "{c} ({p}): {t}, {d}. {w}",
    "{t} {at} {c}, {p}, {d}. {w}",
)
"""Templates of a job's title, company, place, dates and duties in sequence."""


def head(writer: Writer, person: Person) -> str:
    """Return name, headline, place and contact in one line."""
    joint = writer.random.choice((" ", ", ", ". ", " | ", " – "))
    rest = [person.phone, person.mail]
    place = [person.location] if person.location else []
    return (
        joint.join([displayed_name(writer, person), *headline_lines(person), *place])
        + writer.random.choice((" ", joint))
        + " ".join(rest)
    )


def career(writer: Writer, jobs: Sequence[Job]) -> str:
    """Return the jobs in one line."""
    form, at = writer.random.choice(_FORMS), writer.pick(writer.words.at)
    rows = []
    for job in jobs:
        duties = re.sub(r"\n\W*", ". ", writer.duties()).removeprefix(". ")
        row = form.format(
            t=job.title, c=job.company, p=job.place, d=writer.span(job), w=f"{duties}." if duties else "", at=at
        )
        rows.append(row.strip())
    return " ".join(rows)


def page(random: Random, top: str, blocks: Sequence[str]) -> str:
    """Return head and blocks without line breaks, or wrapped at a width."""
    flat = [re.sub(r"\s*\n\W*", " ", block).strip() for block in blocks]
    text = " ".join([top, *(block if block.endswith(".") else f"{block}." for block in flat)])
    return textwrap.fill(text, random.choice(WIDTHS)) if random.random() < 0.3 else text
