"""The demo data: jobs, people, tags, notes and tasks. All persons, companies and schools are invented.

Times are numbers of days before the data is loaded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import Education, Position, Profile, Skill
from recruit.domain.jobs.model import JobDetails
from recruit.domain.pipelines.model import ReasonType

FOLDER = files("recruit.data") / "demo"

YEAR = 2026
"""The year in which the people are at their present companies."""

PEOPLE_OF_JOB = 5
"""Number of lines of `people.txt` for each job."""

OPENED = (61, 59, 33, 67, 24, 4, 65, 70)
"""The days for which each job has been open."""

JOBS = (
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
)


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate with an application for the job at place `job` of JOBS, from a source.

    `steps` are the stages of the application with the days since it entered each.
    """

    details: CandidateDetails
    profile: Profile
    job: int
    steps: tuple[tuple[str, int], ...]
    source: str


@dataclass(frozen=True, slots=True)
class DemoResume:
    """A résumé that is read as an upload is. Its candidate applied for the job at place `job` of JOBS `days` ago."""

    filename: str
    job: int
    days: int

    def content(self) -> bytes:
        """Return the file."""
        return (FOLDER / self.filename).read_bytes()


RESUMES = (
    DemoResume("maren_ostberg_resume.pdf", 0, 2),
    DemoResume("theo_lindgren_cv.pdf", 2, 4),
    DemoResume("rosa_delmar_resume.pdf", 3, 1),
)

DEGREES = (
    *("BSc Computer Science", "BSc Media Informatics", "MSc Statistics", "BSc Nursing"),
    *("BA Business Administration", "BSc Accounting", "HVAC Certificate", "BA Interaction Design"),
)
"""The degree of the people of each job."""

SCHOOLS = ("Harborview University", "Elmwood College", "Northgate Institute", "St. Alban University", "Riverbend")

TAGS = {
    "Relocates": ("#3e63dd", ("Elif Ekström", "Nina Petrova", "Luca Conti", "Ivan Horvat")),
    "Call next time": ("#ab6400", ("Amir Rahimi", "Mateo Silva", "Callum Reid")),
    "Speaks German": ("#218358", ("Greta Gupta", "Hugo Hoshino", "Jonas Jansen", "Selin Ivanova", "Greta Holm")),
}
"""Name → colour and people."""

NOTES = {
    "Chiara Castillo": (
        (30, "Phone screen: built the refund service at Northwind, clear about trade-offs."),
        (19, "Can start six weeks after an offer."),
    ),
    "Dmitri Duval": ((4, "Offer sent. He has another one and decides this week."),),
    "Greta Gupta": ((11, "Portfolio review went well: keyboard support is second nature to her."),),
    "Kofi Asante": ((3, "The panel agreed. References are checked."),),
    "Freya Lindqvist": ((8, "Ask about forecasting under uncertainty in the interview."),),
    "Marta Nowak": ((17, "Prefers night shifts. BLS and ACLS are valid until next year."),),
    "Priya Raman": ((6, "Wants a written commission plan before she signs."),),
    "Greta Holm": ((2, "Closed the books for three clients. Learning for the CPA exam."),),
    "Amir Rahimi": ((21, "Second choice by a hair. Call him first for the next design role."),),
}
"""Name → days and text of each note."""


@dataclass(frozen=True, slots=True)
class DemoTask:
    """A task about a candidate, written `days` ago. It is due `due` days ago, or, if negative, in so many days.

    `done` is None while it is open.
    """

    title: str
    name: str
    days: int
    due: int
    done: int | None = None


TASKS = (
    DemoTask("Plan the first week", "Jonas Jansen", 29, due=15, done=17),
    DemoTask("Check the references", "Kofi Asante", 12, due=6, done=5),
    DemoTask("Send the commission plan", "Priya Raman", 6, due=3),
    DemoTask("Call about the offer", "Dmitri Duval", 4, due=1),
    DemoTask("Prepare the interview", "Freya Lindqvist", 8, due=-1),
    DemoTask("Answer the application", "Selin Ivanova", 2, due=-2),
    DemoTask("Collect the panel's feedback", "Marta Nowak", 5, due=-6),
)

REASONS = {
    "Skills don't match": (ReasonType.WE_DECLINED, ("Elif Ekström", "Rafael Moreno", "Zoe Lambert")),
    "Licence is missing": (ReasonType.WE_DECLINED, ("Jonas Hoshino",)),
    "Another candidate was chosen": (ReasonType.WE_DECLINED, ("Amir Rahimi", "Clara Novak")),
    "Accepted another offer": (ReasonType.THEY_DECLINED, ("Peter Lund", "Mateo Silva")),
}
"""Name of a rejection reason → type and people."""

END_NOTES = {
    "rejected": "Thanked, and told why.",
    "withdrawn": "Took a job closer to home.",
}
"""Stage → the note of the last move."""


def people() -> Iterator[Person]:
    """Yield the candidates of `people.txt`."""
    for place, line in enumerate((FOLDER / "people.txt").read_text("utf-8").splitlines()):
        name, title, company, city, number, words, earlier, before, stages, source = line.split("|")
        years, job = int(number), place // PEOPLE_OF_JOB
        changed = YEAR - max(1, years // 2)
        degree, school = DEGREES[job], SCHOOLS[place % len(SCHOOLS)]
        yield Person(
            CandidateDetails(
                full_name=name,
                headline=f"{title} with {years} year{'s' if years > 1 else ''} of experience",
                location=city,
                experience_years=years,
                current_title=title,
                current_company=company,
                notes=f"{title} at {company}, before that {earlier} at {before}. Works with {words}. {degree}.",
            ),
            Profile(
                skills=tuple(Skill(skill, skill) for skill in words.split(", ")),
                education=(Education(degree, school, end=str(YEAR - years)),),
                positions=(
                    Position(title, company, str(changed), None, goes_on=True),
                    Position(earlier, before, str(YEAR - years), str(changed), goes_on=False),
                ),
            ),
            job,
            tuple((stage, int(days)) for stage, _, days in (step.partition(":") for step in stages.split())),
            source,
        )
