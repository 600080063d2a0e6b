"""Absolute scores: a suitable candidate gets 70 or more, an unsuitable one less than 30."""

from dataclasses import replace

import pytest

from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.engines.ranking.candidate_features import build_profile
from recruit.domain.engines.ranking.job_features import build_query
from recruit.domain.engines.ranking.pair import score_pair
from recruit.domain.engines.ranking.scoring import score_value
from recruit.domain.jobs.model import Job

SUITABLE, UNSUITABLE = 70, 30


def opening(title: str, description: str, required: str, nice: str) -> Job:
    """Return a job; skills are separated by commas."""
    return Job(
        id=1,
        org_id=1,
        created_by_user_id=1,
        title=title,
        description=description,
        required_skills=tuple(required.split(", ")),
        nice_to_have_skills=tuple(nice.split(", ")),
    )


def person(title: str, headline: str, company: str, notes: str) -> Candidate:
    """Return a candidate of an occupation."""
    return Candidate(
        id=1,
        org_id=1,
        full_name="Robin Doe",
        current_title=title,
        headline=headline,
        current_company=company,
        notes=notes,
    )


JOBS = {
    "nurse": opening(
        "Registered Nurse, Surgical Ward",
        "We look for a registered nurse for our 28-bed surgical ward. You care for patients before and after "
        "operations, give medication, dress wounds, document in the electronic chart and teach families what to watch "
        "for at home. Night shifts in rotation. At least 2 years of experience.",
        "Patient Care, Medication Administration, Wound Care",
        "IV Therapy, BLS",
    ),
    "welder": opening(
        "TIG Welder",
        "Our workshop builds stainless steel tanks for dairies. You weld pipes and plates by drawing, prepare and "
        "grind the seams, check them with dye penetrant and keep your station in order. Early and late shift.",
        "TIG Welding, Blueprint Reading",
        "MIG Welding, Grinding",
    ),
    "accountant": opening(
        "Accountant",
        "You keep the general ledger of three companies, close the month, reconcile bank accounts, file VAT returns "
        "and prepare the annual statements with our auditors. 3+ years of experience in accounting.",
        "General Ledger, Account Reconciliation, Excel",
        "SAP, Financial Reporting",
    ),
    "backend engineer": opening(
        "Backend Engineer",
        "You design and run the services behind our booking platform: APIs, queues and a PostgreSQL database with "
        "some billion rows. We review each other's code, deploy several times a day and are on call for what we "
        "build.",
        "Python, PostgreSQL, REST APIs",
        "Kubernetes, Kafka",
    ),
    "chef": opening(
        "Sous Chef",
        "You run the kitchen with our head chef: plan the menu with the seasons, order produce, cook on the line, "
        "watch hygiene and food cost and train apprentices. 90 covers a night, French and Nordic cuisine.",
        "Menu Planning, Food Safety",
        "Pastry, Cost Control",
    ),
    "teacher": opening(
        "Primary School Teacher",
        "You teach a class of 24 pupils in reading, writing and mathematics, plan lessons, assess progress, talk with "
        "parents and help with trips and the school garden.",
        "Lesson Planning, Classroom Management",
        "Special Education, Phonics",
    ),
    "electrician": opening(
        "Industrial Electrician",
        "You install and maintain switchgear, motors and drives in our paper mill, find faults, read circuit diagrams "
        "and test installations. On-call duty every sixth week. 3 years of experience.",
        "Electrical Wiring, PLC",
        "Motor Control, Electrical Safety",
    ),
    "sales manager": opening(
        "Regional Sales Manager",
        "You lead eight representatives in the north, set targets, visit key customers, negotiate contracts and keep "
        "the forecast honest. Our customers are builders' merchants and wholesalers.",
        "Sales Management, Negotiation, CRM",
        "Salesforce, Forecasting",
    ),
    "truck driver": opening(
        "Truck Driver (CDL A)",
        "You drive a refrigerated trailer between our depot and supermarkets, secure loads, keep the log book, check "
        "the vehicle before each tour and unload with a pallet jack. Home every evening.",
        "Commercial Driving, Load Securing",
        "Forklift, Route Planning",
    ),
    "HR manager": opening(
        "HR Manager",
        "You are responsible for the people of a plant with 300 employees: recruiting, onboarding, labour relations, "
        "payroll, training and the works council. You lead a team of three.",
        "Recruiting, Employee Relations, Payroll",
        "Labor Law, Onboarding",
    ),
}
CANDIDATES = {
    "nurse": person(
        "Staff Nurse",
        "Surgical nurse who likes nights",
        "Lakeside Hospital",
        "Six years on a surgical ward and in the recovery room. Patient care before and after operations, medication "
        "administration by five rights, wound care and drains, IV therapy and blood transfusions. Documents in Epic. "
        "Mentors students, held the ward's hygiene audits. BLS renewed last spring.",
    ),
    "welder": person(
        "Welder",
        "Stainless steel, TIG and MIG",
        "Tank & Vessel Works",
        "Nine years of TIG welding on stainless pipes for food plants, MIG welding of frames before that. Reads "
        "blueprints and isometric drawings, grinds and polishes seams, passes X-ray and dye penetrant tests. "
        "Certified to ISO 9606. Trains two apprentices.",
    ),
    "accountant": person(
        "Senior Accountant",
        "Accountant with a taste for tidy ledgers",
        "Northwind Trading",
        "Keeps the general ledger of a trading group, month-end close in four days, account reconciliation for eleven "
        "banks, VAT returns and fixed assets. Financial reporting under IFRS, annual audit with the auditors. Excel "
        "with Power Query; moved the books from Sage to SAP.",
    ),
    "backend engineer": person(
        "Software Engineer",
        "Backend engineer, Python and databases",
        "Orderly Systems",
        "Seven years of services in Python: FastAPI and REST APIs for an ordering platform, PostgreSQL with "
        "partitioned tables, Kafka consumers, Docker images on Kubernetes. Cut the median response time in half, "
        "wrote the on-call handbook, reviews code every day.",
    ),
    "chef": person(
        "Chef de Partie",
        "Cook, soon to be a sous chef",
        "Harbour Bistro",
        "Eight years in kitchens, three as chef de partie on fish and sauces. Menu planning with the seasons, orders "
        "produce from farmers, HACCP and food safety records, pastry for the Sunday brunch. Keeps food cost under 28 "
        "percent and trains apprentices.",
    ),
    "teacher": person(
        "Elementary School Teacher",
        "Teacher of grade two",
        "Meadow School",
        "Teaches reading, writing and mathematics to a class of 22 pupils. Lesson planning with a team of four, "
        "classroom management without shouting, phonics in small groups, conferences with parents. Additional "
        "training in special education and autism.",
    ),
    "electrician": person(
        "Electrician",
        "Industrial maintenance electrician",
        "Steel Rolling Mill",
        "Journeyman for ten years: electrical wiring of switchboards, motors and drives, fault finding at night, "
        "motor control circuits, PLC work on Siemens S7. Reads circuit diagrams, tests installations, electrical "
        "safety officer of the shift.",
    ),
    "sales manager": person(
        "Area Sales Manager",
        "Leads people who sell building material",
        "Brick & Beam Supplies",
        "Leads six representatives who sell to builders' merchants. Sales management with weekly pipeline reviews in "
        "Salesforce, our CRM; forecasting that holds within five percent; negotiation of yearly contracts with key "
        "customers. Grew the region by a third.",
    ),
    "truck driver": person(
        "Truck Driver",
        "CDL A driver, a million miles without an accident",
        "Cold Chain Freight",
        "Twelve years of commercial driving with refrigerated trailers to supermarkets. Load securing, pre-trip "
        "inspection, electronic log book, route planning around low bridges. Forklift and pallet jack at the dock. "
        "Hazmat endorsement.",
    ),
    "HR manager": person(
        "Human Resources Manager",
        "People of a plant",
        "Foundry Group",
        "Leads HR for a foundry with 420 employees: recruiting of skilled workers, onboarding, employee relations and "
        "talks with the works council, payroll with an outside bureau, training plans. Labor law in practice, two "
        "restructurings without a strike.",
    ),
}
TITLE_ONLY = {trade: replace(one, headline=None, current_company=None, notes=None) for trade, one in CANDIDATES.items()}
"""The same candidates with their titles alone."""

