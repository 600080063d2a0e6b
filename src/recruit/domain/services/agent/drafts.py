"""Texts for a person to use: interview questions and messages to candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.model.candidate import Candidate
from recruit.domain.model.job import Job
from recruit.domain.services.agent.wording import bullets, one_line, paragraphs, role
from recruit.domain.services.matching.requirements import Requirement, Status, requirements

MOST_QUESTIONS = 10

_QUESTIONS = {
    Status.MET: "Your profile names {skill}. Tell me about the hardest problem that you solved with it.",
    Status.PARTIAL: "Your profile hints at {skill}. How much of your work was it, and for how long?",
    Status.MISSING: "The job asks for {skill}, which your profile doesn't name. What have you done that comes close?",
    Status.UNKNOWN: "Your profile doesn't say whether you know {skill}. What have you done with it?",
}
_OPEN = "What experience do you have with {skill}? Give an example."


@dataclass(frozen=True, slots=True)
class Interview:
    """Questions, and how they are told."""

    questions: Sequence[str]
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that nobody has sent."""

    subject: str
    body: str
    text: str


def interview(job: Job, candidate: Candidate | None) -> Interview:
    """Ask about each requirement, those that a profile leaves unknown before those that it shows."""
    skills = [*job.required_skills, *job.nice_to_have_skills]
    if candidate:
        found = sorted(requirements(job, candidate), key=_urgency)
        asked = [_QUESTIONS[one.status].format(skill=one_line(one.name)) for one in found]
    else:
        asked = [_OPEN.format(skill=one_line(skill)) for skill in skills]
    questions = [
        *asked[:MOST_QUESTIONS],
        *([] if candidate is None or candidate.experience_years is not None else ["How long have you done this work?"]),
        f"Why does the role of {one_line(job.title)} interest you?",
    ]
    whom = f"for candidate #{candidate.id} ({one_line(candidate.full_name)}) " if candidate else ""
    heading = f"Here are interview questions {whom}for job #{job.id} ({one_line(job.title)}):"
    return Interview(questions, paragraphs(heading, bullets(questions)))


def outreach(candidate: Candidate, job: Job | None, met: Sequence[str]) -> Draft:
    """Draft a message to a candidate."""
    first_name = one_line(candidate.full_name).split(" ")[0]
    work = role(candidate).replace("@", "at")
    subject = one_line(job.title) if job else "Working with us"
    place = ", ".join(one_line(part) for part in (job.location, job.remote_option) if part) if job else ""
    about = (
        f"We are looking for a {subject}{f' ({place})' if place else ''}" if job else "We would like to get to know you"
    )
    known = (
        f", and your experience with {', '.join(one_line(skill) for skill in met[:3])} caught our eye" if met else ""
    )
    body = paragraphs(
        f"Hello {first_name},",
        f"{about}{known}.{f' I saw that you work as {work}.' if work and job else ''}",
        "Would you have time for a short call this week?",
        "Best regards",
    )
    return _draft(candidate, subject, body)


def rejection(candidate: Candidate, job: Job | None) -> Draft:
    """Draft a message that tells a candidate that somebody else is taken. Nothing is rejected by it."""
    applied = f"for the role of {one_line(job.title)}" if job else "with us"
    body = paragraphs(
        f"Hello {one_line(candidate.full_name).split(' ')[0]},",
        f"Thank you for applying {applied} and for the time that you gave us. We have decided not to go on with your "
        "application.",
        "We wish you all the best for your search.",
        "Best regards",
    )
    return _draft(candidate, f"Your application{f': {one_line(job.title)}' if job else ''}", body)


def _draft(candidate: Candidate, subject: str, body: str) -> Draft:
    told = f"Here is a draft to candidate #{candidate.id} ({one_line(candidate.full_name)}). I haven't sent it."
    return Draft(subject, body, paragraphs(told, f"Subject: {subject}", body))


def _urgency(one: Requirement) -> tuple[bool, int]:
    order = [Status.UNKNOWN, Status.MISSING, Status.PARTIAL, Status.MET]
    return not one.required, order.index(one.status)
