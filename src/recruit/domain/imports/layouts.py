"""Layouts of tables exported by other systems, detected by the names of their columns."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from recruit.domain.engines.reading.text import places
from recruit.domain.imports import headers, stages
from recruit.domain.imports.headers import key

GENERIC = "generic"
CODE = re.compile("[A-Z]{2,3}")
"""Code of a state or a province."""

FirstCells: TypeAlias = Callable[[int], Iterable[str]]
"""Returns the first cells of a column by the column's index."""


class Layout(NamedTuple):
    """The layout of another system's export.

    `columns` are alternatives, separated by bars: a table that has all columns of one alternative has this layout.
    `fields` maps columns to fields where the name alone would give another field or none. None means no field.
    """

    name: str
    columns: str
    fields: Mapping[str, str | None] = {}


LAYOUTS = (
    Layout(
        "linkedin_connections",
        "First Name, Last Name, Company, Position, Connected On",
        {"URL": headers.LINKEDIN},
    ),
    Layout(
        "linkedin_recruiter",
        """First Name, Last Name, Profile URL, Active Project | First Name, Last Name, Profile URL, Current Title
        | candidate_id, project_id, first_name, profile_url | First Name, Last Name, Email, Note visibility""",
        {
            "Active Project": headers.JOB,
            "Project Name": headers.JOB,
            "Project Stage": headers.STAGE,
            "Feedback": headers.NOTES,
        },
    ),
    Layout(
        "smartrecruiters",
        """candidateEmail, applicationStage | candidateFirstName, applicationStage
        | Candidate First Name, Application Status, Job Title | Candidate Name, Job Name, Application Status""",
        {
            "Job Title": headers.JOB,
            "Position Title": headers.JOB,
            "Application Reason of Withdrawal": headers.REJECTION,
        },
    ),
    Layout(
        "ashby",
        """Current Interview Stage, Job | Candidate Name, Credited To, Job | Name, Current Interview Stage
        | Primary Email Address, LinkedIn URL, Job | Name, Credited To, Archive Reason""",
        {"Position": headers.TITLE, "Job Title": headers.JOB},
    ),
    Layout(
        "lever",
        """Links, Origin, Stage | Emails, Links, Stage | Contact Name, Posting | Posting Title, Stage
        | Opportunity ID, Stage | Full-Name, Archive-Reason, Stage | Posting Name, Stage""",
        {"Origin": headers.SOURCE, "Headline": headers.HEADLINE, "Job Title": headers.JOB},
    ),
    Layout(
        "workable",
        """Name, Job, Stage, Disqualified | Name, Headline, Job, Stage | Candidate, Job, Stage, Disqualified
        | Name, Job, Stage, Profile URL | First name, Job, Stage, Profile URL | First name, Job, Stage, Disqualified""",
        {"Domain": headers.SOURCE, "Job Title": headers.JOB, "Profile URL": headers.LINKS},
    ),
    Layout(
        "teamtailor",
        "First name, Pitch, Stage | Name, Pitch, Stage | First name, Stage, Reject reason | Candidate, Pitch, Job",
        {"Job Title": headers.JOB, "Pitch": headers.NOTES, "Stage type": headers.STAGE, "Role": None},
    ),
    Layout(
        "recruitee",
        "Name, Emails, Phones, Social links | Name, Disqualify reason | Name, Offers, Stage | Name, Jobs, Stages",
        {
            "Offers": headers.JOB,
            "Offer": headers.JOB,
            "Stages": headers.STAGE,
            "Job Title": headers.JOB,
            "Locations": None,
        },
    ),
    Layout(
        "bamboohr",
        """Job Opening, Status, Rating | First Name, Job Opening, Status | Name, Job Opening, Status
        | Candidate Info, Job Opening | Applicant, Job Opening | Applicant Name, Job Title, Applicant Status""",
        {"Candidate Info": headers.FULL_NAME, "Job Title": headers.JOB, "Applicant Status": headers.STAGE},
    ),
    Layout(
        "greenhouse",
        """First Name, Last Name, Job, Stage, Source | Candidate Name, Job, Stage, Source | Name, Job, Stage, Recruiter
        | First Name, Who gets credit | First Name, Last Name, Job Name, Stage | Candidate, Job, Stage, Coordinator
        | Email Addresses, Phone Numbers, Job, Stage""",
        {"Job Title": headers.JOB},
    ),
)
"""The layouts, most specific first. A table has the first layout that matches."""

