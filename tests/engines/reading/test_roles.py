"""The jobs of résumés in many layouts and languages."""

import pytest

from engines.reading.extraction_fakes import TODAY
from recruit.domain.engines.reading.resume import job_history, resume_fields
from recruit.domain.engines.reading.text import lines


def newest_job(text: str) -> tuple[str | None, str | None]:
    role = job_history.current_role(job_history.find(lines.split(text)))
    assert role is not None
    return role.title, role.company


def test_a_persons_own_name_is_no_employer() -> None:
    text = (
        "Curriculum vitae\nGreta Lindholm\nNurse\nHamburg\ngreta.lindholm@example.org\n"
        "2014-2022 Intensivpflege, UKE Hamburg\nACLS, BLS, Beatmung, patient care"
    )
    found = resume_fields.extract(text, TODAY.date())
    assert (found.full_name, found.current_title) == ("Greta Lindholm", "Nurse")
    assert found.current_company in {None, "Intensivpflege", "UKE Hamburg"}


def years(text: str) -> int | None:
    return resume_fields.extract(text, TODAY.date()).experience_years


@pytest.mark.parametrize(
    "jobs",
    [
        "Brightwater Dairy\nLine Cook\nMarch 2022 - Present (3 years 4 months)\nLeeds\nCooked.",
        "Brightwater Dairy\n5 years 2 months\nLine Cook\nJanuary 2023 - Present\nBaker\nMay 2020 - January 2023",
        "Line Cook\nBrightwater Dairy · Full-time\nJun 2022 - Present · 3 yrs\nLeeds, England · On-site",
        "Brightwater Dairy, Leeds        2015 – Present\nLine Cook (2020 – Present)\nBaker (2015 – 2020)",
        "Brightwater Dairy, Leeds\nLine Cook, 2019–present\nBaker, 2015–2019",
        "Company: Brightwater Dairy\nDesignation: Line Cook\nDuration: Aug 2020 – Till Date",
        "Dates: 2021 – present\nOccupation or position held: Line Cook\nName of employer: Brightwater Dairy",
        "Presently working with Brightwater Dairy as Line Cook from April 2019 to till date.",
        "Since Jun'18 with Brightwater Dairy, Leeds as Line Cook",
        "1. Brightwater Dairy, Leeds\n   Line Cook\n   January 2016 to present",
        "### **Line Cook** — Brightwater Dairy\n*January 2022 – Present*\n- Cooked",
        "Line Cook (Brightwater Dairy, 2022–present): sauces",
        "Position     Company            Period\nLine Cook    Brightwater Dairy  2019 - Present",
        "2020 – Present\nLine Cook at Brightwater Dairy\nSoups",
        "From: 10-Mar-2019 To: Present\nLine Cook, Brightwater Dairy",
        "03/2020 – PRESENT\nLine Cook, Brightwater Dairy\nLeeds\nDaily menus.",
        "Line Cook\nBrightwater Dairy\nHead of sauces.\nBaker, Old Mill, 2010 - 2014",
        "Brightwater Dairy                 Leeds, England\nLine Cook                          2020–\nNotes:\n- Menus",
        "Line Cook, Brightwater Dairy    May 2017 – June\n2020\n• Soups",
        "📅 Feb 2022 – Present\nLine Cook @ Brightwater Dairy\n🔹 Soups",
        "Work: Line Cook, Brightwater Dairy, Jan 2018 - Present",
    ],
)
def test_the_newest_job_is_read_in_many_layouts(jobs: str) -> None:
    assert newest_job(f"Experience\n{jobs}\n\nEducation\nCooking School, 2010 - 2012") == (
        "Line Cook",
        "Brightwater Dairy",
    )


@pytest.mark.parametrize(
    ("heading", "jobs", "title", "company"),
    [
        ("Berufserfahrung", "seit 04/2018\tOberärztin, Klinikum Auental GmbH, Kassel", "Oberärztin",
         "Klinikum Auental GmbH"),
        ("BERUFSPRAXIS", "03/2015 - heute\nAuental Bau GmbH & Co. KG, Kassel\nSachbearbeiterin", "Sachbearbeiterin",
         "Auental Bau GmbH & Co. KG"),
        ("Expérience professionnelle", "Depuis mars 2021 – Cheffe de projet, Atelier Aubrac, Lyon", "Cheffe de projet",
         "Atelier Aubrac"),
        ("EXPÉRIENCES", "Octobre 2021 à aujourd'hui\nInfirmière chez Clinique Aubrac", "Infirmière", "Clinique Aubrac"),
        ("EXPERIENCIA LABORAL", "Desde 2017: Enfermera de UCI. Hospital del Alba (Lugo)", "Enfermera de UCI",
         "Hospital del Alba"),
        ("Experiencia", "Textiles Alba S.A.C.\nCargo: Contadora\nFecha: Marzo 2019 - Actualmente", "Contadora",
         "Textiles Alba S.A.C"),
        ("ESPERIENZE PROFESSIONALI", "Da marzo 2021 ad oggi\nArchitetta presso Studio Arno, Pisa", "Architetta",
         "Studio Arno"),
        ("EXPERIÊNCIA", "Serra Azul S.A. – Contagem\nAnalista de Dados\n03/2022 – Atual", "Analista de Dados",
         "Serra Azul S.A"),
        ("WERKERVARING", "september 2019 – heden | Projectleider | Bouwbedrijf Maas B.V., Zwolle", "Projectleider",
         "Bouwbedrijf Maas B.V"),
        ("Arbetslivserfarenhet", "2016 – nuvarande  Ingenjör, Norrbygg AB", "Ingenjör", "Norrbygg AB"),
    ],
)  # fmt: skip
def test_the_newest_job_is_read_in_other_languages(heading: str, jobs: str, title: str, company: str) -> None:
    found = newest_job(f"{heading}\n{jobs}\n")
    assert (found[0], (found[1] or "").rstrip(".")) == (title, company)


