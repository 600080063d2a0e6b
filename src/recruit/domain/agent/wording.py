"""How replies are put: data on one line each, and what can be said next."""

from collections.abc import Iterable

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails

MOST_NOTES = 500
"""Characters of a long text that a summary shows."""


NEXT_STEPS = "You can now say things like:\n"

_UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
"""Characters that show nothing, or turn the direction of what follows."""


def one_line(text: str) -> str:
    """Return `text` so that no data can pass for the agent's own words.

    Every run of white space and control characters is a blank, so that there are no lines of its own; what isn't seen
    is left out; and a Markdown link or image is no longer one.
    """
    seen = "".join(letter if letter >= " " and letter != "\x7f" else " " for letter in text.translate(_UNSEEN))
    return " ".join(seen.split()).replace("](", "] (").replace("][", "] [")


def excerpt(text: str) -> str:
    """Return the beginning of a long text on one line, cut at a word."""
    line = one_line(text)
    if len(line) <= MOST_NOTES:
        return line
    cut = line[: MOST_NOTES + 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut[:-1]}…"


def labelled(label: str, value: object) -> str | None:
    """Return "label: value" on one line; None for a value that is unknown."""
    line = "" if value is None else one_line(str(value))
    return f"{label}: {line}" if line else None


def bullets(lines: Iterable[str | None]) -> str:
    """Return the lines that there are as a list."""
    return "\n".join(f"- {line}" for line in lines if line)


def paragraphs(*parts: str | None) -> str:
    """Return the parts that there are, a blank line between them."""
    return "\n\n".join(part for part in parts if part)


def next_steps(*steps: str) -> str:
    """Return what can be said next. Each step quotes a command: "'list jobs' to see all openings."."""
    return f"{NEXT_STEPS}{bullets(steps)}"


def without_steps(text: str) -> str:
    """Return a reply without what can be said next, which is its last paragraph: for programs, that say nothing."""
    return text.partition(f"\n\n{NEXT_STEPS}")[0]


def role(candidate: CandidateDetails) -> str:
    """Return "Staff Engineer @ TechCorp", or what is known of it."""
    title, company = one_line(candidate.current_title or ""), one_line(candidate.current_company or "")
    return " ".join(part for part in (title, company and f"@ {company}") if part)


def salary(job: JobDetails) -> str | None:
    """Return "150000–190000 USD", "from 150000 USD" or "up to 190000 USD"; None where no bound is known."""
    if job.salary_min is not None and job.salary_max is not None:
        return f"{job.salary_min}–{job.salary_max} {job.currency}"
    if job.salary_min is not None:
        return f"from {job.salary_min} {job.currency}"
    return None if job.salary_max is None else f"up to {job.salary_max} {job.currency}"


def aside(*parts: str | None) -> str:
    """Return " (a, b)" of the parts that there are; nothing when there are none."""
    known = ", ".join(line for line in (one_line(part or "") for part in parts) if line)
    return f" ({known})" if known else ""


def count(number: int, noun: str) -> str:
    """Return "1 job" or "2 jobs"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
