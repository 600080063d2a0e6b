"""Records for tests of pages: candidates with a résumé, jobs and uploads."""

from typing import Any

from recruit.domain.applications.model import Application
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import Contacts
from recruit.domain.jobs.model import Job
from web.browsing import NAVIGATION, Browser, Page
from worlds import Organisation

RESUME = """Jane Doe
Staff Engineer
New York, NY, jane.doe@example.com

SUMMARY
Backend engineer with eight years of experience. I build services in Python with PostgreSQL.

EXPERIENCE
Staff Engineer, Northwind Traders, 2019 - present
- Moved the order service from a monolith to Python services behind Kafka
- Cut the latency of the PostgreSQL cluster by half, and mentored four engineers of the team

Backend Engineer, Contoso, 2016 - 2019
- Wrote and ran REST interfaces for the warehouse with Django and Docker in two data centres
- Introduced reviews, tests and a release each week together with the operations department

SKILLS
Python, PostgreSQL, Docker, Kafka
"""
PATHS = ("", "/profile", "/applications", "/notes", "/activity", "/duplicates")
"""The pages of a candidate that every role may open."""


def organisation(browser: Browser) -> Organisation:
    """Return the organisation of a browser's user."""
    return Organisation(browser.services.storage, browser.actor)


async def jane(browser: Browser, text: str = RESUME, filename: str = "cv.txt") -> Candidate:
    """Store the candidate of a résumé."""
    intake = browser.services.intake
    return (await intake.candidate_from_resume(browser.actor, text.encode(), filename, None)).candidate


async def reachable(browser: Browser, email: str, phone: str = "") -> Candidate:
    """Store a candidate with an e-mail address, and a phone number if one is given."""
    contacts = Contacts((email,), (phone,) if phone else ())
    return await browser.services.candidates.create(browser.actor, CandidateDetails(full_name="Jane Doe"), contacts)


async def engineer_job(browser: Browser, title: str = "Backend Engineer", **details: Any) -> Job:
    """Store an open job."""
    given = {"required_skills": ("Python", "Kubernetes"), "nice_to_have_skills": ("Docker",), "status": "open"}
    return await organisation(browser).job(title, **given | details)


async def applied(browser: Browser, job: Job, candidate: Candidate, **details: Any) -> Application:
    """Store an application."""
    return await organisation(browser).application(job, candidate, **{"status": "applied"} | details)


async def token(browser: Browser) -> str:
    """Return a token of the browser's session."""
    return (await browser.get("/inbox")).form("/logout")["_csrf"]


async def send(browser: Browser, path: str, **values: Any) -> Page:
    """Send a form with a token, whether a page shows that form or not."""
    return await browser.post(path, {"_csrf": await token(browser)} | values)


async def upload(
    browser: Browser,
    path: str,
    name: str,
    *files: tuple[str, str],
    headers: dict[str, str] | None = None,
    fields: dict[str, str] | None = None,
) -> Page:
    """Send files, each with its name and its text, as a browser does."""
    parts = [(name, (filename, text.encode())) for filename, text in files]
    data = {"_csrf": await token(browser)} | (fields or {})
    # An empty part of another name makes httpx send a form without files as multipart, too.
    response = await browser.client.post(
        path, data=data, files=parts or [("none", b"")], headers=NAVIGATION | (headers or {})
    )
    return Page(response)
