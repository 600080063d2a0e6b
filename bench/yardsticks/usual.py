"""The usual program: the same endpoints with FastAPI, synchronous SQLAlchemy ORM and psycopg.

The user is looked up on each request. The program is a good example of its kind: indexes fit its queries, and each of
FastAPI's threads has a connection in the pool (with fewer, threads wait for one another, and it responds with 500 over
many connections). Environment: BENCH_DATABASE is the URL of its database, BENCH_KEY the signing key of its tokens.
"""

import os
from collections.abc import Iterator
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from bench.yardsticks import usual_bodies as bodies
from bench.yardsticks.usual_matching import best_candidates, best_jobs
from bench.yardsticks.usual_tables import Application, Base, Candidate, Job, User

THREADS = 40
"""Number of requests that FastAPI runs at a time."""

engine = create_engine(os.environ["BENCH_DATABASE"], pool_size=THREADS, max_overflow=0)
sessions = sessionmaker(engine, expire_on_commit=False)
Base.metadata.create_all(engine)
app = FastAPI()
bearer = HTTPBearer()


def get_session() -> Iterator[Session]:
    """Open a session for one request."""
    with sessions() as session:
        yield session


Db = Annotated[Session, Depends(get_session)]


def current_user(session: Db, credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> User:
    """Return the user that the token names."""
    try:
        claims = jwt.decode(credentials.credentials, os.environ["BENCH_KEY"], algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(403, "Could not validate credentials") from error
    user = session.get(User, int(claims["sub"]))
    if user is None:
        raise HTTPException(403, "Could not validate credentials")
    return user


Me = Annotated[User, Depends(current_user)]


def _job(session: Session, user: User, job_id: int) -> Job:
    job = session.scalar(select(Job).where(Job.id == job_id, Job.org_id == user.org_id))
    if job is None:
        raise HTTPException(404, "Job not found")
    return job


def _candidate(session: Session, user: User, candidate_id: int) -> Candidate:
    candidate = session.scalar(select(Candidate).where(Candidate.id == candidate_id, Candidate.org_id == user.org_id))
    if candidate is None:
        raise HTTPException(404, "Candidate not found")
    return candidate


@app.get("/healthz")
def healthz() -> dict[str, str]:
    """Return the status of the server."""
    return {"status": "ok"}


@app.get("/api/v1/users/me", response_model=bodies.UserOut)
def get_me(user: Me) -> Any:
    """Return the authenticated user."""
    return user


@app.get("/api/v1/jobs", response_model=bodies.JobPage)
def list_jobs(
    session: Db,
    user: Me,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    q: str | None = None,
) -> Any:
    """Return jobs in ascending id."""
    found = select(Job).where(Job.org_id == user.org_id)
    if q:
        found = found.where(Job.title.icontains(q, autoescape=True))
    total = session.scalar(select(func.count()).select_from(found.subquery()))
    return {"items": session.scalars(found.order_by(Job.id).offset(skip).limit(limit)).all(), "total": total}


@app.get("/api/v1/jobs/{job_id}", response_model=bodies.JobOut)
def get_job(session: Db, user: Me, job_id: int) -> Any:
    """Return one job."""
    return _job(session, user, job_id)


@app.post("/api/v1/jobs", response_model=bodies.JobOut, status_code=201)
def create_job(session: Db, user: Me, data: bodies.JobIn) -> Any:
    """Create a job."""
    job = Job(**data.model_dump(), org_id=user.org_id, created_by_user_id=user.id)
    session.add(job)
    session.commit()
    session.refresh(job)
    return job


@app.patch("/api/v1/jobs/{job_id}", response_model=bodies.JobOut)
def change_job(session: Db, user: Me, job_id: int, data: bodies.JobChanges) -> Any:
    """Change a job."""
    job = _job(session, user, job_id)
    for name, value in data.model_dump(exclude_unset=True).items():
        setattr(job, name, value)
    session.commit()
    session.refresh(job)
    return job


@app.delete("/api/v1/jobs/{job_id}", status_code=204)
def remove_job(session: Db, user: Me, job_id: int) -> None:
    """Remove a job and its applications."""
    session.delete(_job(session, user, job_id))
    session.commit()


@app.post("/api/v1/applications", response_model=bodies.ApplicationOut, status_code=201)
def create_application(session: Db, user: Me, data: bodies.ApplicationIn) -> Any:
    """Create an application."""
    job, candidate = _job(session, user, data.job_id), _candidate(session, user, data.candidate_id)
    pair = Application.job_id == job.id, Application.candidate_id == candidate.id
    if session.scalar(select(Application).where(Application.org_id == user.org_id, *pair)) is not None:
        raise HTTPException(400, "An application for this job and candidate exists")
    application = Application(**data.model_dump(), org_id=user.org_id)
    session.add(application)
    session.commit()
    session.refresh(application)
    return application


@app.post("/api/v1/candidates", response_model=bodies.CandidateOut, status_code=201)
def create_candidate(session: Db, user: Me, data: bodies.CandidateIn) -> Any:
    """Create a candidate."""
    candidate = Candidate(**data.model_dump(), org_id=user.org_id)
    session.add(candidate)
    session.commit()
    session.refresh(candidate)
    return candidate


@app.post("/api/v1/matching/candidates_for_job", response_model=bodies.CandidateMatches)
def candidates_for_job(session: Db, user: Me, data: bodies.CandidatesForJob) -> Any:
    """Return candidates for a job, best first."""
    job = _job(session, user, data.job_id)
    return {"job_id": job.id, "matches": best_candidates(session, user, job, data.limit)}


@app.post("/api/v1/matching/jobs_for_candidate", response_model=bodies.JobMatches)
def jobs_for_candidate(session: Db, user: Me, data: bodies.JobsForCandidate) -> Any:
    """Return jobs for a candidate, best first."""
    candidate = _candidate(session, user, data.candidate_id)
    return {"candidate_id": candidate.id, "matches": best_jobs(session, user, candidate, data.limit)}
