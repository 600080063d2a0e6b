"""Exports of other applicant tracking systems: invented people in files with each system's columns."""

from pathlib import Path

import pytest

from recruit.adapters.documents import plain
from recruit.domain.imports import table
from recruit.domain.imports.rows import NamedJob, ParsedRow, parse_row

TABLES = Path(__file__).parents[2] / "tables"
LINKEDIN = "https://www.linkedin.com/in/ana-lima-example"
JOB = NamedJob(1, "Lead Welder")


def parsed_people(name: str) -> tuple[str, list[ParsedRow]]:
    found = table.read(plain.decode((TABLES / f"{name}.csv").read_bytes()).text)
    return found.layout, [parse_row(row, None, JOB if found.has("job") else None) for row in found.rows]


def test_every_export_is_recognised_as_its_system() -> None:
    files = sorted(file.stem for file in TABLES.glob("*.csv"))
    assert {name: parsed_people(name)[0] for name in files} == {name: name for name in files}


@pytest.mark.parametrize(
    ("name", "emails", "title", "linkedin", "website", "statuses", "source"),
    [
        ("greenhouse", 2, "Senior Welder", LINKEDIN, True, ("interview", "rejected"), "Fair"),
        ("lever", 1, None, LINKEDIN, False, ("screening", "withdrawn"), "Fair, LinkedIn"),
        ("ashby", 1, "Senior Welder", LINKEDIN, False, ("interview", "rejected"), "Inbound: Fair"),
        ("workable", 1, None, None, False, ("interview", "rejected"), "Fair"),
        ("linkedin_connections", 0, "Senior Welder", LINKEDIN, False, (None, None), None),
        (
            "linkedin_recruiter",
            1,
            "Senior Welder",
            "https://www.linkedin.com/talent/profile/AEMAAExample",
            False,
            ("sourced", "sourced"),
            "import",
        ),
        ("teamtailor", 1, None, LINKEDIN, False, ("screening", "rejected"), "Fair"),
        ("smartrecruiters", 1, None, None, False, ("screening", "withdrawn"), "Fair"),
        ("recruitee", 2, None, LINKEDIN, True, ("screening", "rejected"), "Fair"),
        ("bamboohr", 1, None, LINKEDIN, True, ("screening", "rejected"), "Fair"),
    ],
)
def test_the_export_of_each_system_is_read(
    name: str,
    emails: int,
    title: str | None,
    linkedin: str | None,
    website: bool,
    statuses: tuple[str | None, ...],
    source: str | None,
) -> None:
    _, (ana, bo) = parsed_people(name)
    assert (ana.details.full_name, bo.details.full_name) in {("Ana Lima", "Bo Roe"), ("Ana Lima, PMP", "Bo Roe")}
    assert ana.profile.contacts.emails == ("ana@x.example", "ana@y.example")[:emails]
    assert (ana.details.current_title, ana.details.linkedin_url) == (title, linkedin)
    assert ana.details.website_url == ("https://ana.example.com" if website else None)
    assert tuple(one.application and one.application.status for one in (ana, bo)) == statuses
    assert (ana.application and ana.application.source) == source
    assert (ana.warnings, bo.warnings) == ((), ())


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("greenhouse", "Met at the fair.\nCall in May.\nRecruiter: Rita Recruiter"),
        ("linkedin_connections", "Connected On: 01 May 2024"),
        (
            "workable",
            """Department: Yard
Disqualified: No
Profile URL: https://acme.workable.com/backend/jobs/1/candidates/2
Resume URL: https://workable-application-form.s3.amazonaws.com/cv.pdf""",
        ),
    ],
)
def test_columns_without_a_field_are_kept_in_the_notes(name: str, notes: str) -> None:
    _, (ana, _) = parsed_people(name)
    assert ana.details.notes == notes


@pytest.mark.parametrize(("sources", "source"), [("Fair", "Fair"), ("", "Sourced"), ("x" * 51, "Sourced")])
def test_the_sources_column_has_precedence_over_the_origin(sources: str, source: str) -> None:
    found = table.read(f"Contact Name,Origin,Posting,Stage,Sources\nAna Lima,Sourced,Welder,New,{sources}\n")
    applied = parse_row(found.rows[0], None, JOB).application
    assert (found.layout, applied and applied.source) == ("lever", source)


def test_the_minimal_export_of_workable_is_recognised() -> None:
    columns = "Name,Email,Phone,Job,Stage,Source,Tags,Profile URL,Created at"
    found = table.read(f"{columns}\nAna Lima,ana@x.example,,Welder,Applied,Fair,,https://x.example/1,2024-05-01\n")
    assert (found.layout, found.columns[7].field) == ("workable", "links")


@pytest.mark.parametrize(
    ("name", "tags", "created"),
    [("greenhouse", ("welding", "yard"), None), ("lever", ("welding", "yard"), 1), ("workable", ("yard",), 1)],
)
def test_tags_and_dates_of_an_export_are_read(name: str, tags: tuple[str, ...], created: int | None) -> None:
    _, (ana, _) = parsed_people(name)
    assert (ana.tags, ana.created_at and ana.created_at.day) == (tags, created)
