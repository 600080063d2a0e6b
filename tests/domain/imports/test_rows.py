"""Conversion of table rows to candidates."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.candidates.model.profile import MOST, Contacts, Profile, Skill
from recruit.domain.imports import cells, dates
from recruit.domain.imports.headers import field_of
from recruit.domain.imports.rows import NamedJob, ParsedRow, RowApplication, parse_row
from recruit.domain.imports.table import Cell, Row
from recruit.domain.shared.errors import Invalid

JOB = NamedJob(7, "Welder")


def parsed(recruiter_notes: str | None = None, job: NamedJob | None = None, /, **columns: str) -> ParsedRow:
    named = ((column.replace("_", " "), value) for column, value in columns.items())
    return parse_row(Row(2, [Cell(column, value, field_of(column)) for column, value in named]), recruiter_notes, job)


def details_of(recruiter_notes: str | None = None, /, **columns: str) -> CandidateDetails:
    return parsed(recruiter_notes, **columns).details


def test_every_field_is_read_from_its_column() -> None:
    assert details_of(
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
        ({"name": "Doe, Jane"}, "Jane Doe"),
        ({"name": "García  Márquez, Ana"}, "Ana García Márquez"),
        ({"name": "DOE, JANE"}, "JANE DOE"),
        ({"name": "Jane Doe, PhD"}, "Jane Doe, PhD"),
        ({"name": "Jane Doe, MBA, PMP"}, "Jane Doe, MBA, PMP"),
        ({"name": "Doe, Jane, PhD"}, "Jane Doe, PhD"),
        ({"name": "Doe, Jr."}, "Doe, Jr."),
    ],
)
def test_names_are_joined_from_their_parts(columns: dict[str, str], name: str) -> None:
    assert details_of(**columns) == CandidateDetails(full_name=name)


def test_locations_are_joined_from_their_parts() -> None:
    assert details_of(name="Jane", country="US", city="Austin", state="TX").location == "Austin, TX, US"


@pytest.mark.parametrize(
    ("columns", "location", "notes"),
    [
        (
            {"Address": "1 Yard Road", "City": "Austin", "State": "TX", "Zip": "78701"},
            "Austin, TX",
            "Address: 1 Yard Road\nZip: 78701",
        ),
        ({"Address": "1 Yard Road, Austin, TX 78701"}, "Austin, TX", "Address: 1 Yard Road, Austin, TX 78701"),
        ({"Adresse": "12 rue X\n75002 Paris"}, "Paris", "Adresse: 12 rue X\n75002 Paris"),
        ({"Address": "1 Yard Road"}, None, "Address: 1 Yard Road"),
        ({"Address": "1 Yard Road", "State": "TX"}, "TX", "Address: 1 Yard Road"),
        (
            {"Physical Addresses": "12 Pine St, Austin, TX 78701"},
            "Austin, TX",
            "Physical Addresses: 12 Pine St, Austin, TX 78701",
        ),
        ({"Anschrift": "Austin, Texas"}, "Austin, Texas", None),
        ({"Addresses": "Austin, TX (home)"}, "Austin, TX", None),
        ({"Location": "Austin, TX (remote)"}, "Austin, TX (remote)", None),
        ({"Addresses": "1 Yard Road, Austin, TX 78701"}, "Austin, TX", "Addresses: 1 Yard Road, Austin, TX 78701"),
        ({"Wohnort": "Berlin", "Land": "Deutschland"}, "Berlin, Deutschland", None),
        ({"Location": "Dresden, de", "Land": "DE"}, "Dresden, de", None),
        ({"Location": "Dresden", "Land": "DE"}, "Dresden, DE", None),
        ({"Land": "Deutschland"}, "Deutschland", None),
        ({"Location": "Berlin", "Address": "Weg 1"}, "Berlin", "Address: Weg 1"),
        ({"Location": "Berlin", "City": "Bonn"}, "Berlin", "City: Bonn"),
        ({"Ort": "50667 Köln"}, "Köln", "Ort: 50667 Köln"),
        ({"Ort": "Raum 12"}, "Raum 12", None),
        (
            {"Location": "12 High Street, London SW1A 1AA"},
            "London",
            "Location: 12 High Street, London SW1A 1AA",
        ),
        ({"Wohnort": "10115  Berlin", "Land": "DE"}, "Berlin, DE", "Wohnort: 10115  Berlin"),
        ({"Ort": "St. Louis, MO 63101"}, "St. Louis, MO", "Ort: St. Louis, MO 63101"),
        ({"Ort": "Berlin (remote, 2 days on site)"}, "Berlin", "Ort: Berlin (remote, 2 days on site)"),
        ({"Location": "Washington,  D.C."}, "Washington, D.C.", None),
    ],
)
def test_streets_and_postcodes_are_left_out_of_the_location(
    columns: dict[str, str], location: str | None, notes: str | None
) -> None:
    found = parsed(name="Jane", **columns)
    assert (found.details.location, found.details.notes, found.warnings) == (location, notes, ())


def test_bidirectional_and_invisible_characters_are_removed_from_single_line_fields() -> None:
    found = parsed(name="Jane\u202e\U00013441 Doe\ufeff", title="Wel\x07der\nLead", notes="a\nb")
    assert found.details == CandidateDetails(full_name="Jane Doe", current_title="Welder Lead", notes="a\nb")
    assert found.warnings == ()


def test_bidirectional_and_invisible_characters_are_removed_from_lists_and_sources() -> None:
    columns = {"source": "Fa\u202eir\nhall", "skills": "Wel\u2066ding", "email": "j\u202e@x.example"}
    found = parsed(None, NamedJob(1, "Cook"), name="Jane", **columns)
    assert found.application is not None
    assert found.application.source == "Fair hall"
    assert [skill.name for skill in found.profile.skills] == ["Welding"]
    assert (found.profile.contacts.emails, found.warnings) == (("j@x.example",), ())


@pytest.mark.parametrize(
    ("value", "years"), [("0", 0), ("7.5", 7), ("10+", 10), ("5 years", 5), ("3+ yrs.", 3), ("12 Jahre", 12)]
)
def test_years_are_read_with_or_without_a_unit(value: str, years: int) -> None:
    assert details_of(name="Jane", years=value).experience_years == years


@pytest.mark.parametrize(
    ("value", "years", "is_whole"),
    [("12,5", 12, False), ("7.5 years", 7, False), ("0.5", 0, False), ("7.0", 7, True), ("12,00", 12, True)],
)
def test_fractions_of_a_year_are_dropped_with_a_warning(value: str, years: int, is_whole: bool) -> None:
    found = parsed(name="Jane", years=value)
    assert found.details.experience_years == years
    assert found.details.notes == (None if is_whole else f"years: {value}")
    warning = "Column 'years' is no whole number of years: the whole years are taken, and it is kept in the notes."
    assert found.warnings == (() if is_whole else (warning,))


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ("18 months | 18 Monate | 18 mois | 18 meses | 18 mesi | 18 maanden | 18m | 18 mths.", 1),
        ("1 year 6 months | 1 Jahr und 6 Monate | 1 an et 6 mois | 1 año y 6 meses | 1 ano e 6 meses", 1),
        ("1 anno e 6 mesi | 1 jaar en 6 maanden | 1y6m | 1½ years | 1 year - 18 months", 1),
        ("3-5 | 3–5 Jahre | 3 to 5 years | entre 3 et 5 ans | de 3 a 5 años | da 3 a 5 anni | 3 tot 5 jaar", 3),
        ("zwischen 3 und 5 Jahren | 36-48 months", 3),
    ],
)
def test_months_and_ranges_become_whole_years_with_a_warning(values: str, years: int) -> None:
    for value in values.split(" | "):
        found = parsed(name="Jane", years=value)
        assert (value, found.details.experience_years) == (value, years)
        assert found.details.notes == f"years: {value}"
        assert found.warnings == (
            "Column 'years' is no whole number of years: the whole years are taken, and it is kept in the notes.",
        )


@pytest.mark.parametrize(
    "value",
    """5 years of experience | 5 ans d'expérience | 5 años de experiencia | 5 Jahr(e) | 5 Jahre Berufserfahrung |
    5 anni di esperienza | fünf Jahre | cinco anos | ca. 5 Jahre | more than 5 years | >5 | 60 months | 5 yrs+ |
    5 years or more | 5 ans et plus | 5 años o más | 5 years (minimum)""".split("|"),
)
def test_durations_are_read_with_units_and_surrounding_words(value: str) -> None:
    found = parsed(name="Jane", experience=value.strip())
    assert (found.details.experience_years, found.warnings) == (5, ())


@pytest.mark.parametrize(("column", "value"), [("Experience (months)", "60"), ("Berufserfahrung (Monate)", "48-60")])
def test_the_unit_in_a_column_name_applies(column: str, value: str) -> None:
    assert details_of(name="Jane", **{column: value}).experience_years in {4, 5}


@pytest.mark.parametrize(
    ("value", "warning"),
    [
        ("2015", "has a calendar year, and not a number of years"),
        ("since 2015", "has a calendar year, and not a number of years"),
        ("01/2015", "has a calendar year, and not a number of years"),
        ("2015-2020", "has a calendar year, and not a number of years"),
        ("99", "has more than 80 years"),
        ("1000 months", "has more than 80 years"),
        ("5-3", "should be a number of years, such as 5"),
        ("5 cats", "should be a number of years, such as 5"),
    ],
)
def test_a_value_that_cannot_be_years_is_kept_in_the_notes(value: str, warning: str) -> None:
    found = parsed(name="Jane", years=value)
    assert (found.details.experience_years, found.details.notes) == (None, f"years: {value}")
    assert found.warnings == (f"Column 'years' {warning}: it is kept in the notes.",)


@pytest.mark.parametrize("value", ["lots", "lots of years"])
def test_a_word_instead_of_years_is_kept_in_the_notes_with_a_warning(value: str) -> None:
    found = parsed(name="Jane", Experience=value)
    assert (found.details.experience_years, found.details.notes) == (None, f"Experience: {value}")
    assert found.warnings == ("Column 'Experience' should be a number of years, such as 5: it is kept in the notes.",)


@pytest.mark.parametrize(
    ("column", "value", "url"),
    [
        ("linkedin", "linkedin.com/in/jane", "https://linkedin.com/in/jane"),
        ("linkedin", "HTTP://linkedin.com/in/jane", "HTTP://linkedin.com/in/jane"),
        ("github", "janedoe", "https://github.com/janedoe"),
        ("github", "@janedoe", "https://github.com/janedoe"),
        ("linkedin", "in/janedoe", "https://linkedin.com/in/janedoe"),
        ("website", "jane.example.com:8080?x=1", "https://jane.example.com:8080?x=1"),
    ],
)
def test_urls_are_completed(column: str, value: str, url: str) -> None:
    details = details_of(name="Jane", **{column: value})
    assert url in {details.linkedin_url, details.github_url, details.website_url}


def test_values_without_a_field_are_kept_in_the_notes() -> None:
    details = details_of(
        "From the fair",
        name="Jane",
        Hue="a, b",
        company="Acme",
        employer="Sons",
        experience="Ten years of ships",
        notes="Calm",
    )
    assert (details.current_company, details.experience_years) == ("Acme", None)
    assert details.notes == (
        "Calm\nHue: a, b\nemployer: Sons\nexperience: Ten years of ships\n\nAdditional recruiter notes: From the fair"
    )


def test_emails_phones_and_skills_become_a_profile() -> None:
    found = parsed(
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
    ("value", "emails"),
    [
        ("ana@x.example (work), ana@y.example (personal)", ("ana@y.example", "ana@x.example")),
        ("work: ana@x.example; privat: ana@y.example", ("ana@y.example", "ana@x.example")),
        ("ana@x.example\nana@y.example", ("ana@x.example", "ana@y.example")),
        ("ana@x.example ana@y.example", ("ana@x.example", "ana@y.example")),
        ("Ana Lima <mailto:ana@x.example>", ("ana@x.example",)),
        ("'o'neill8@x.example', d\u2019arcy@x.example", ("o'neill8@x.example", "d'arcy@x.example")),
        ("\u200bana@x.exam\u00adple\u200b", ("ana@x.example",)),
        ("ana@x.example, n/a", ("ana@x.example",)),
        ("-", ()),
    ],
)
def test_emails_in_one_cell_are_split_and_private_ones_come_first(value: str, emails: tuple[str, ...]) -> None:
    found = parsed(name="Ana", email=value)
    assert (found.profile.contacts.emails, found.warnings, found.details.notes) == (emails, (), None)


@pytest.mark.parametrize(
    ("value", "phones"),
    [
        ("+1 (555) 010-0100 (mobile), 030/1234567 (home)", ("+1 (555) 010-0100", "030/1234567")),
        ("Mobile: +49 170 1234567 / Work: 030 123456", ("+49 170 1234567", "030 123456")),
        ("'+351 21 000 00 00 ou 912000000", ("+351 21 000 00 00", "912000000")),
        ("555-0100 x12", ("555-0100 x12",)),
        ("unknown", ()),
        ("0221/123456", ("0221/123456",)),
        ("030 / 901820", ("030 / 901820",)),
        ("Tel.: +49 (0)221 / 90 18 20, 0171/2345678", ("+49 (0)221 / 90 18 20", "0171/2345678")),
        ("0049 221 / 123 456", ("0049 221 / 123 456",)),
        ("0221 / 123456 / 0171 2345678", ("0221 / 123456", "0171 2345678")),
        ("privat: 030 / 901820 oder 0171 / 2345678", ("030 / 901820", "0171 / 2345678")),
        ("555 0100 / 555 0199", ("555 0100", "555 0199")),
    ],
)
def test_phone_numbers_in_one_cell_are_split(value: str, phones: tuple[str, ...]) -> None:
    found = parsed(name="Ana", phone=value)
    assert (found.profile.contacts.phones, found.warnings, found.details.notes) == (phones, (), None)


def test_links_are_assigned_by_host_and_others_are_kept_in_the_notes() -> None:
    details = details_of(
        name="Ana",
        links="https://ana.example.com, https://github.com/ana, LinkedIn: de.linkedin.com/in/ana",
        website="https://blog.example.com",
    )
    assert (details.linkedin_url, details.github_url, details.website_url) == (
        "https://de.linkedin.com/in/ana",
        "https://github.com/ana",
        "https://blog.example.com",
    )
    assert details.notes == "links: https://ana.example.com"


def test_a_profile_page_of_another_system_is_not_a_profile_url() -> None:
    url = "https://acme.workable.com/backend/candidates/1"
    details = details_of(name="Ana", profile_url=url)
    assert (details.linkedin_url, details.website_url, details.notes) == (None, None, f"profile url: {url}")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("email", "jane at example", "holds something that is no e-mail address"),
        ("email", f"{'x' * 250}@example.com", "holds something that is no e-mail address"),
        ("phone", "call me", "holds something that is no phone number"),
        ("phone", "4.91761E+11", "holds something that is no phone number"),
        ("phone", "5" * 51, "holds something that is no phone number"),
        ("skills", "Welding, " + "x" * 101, "holds something that is no skill of at most 100 characters"),
        ("skills", ",".join(map(str, range(101))), "has more than 100 entries"),
        ("years", "many", "should be a number of years, such as 5"),
        ("years", "2147483648", "has more than 80 years"),
        ("years", "-1", "should be a number of years, such as 5"),
        ("linkedin", "ftp://x.example.com", "holds something that is no http or https URL"),
        ("linkedin", "Yes", "holds something that is no http or https URL"),
        ("linkedin", "https://", "holds something that is no http or https URL"),
        ("linkedin", "https://[x", "holds something that is no http or https URL"),
        ("website", "https://x.example.com/a b", "holds something that is no http or https URL"),
        ("title", "x" * 201, "has more than 200 characters"),
        ("city", "y" * 201, "has more than 200 characters"),
    ],
)
def test_an_invalid_value_is_kept_in_the_notes_with_a_warning_that_names_its_column(
    column: str, value: str, message: str
) -> None:
    found = parsed(name="Jane", company="Acme", **{column: value})
    assert (found.details.full_name, found.details.current_company) == ("Jane", "Acme")
    assert found.details.notes == f"{column}: {value}"
    (warning,) = found.warnings
    assert warning.startswith(f"Column '{column}' {message}")
    assert value not in warning, "warnings hold no personal data"


def test_valid_values_beside_invalid_ones_are_read() -> None:
    found = parsed(name="Jane", email="jane@example.com, jane at work", skills="Welding, " + "x" * 101)
    assert found.profile == Profile(skills=(Skill("Welding", "Welding"),), contacts=Contacts(("jane@example.com",)))


def test_a_text_that_is_too_long_is_truncated() -> None:
    assert details_of(name="Jane", title="word " * 50).current_title == " ".join(["word"] * 40)


def test_the_email_address_replaces_a_missing_name() -> None:
    found = parsed(email="jane@example.com", title="Welder")
    assert found.details == CandidateDetails(full_name="jane@example.com", current_title="Welder")
    assert found.warnings == ("The row has no name: the e-mail address stands for it.",)


@pytest.mark.parametrize("columns", [{"name": "\0", "email": "n/a"}, {"name": " ", "email": "jane at example"}])
def test_the_error_of_a_row_without_name_and_email_gives_its_number_and_columns(columns: dict[str, str]) -> None:
    with pytest.raises(Invalid) as error:
        parsed(**columns)
    assert str(error.value) == "Row 2 has neither a name nor an e-mail address: fill in column 'name' or 'email'."


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({}, "sourced"),
        ({"stage": "Application Review"}, "applied"),
        ({"stage": "Phone Screen", "status": "Active"}, "screening"),
        ({"stage": "Offer", "status": "Hired"}, "hired"),
        ({"stage": "Onsite", "archive_reason": "Underqualified"}, "rejected"),
        ({"stage": "Onsite", "archive_reason": "Candidate withdrew"}, "withdrawn"),
        ({"stage": "Onsite", "disqualified": "No"}, "interview"),
        ({"stage": "Telefoninterview", "status": "In Bearbeitung"}, "screening"),
        ({"stage": "Archived", "archive_reason": "Withdrew"}, "withdrawn"),
        ({"stage": "Archived", "archive_reason": "Candidate withdrew - salary"}, "withdrawn"),
        ({"stage": "Archived", "archive_reason": "Candidate rejected offer"}, "withdrawn"),
        ({"stage": "Archived", "archive_reason": "Hired"}, "hired"),
        ({"stage": "Withdrawn", "rejection_reason": "Not selected"}, "withdrawn"),
        ({"stage": "Hired", "archive_reason": "Hired", "disqualified": "No"}, "hired"),
        ({"stage": "Telefoninterview", "abgelehnt": "Ja"}, "rejected"),
        ({"stage": "Entrevista", "desqualificado": "Sim", "motivo da desqualificação": "Junior"}, "rejected"),
        ({"stage": "Entretien RH", "disqualifié": "Non"}, "interview"),
    ],
)
def test_the_status_of_an_application_follows_from_its_stage(columns: dict[str, str], status: str) -> None:
    found = parsed(None, JOB, name="Jane", job="Welder", **columns)
    assert (found.application, found.warnings) == (RowApplication(JOB, status, "import"), ())


@pytest.mark.parametrize(
    ("status", "stages"),
    [
        ("sourced", "Talent pool | Erstkontakt | À contacter | Contactado | Banco de talentos | Contattato | Benaderd"),
        ("applied", "New | Neu | Bewerbung | Candidature reçue | Inscrito | Recebido | Nuovo | Gesolliciteerd"),
        ("screening", "Under consideration | In Prüfung | Présélectionné | En evaluación | Em análise | In selezione"),
        ("interview", "Second round | 1. Gespräch | Entretien RH | Entrevistado | Teste | Colloquio | Uitgenodigd"),
        ("offer", "Offer made | Vertrag verschickt | Offre envoyée | Negociación | Proposta | Offerta | Aanbod gedaan"),
        ("hired", "Signed | Eingestellt | Angenommen | Acceptée | Aceptado | Admitida | Assunzione | In dienst"),
        ("rejected", "No show | Nicht eingestellt | Niet aangenomen | No contratada"),
        ("rejected", "Regret | Absage | Sans suite | Reprobado | Reprovado | Recusada | Bocciato | Afwijzing"),
        ("withdrawn", "Withdrew | Kandidat abgesagt | Abandon | Renunció | Desistiu | Ha rinunciato | Afgehaakt"),
        (
            "withdrawn",
            "Offer turned down | OfferDeclined | Contract geweigerd | Rechazó la oferta | Recusou a proposta",
        ),
        ("withdrawn", "Candidate refused contract | Angebot vom Bewerber abgelehnt | Ha rifiutato l'offerta"),
        ("withdrawn", "Offer declined by e-mail"),
        ("withdrawn", "Angebot nicht angenommen | Proposition refusée par le candidat | Aanbod geweigerd"),
        (
            "rejected",
            "Offer declined by hiring manager | Angebot vom Kunden abgelehnt | Offre refusée par la direction",
        ),
        ("hired", "New hire | Candidate hired | Accepted offer | Candidat embauché | Candidato assunto"),
    ],
)
def test_usual_stages_are_recognised_in_seven_languages(status: str, stages: str) -> None:
    for stage in stages.split(" | "):
        found = parsed(None, JOB, name="Jane", job="Welder", stage=stage)
        assert (stage, found.application, found.warnings) == (stage, RowApplication(JOB, status, "import"), ())


@pytest.mark.parametrize(
    ("status", "stages"),
    [
        ("applied", "Active | Offen | Actif | Abierto | Em aberto | Attivo | Actief"),
        (
            "screening",
            "In progress | In Bearbeitung | En cours | En curso | Em andamento | In corso | Lopend | On hold",
        ),
        ("offer", "Approved | Zusage | Retenue | Aprobada | Aprovado | Selezionato | Goedgekeurd"),
        ("rejected", "Offer rescinded | Angebot widerrufen | Offre annulée | Oferta retirada | Proposta cancelada"),
        ("rejected", "Offerta scaduta | Aanbod ingetrokken | Interview cancelled | Contratación cancelada | Closed"),
    ],
)
def test_an_ambiguous_stage_is_guessed_and_kept_with_a_warning(status: str, stages: str) -> None:
    for stage in stages.split(" | "):
        found = parsed(None, JOB, name="Jane", job="Welder", stage=stage)
        warning = f"The stage {stage!r} leaves open how far the application is: it is taken for {status}."
        assert found.application == RowApplication(JOB, status, "import")
        assert (found.warnings, found.details.notes) == ((warning,), f"stage: {stage}")
    beside = parsed(None, JOB, name="Jane", job="Welder", stage="Interview", status=stage)
    if status == "rejected":  # an ending comes after an interview
        notes = f"stage: Interview\nstatus: {stage}"
        assert (beside.application, beside.warnings) == (RowApplication(JOB, status, "import"), (warning,))
        assert beside.details.notes == notes
    else:
        assert (beside.application, beside.warnings) == (RowApplication(JOB, "interview", "import"), ())


@pytest.mark.parametrize(
    "stages",
    [
        "Not yet interviewed | Not rejected | No offer | Interview not scheduled | Interview: no",
        "Did not pass interview | Interview hasn't happened | Offer not sent | Screening not started",
        "Nicht eingeladen | Interview hat nicht stattgefunden | Interview - nicht eingeladen | Test nicht bestanden",
        "Nicht zum Interview eingeladen | Gespräch noch nicht geführt | Angebot noch nicht verschickt",
        "Pas d'offre | Entretien non concluant | Offre pas encore envoyée | Candidature non traitée",
        "Entrevista no realizada | Oferta no enviada | No asistió a la entrevista | Prueba no superada",
        "Entrevista não realizada | Proposta ainda não enviada",
        "Colloquio non effettuato | Colloquio non ancora fissato | Gesprek nog niet gepland | Aanbod niet verstuurd",
    ],
)
def test_a_negated_stage_is_unknown(stages: str) -> None:
    for stage in stages.split(" | "):
        found = parsed(None, JOB, name="Jane", job="Welder", stage=stage)
        assert (stage, found.application) == (stage, RowApplication(JOB, "sourced", "import"))
        assert found.warnings == (f"No status is known for the stage {stage!r}: the application is sourced.",)
        assert found.details.notes == f"stage: {stage}"


@pytest.mark.parametrize(
    ("status", "stages"),
    [
        ("applied", "New (not reviewed) | Bewerbung, nicht abgelehnt"),
        ("interview", "Interview done, not rejected | Non-technical interview | Interview no. 2"),
        ("interview", "Entrevista no cliente"),
        ("offer", "Contract not signed"),
        ("rejected", "Interviewed, not hired | Interview - no show | Rejected: not available"),
    ],
)
def test_a_negation_of_another_word_does_not_negate_the_stage(status: str, stages: str) -> None:
    for stage in stages.split(" | "):
        found = parsed(None, JOB, name="Jane", job="Welder", stage=stage)
        assert (stage, found.application, found.warnings) == (stage, RowApplication(JOB, status, "import"), ())


def test_an_unknown_stage_is_kept_in_the_notes_with_a_warning() -> None:
    found = parsed(None, JOB, name="Jane", job="Welder", stage="Limbo", source="Fair")
    assert found.application == RowApplication(JOB, "sourced", "Fair")
    assert found.details.notes == "stage: Limbo"
    assert found.warnings == ("No status is known for the stage 'Limbo': the application is sourced.",)


def test_without_a_job_stage_and_source_are_kept_in_the_notes() -> None:
    found = parsed(name="Jane", job="Welder", stage="Onsite", source="Fair")
    assert (found.application, found.details.notes) == (None, "job: Welder\nstage: Onsite\nsource: Fair")


def test_long_notes_are_truncated_but_recruiter_notes_are_kept() -> None:
    found = parsed("y" * 100, name="Jane", notes="x" * 1_000_000)
    assert len(found.details.notes or "") == 100_000
    assert str(found.details.notes).endswith("Additional recruiter notes: " + "y" * 100)
    assert found.warnings == ("The notes have more than 100,000 characters: they are cut.",)


def test_an_invisible_name_is_missing() -> None:
    with pytest.raises(Invalid):
        details_of(name="\u200b\u2060")
    assert details_of(name="\u200b\u2060", email="jane@example.com").full_name == "jane@example.com"


@pytest.mark.parametrize(
    ("find", "entry"), [(cells.urls, "https://x{}.example"), (cells.emails, "a{}@x.example")], ids=["urls", "emails"]
)
def test_of_a_cell_with_very_many_addresses_whole_ones_at_its_beginning_are_read(
    find: Callable[[str], cells.CellValues], entry: str
) -> None:
    entries = [entry.format(number) for number in range(600_000)]
    for separator in (" ", ", "):
        found = find(separator.join(entries))
        assert MOST < len(found.values) < cells.LONGEST_LIST
        assert list(found.values) == entries[: len(found.values)]
        assert not found.complete


def test_the_rest_of_a_cell_with_very_many_addresses_is_kept_in_the_notes() -> None:
    found = parsed(name="Ana", email=", ".join(f"a{number}@x.example" for number in range(5_000)))
    assert len(found.profile.contacts.emails) == MOST
    assert found.warnings == ("Column 'email' has more than 100 entries: those beyond are kept in the notes.",)
    assert "a4999@x.example" in (found.details.notes or "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-05-31", datetime(2024, 5, 31, tzinfo=UTC)),
        ("2024-05-31T10:20:30.5Z", datetime(2024, 5, 31, 10, 20, 30, tzinfo=UTC)),
        ("2024-05-31 10:20:30 +0200", datetime(2024, 5, 31, 8, 20, 30, tzinfo=UTC)),
        ("05/06/2024 1:30 PM", datetime(2024, 5, 6, 13, 30, tzinfo=UTC)),
        ("31.05.2024", datetime(2024, 5, 31, tzinfo=UTC)),
        ("May 31, 2024", datetime(2024, 5, 31, tzinfo=UTC)),
        ("31. März 2024", datetime(2024, 3, 31, tzinfo=UTC)),
        ("2024-02-31", None),
        ("0012-01-01", None),
        ("3 days ago", None),
    ],
)
def test_dates_are_read_in_usual_forms(text: str, date: datetime | None) -> None:
    assert dates.read(text) == date


def test_a_date_with_the_day_first_is_read_so() -> None:
    assert dates.read("05/06/2024", day_first=True) == datetime(2024, 6, 5, tzinfo=UTC)


def test_dates_of_an_application_are_those_of_its_status() -> None:
    columns = {"Applied at": "2024-05-01", "Last activity": "2024-05-09", "Rejected at": "2024-05-07"}
    found = parsed(None, JOB, name="Jane", stage="Onsite", **columns)
    applied = found.application
    assert applied
    assert (applied.status, applied.applied_at, applied.moved_at) == (
        "rejected",
        datetime(2024, 5, 1, tzinfo=UTC),
        datetime(2024, 5, 7, tzinfo=UTC),
    )
    assert found.created_at == applied.applied_at
    assert found.details.notes == "stage: Onsite\nLast activity: 2024-05-09"


def test_a_hire_date_means_a_hire_and_the_creation_is_that_of_the_candidate() -> None:
    found = parsed(None, JOB, name="Jane", **{"Hired on": "2024-06-01", "Created at": "2024-05-01"})
    assert found.application
    assert found.application.status == "hired"
    assert found.application.applied_at == found.created_at == datetime(2024, 5, 1, tzinfo=UTC)
    assert found.details.notes is None


def test_an_unreadable_date_is_kept_in_the_notes_with_a_warning() -> None:
    found = parsed(name="Jane", **{"Created at": "last spring"})
    assert (found.created_at, found.details.notes) == (None, "Created at: last spring")
    assert found.warnings == ("Column 'Created at' should be a date, such as 2024-05-31: it is kept in the notes.",)


def test_tags_are_read_from_lists() -> None:
    found = parsed(name="Jane", tags=f"welding, Yard;WELDING,{'x' * 51}")
    assert found.tags == ("welding", "Yard")
    assert found.warnings == (
        "Column 'tags' holds something that is no tag of at most 50 characters: it is kept in the notes.",
    )
