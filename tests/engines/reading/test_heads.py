"""Name, headline, place and addresses at the top of a résumé."""

import pytest

from engines.reading.extraction_fakes import TODAY
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.engines.reading.resume import resume_fields, sections
from recruit.domain.engines.reading.resume.sections import Section


def read(text: str) -> CandidateDetails:
    return resume_fields.extract(text, TODAY.date())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dr. med. Anneliese Vogt", "Anneliese Vogt"),
        ("# Hi, I'm Thessaly Quarrington 👋", "Thessaly Quarrington"),
        ("Eng. Mohammed Al-Farsi", "Mohammed Al-Farsi"),
        ("Ing. Petra Horváthová", "Petra Horváthová"),
        ("Siobhán Ní Dhomhnaill ACA", "Siobhán Ní Dhomhnaill"),
        ("ADAEZE, Chidinma", "Chidinma Adaeze"),
        ("Aisha Rahman, Ph.D.", "Aisha Rahman"),
        ("NGUYỄN THỊ MINH KHAI", "Nguyễn Thị Minh Khai"),
        ("Hiroshi Nakagawa (中川 浩)", "Hiroshi Nakagawa"),
        ("李明", "李明"),
        ("김민준", "김민준"),
        ("Екатерина Соколова", "Екатерина Соколова"),
        ("محمد الفارسي", "محمد الفارسي"),
        ("प्रिया शर्मा", "प्रिया शर्मा"),
        ("J A N E   D O E", "Jane Doe"),
        ("Emily Baker", "Emily Baker"),
        ("Heather Mills", "Heather Mills"),
        ("Beatriz Fonseca e Silva", "Beatriz Fonseca e Silva"),
        ("Theodore “Teddy” Blackwood", "Theodore “Teddy” Blackwood"),
        ("CURRICULUM VITAE OF THABO NKOSI", "Thabo Nkosi"),
        ("Name:          John Michael Santos", "John Michael Santos"),
        ("Nombre y apellidos: María del Carmen Ortega", "María del Carmen Ortega"),
        ("JANE\nDOE", "Jane Doe"),
        ("박지훈 | Ji-hoon Park", "Ji-hoon Park"),
        ("Nombres: Verónica\nApellidos: Salazar Peña", "Verónica Salazar Peña"),
    ],
)
def test_names_of_many_cultures_are_found(line: str, name: str) -> None:
    assert read(f"{line}\nSkills\nPython").full_name == name


@pytest.mark.parametrize(
    "head",
    [
        "Golden Poppy Foods",
        "Isarwerk Anlagen GmbH",
        "Pastry Baker",
        "Persönliche Daten",
        "CURRÍCULUM VÍTAE",
        "Go (Programming Language)",
        "个人简历",
        "Novi Sad, Serbia",
    ],
)
def test_other_lines_are_not_names(head: str) -> None:
    assert read(f"{head}\nSkills\nPython, SQL").full_name == "Unknown Candidate"


def test_lines_of_other_sections_are_not_names() -> None:
    assert read("Core Strengths\nVisual Merchandising\nExperience\nClerk, Old Mill, 2010 - 2014").full_name == (
        "Unknown Candidate"
    )


SIDE_COLUMN = """Contact
www.linkedin.com/in/hquill (LinkedIn)
Top Skills
Stream Processing
Certifications
Cloud Data Analytics
Harriet Quill
Data Engineer
Leeds, United Kingdom
Summary
I build pipelines.
"""


def test_a_profile_link_identifies_the_name_below_a_side_column() -> None:
    candidate = read(SIDE_COLUMN)
    assert (candidate.full_name, candidate.headline) == ("Harriet Quill", "Data Engineer")
    assert candidate.location == "Leeds, United Kingdom"


def test_an_email_address_splits_spaced_letters_into_names() -> None:
    assert read("L E N A P E T R O V A\nlena@example.studio\n").full_name == "Lena Petrova"