PARAPHRASED = {
    "nurse": (
        "Looks after people who come out of the theatre: pain, drips, dressings, first steps. Hands over to the night "
        "team, explains to relatives what to do at home. Five years in a general hospital."
    ),
    "welder": (
        "Joins thin stainless sheet and tube for breweries, mostly with an argon torch, so that no pore shows. Cuts, "
        "bevels, tacks and polishes, works from the engineer's sketches."
    ),
    "accountant": (
        "Books and closes for a family of shops: invoices, bank statements, tax returns, depreciation, the yearly "
        "balance sheet. Talks with the auditor and the tax office."
    ),
    "backend engineer": (
        "Writes the server side of a ticket shop: endpoints, background jobs, schemas and queries that stay quick. "
        "Tests first, ships on Fridays, carries the pager."
    ),
    "chef": (
        "Cooks fish and sauces on a busy line, writes the daily specials, buys from the market, keeps the cold room "
        "in order and shows the young ones how to hold a knife."
    ),
    "teacher": (
        "Takes second graders from letters to first books and from counting to times tables. Writes reports, sits "
        "with mothers and fathers, runs the choir."
    ),
    "electrician": (
        "Pulls cables, mounts cabinets and motors in a steel mill, finds why a drive stops at three in the morning, "
        "measures insulation and signs the protocol."
    ),
    "sales manager": (
        "Seven people on the road sell bricks and roof tiles for me. Quotas, customer visits, price talks with the "
        "big accounts, a pipeline that I believe in."
    ),
    "truck driver": (
        "Hauls chilled food through four states with an 18-wheeler. Straps, seals, paperwork, walk-around every "
        "morning, docks backwards where others turn round."
    ),
    "HR manager": (
        "Hires, welcomes and sometimes parts with the people of a foundry, pays them on time, talks with the union, "
        "finds courses for the foremen."
    ),
}
"""Occupation → notes that describe the work without naming the skills."""


