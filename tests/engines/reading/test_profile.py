"""Résumés read as profiles and as notes."""

import pytest

from recruit.domain.candidates.model.profile import Contacts, Education, Language, Position, Skill
from recruit.domain.engines.reading.resume.digest import digest
from recruit.domain.engines.reading.resume.profile import read_profile

RESUME = """Mira Okonkwo
mira@okonkwo.example | +55 51 5550 1234 | github.com/mira

EXPERIENCE
Staff Engineer, Larkspur Ledger — Mar 2021 to Present
• Cut costs by 40% with Kafka and Python
Backend Engineer, Tidewater Labs — 2017 to 2019
• Wrote the billing service in Python

EDUCATION
University of Somewhere
BSc Computer Science, 2012 - 2016
Diploma in Music, Arden College | June 2011
• Dean's list

LANGUAGES
Portuguese (Native), English: C1
German
"""


def test_skills_quote_the_line_that_names_them() -> None:
    assert read_profile(RESUME).skills == (
        Skill("Kafka", "Cut costs by 40% with Kafka and Python"),
        Skill("Python", "Cut costs by 40% with Kafka and Python"),
    )


def test_a_long_line_is_quoted_around_the_skill() -> None:
    (skill,) = read_profile(f"{'wordy ' * 500}and Python {'wordy ' * 500}").skills
    assert "Python" in skill.evidence
    assert len(skill.evidence) <= 200


def test_languages_have_levels() -> None:
    assert [(each.name, each.level) for each in read_profile(RESUME).languages] == [
        ("Portuguese", "Native"),
        ("English", "C1"),
        ("German", None),
    ]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Fluent in German and lives in Bonn", Language("German", "Fluent in", "Fluent in German and lives in Bonn")),
        ("Sprachen: Englisch (fließend)", Language("English", "fließend", "Sprachen: Englisch (fließend)")),
        ("Italiano: madrelingua", Language("Italian", "madrelingua", "Italiano: madrelingua")),
    ],
)
def test_languages_are_read_outside_their_section(line: str, language: Language) -> None:
    assert read_profile(f"Jo Smithfield\n{line}").languages == (language,)


def test_markets_and_programming_languages_are_not_spoken_languages() -> None:
    assert read_profile("Sold to the German market\nProgramming languages\nPython, English-like DSLs").languages == ()


def test_education_is_split_into_entries() -> None:
    assert read_profile(RESUME).education == (
        Education("BSc Computer Science", "University of Somewhere", "2012", "2016"),
        Education("Diploma in Music", "Arden College", None, "2011-06"),
    )


def test_positions_keep_the_date_precision_of_the_text() -> None:
    assert read_profile(RESUME).positions == (
        Position("Staff Engineer", "Larkspur Ledger", "2021-03", None, goes_on=True),
        Position("Backend Engineer", "Tidewater Labs", "2017", "2019", goes_on=False),
    )


def test_a_position_without_dates_is_not_ongoing() -> None:
    assert read_profile("Experience\nChef at New Mill\nBaked.").positions == (
        Position("Chef", "New Mill", None, None, goes_on=False),
    )


@pytest.mark.parametrize(
    ("line", "phones"),
    [
        ("Tel: 0561 555012 345", ("0561 555012 345",)),
        ("(502) 555-0143 / 910.555.0166", ("(502) 555-0143", "910.555.0166")),
        ("Mob: 9555500123", ("9555500123",)),
        ("2012 - 2016 and 01/2012 - 02/2016", ()),
        ("order 12345678901", ()),
    ],
)
def test_phone_numbers_are_read(line: str, phones: tuple[str, ...]) -> None:
    assert read_profile(line).contacts.phones == phones


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Anna Weber\nTel.: +49 170\n1234567\nanna@example.com", ("+49 170 1234567",)),
        ("John Smith | (415) 555-\n0134 | San Francisco", ("(415) 555-0134",)),
        ("CONTACT\nPhone:\n+1 415\n555 0134\n\nEMAIL", ("+1 415 555 0134",)),
        ("Mobil 0176-\n22334455\nMusterweg 4, 01069\nDresden", ("0176-22334455",)),
        ("+1 415 555 0134\n2015\nAcme", ("+1 415 555 0134",)),
        ("Musterweg 4, 01069\n2015 – 2019 Baker in Dresden", ()),
    ],
)
def test_a_phone_number_may_be_broken_over_two_lines(text: str, phones: tuple[str, ...]) -> None:
    assert read_profile(text).contacts.phones == phones


