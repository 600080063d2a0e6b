"""Formatting of replies: data on one line each, and suggested next commands."""

from collections.abc import Iterable

from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.search.model import JobSummary

LONGEST_EXCERPT = 500
"""Longest excerpt of a text in a summary, in characters."""


NEXT_STEPS = "You can now say things like:\n"

_UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
"""Invisible characters, and characters that change the writing direction."""


def one_line(text: str) -> str:
    """Return `text` on one line, so that data can't pass for the agent's own words.

    Every run of white space and control characters becomes a space, so that no data starts a line. Invisible
    characters are removed. A Markdown link or image is defused.
    """
    seen = "".join(letter if letter >= " " and letter != "\x7f" else " " for letter in text.translate(_UNSEEN))
    return " ".join(seen.split()).replace("](", "] (").replace("][", "] [")


def excerpt(text: str) -> str:
    """Return the beginning of a long text on one line, cut at a word."""
    line = one_line(text)
    if len(line) <= LONGEST_EXCERPT:
        return line
    cut = line[: LONGEST_EXCERPT + 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut[:-1]}…"


def labelled(label: str, value: object) -> str | None:
    """Return "label: value" on one line; None if the value is unknown."""
    line = "" if value is None else one_line(str(value))
    return f"{label}: {line}" if line else None


def bullets(lines: Iterable[str | None]) -> str:
    """Return the lines that aren't empty as a list."""
    return "\n".join(f"- {line}" for line in lines if line)


def joined(separator: str, *parts: str | None) -> str:
    """Return the parts that aren't empty, with the separator between them."""
    return separator.join(part for part in parts if part)


def paragraphs(*parts: str | None) -> str:
    """Return the parts that aren't empty, separated by blank lines."""
    return joined("\n\n", *parts)


def next_steps(*steps: str) -> str:
    """Return a paragraph of suggested commands. Each step quotes one: "'list jobs' to see all openings."."""
    return f"{NEXT_STEPS}{bullets(steps)}"


def without_steps(text: str) -> str:
    """Return a reply without its last paragraph of suggested commands: programs don't need them."""
    return text.partition(f"\n\n{NEXT_STEPS}")[0]


def quoted_list(texts: Iterable[str]) -> str:
    """Return excerpts of the texts as "“a”, “b”"."""
    return ", ".join(f"“{excerpt(text)}”" for text in texts)


def job_heading(job: Job) -> str:
    """Return "Job #5: Nurse"."""
    return f"Job #{job.id}: {one_line(job.title)}"


def candidate_heading(candidate: Candidate) -> str:
    """Return "Candidate #3: Jane Doe"."""
    return f"Candidate #{candidate.id}: {one_line(candidate.full_name)}"


def job_label(job: Job | JobSummary) -> str:
    """Return "job #5 (Nurse)"."""
    return f"job #{job.id} ({one_line(job.title)})"


def candidate_label(candidate: Candidate) -> str:
    """Return "candidate #3 (Jane Doe)"."""
    return f"candidate #{candidate.id} ({one_line(candidate.full_name)})"


def role(candidate: CandidateDetails) -> str:
    """Return "Staff Engineer @ TechCorp", or the known part of it."""
    company = one_line(candidate.current_company or "")
    return joined(" ", one_line(candidate.current_title or ""), company and f"@ {company}")


def salary(job: JobDetails) -> str | None:
    """Return "150000–190000 USD", "from 150000 USD" or "up to 190000 USD"; None if no bound is known."""
    if job.salary_min is not None and job.salary_max is not None:
        return f"{job.salary_min}–{job.salary_max} {job.currency}"
    if job.salary_min is not None:
        return f"from {job.salary_min} {job.currency}"
    return None if job.salary_max is None else f"up to {job.salary_max} {job.currency}"


def bracketed(*parts: str | None) -> str:
    """Return the parts as " (a, b)"; an empty string if there are none."""
    known = joined(", ", *(one_line(part or "") for part in parts))
    return f" ({known})" if known else ""


def count(number: int, noun: str) -> str:
    """Return "1 job" or "2 jobs"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
