"""Naive matching: read every row, split it into words, and count the common ones."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.yardsticks.usual_bodies import CandidateMatch, JobMatch
from bench.yardsticks.usual_tables import Candidate, Job, MatchLog, User

WORD = re.compile(r"[a-z0-9+#.]+")


def _job_words(job: Job) -> set[str]:
    skills = [*job.required_skills, *job.nice_to_have_skills]
    return set(WORD.findall(" ".join([job.title, job.description or "", *skills]).lower()))


def _candidate_words(candidate: Candidate) -> set[str]:
    texts = candidate.headline, candidate.current_title, candidate.current_company, candidate.notes
    return set(WORD.findall(" ".join(text or "" for text in texts).lower()))


def _score(wanted: set[str], had: set[str]) -> tuple[int, str]:
    common = wanted & had
    score = round(100 * len(common) / len(wanted)) if wanted else 0
    return score, f"{len(common)} words in common: {', '.join(sorted(common)[:5])}"


def best_candidates(session: Session, user: User, job: Job, limit: int) -> Sequence[CandidateMatch]:
    """Return the best candidates of the organisation, and log them."""
    wanted = _job_words(job)
    candidates = session.scalars(select(Candidate).where(Candidate.org_id == user.org_id))
    scored = [(candidate, *_score(wanted, _candidate_words(candidate))) for candidate in candidates]
    scored.sort(key=lambda found: found[1], reverse=True)
    matches = [
        CandidateMatch(
            candidate_id=candidate.id,
            full_name=candidate.full_name,
            current_title=candidate.current_title,
            current_company=candidate.current_company,
            location=candidate.location,
            score=score,
            reason=reason,
        )
        for candidate, score, reason in scored[:limit]
    ]
    _log(session, user, "candidates_for_job", [(job.id, match.candidate_id, match) for match in matches])
    return matches


def best_jobs(session: Session, user: User, candidate: Candidate, limit: int) -> Sequence[JobMatch]:
    """Return the best jobs of the organisation, and log them."""
    had = _candidate_words(candidate)
    jobs = session.scalars(select(Job).where(Job.org_id == user.org_id))
    scored = [(job, *_score(_job_words(job), had)) for job in jobs]
    scored.sort(key=lambda found: found[1], reverse=True)
    matches = [
        JobMatch(job_id=job.id, title=job.title, location=job.location, status=job.status, score=score, reason=reason)
        for job, score, reason in scored[:limit]
    ]
    _log(session, user, "jobs_for_candidate", [(match.job_id, candidate.id, match) for match in matches])
    return matches


def _log(
    session: Session, user: User, direction: str, answers: Sequence[tuple[int, int, CandidateMatch | JobMatch]]
) -> None:
    session.add_all(
        MatchLog(
            org_id=user.org_id,
            user_id=user.id,
            job_id=job_id,
            candidate_id=candidate_id,
            direction=direction,
            score=match.score,
            reason=match.reason,
        )
        for job_id, candidate_id, match in answers
    )
    session.commit()