@pytest.mark.parametrize(
    ("body", "degree", "school"),
    [
        ("• BSc Nursing\n• Elmwood College\n• 2012 – 2016", "BSc Nursing", "Elmwood College"),
        (
            "2008 – 2011\tAusbildung zur Pflegefachfrau\n\tPflegeschule Nord",
            "Ausbildung zur Pflegefachfrau",
            "Pflegeschule Nord",
        ),
        ("Diplom Grafik, Kunsthochschule Ostwald", "Diplom Grafik", "Kunsthochschule Ostwald"),
        ("B.Sc. Informatik, TU Musterstadt, 2014 – 2018", "B.Sc. Informatik", "TU Musterstadt"),
        ("Bachelor of Science from the University of Northfield", "Bachelor of Science", "University of Northfield"),
        ("School: Elmwood High School\nDegree: Diploma", "Diploma", "Elmwood High School"),
        ("MBA, Ross School, 2018 | BSc Economics, Elmwood College, 2012", "MBA", "Ross School"),
        ("BSc Nursing, Elmwood College\n• Thesis at the University hospital", "BSc Nursing", "Elmwood College"),
    ],
)
def test_schools_are_read_in_lists_compounds_and_short_forms(body: str, degree: str, school: str) -> None:
    first = read_profile(f"Jane Doe\n\nEDUCATION\n{body}\n\nLANGUAGES\nGerman\n").education[0]
    assert (first.degree, first.school) == (degree, school)


WITH_REFEREE = """Maren Tolk
maren.tolk@example.com | 0461 555 0119

Referenzen
Dr. Ulf Brede, Klinik am Sund, ulf.brede@example.org, 0461 555 0120

Sprachen
Dänisch
"""


@pytest.mark.parametrize(
    "heading", ["Referenzen", "References", "Referees:", "Références", "Referencias", "Referenties"]
)
def test_contacts_of_referees_are_excluded(heading: str) -> None:
    found = read_profile(WITH_REFEREE.replace("Referenzen", heading)).contacts
    assert found == Contacts(("maren.tolk@example.com",), ("0461 555 0119",))


def test_repeated_contacts_are_listed_once() -> None:
    assert read_profile(RESUME + "mira@okonkwo.example").contacts == Contacts(
        ("mira@okonkwo.example",), ("+55 51 5550 1234",)
    )


def test_an_empty_text_has_an_empty_profile() -> None:
    profile = read_profile("")
    assert not any((profile.skills, profile.languages, profile.education, profile.positions, *profile.contacts.emails))


def test_broken_lines_are_joined_and_headings_are_set_off() -> None:
    text = (
        "Jane Doe\nBaker\nEXPERIENCE\nHead Baker, Old Mill\n• Introduced a sourdough that won the prize of the\n"
        "county three times\n• Rye\n\n\nSKILLS\nRye"
    )
    assert digest(text) == (
        "Jane Doe\nBaker\n\nEXPERIENCE\nHead Baker, Old Mill\n- Introduced a sourdough that won the prize of the "
        "county three times\n- Rye\n\nSKILLS\nRye"
    )


def test_repeated_page_headers_are_kept_once() -> None:
    foot = "Jane Doe | jane@example.com"
    text = f"{foot}\nBaker\nPage 1 of 3\n-----\n{foot}\nOld Mill\nPage 2 of 3\n{foot}\nRye\n3/3"
    assert digest(text) == f"{foot}\nBaker\nOld Mill\nRye"


def test_every_word_of_a_resume_is_in_its_notes() -> None:
    for word in RESUME.replace("•", "").split():
        assert word in digest(RESUME)


def test_notes_are_truncated_to_the_limit() -> None:
    assert len(digest("word " * 50_000)) <= 100_000


def test_words_in_addresses_are_not_skills() -> None:
    text = "Ruby Jones\nNurse\nruby.jones@x.example | linkedin.com/in/ruby-java, http://x.example/go\nSkills: Python"
    assert [skill.name for skill in read_profile(text).skills] == ["Python"]


@pytest.mark.parametrize(
    ("line", "email"),
    [
        ("o'neill8@example.net | 555", "o'neill8@example.net"),
        ("E-mail:d'arcy.o\u2019neill@example.net", "d'arcy.o'neill@example.net"),
        ("mary&joe@example.net", "mary&joe@example.net"),
        ("'jane@example.net'", "jane@example.net"),
    ],
)
def test_email_addresses_with_apostrophes_are_whole(line: str, email: str) -> None:
    assert read_profile(f"Jo Smithfield\n{line}").contacts.emails == (email,)