def score(job: Job, candidate: Candidate) -> int:
    found = score_pair(build_query(job), build_profile(candidate), None)
    return score_value(found.components, found.weights)


@pytest.mark.parametrize("trade", JOBS)
def test_a_suitable_candidate_scores_high_with_full_notes_paraphrased_notes_or_a_title_alone(trade: str) -> None:
    full = CANDIDATES[trade]
    assert score(JOBS[trade], full) >= SUITABLE
    assert score(JOBS[trade], replace(full, notes=PARAPHRASED[trade])) >= SUITABLE
    assert score(JOBS[trade], TITLE_ONLY[trade]) >= SUITABLE


@pytest.mark.parametrize("trade", JOBS)
def test_full_notes_score_high_without_a_title(trade: str) -> None:
    assert score(JOBS[trade], replace(CANDIDATES[trade], current_title=None, headline=None)) >= SUITABLE


@pytest.mark.parametrize("trade", JOBS)
@pytest.mark.parametrize("people", [CANDIDATES, TITLE_ONLY], ids=["full", "thin"])
def test_an_unsuitable_candidate_scores_low(trade: str, people: dict[str, Candidate]) -> None:
    others = {other: score(JOBS[trade], candidate) for other, candidate in people.items() if other != trade}
    assert max(others.values()) < UNSUITABLE, others


@pytest.mark.parametrize(
    ("job", "other"),
    [
        ("Zahnarzt", "Zahnarzthelferin"),
        ("Zahnarzt", "Zahnmedizinische Fachangestellte"),
        ("Koch", "Küchenhelfer"),
        ("Electricista", "Ayudante de electricista"),
        ("Plumber", "Plumber's mate"),
        ("Teacher", "Teacher's aide"),
        ("Frontend Developer", "Backend Developer"),
        ("Frontend Developer", "Product Designer"),
    ],
)
def test_helpers_and_related_specialities_score_in_between(job: str, other: str) -> None:
    asked = Job(id=1, org_id=1, created_by_user_id=1, title=job)
    related, same = (
        score(asked, Candidate(id=1, org_id=1, full_name="Robin Doe", current_title=title)) for title in (other, job)
    )
    assert UNSUITABLE < related < same - 10
    headline = Candidate(id=1, org_id=1, full_name="Robin Doe", headline=other)
    assert UNSUITABLE < score(asked, headline) < same - 10


def test_related_occupations_score_in_between() -> None:
    for trade, title in {"accountant": "Bookkeeper", "teacher": "Teaching Assistant"}.items():
        related = score(JOBS[trade], Candidate(id=1, org_id=1, full_name="Robin Doe", current_title=title))
        assert score(JOBS[trade], TITLE_ONLY["welder"]) < related < score(JOBS[trade], TITLE_ONLY[trade])
