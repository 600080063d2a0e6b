"""Rows of tables as candidates."""

import pytest

from recruit.domain.model.candidate import CandidateDetails
from recruit.domain.model.errors import Invalid
from recruit.domain.model.profile import Contacts, Profile, Skill
from recruit.domain.services.importing.rows import Person, person


def person_of(recruiters: str | None = None, /, **columns: str) -> Person:
    return person([(column.replace("_", " "), value) for column, value in columns.items()], recruiters)


def read(recruiters: str | None = None, /, **columns: str) -> CandidateDetails:
    return person_of(recruiters, **columns).details


def refusal(**columns: str) -> str:
    with pytest.raises(Invalid) as error:
        read(**columns)
    return str(error.value)


def test_every_field_has_its_column() -> None:
    assert read(
        full_name=" Jane  Doe ",
        headline="Builds ships",
        location="Berlin",
        years="5",
        title="Welder",
        company="Acme",
        linkedin="https://linkedin.com/in/janedoe",
        github="https://github.com/janedoe",
        website="https://jane.example.com",
        notes="Met at\nthe fair",
    ) == CandidateDetails(
        full_name="Jane Doe",
        headline="Builds ships",
        location="Berlin",
        experience_years=5,
        current_title="Welder",
        current_company="Acme",
        linkedin_url="https://linkedin.com/in/janedoe",
        github_url="https://github.com/janedoe",
        website_url="https://jane.example.com",
        notes="Met at\nthe fair",
    )


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"first_name": "Jane", "last_name": "Doe"}, "Jane Doe"),
        ({"last_name": "Doe", "first_name": "Jane", "middle_name": "Q."}, "Jane Q. Doe"),
        ({"first_name": "Jane"}, "Jane"),
        ({"name": "Doe", "Vorname": "Jane"}, "Jane Doe"),
        ({"name": "Jane Doe", "first_name": "Jane", "last_name": "Doe"}, "Jane Doe"),
        ({"name": "Doe, Jane"}, "Doe, Jane"),
    ],
)
def test_names_may_be_in_parts(columns: dict[str, str], name: str) -> None:
    assert read(**columns) == CandidateDetails(full_name=name)


def test_a_place_may_be_in_parts() -> None:
    assert read(name="Jane", country="US", city="Austin", state="TX").location == "Austin, TX, US"


@pytest.mark.parametrize(
    ("value", "years"), [("0", 0), ("7.5", 7), ("10+", 10), ("5 years", 5), ("3+ yrs.", 3), ("12 Jahre", 12)]
)
def test_years_are_numbers_with_or_without_their_word(value: str, years: int) -> None:
    assert read(name="Jane", years=value).experience_years == years


@pytest.mark.parametrize(
    ("column", "value", "url"),
    [
        ("linkedin", "linkedin.com/in/jane", "https://linkedin.com/in/jane"),
        ("linkedin", "HTTP://linkedin.com/in/jane", "HTTP://linkedin.com/in/jane"),
        ("github", "janedoe", "https://github.com/janedoe"),
        ("github", "@janedoe", "https://github.com/janedoe"),
        ("website", "jane.example.com:8080?x=1", "https://jane.example.com:8080?x=1"),
    ],
)
def test_addresses_are_completed(column: str, value: str, url: str) -> None:
    details = read(name="Jane", **{column: value})
    assert url in {details.linkedin_url, details.github_url, details.website_url}


def test_what_no_field_has_room_for_is_kept_in_the_notes() -> None:
    details = read(
        "From the fair",
        name="Jane",
        Tags="a, b",
        company="Acme",
        employer="Sons",
        experience="Ten years of ships",
        notes="Calm",
    )
    assert (details.current_company, details.experience_years) == ("Acme", None)
    assert details.notes == (
        "Calm\nTags: a, b\nemployer: Sons\nexperience: Ten years of ships\n\nAdditional recruiter notes: From the fair"
    )


def test_addresses_numbers_and_skills_make_a_profile() -> None:
    found = person_of(
        name="Jane",
        skills="Welding; postgres\nPostgreSQL, welding",
        email="jane@example.com, JANE@example.com",
        work_email="j.doe@example.com",
        phone="+1 555 0100",
    )
    assert found.profile == Profile(
        skills=(Skill("Welding", "Welding"), Skill("PostgreSQL", "postgres")),
        contacts=Contacts(("jane@example.com", "j.doe@example.com"), ("+1 555 0100",)),
    )
    assert found.details == CandidateDetails(full_name="Jane")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("email", "jane@example.com, n/a", "e-mail addresses"),
        ("email", f"{'x' * 250}@example.com", "e-mail addresses"),
        ("phone", "unknown", "phone numbers"),
        ("phone", "5" * 51, "phone numbers"),
        ("skills", "Welding, " + "x" * 101, "skills of at most 100 characters"),
        ("skills", ",".join(map(str, range(101))), "at most 100 entries"),
    ],
)
def test_what_no_profile_may_hold_is_named_by_its_column(column: str, value: str, words: str) -> None:
    assert refusal(name="Jane", **{column: value}).startswith(f"Column '{column}' should hold {words}")


def test_every_fault_is_named_by_its_column() -> None:
    assert refusal(
        title="x" * 201, years="many", linkedin="ftp://x.example.com", website="nowhere", city="y" * 201
    ).split("; ") == [
        "The row has no name",
        "Column 'city' should have at most 200 characters, not 201",
        "Column 'years' should be a number of years, such as 5",
        "Column 'title' should have at most 200 characters, not 201",
        "Column 'linkedin' should be an http or https URL",
        "Column 'website' should be an http or https URL",
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"name": "x" * 201},
        {"first_name": "x" * 120, "last_name": "y" * 120},
        {"name": "Jane", "years": "2147483648"},
        {"name": "Jane", "years": "-1"},
        {"name": "Jane", "linkedin": "https://"},
        {"name": "Jane", "linkedin": "https://[x"},
        {"name": "Jane", "linkedin": "https://x.example.com/a b"},
        {"name": "Jane", "linkedin": "https://x.example.com/" + "a" * 200},
        {"name": "Jane", "notes": "x" * 100_001},
        {"name": " \0 "},
    ],
)
def test_the_bounds_of_the_api_hold(columns: dict[str, str]) -> None:
    assert refusal(**columns)


def test_the_notes_leave_room_for_the_recruiters() -> None:
    assert len(read("y" * 100, name="Jane", notes="x" * 99_800).notes or "") <= 100_000
    with pytest.raises(Invalid):
        read("y" * 200, name="Jane", notes="x" * 99_900)