_SIGNATURES = [
    (layout, frozenset(map(key, columns.split(",")))) for layout in LAYOUTS for columns in layout.columns.split("|")
]


def layout_of(columns: Sequence[str]) -> Layout:
    """Return the layout of a table with these columns, or a generic one."""
    keys = set(map(key, columns))
    return next((layout for layout, needed in _SIGNATURES if needed <= keys), Layout(GENERIC, ""))


def fields_of(columns: Sequence[str], layout: Layout, first_cells: FirstCells) -> Sequence[str | None]:
    """Return the field of each column, or None. `first_cells` is called for columns whose names are ambiguous.

    If there is no job column, a column such as "Position" is the job applied for if the table also has a current
    position, or has stages and no company. Beside a "Position", it is the "Stelle".
    """
    known = {key(column): field for column, field in layout.fields.items()}
    fields = [known[key(one)] if key(one) in known else headers.field_of(one) for one in columns]
    for index, column in enumerate(columns):
        if key(column) in headers.REGION_OR_STAGE:
            others = [*fields[:index], *fields[index + 1 :]]
            fields[index] = _region_or_stage(first_cells(index), others) or fields[index]
    if layout.name == GENERIC:  # of no known system
        fields = [None if field in headers.IDS else field for field in fields]
    fields = _without_job_locations(columns, fields)
    if headers.JOB not in fields and layout.name == GENERIC:
        applied = _applied_for(columns, fields)
        fields = [headers.JOB if index == applied else field for index, field in enumerate(fields)]
    return fields


def _without_job_locations(columns: Sequence[str], fields: Sequence[str | None]) -> list[str | None]:
    """Return the fields without the job's location, recognised by another location column or a department column."""
    has_department = any(key(column) in headers.DEPARTMENTS for column in columns)
    job_locations = {index for index, column in enumerate(columns) if key(column) in headers.JOB_LOCATIONS}
    locations = {index for index, field in enumerate(fields) if field in {headers.LOCATION, headers.CITY}}
    if locations <= job_locations and not has_department:
        return list(fields)
    return [None if index in job_locations else field for index, field in enumerate(fields)]


def _region_or_stage(values: Iterable[str], others: Sequence[str | None]) -> str | None:
    """Return the field of a column, region or stage, by most of its cells, else by the other columns, or None."""
    votes = Counter(filter(None, map(_field_of_cell, values)))
    if votes[headers.REGION] != votes[headers.STAGE]:
        return max(votes, key=lambda field: votes[field])
    is_region_missing = headers.CITY in others and headers.REGION not in others
    return headers.REGION if is_region_missing or headers.STAGE in others else None


def _field_of_cell(value: str) -> str | None:
    """Return the field of a cell: a region, by its name or its code, or a stage, or None for neither."""
    if stages.is_stage(value):
        return headers.STAGE
    if CODE.fullmatch(value) or (len(value) <= places.LONGEST and places.is_place(value)):
        return headers.REGION
    return headers.STAGE if stages.status_of(value) or stages.guess(value) else None


def _applied_for(columns: Sequence[str], fields: Sequence[str | None]) -> int | None:
    """Return the index of the column with the job applied for. Without stages, a "title" may be an academic one."""
    titles = [index for index, field in enumerate(fields) if field == headers.TITLE]
    ambiguous = [index for index in titles if key(columns[index]) in headers.TITLE_OR_JOB]
    vacancies = [index for index in ambiguous if key(columns[index]) in headers.VACANCIES]
    if vacancies and any(key(columns[index]) not in {*headers.VACANCIES, "title"} for index in ambiguous):
        return vacancies[0]
    has_current = len(titles) > len(ambiguous)
    if headers.STAGE not in fields:
        return next((index for index in ambiguous if has_current and key(columns[index]) != "title"), None)
    return ambiguous[0] if ambiguous and (has_current or headers.COMPANY not in fields) else None
