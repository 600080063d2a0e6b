import pytest

from engines.reading.extraction_fakes import TODAY, extraction, run
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.engines.reading.resume import resume_fields

RESUME = """MIRA OKONKWO-LINDT, PMP
Senior Backend Engineer
Porto Alegre, Brazil | mira@okonkwo.example | +55 51 5550 1234
linkedin.com/in/mira-ol | github.com/miraol | https://mira.codes

SUMMARY
Builds payment systems that stay up.

EXPERIENCE
Staff Engineer, Juniper Ledger — Mar 2021 to Present
• Cut costs by 40% with Kafka
Backend Engineer, Tidewater Labs — Jan 2017 to Feb 2021
• Wrote the billing service

EDUCATION
BSc Computer Science, University of Somewhere, 2012 - 2016
"""


def read(text: str) -> CandidateDetails:
    return resume_fields.extract(text, TODAY.date())


def test_a_resume_is_read() -> None:
    candidate = read(RESUME)
    assert candidate.full_name == "Mira Okonkwo-Lindt"
    assert candidate.headline == "Senior Backend Engineer"
    assert candidate.location == "Porto Alegre, Brazil"
    assert (candidate.current_title, candidate.current_company) == ("Staff Engineer", "Juniper Ledger")
    assert candidate.linkedin_url == "https://linkedin.com/in/mira-ol"
    assert candidate.github_url == "https://github.com/miraol"
    assert candidate.website_url == "https://mira.codes"


def test_years_count_roles_and_not_school() -> None:
    assert read(RESUME).experience_years == 8


def test_stated_years_override_counted_ones() -> None:
    assert (
        read(
            RESUME.replace("Builds payment", "Engineer with 11+ years of experience who builds payment")
        ).experience_years
        == 11
    )


@pytest.mark.parametrize(
    "role",
    [
        "Line Cook | Blue Heron Diner | 2019 - Present",
        "Line Cook, Blue Heron Diner\nJune 2019 – Present",
        "Line Cook at Blue Heron Diner\n06/2019 - now",
        "Line Cook\nBlue Heron Diner, Boston, MA\nJune 2019 to date",
        "Blue Heron Diner — Line Cook — 2019 to Now",
        "2019–present Line Cook, Blue Heron Diner",
        "Line Cook Jan 2019 - Present\nBlue Heron Diner • Boston, MA",
        "Blue Heron Diner\nLine Cook May 2019 - Present\n• Grilled",
        "Jan 2019 - Present Blue Heron Diner\nLine Cook",
        "Line Cook\n\nBlue Heron Diner -  Boston, MA -\n\nJune 2019 to Present",
    ],
)
def test_title_and_company_are_found(role: str) -> None:
    candidate = read(
        f"Jo Smithfield\n\nExperience\n{role}\n• Cooked 300 covers a night\n\nEducation\nCooking School, 2015 - 2017"
    )
    assert (candidate.current_title, candidate.current_company) == ("Line Cook", "Blue Heron Diner")


def test_the_latest_role_is_used_without_a_present_one() -> None:
    candidate = read(
        "Jo Smithfield\nExperience\nBaker, Old Mill, 2010 - 2014\nChef, New Mill, 2014 - 2019\nWaiter, Sea, 2008 - 2009"
    )
    assert (candidate.current_title, candidate.current_company) == ("Chef", "New Mill")


def test_labels_of_a_form_are_read() -> None:
    job = "Current job: Crane Operator\nCurrent employer: Hamn AB"
    candidate = read(f"Name: Tove Berglund\n{job}\nCity: Luleå, Sweden\nYears of experience: 7")
    assert (candidate.full_name, candidate.location) == ("Tove Berglund", "Luleå, Sweden")
    assert (candidate.current_title, candidate.current_company) == ("Crane Operator", "Hamn AB")
    assert candidate.experience_years == 7


@pytest.mark.parametrize(
    "head",
    [
        "WORK EXPERIENCE",
        "Curriculum Vitae",
        "resume_final_2.pdf",
        "office@example.com",
        "Senior Software Engineer",
        "San Francisco, CA",
        "DOSSIER DE CANDIDATURE",
        "Scheda Lavoratore",
        "Job Description",
        "Seasoned professional who ships.",
        "*******",
    ],
)
def test_other_lines_are_not_names(head: str) -> None:
    assert read(f"{head}\nSkills\nPython, SQL").full_name == "Unknown Candidate"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Minh (Tilly) Pham", "Minh (Tilly) Pham"),
        ("Pieter van der Zee", "Pieter van der Zee"),
        ("Job de Vries", "Job de Vries"),
        ("Cormac T. O'Dunne Jr.", "Cormac T. O'Dunne Jr."),
        ("JANE DOE", "Jane Doe"),
        ("Curriculum Vitae Jane Doe", "Jane Doe"),
        ("Jane Doe - Software Engineer", "Jane Doe"),
        ("Imani QT", "Imani QT"),
    ],
)
def test_names_are_found(line: str, name: str) -> None:
    assert read(f"{line}\nSkills\nPython").full_name == name


def test_text_after_the_name_is_the_headline() -> None:
    assert read("Jane Doe - Software Engineer\nSkills\nPython").headline == "Software Engineer"


def test_recruiter_notes_are_appended_to_the_text() -> None:
    candidate = run(extraction().resume("Jane Doe\nBaker", notes="Strong."))[0]
    assert candidate.notes == "Jane Doe\nBaker\n\nAdditional recruiter notes: Strong."
    assert run(extraction().resume("Jane Doe\nBaker", notes="  "))[0].notes == "Jane Doe\nBaker"


def test_the_text_is_truncated_to_fit_recruiter_notes() -> None:
    candidate = run(extraction().resume("Jane Doe\n" + "word " * 40_000, notes="Strong. " * 100))[0]
    assert candidate.notes is not None
    assert len(candidate.notes) <= 100_000
    assert candidate.notes.endswith("Strong.")
    assert "word\n\nAdditional recruiter notes: Strong." in candidate.notes
