import pytest

from engines.reading.extraction_fakes import extraction, run
from recruit.domain.engines.reading.job import job_fields

POSTING = """Acme Robotics | Senior Platform Engineer | Lisbon (Hybrid) | Full-time | €70-85k

We raised $12M last year and serve 80 bakeries.

Requirements
- 5+ years with Go or Rust
- Kubernetes, Terraform

Nice to have
- Bazel
- Experience with Kafka
"""

REQUISITION = """OPEN POSITION
Role: Warehouse Supervisor II
Team: Fulfilment
Where: Tulsa, OK
Type: Full time
Workplace: On-site
Pay range: $52,500.00 - $61,000.00 a year

Requirements
• Forklift certification
• Inventory Management
• Advanced Excel

Nice to haves
• SAP
"""


def test_the_reference_sentence_is_read() -> None:
    job = run(
        extraction().job("We need a Senior Backend Engineer in NYC with Python, FastAPI, and PostgreSQL experience...")
    )
    assert job.title == "Senior Backend Engineer"
    assert job.location == "New York, NY"
    assert job.required_skills == ("Python", "FastAPI", "PostgreSQL")


def test_fields_missing_from_the_text_are_empty() -> None:
    job = run(extraction().job("We need a plumber."))
    assert (job.title, job.currency) == ("Plumber", "USD")
    assert {job.department, job.location, job.employment_type, job.remote_option, job.salary_min, job.salary_max} == {
        None
    }
    assert job.required_skills == job.nice_to_have_skills == ()


def test_labels_of_a_requisition_are_read() -> None:
    job = job_fields.read(REQUISITION)
    assert (job.title, job.department, job.location) == ("Warehouse Supervisor II", "Fulfilment", "Tulsa, OK")
    assert (job.employment_type, job.remote_option) == ("Full-time", "On-site")
    assert (job.salary_min, job.salary_max, job.currency) == (52_500, 61_000, "USD")
    assert job.required_skills == ("Forklift", "Inventory Management", "Excel")
    assert job.nice_to_have_skills == ("SAP",)


def test_a_heading_with_bars_is_read_and_funding_is_not_a_salary() -> None:
    job = job_fields.read(POSTING)
    assert (job.title, job.location) == ("Senior Platform Engineer", "Lisbon")
    assert (job.employment_type, job.remote_option) == ("Full-time", "Hybrid")
    assert (job.salary_min, job.salary_max, job.currency) == (70_000, 85_000, "EUR")
    assert job.required_skills == ("Go", "Rust", "Kubernetes", "Terraform")
    assert job.nice_to_have_skills == ("Bazel", "Kafka")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Looking for a full-time beekeeper supervisor in Omaha NE", "Beekeeper Supervisor"),
        ("need a junior lab technician asap", "Junior Lab Technician"),
        ("We want two nurses for the night shift", "Nurse"),
        ("We're hiring a Director of Nursing for our Leeds office", "Director of Nursing"),
        ("Sr. Bridge Inspector @ Tampa", "Senior Bridge Inspector"),
        ("Personal assistant to the CFO. Hybrid.", "Personal Assistant to the CFO"),
        ("Could you write a req for a Stage Manager?", "Stage Manager"),
        ("LEAD QA ENGINEER\nSpringfield, IL", "Lead QA Engineer"),
        ("Office Manager (60%) - Geneva\nPart-time position.", "Office Manager"),
        ("Stellenausschreibung: Softwareentwickler (m/w/d)\nStandort: Köln", "Softwareentwickler (m/w/d)"),
    ],
)
def test_titles_are_found(text: str, title: str) -> None:
    assert job_fields.read(text).title == title


