"""The tables of the usual program: mapped classes of SQLAlchemy, with indexes for its queries."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of the mapped classes."""

    type_annotation_map = {list[str]: JSON, datetime: DateTime(timezone=True)}  # noqa: RUF012 - SQLAlchemy's own form


class Organization(Base):
    """A tenant."""

    __tablename__ = "organizations"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(Base):
    """A user."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    email: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    role: Mapped[str]


class Job(Base):
    """A job."""

    __tablename__ = "jobs"
    __table_args__: Any = (Index("jobs_org_idx", "org_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    created_by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    department: Mapped[str | None]
    location: Mapped[str | None]
    employment_type: Mapped[str | None]
    remote_option: Mapped[str | None]
    salary_min: Mapped[int | None]
    salary_max: Mapped[int | None]
    currency: Mapped[str]
    description: Mapped[str | None]
    required_skills: Mapped[list[str]]
    nice_to_have_skills: Mapped[list[str]]
    status: Mapped[str]
    is_public: Mapped[bool]


class Candidate(Base):
    """A candidate."""

    __tablename__ = "candidates"
    __table_args__: Any = (Index("candidates_org_idx", "org_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    full_name: Mapped[str]
    headline: Mapped[str | None]
    location: Mapped[str | None]
    experience_years: Mapped[int | None]
    current_title: Mapped[str | None]
    current_company: Mapped[str | None]
    linkedin_url: Mapped[str | None]
    github_url: Mapped[str | None]
    website_url: Mapped[str | None]
    notes: Mapped[str | None]


class Application(Base):
    """A candidate's application for a job."""

    __tablename__ = "applications"
    __table_args__: Any = (
        Index("applications_pair_idx", "org_id", "job_id", "candidate_id", unique=True),
        Index("applications_candidate_idx", "org_id", "candidate_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    status: Mapped[str]
    source: Mapped[str | None]
    fit_score: Mapped[int | None]


class MatchLog(Base):
    """One result of an answered match."""

    __tablename__ = "match_logs"
    __table_args__: Any = (
        Index("match_logs_job_idx", "org_id", "job_id"),
        Index("match_logs_candidate_idx", "org_id", "candidate_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    user_id: Mapped[int]
    job_id: Mapped[int]
    candidate_id: Mapped[int]
    direction: Mapped[str]
    score: Mapped[int]
    reason: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