def test_duties_are_neither_titles_nor_companies() -> None:
    jobs = "ARDEN PIPE, Tulsa, Oklahoma\nPlant Manager (2015 – Present)\nLed 240 staff.\nSupervised Key Accounts"
    assert newest_job(f"Experience\n{jobs}") == ("Plant Manager", "ARDEN PIPE")


def test_list_order_distinguishes_title_and_company_without_known_nouns() -> None:
    assert newest_job("Experience\nGuest Happiness\nHotel Arden -\nMay 2020 to Present") == (
        "Guest Happiness",
        "Hotel Arden",
    )


def test_a_company_named_after_a_trade_is_not_a_title() -> None:
    assert newest_job("Experience\nLakeside Capital Partners | Chicago, IL\nLegal Secretary | 06/2016 – Present") == (
        "Legal Secretary",
        "Lakeside Capital Partners",
    )


def test_a_department_is_part_of_the_title_of_its_director() -> None:
    jobs = "ARDEN TRUST BANK, Toronto\nDirector, Human Resources      2017 – Present"
    assert newest_job(f"Experience\n{jobs}") == ("Director, Human Resources", "ARDEN TRUST BANK")


def test_a_university_is_chosen_over_its_department() -> None:
    jobs = "2019–present   Lecturer, Department of Chemistry, Arden University"
    assert newest_job(f"Academic appointments\n{jobs}") == ("Lecturer", "Arden University")


def test_a_hyphen_separates_a_company_from_its_city_and_state() -> None:
    assert newest_job("Work Experience\nCashier\nArdenta-El Paso, TX\nMarch 2021 to Present") == ("Cashier", "Ardenta")


def test_a_company_may_be_named_after_an_occupation() -> None:
    assert newest_job("EXPERIENCIA\nCentro Médico Andes\nPsicóloga\nEnero 2016 hasta la actualidad") == (
        "Psicóloga",
        "Centro Médico Andes",
    )


def test_a_job_without_dates_above_the_others_is_the_current_one() -> None:
    jobs = "QA Analyst\nArdenta Ltd\nTester\nOld Mill Ltd -\nNovember 2011 to February 2016"
    assert newest_job(f"Experience\n{jobs}") == ("QA Analyst", "Ardenta Ltd")


def test_a_city_after_a_company_is_removed_unless_part_of_its_name() -> None:
    assert newest_job("Experience\nClerk, Ardenta Hyderabad, 2019 - now") == ("Clerk", "Ardenta")
    assert newest_job("Experience\nClerk, Bank of Hyderabad, 2019 - now") == ("Clerk", "Bank of Hyderabad")


def test_labels_within_a_job_do_not_end_the_section() -> None:
    jobs = "Baker, Old Mill, 2010 - 2014\nKey achievements:\n- Rye\nChef, New Mill, 2014 - 2019"
    assert [role.title for role in job_history.find(["Experience", *jobs.split("\n")])] == ["Baker", "Chef"]


def test_leave_and_schools_are_not_jobs() -> None:
    jobs = "Chef, New Mill, 2014 - 2016\nCareer break (family care), 2016 - 2019"
    text = f"Experience\n{jobs}\nCooking degree, Arden, 2009 - 2014"
    assert [role.title for role in job_history.find(text.split("\n"))] == ["Chef"]
    assert years(f"Jo Smithfield\n{text}") == 2


def test_a_list_with_single_years_is_ordered_by_year() -> None:
    assert newest_job("Experience\nIntern, New Mill, Summer 2020\nBaker, Old Mill, 2018") == ("Intern", "New Mill")


def test_a_list_without_dates_gives_its_first_job() -> None:
    assert newest_job("Experience\nChef at New Mill\nStarted the bakery.") == ("Chef", "New Mill")


@pytest.mark.parametrize(
    ("jobs", "total"),
    [
        ("Chef, A Mill, gennaio 2019 – febbraio 2021\nBaker, B Mill, 2017 bis 2018", 4),
        ("Chef, A Mill, fev/2020 – fev/2022\nBaker, B Mill, Jan 2021 - Jan 2023", 3),
        ("Chef, A Mill, 01/02/2019 – 05/06/2021", 2),
        ("Chef, A Mill, 2018年4月 – 2020年3月", 2),
        ("Chef, A Mill, Aug '18 - Sep '19", 1),
    ],
)
def test_years_are_the_union_of_job_periods(jobs: str, total: int) -> None:
    assert years(f"Jo Smithfield\nExperience\n{jobs}\nEducation\nSchool, 2000 - 2012") == total


def test_an_age_is_not_experience() -> None:
    assert years("Camille Dubois\n29 ans – Permis B\nExpérience\nCheffe, Moulin, 2020 - 2022\n") == 2


@pytest.mark.parametrize(
    "claim", ["12 años de experiencia", "12 ans d'expérience", "12 Jahre Berufserfahrung", "12 anni di esperienza",
             "12 anos de experiência", "12 jaar ervaring"]
)  # fmt: skip
def test_stated_years_are_read(claim: str) -> None:
    assert years(f"Jo Smithfield\nProfil\nMit {claim}.\n") == 12