def test_the_title_is_the_beginning_of_a_text_without_one() -> None:
    assert (
        job_fields.read("Somebody to help out on Saturdays. Cash in hand.").title == "Somebody to help out on Saturdays"
    )
    long = job_fields.read("wordy " * 100).title
    assert len(long) <= 200
    assert long.endswith("wordy")


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Roofer wanted in Memphis TN", "Memphis, TN"),
        ("Truck driver, Fargo ND, days only", "Fargo, ND"),
        ("We hire a welder for our yard in Tampere", "Tampere"),
        ("Nurse for our clinic in Fairbanks, AK", "Fairbanks, AK"),
        ("Remote data engineer (US only)", "United States"),
        ("Welder. Location: Laramie, Wyoming", "Laramie, Wyoming"),
        ("Lieu : Quimper (29)\nPoste : Comptable", "Quimper"),
        ("Chef in SF", "San Francisco, CA"),
        ("Tell us about a chef who loves la dolce vita", None),
    ],
)
def test_locations_are_found(text: str, location: str | None) -> None:
    assert job_fields.read(text).location == location


@pytest.mark.parametrize(
    ("text", "employment", "remote"),
    [
        ("Driver, full time, on site", "Full-time", "On-site"),
        ("Developer on an 8 month contract, fully remote", "Contract", "Remote"),
        ("Engagement: Contract - 6 months", "Contract", None),
        ("Temp accounts clerk in Leeds", "Temporary", None),
        ("Winter accounting intern, hybrid", "Internship", "Hybrid"),
        ("Seasonal picker in our warehouse. Not a remote position.", "Temporary", "On-site"),
        ("Lawyer who negotiates contracts with remote teams", None, None),
        ("Permanent (not a contract role). Accountant.", None, None),
        ("Beschäftigungsart: Teilzeit\nHomeoffice: 3 Tage\nStelle: Buchhalter", "Part-time", "Hybrid"),
    ],
)
def test_work_arrangements_are_read(text: str, employment: str | None, remote: str | None) -> None:
    job = job_fields.read(f"{text}\n{'We make things that people like. ' * 20}")
    assert (job.employment_type, job.remote_option) == (employment, remote)


def test_notes_fill_missing_fields_and_end_the_description() -> None:
    text = "Senior Backend Engineer\n\nRequirements:\n- Python"
    job = run(extraction().job(text, notes="This is for our New York office."))
    assert job.location == "New York, NY"
    assert job.remote_option is None
    assert job.description == f"{text}\n\nAdditional recruiter notes: This is for our New York office."


def test_notes_do_not_overrule_the_text() -> None:
    job = run(extraction().job("Chef in Miami, full-time, $25/hr", notes="Denver, part-time, $30/hr, Python"))
    assert (job.location, job.employment_type, job.salary_min) == ("Miami, FL", "Full-time", 25)


def test_blank_notes_are_ignored() -> None:
    assert run(extraction().job("Chef", notes=" \n ")).description == "Chef"


def test_an_empty_text_still_makes_a_job() -> None:
    job = run(extraction().job("  "))
    assert (job.title, job.description) == ("Untitled job", None)


@pytest.mark.parametrize(
    ("note", "department", "location"),
    [
        ("cerchiamo un elettricista a Torino, 26-30k, reparto Manutenzione", "Manutenzione", "Torino"),
        ("on cherche un électricien à Lille, 30-34k€, service Maintenance", "Maintenance", "Lille"),
        ("a part-time receptionist in Dublin, €28k, department Front Office", "Front Office", "Dublin"),
        ("Elektriker in Bremen, 38-42k, Abteilung Technik, ab sofort", "Technik", "Bremen"),
        ("Service Desk Analyst in Leeds", None, "Leeds"),
    ],
)
def test_the_department_of_a_note_is_read(note: str, department: str | None, location: str) -> None:
    job = job_fields.read(note)
    assert (job.department, job.location) == (department, location)


@pytest.mark.parametrize(
    ("note", "title", "location"),
    [
        ("On cherche une secrétaire médicale à Lille, 24 000 € par an", "Secrétaire médicale", "Lille"),
        ("a remote tax advisor paid 70 to 80k", "Tax Advisor", "Remote"),
        ("a midwife in Cambridge, £35-38k", "Midwife", "Cambridge"),
        ("a midwife in Cambridge, $80k", "Midwife", "Cambridge, MA"),
    ],
)
def test_a_title_ends_before_its_place_and_pay(note: str, title: str, location: str) -> None:
    job = job_fields.read(note)
    assert (job.title, job.location or job.remote_option) == (title, location)