def test_two_matching_addresses_give_the_name() -> None:
    head = "Senior Software Engineer\njohn.doe@example.com linkedin.com/in/johndoe"
    assert read(f"{head}\nSkills\nPython").full_name == "John Doe"


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("Jane Doe\nWarehouse Associate | Memphis, TN | 901-555-0178", "Warehouse Associate"),
        ("Jane Doe\nBerlin\n+49 30 5550123\nDesigner & Part-time Lecturer", "Designer & Part-time Lecturer"),
        ("Jane Doe\nCreative and Innovative Web\nDeveloper\nBerlin", "Creative and Innovative Web Developer"),
        ("Jane Doe\nASP.NET Developer in Arden Labs", "ASP.NET Developer in Arden Labs"),
        ("Jane Doe\n29 ans – Permis B\nLyon", None),
        ("Jane Doe\n12 Quay Lane, Galway, Ireland\njane@example.ie", None),
        ("Jane Doe\nShift Supervisor, Tidal Roasters\nMay 2023 to present", None),
        ("Post Applied For: Electrical Supervisor\nName: Jane Doe", "Electrical Supervisor"),
    ],
)
def test_headlines_are_found_below_the_name(head: str, headline: str | None) -> None:
    assert read(f"{head}\nSkills\nPython").headline == headline


@pytest.mark.parametrize(
    ("head", "location"),
    [
        ("12 Quay Lane, Galway, Ireland", "Galway, Ireland"),
        ("Gartenweg 4, 72070 Tübingen\nTelefon: 07071 555012", "Tübingen"),
        ("Hauptplatz 7 | 8010 Graz | Österreich", "Graz"),
        ("Flat No 5, Gomti Nagar,\nLucknow, Uttar Pradesh – 226010", "Lucknow, Uttar Pradesh"),
        ("Rua das Flores, 123 – Centro – Curitiba – PR", "Curitiba"),
        ("Dirección: C/ Betis 45, 41010 Sevilla, España", "Sevilla, España"),
        ("ADDRESS Malmö, Sweden PHONE +46 40 555 012", "Malmö, Sweden"),
        ("Warsaw, Poland (open to remote) | jane@example.com", "Warsaw, Poland"),
        ("jane@example.com • (407) 555-0167 • Orlando, FL", "Orlando, FL"),
        ("Halifax NS\n902 555 0134", "Halifax, NS"),
        ("ul. Mariacka 5, 40-014 Katowice", "Katowice"),
        ("⌂: Rishon LeZion", "Rishon LeZion"),
        ("Pune\nWilling to relocate to: Toronto, ON", "Pune"),
        ("Python, Java\nEnglish, Hebrew, Russian", None),
        ("Nice person, good with Reading", None),
    ],
)
def test_locations_are_found(head: str, location: str | None) -> None:
    assert read(f"Jane Doe\n{head}\nSkills\nPython").location == location


def test_a_place_in_the_contact_section_is_the_location() -> None:
    assert read("Jane Doe\nBaker\nCONTACT\nGothenburg, Sweden\nSKILLS\nRye").location == "Gothenburg, Sweden"


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Jan Küster\nBremen\nExperience\nBaker, Old Mill, 2010 - 2014\nhttp://jankuester.example/", "http://jankuester.example"),
        ("Jane Doe\nseun.cloud", "https://seun.cloud"),
        ("Jane Doe\nLinks\nhttp://some-diary.example.org", "http://some-diary.example.org"),
        ("Jane Doe\nExperience\nBaker, Old Mill, 2010 - now\nProjects\nhttps://gitlytics.example.com", None),
        ("Jane Doe\nBaker at www.oldmill.com\nExperience\nBaker, Old Mill, 2010 - now", None),
    ],
)  # fmt: skip
def test_personal_sites_are_distinguished_from_others(text: str, site: str | None) -> None:
    assert read(text).website_url == site


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Relevant Work Experience", Section.EXPERIENCE),
        ("💼 WORK EXPERIENCE:", Section.EXPERIENCE),
        ("===== EXPERIENCE =====", Section.EXPERIENCE),
        ("W O R K E X P E R I E N C E", Section.EXPERIENCE),
        ("E D U C AT I O N", Section.EDUCATION),
        ("Beruflicher Werdegang", Section.EXPERIENCE),
        ("Formation académique", Section.EDUCATION),
        ("Istruzione e formazione", Section.EDUCATION),
        ("Experiência Profissional", Section.EXPERIENCE),
        ("Werkervaring", Section.EXPERIENCE),
        ("Volunteer Experience", Section.OTHER),
        ("Career Objective", Section.SUMMARY),
        ("Academic Appointments", Section.EXPERIENCE),
        ("Academic History", Section.EDUCATION),
        ("Datos personales", Section.CONTACT),
        ("工作经历", Section.EXPERIENCE),
        ("Curriculum Vitae", Section.DOCUMENT),
        ("Technical Lead", None),
        ("Work with teams in finance and design", None),
    ],
)
def test_headings_are_classified(line: str, section: Section | None) -> None:
    assert sections.heading(line) is section
