"""The texts of jobs and candidates for embedders: the work and the experience, without name and place of residence."""

from hashlib import sha256

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import scored_texts
from recruit.domain.jobs.model import Job


def job_text(job: Job) -> str:
    """Return the text of a job: title, skills and description, one a line."""
    skills = ", ".join([*job.required_skills, *job.nice_to_have_skills])
    return "\n".join(filter(None, [job.title, skills, job.description]))


def candidate_text(candidate: Candidate) -> str:
    """Return the text of a candidate: the scored fields, one a line."""
    return "\n".join(filter(None, scored_texts(candidate).values()))


def text_hash(text: str) -> bytes:
    """Return the SHA-256 digest of a text, or b"" for an empty text, which has no vector."""
    return sha256(text.encode()).digest() if text else b""
