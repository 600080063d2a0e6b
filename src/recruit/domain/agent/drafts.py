"""Drafts for a person to use: interview questions and messages to candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.agent.wording import bracketed, bullets, candidate_label, job_label, joined, one_line, paragraphs
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.language.draft_texts import LETTERS, NAMES
from recruit.domain.engines.ranking.requirements import Requirement, Status, requirements
from recruit.domain.jobs.model import Job

MOST_QUESTIONS = 10
MOST_SKILLS = 3
"""Most skills that a first message names."""

_QUESTIONS = {
    Status.MET: "Your profile names {skill}. Tell me about the hardest problem that you solved with it.",
    Status.PARTIAL: "Your profile hints at {skill}. How much of your work was it, and for how long?",
    Status.MISSING: "The job asks for {skill}, which your profile doesn't name. What have you done that comes close?",
    Status.UNKNOWN: "Your profile doesn't say whether you know {skill}. What have you done with it?",
}
_OPEN = "What experience do you have with {skill}? Give an example."


@dataclass(frozen=True, slots=True)
class Interview:
    """Interview questions, and their reply text."""

    questions: Sequence[str]
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that hasn't been sent."""

    subject: str
    body: str
    text: str


def question(requirement: Requirement) -> str:
    """Return an interview question about a requirement."""
    return _QUESTIONS[requirement.status].format(skill=one_line(requirement.name))


def interview(job: Job, candidate: Candidate | None) -> Interview:
    """Return questions about each requirement, those that the profile leaves unknown before those that it shows."""
    skills = [*job.required_skills, *job.nice_to_have_skills]
    if candidate:
        found = sorted(requirements(job, candidate), key=_urgency)
        asked = list(map(question, found))
    else:
        asked = [_OPEN.format(skill=one_line(skill)) for skill in skills]
    questions = [
        *asked[:MOST_QUESTIONS],
        *([] if candidate is None or candidate.experience_years is not None else ["How long have you done this work?"]),
        f"Why does the role of {one_line(job.title)} interest you?",
    ]
    recipient = f"for {candidate_label(candidate)} " if candidate else ""
    heading = f"Here are interview questions {recipient}for {job_label(job)}:"
    return Interview(questions, paragraphs(heading, bullets(questions)))


def outreach(candidate: Candidate, job: Job | None, matched_skills: Sequence[str], language: str = "en") -> Draft:
    """Draft a first message to a candidate."""
    letters = LETTERS[language]
    work = joined(", ", one_line(candidate.current_title or ""), one_line(candidate.current_company or ""))
    skills = ", ".join(one_line(skill) for skill in matched_skills[:MOST_SKILLS])
    sentences = [
        _sentence(letters.approach, job),
        letters.skills.format(skills=skills) if skills else "",
        letters.work.format(work=work) if work and job else "",
    ]
    subject = one_line(job.title) if job else letters.approach_subject
    return _draft(candidate, language, subject, joined(" ", *sentences), letters.call)


def interview_invitation(candidate: Candidate, job: Job | None, language: str = "en") -> Draft:
    """Draft an invitation to an interview. It changes no application's stage."""
    letters = LETTERS[language]
    return _draft(
        candidate, language, _sentence(letters.interview_subject, job), _sentence(letters.interview, job), letters.dates
    )


def rejection(candidate: Candidate, job: Job | None, language: str = "en") -> Draft:
    """Draft a rejection message to a candidate. It rejects no application."""
    letters = LETTERS[language]
    decided = f"{_sentence(letters.thanks, job)} {letters.decision}"
    return _draft(candidate, language, _sentence(letters.rejection_subject, job), decided, letters.wishes)


def _sentence(pair: tuple[str, str], job: Job | None) -> str:
    """Return the first sentence of a pair if there is a job, else the second."""
    about, alone = pair
    return about.format(title=one_line(job.title), place=bracketed(job.location, job.remote_option)) if job else alone


def _draft(candidate: Candidate, language: str, subject: str, *parts: str) -> Draft:
    letters = LETTERS[language]
    full_name = one_line(candidate.full_name)
    greeting = letters.greeting.format(name=full_name.split(" ")[0], full_name=full_name)
    body = paragraphs(greeting, *parts, letters.closing)
    recipient = f"candidate #{candidate.id} ({full_name})"
    heading = f"Here is a draft in {NAMES[language]} to {recipient}. I haven't sent it."
    return Draft(subject, body, paragraphs(heading, f"Subject: {subject}", body))


def _urgency(one: Requirement) -> tuple[bool, int]:
    order = [Status.UNKNOWN, Status.MISSING, Status.PARTIAL, Status.MET]
    return not one.required, order.index(one.status)
