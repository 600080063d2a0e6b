"""`recruit demo`: an organisation with invented jobs, candidates and applications."""

import secrets
from itertools import cycle

from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.jobs.model import JobDetails
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings

STAGES = ("sourced", "applied", "screening", "interview", "offer", "rejected")
SOURCES = ("manual", "referral", "careers page", "agency")

JOBS = [
    JobDetails(
        title="Senior Backend Engineer",
        department="Engineering",
        location="New York, NY",
        employment_type="Full-time",
        remote_option="Hybrid",
        salary_min=160000,
        salary_max=200000,
        description="Design and run the services behind our payments platform.",
        required_skills=("Python", "FastAPI", "PostgreSQL"),
        nice_to_have_skills=("Kubernetes", "AWS"),
    ),
    JobDetails(
        title="Frontend Developer",
        department="Engineering",
        location="Berlin, Germany",
        employment_type="Full-time",
        remote_option="Remote",
        salary_min=65000,
        salary_max=85000,
        currency="EUR",
        description="Build accessible interfaces that people use all day.",
        required_skills=("TypeScript", "React", "CSS"),
        nice_to_have_skills=("GraphQL",),
    ),
    JobDetails(
        title="Data Scientist",
        department="Data",
        location="Boston, MA",
        employment_type="Full-time",
        remote_option="Hybrid",
        salary_min=130000,
        salary_max=165000,
        description="Forecast demand and tell decision makers how sure we are.",
        required_skills=("Python", "SQL", "Machine Learning"),
        nice_to_have_skills=("Spark",),
    ),
    JobDetails(
        title="Registered Nurse",
        department="Clinical",
        location="Austin, TX",
        employment_type="Full-time",
        remote_option="On-site",
        salary_min=72000,
        salary_max=90000,
        description="Care for patients of our surgical ward on rotating shifts.",
        required_skills=("Patient Care", "BLS", "Medication Administration"),
        nice_to_have_skills=("ACLS",),
    ),
    JobDetails(
        title="Account Executive",
        department="Sales",
        location="London, United Kingdom",
        employment_type="Full-time",
        remote_option="Hybrid",
        salary_min=50000,
        salary_max=70000,
        currency="GBP",
        description="Win and keep mid-sized customers in retail.",
        required_skills=("Negotiation", "Salesforce", "Lead Generation"),
    ),
    JobDetails(
        title="Staff Accountant",
        department="Finance",
        location="Chicago, IL",
        employment_type="Full-time",
        remote_option="Hybrid",
        salary_min=68000,
        salary_max=82000,
        description="Close the books each month and prepare the audit.",
        required_skills=("General Ledger", "Accounts Payable", "Excel"),
        nice_to_have_skills=("CPA",),
    ),
    JobDetails(
        title="HVAC Technician",
        department="Facilities",
        location="Phoenix, AZ",
        employment_type="Contract",
        remote_option="On-site",
        salary_min=55000,
        salary_max=68000,
        description="Install and repair cooling in commercial buildings.",
        required_skills=("HVAC", "Refrigeration", "Troubleshooting"),
        status="on_hold",
    ),
    JobDetails(
        title="Product Designer",
        department="Design",
        location="San Francisco, CA",
        employment_type="Full-time",
        remote_option="Remote",
        salary_min=140000,
        salary_max=175000,
        description="Turn research into flows that need no manual.",
        required_skills=("Figma", "User Research", "Prototyping"),
        status="closed",
    ),
]

PROFESSIONS = {
    "Backend Engineer": ("Python, FastAPI, PostgreSQL and Docker", "Northwind Systems", "New York, NY"),
    "Frontend Developer": ("TypeScript, React, CSS and accessibility", "Bluebird Studio", "Berlin, Germany"),
    "Data Scientist": ("Python, SQL, machine learning and statistics", "Meridian Analytics", "Boston, MA"),
    "Registered Nurse": ("patient care, BLS and medication administration", "Lakeside Hospital", "Austin, TX"),
    "Account Executive": ("negotiation, Salesforce and lead generation", "Harbor Retail", "London, United Kingdom"),
    "Accountant": ("general ledger, accounts payable and Excel", "Oak & Vine Partners", "Chicago, IL"),
    "HVAC Technician": ("HVAC, refrigeration and troubleshooting", "Cool Valley Services", "Phoenix, AZ"),
    "Product Designer": ("Figma, user research and prototyping", "Paper Kite", "San Francisco, CA"),
}
"""Job title → skills, company and location."""

LEVELS = (("Junior ", 1), ("", 4), ("Senior ", 8), ("Lead ", 12), ("Principal ", 17))
FIRST_NAMES = "Amara Boris Chiara Dmitri Elif Farid Greta Hugo Ines Jonas".split()
LAST_NAMES = "Adeyemi Brandt Castillo Duval Ekström Fontaine Gupta Hoshino Ivanova Jansen Kowalski Lindqvist".split()


def people() -> list[CandidateDetails]:
    """Return forty candidates: each profession at each level."""
    first, last = cycle(FIRST_NAMES), cycle(LAST_NAMES)
    return [
        CandidateDetails(
            full_name=f"{next(first)} {next(last)}",
            headline=f"{level}{profession} with {years} years of experience",
            location=place,
            experience_years=years,
            current_title=f"{level}{profession}",
            current_company=company,
            notes=f"Works with {skills}.",
        )
        for profession, (skills, company, place) in PROFESSIONS.items()
        for level, years in LEVELS
    ]


async def fill(settings: Settings) -> tuple[str, str]:
    """Create an organisation with all demo data, and return the e-mail address and password of its user."""
    email, password = f"demo-{secrets.token_hex(3)}@example.com", secrets.token_urlsafe(12)
    async with assemble(settings) as services:
        user = await services.accounts.register(email, password, "Demo Organization")
        actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
        await populate(services, actor)
    return email, password


async def populate(services: Services, actor: Actor) -> None:
    """Create the jobs, the candidates and one application per candidate in the actor's organisation."""
    jobs = [await services.jobs.create(actor, details) for details in JOBS]
    candidates = [await services.candidates.create(actor, details) for details in people()]
    stages, sources = cycle(STAGES), cycle(SOURCES)
    for place, candidate in enumerate(candidates):
        job = jobs[place // len(LEVELS)]
        details = ApplicationDetails(
            job_id=job.id, candidate_id=candidate.id, status=next(stages), source=next(sources)
        )
        await services.applications.create(actor, details)
