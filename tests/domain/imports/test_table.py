"""Uploaded tables: delimiters, headers, and the field of each column."""

import pytest

from recruit.domain.imports import headers, job_titles, stages, table
from recruit.domain.shared.errors import Invalid


def cells(text: str) -> list[list[tuple[str, str]]]:
    return [column_values(row) for row in table.read(text).rows]


def column_values(row: table.Row) -> list[tuple[str, str]]:
    return [(cell.column, cell.value) for cell in row.cells]


def fields(text: str, mapping: dict[str, str] | None = None) -> dict[str, str | None]:
    return {column.name: column.field for column in table.read(text, mapping).columns}


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Name,Stage,Source\nJane,Offer,Fair\n", "no applications are made: 'Stage', 'Source' are kept in the notes"),
        ("Name,Disqualified\nJane,Yes\n", "no applications are made: 'Disqualified' are kept in the notes"),
        ("Name,Job\nJane,Cook\n", "No column says how far applications are"),
        ("Name,Name,Email\nJane,Acme,j@x.example\n", "Of the columns 'Name', 'Name' the first"),
        ("Name,Job,Vacancy,Stage\nJane,Cook,Baker,Offer\n", "Of the columns 'Job', 'Vacancy' the first"),
    ],
)
def test_incomplete_and_repeated_columns_cause_a_warning(text: str, warning: str) -> None:
    assert [warning in one for one in table.read(text).warnings] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Job,Stage\nJane,Cook,Offer\n",
        "Name,Stage,Job\nJane,,\n",
        "Name,Source\nJane,Fair\n",
        "Name,Job,Vacancy,Stage\nJane,Cook,Cook,Offer\nJohn,,Cook,Offer\n",
    ],
)
def test_complete_columns_cause_no_warning(text: str) -> None:
    assert table.read(text).warnings == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_common_delimiters_and_line_ends_are_detected(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(line) for line in (["Name", "Company"], ["Jane Doe", "Acme"], ["John Roe", ""]))
    assert cells(text) == [[("Name", "Jane Doe"), ("Company", "Acme")], [("Name", "John Roe")]]


def test_a_declared_delimiter_is_used_and_its_line_counts_as_a_row() -> None:
    found = table.read("sep=|\r\nName|Company\r\nDoe, Jane|Acme; Sons\r\n")
    assert [(row.number, column_values(row)) for row in found.rows] == [
        (3, [("Name", "Doe, Jane"), ("Company", "Acme; Sons")])
    ]


def test_the_delimiter_that_yields_known_columns_is_preferred() -> None:
    assert cells("Name;Tags, a, b, c;Company\nJane;x;Acme") == [
        [("Name", "Jane"), ("Tags, a, b, c", "x"), ("Company", "Acme")]
    ]


def test_quoted_cells_keep_their_delimiters_line_ends_and_quotation_marks() -> None:
    assert cells('Name,Notes\n"Doe, Jane","First\nsecond ""third"""\n') == [
        [("Name", "Doe, Jane"), ("Notes", 'First\nsecond "third"')]
    ]


def test_rows_are_numbered_as_in_spreadsheets_and_empty_rows_are_skipped() -> None:
    found = table.read('Name,Notes\nJane,"a\nb"\n\n , \nJohn,\n')
    assert [(row.number, row.cells[0].value) for row in found.rows] == [(2, "Jane"), (5, "John")]


def test_cells_beyond_the_columns_are_kept_with_a_warning() -> None:
    first, second = table.read("Name,Company\nJane,Acme, Inc.\nJohn,Acme,,\n").rows
    assert column_values(first) == [("Name", "Jane"), ("Company", "Acme"), ("Column 3", "Inc.")]
    assert first.warnings[0].startswith("The row has 3 cells, but the table has 2 columns")
    assert (second.warnings, column_values(second)) == ((), [("Name", "John"), ("Company", "Acme")])


def test_columns_without_a_name_and_values_are_dropped() -> None:
    assert fields("Name,Company" + "," * 500 + "\nJane,Acme" + "," * 500) == {
        "Name": "full_name",
        "Company": "current_company",
    }


def test_line_breaks_in_column_names_become_spaces() -> None:
    found = table.read('"Name des\r\nBewerbers";"Lfd.\nNr."\r\nJane;1\r\n', {"Lfd. Nr.": "ignored"})
    assert [(column.name, column.field) for column in found.columns] == [
        ("Name des Bewerbers", "full_name"),
        ("Lfd. Nr.", "ignored"),
    ]


def test_two_columns_with_one_name_are_both_read() -> None:
    assert cells("Name,Email,Email\nJane,jane@example.com,j@example.com") == [
        [("Name", "Jane"), ("Email", "jane@example.com"), ("Email", "j@example.com")]
    ]


@pytest.mark.parametrize(
    "before",
    [
        'Notes:\n"When exporting, addresses may be missing, see ""Help"""\n\n',
        "Candidates of Acme\nExported on 1 May; all rows\n",
        "\n\n",
        ",,,\nReport,,,\n",
    ],
)
def test_lines_before_the_header_are_skipped_with_a_warning(before: str) -> None:
    found = table.read(f"{before}First Name,Last Name,Company\nJane,Doe,Acme\n")
    assert (len(found.rows), found.header) == (1, before.count("\n") + 1)
    assert found.rows[0].number == found.header + 1
    assert found.warnings == (f"What stands before the names of the columns in row {found.header} is left out.",)


def test_the_error_of_a_row_without_name_and_address_gives_its_number_and_columns() -> None:
    _, second = table.read("Name;E-Mail;Company\nJane;;Acme\n;;Acme\n").rows
    assert second.error == "Row 3 has neither a name nor an e-mail address: fill in column 'Name' or 'E-Mail'."


def test_a_very_long_cell_is_read() -> None:
    assert len(table.read(f"Name,Notes\nJane,{'x' * 1_000_000}\n").rows[0].cells[1].value) == 1_000_000


def test_a_mapping_has_precedence_over_column_names() -> None:
    text = "Wer;Titel;E-Mail;Company;Notes\nJane;Dr;jane@example.com;Acme;x\n"
    mapping = {"wer": "full_name", "Titel": "ignored", "Company": "notes", "Notes": "notes"}
    assert fields(text, mapping) == {
        "Wer": "full_name",
        "Titel": "ignored",
        "E-Mail": "emails",
        "Company": None,
        "Notes": "notes",
    }
    assert fields("A|B\nJane|x\n", {"A": "full_name"}) == {"A": "full_name", "B": None}
    assert table.read("Export\nA,B\nJane,x\n", {"A": "full_name"}).header == 2


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"Nome": "full_name"}, "The table has no column 'Nome': it has 'Name', 'Company'."),
        ({"Name": "name"}, "There is no field 'name': a column may be full_name, first_name, "),
    ],
)
def test_an_invalid_mapping_is_refused_with_the_valid_names(mapping: dict[str, str], message: str) -> None:
    with pytest.raises(table.BadMapping) as error:
        table.read("Name,Company\nJane,Acme\n", mapping)
    assert str(error.value).startswith(message)


def test_filled_columns_without_a_field_cause_a_warning() -> None:
    assert table.read("Name,Colour,Empty,\nJane,fair,,x").warnings == (
        "Columns that are no field of a candidate are kept in the notes: 'Colour', 'Column 4'.",
    )
    assert table.read("Name,Empty\nJane,").warnings == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        ("\n\n", "no rows"),
        (",,\n,,\n", "no rows"),
        ("Name\n", "no rows"),
        ("Title,Company\nCook,Acme", "Its columns are 'Title', 'Company'"),
        ("Jane Doe is a cook.\nShe cooks.", "This is a text, not a table"),
        ('Name,Notes\nJane,"open\nJohn,\n', "Row 2 of this table can't be read"),
        ('Name\nJane\n"John" Roe\n', "Row 3 of this table can't be read"),
        ("A,B\nJane,Acme", "Its columns are 'A', 'B'"),
        ("Name" + ",x" * 200 + "\nJane", "more than 200 columns"),
        ("Name\n" + "Jane\n" * 10_001, "more than 10,000 rows"),
    ],
)
def test_invalid_tables_are_refused_with_a_message(text: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        table.read(text)


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ("full_name | Full Name | NAME | candidate | Candidate Name | Vollständiger Name | Nom complet", "full_name"),
        ("First Name | first_name | Vorname | Prénom | prenom | Nombre", "first_name"),
        ("Last Name | Surname | Nachname | Nom | Apellidos", "last_name"),
        ("Location | Wohnort | Lieu | Ubicación", "location"),
        ("Current Title | title | Job Title | position | Poste | Puesto", "current_title"),
        ("Company | employer | Current Company | Arbeitgeber | Entreprise | Empresa", "current_company"),
        ("experience_years | Years of Experience | Berufserfahrung | Années d'expérience", "experience_years"),
        ("LinkedIn | linkedin_url | LinkedIn Profile | Profile URL", "linkedin_url"),
        ("E-mail | Email Address | email(s) | Courriel | Correo electrónico", "emails"),
        ("Phone Number | Mobile | Telefon | Téléphone | Móvil", "phones"),
        ("Skills | Kenntnisse | Compétences | Habilidades", "skills"),
        ("Notes | Bemerkungen | Remarques | Comentarios", "notes"),
        ("Job | Job Name | Posting Title | Vacature | Vaga | Posizione aperta | Offre d'emploi", "job"),
        ("Stage | Current Stage | Application Status | Étape | Fase | Stato | Bewerbungsstatus", "stage"),
        ("Archive Reason | Rejection reason | Disqualified | Absagegrund", "rejection"),
        ("Abgelehnt | Disqualifié | Descalificado | Desqualificado | Scartato | Afgewezen", "rejection"),
        ("Motif de disqualification | Motivo da desqualificação | Disqualifikationsgrund", "rejection"),
        ("Source | Quelle | Fonte | Bron", "source"),
        ("Candidate Email | candidateEmail | Primary Email | Email 2 | personal e-mail", "emails"),
        ("Nome completo | Naam", "full_name"),
        ("Cognome | Sobrenome | Achternaam", "last_name"),
        ("Azienda | Bedrijf | Empresa atual", "current_company"),
        ("E-Mail (privat) | Correo electrónico (personal) | E-mail pessoal | Adresse e-mail du candidat", "emails"),
        ("Telefones | Telefon mobil | Teléfono (móvil) | Téléphone portable | Telefon/Handy | Tel.-Nr.", "phones"),
        (
            "Berufserfahrung (Jahre) | Experiencia (años) | Anni di esperienza (totali) | Jahre Erfahrung",
            "experience_years",
        ),
        ("Derzeitige Position | Position (aktuell) | Cargo atual | Poste actuel | Ruolo attuale", "current_title"),
        (
            "Arbeitgeber aktuell | Aktuelle/r Arbeitgeber/in | Azienda (attuale) | Empresa actual | Huidige werkgever",
            "current_company",
        ),
        ("Prénom(s) | Nombres | Vornamen", "first_name"),
        ("Name, Vorname | Nom et prénom | Nome e sobrenome", "full_name"),
        ("Wohnort (Stadt) | PLZ / Ort | Ubicación actual | Cidade/UF | City, State", "location"),
        ("Estado (UF) | State/Province", "region"),
        ("Addresses | Adressen | Indirizzi", "location"),
        ("Überschrift | Headline", "headline"),
        ("Intitulé | Título", "current_title"),
        ("Compétences clés | Fähigkeit(en) | Competências", "skills"),
        ("Kanal | Canal de recrutement", "source"),
        ("Zip | Zip Code | PLZ | Postleitzahl | Straße | Gehalt (EUR) | Aktuelles Gehalt | E-Mail/Telefon", None),
        ("Titel | ID | _ | ", None),
        ("Candidate ID | Contact ID", "candidate_id"),
        ("Tags | Candidate Tags | Schlagwörter | Étiquettes", "tags"),
        ("Applied Date | applicationCreationDate | Beworben am", "applied_at"),
        ("Rejected At | Disqualified at | Abgesagt am", "rejected_at"),
    ],
)
def test_column_names_are_recognised_in_seven_languages(columns: str, field: str | None) -> None:
    assert {column: headers.field_of(column) for column in columns.split(" | ")} == dict.fromkeys(
        columns.split(" | "), field
    )


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ("Name,Job Title,Stage", "job"),
        ("Name,Current Title,Company,Job Title,Stage", "job"),
        ("Name,Job Title,Company,Stage", "current_title"),
        ("Name,Job Title", "current_title"),
        ("Name,Job Title,Job,Stage", "current_title"),
        ("Name,Job Title,Current Title", "job"),
    ],
)
def test_a_title_column_may_name_the_job_in_a_table_with_stages(columns: str, field: str) -> None:
    assert fields(f"{columns}\n{columns}")["Job Title"] == field


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("Name,Stelle,Derzeitige Position", ["full_name", "job", "current_title"]),
        ("Name,Job position,Phase", ["full_name", "job", "stage"]),
        ("Name,Derzeitige Position,Stelle,Phase", ["full_name", "current_title", "job", "stage"]),
        ("Name,Position,Stelle,Phase", ["full_name", "current_title", "job", "stage"]),
        ("Name,Stelle,Position,Firma", ["full_name", "job", "current_title", "current_company"]),
        ("Name,Stelle,Firma,Status", ["full_name", "current_title", "current_company", "stage"]),
        ("Name,Title,Current Title", ["full_name", "current_title", "current_title"]),
    ],
)
def test_a_second_position_column_names_the_job(columns: str, expected: list[str]) -> None:
    assert [*fields(f"{columns}\n{columns}").values()] == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("Name,Standort,Ort", ["full_name", None, "location"]),
        ("Nom,Ville,Lieu,Poste visé", ["last_name", "city", None, "job"]),
        ("Name,Standort,Land", ["full_name", "location", "country"]),
    ],
)
def test_an_office_column_beside_a_home_column_is_not_the_location(columns: str, expected: list[str | None]) -> None:
    assert [*fields(f"{columns}\n{columns}").values()] == expected


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("Nome,Cidade,Estado\nAna,Campinas,SP\nBo,Niterói,RJ", "region"),
        ("Nombre,Estado\nAna,Jalisco\nBo,Nuevo León\nKim,Nuevo", "region"),
        ("Nome,Cidade,Estado\nAna,Salvador,Bahia", "region"),
        ("Nome,Cidade,Estado\nAna,Salvador,Contratado\nBo,Rio,Em análise", "stage"),
        ("Nombre,Estado\nAna,Entrevista técnica\nBo,", "stage"),
        ("Nombre,Ciudad,Estado\nAna,Alcalá,Contratación cancelada", "stage"),
        ("Nome,Estado\nAna,?", "stage"),
        ("Nome,Etapa,Estado\nAna,Entrevista,?", "region"),
        ("Nombre,Ciudad,Provincia,Estado\nAna,Alcalá,Madrid,?", "stage"),
        ("Name,City,State\nAna,Austin,TX", "region"),
        ("Name,Job,State\nAna,Cook,Rejected", "stage"),
    ],
)
def test_an_ambiguous_state_column_is_resolved_by_its_cells(table: str, field: str) -> None:
    column = "State" if "State" in table else "Estado"
    assert fields(table)[column] == field
    assert fields(table, {column: "ignored"})[column] == "ignored"


def test_every_column_word_has_one_field() -> None:
    for field, words in headers.WORDS.items():
        assert {headers.field_of(word) for word in words.split("|")} == {field}


@pytest.mark.parametrize(
    ("names", "status"),
    [
        ("Application Review | Applied | New | Bewerbung eingegangen | Candidature reçue | Nieuw", "applied"),
        ("Phone Screen | Recruiter Screen | CV review | In Review | Telefoninterview | Présélection", "screening"),
        ("Onsite | 1st Interview | Technical Interview | Vorstellungsgespräch | Entretien | Colloquio", "interview"),
        ("Offer | Offer extended | Angebot | Offre | Proposta | Aanbod", "offer"),
        ("Hired | Offer accepted | Eingestellt | Embauché | Contratado | Assunto | Aangenomen", "hired"),
        ("Rejected | Archived | Rejected after interview | Absage | Refusé | Descartado | Afgewezen", "rejected"),
        ("Withdrawn | Offer declined | Candidate withdrew | Zurückgezogen | Retirado", "withdrawn"),
        ("New Lead | Sourced | Reached out | Prospect", "sourced"),
        ("Embauché(e) | Angebot angenommen | Oferta aceptada | Proposta aceita | Offerta accettata", "hired"),
        ("Absage durch Bewerber | Refus du candidat | Kandidatin hat abgesagt am 3.5. | Ingetrokken", "withdrawn"),
        ("Non qualifié | Nicht geeignet | Refus | Não selecionado | Non idoneo | No apto", "rejected"),
        ("Erstgespräch | Eingeladen | Fachinterview | Kennismaking | Prueba práctica", "interview"),
        ("Unbearbeitet | Neue Bewerbungen | Inscritos | Submitted", "applied"),
        ("Telefonisch interview | En proceso | Preseleccionada", "screening"),
        ("Limbo | Other | 3", None),
    ],
)
def test_stage_names_are_recognised_by_their_words(names: str, status: str | None) -> None:
    assert {name: stages.status_of(name) for name in names.split(" | ")} == dict.fromkeys(names.split(" | "), status)


def test_every_stage_word_has_one_status() -> None:
    for status, words in stages.WORDS.items():
        assert {stages.status_of(word) for word in words.split("|")} == {status}


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("Hired Elsewhere", "withdrawn"),
        ("To be hired", None),
        ("Eingestellt Vertrag", None),
        ("Hired (not yet started)", None),
        ("Hired - offer rescinded", None),
        ("Rejected - hired elsewhere", "withdrawn"),
        ("Hired (contract)", "hired"),
        ("Hired: permanent", "hired"),
        ("Archived - hired", "hired"),
        ("Hired/Offer accepted", "hired"),
        ("Eingestellt (Vertrag)", "hired"),
        ("Hired", "hired"),
        ("Phone Screened", "screening"),
        ("Interviewed", "interview"),
        ("Over Qualified", "rejected"),
        ("Angebot abgelehnt", "withdrawn"),
        ("Proposta recusada", "withdrawn"),
        ("Declined by hiring manager after onsite", "rejected"),
        ("Rejected after interview", "rejected"),
    ],
)
def test_a_partial_match_of_a_stage_does_not_mean_hired(stage: str, status: str | None) -> None:
    assert stages.status_of(stage) == status


@pytest.mark.parametrize("value", ["n", "False", "falsch", "faux", "falso", "Nicht abgelehnt", "Active", "In progress"])
def test_negative_and_open_values_are_no_rejection(value: str) -> None:
    assert stages.ended_by(value) is None


@pytest.mark.parametrize("value", ["yes", "TRUE", "2024-01-02", "Not qualified", "Position filled"])
def test_other_values_of_a_rejection_column_are_rejections(value: str) -> None:
    assert stages.ended_by(value) == stages.REJECTED


def test_only_the_beginning_of_a_very_long_stage_is_compared() -> None:
    assert stages.status_of("x " * stages.LONGEST + "rejected") is None
    assert stages.status_of("rejected " + "x " * stages.LONGEST) == stages.REJECTED


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("First name,Last name,Stage,Reject reason,Role,Job title", {"Role": None, "Job title": "job"}),
        ("Name,Emails,Phones,Social links,Jobs,Stages,Locations", {"Locations": None}),
        ("Vorname,Nachname,Stelle,Abteilung,Standort,Phase", {"Standort": None}),
        ("Vorname,Nachname,Standort", {"Standort": "location"}),
        ("First Name,Last Name,Job,Workflow Step,Workflow Category", dict.fromkeys(["Workflow Step"], "stage")),
        ("First Name,Last Name,Profile URL,Active Project,Project Stage", {"Project Stage": "stage"}),
        ("nombre,correo electrónico,estado,título del empleo", {"título del empleo": "job"}),
        ("Name,Job,Reason of Rejection", {"Reason of Rejection": "rejection"}),
    ],
)
def test_columns_of_the_job_are_not_read_as_fields_of_the_candidate(
    columns: str, expected: dict[str, str | None]
) -> None:
    found = fields(columns + "\n" + ",".join("x" for _ in columns.split(",")))
    assert {name: found[name] for name in expected} == expected


def test_only_the_beginning_of_very_long_titles_is_compared() -> None:
    titles, cells = job_titles.JobTitles(), ["x" * job_titles.LONGEST_COMPARED + end for end in "yz"]
    for number, title in enumerate(cells):
        titles.resolved(table.Row(number, [table.Cell("Job", title, headers.JOB)]))
    (warning,) = titles.warnings
    assert warning.count("xxx'") == 1


QUOTED = '''"Name,Email,Company"
"Jane Doe,jane@x.example,""Acme, Inc."""
"John Roe,,"
'''


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_with_quoted_lines_is_unquoted_and_read(delimiter: str) -> None:
    found = table.read(QUOTED.replace(",", delimiter))
    jane = [("Name", "Jane Doe"), ("Email", "jane@x.example"), ("Company", f"Acme{delimiter} Inc.")]
    assert [column_values(row) for row in found.rows] == [jane, [("Name", "John Roe")]]
    assert [row.warnings for row in found.rows] == [(), ()]
    assert found.warnings == (table.QUOTED,)


def test_quoted_lines_with_a_mapped_column_are_split() -> None:
    assert fields('"Wer,Mailbox"\n"Jane,x"\n', {"Wer": "full_name"}) == {"Wer": "full_name", "Mailbox": None}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Name,Company\n"Jane,""Acme, Inc."""\n', [("Name", "Jane"), ("Company", "Acme, Inc.")]),
        ('Name,Email,Company\n"Jane,,Acme"\n', [("Name", "Jane"), ("Company", "Acme")]),
    ],
)
def test_a_single_quoted_line_is_split_with_a_warning(text: str, row: list[tuple[str, str]]) -> None:
    (found,) = table.read(text).rows
    assert column_values(found) == row
    assert [one.startswith("The whole line is quoted") for one in found.warnings] == [True]


@pytest.mark.parametrize(
    "text", ['Name,Company\n"Doe, Jane"\n', 'Name,Email,Company\n"Doe, Jane"\n', 'Name\n"Doe, Jane"\n']
)
def test_a_single_quoted_cell_in_a_row_is_not_split(text: str) -> None:
    (found,) = table.read(text).rows
    assert (column_values(found), found.warnings) == ([("Name", "Doe, Jane")], ())


def test_a_quoted_line_that_cannot_be_split_is_reported_by_its_row() -> None:
    with pytest.raises(Invalid, match="Row 3 of this table can't be read"):
        table.read('"Name,Email"\n"Jane,x"\n"Jo ""x"" y,""Z"\n')


def test_a_declared_delimiter_is_used_with_carriage_returns_too() -> None:
    assert cells("sep=;\rName;Company\rJane;Acme\r") == [[("Name", "Jane"), ("Company", "Acme")]]


@pytest.mark.parametrize(
    "row",
    [
        "Total,,,125",
        "Summe:,,,",
        "Grand Total (2),,,€ 1.000",
        "TOTAL candidates: 2,,,",
        "Zwischensumme,,,1\nGesamt,,,2",
    ],
)
def test_a_total_row_at_the_end_is_an_error(row: str) -> None:
    jane, john, *totals = table.read(f"Name,Email,Company,Years\nJane,,,\nJohn,,,3\n{row}\n").rows
    assert (jane.error, john.error) == (None, None)
    assert [one.error for one in totals] == [table.SUM.format(row=number) for number in range(4, 4 + len(totals))]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email,Years\nJane,,\nTotal,t@x.example,\n",
        "Name,Company,Years\nJane,,\nTotal,Acme,\n",
        "Name,Years\nTotal,\nJane,\n",
        "Name,Years\nTotal,\n",
        "First name,Last name\nJane,Doe\nTotal,Recall\n",
        "Name,Years\nJane,\nTotal Recall,3\n",
    ],
)
def test_a_person_named_like_a_total_row_is_read(text: str) -> None:
    assert [row.error for row in table.read(text).rows if row.error] == []


def test_a_line_with_too_many_cells_is_no_header() -> None:
    found = table.read("name,email," * 150 + "\nname,email\nJane Doe,jane@example.com\n")
    assert (found.header, len(found.rows)) == (2, 1)
    with pytest.raises(Invalid, match="more than 200 columns"):
        table.read("name,email," * 150 + "\n" + "Jane Doe,jane@example.com," * 150)


def test_a_very_long_name_of_a_column_is_unknown() -> None:
    assert headers.field_of("/".join(["name"] * 20)) == headers.FULL_NAME
    assert headers.field_of("/".join(["name"] * 100)) is None


@pytest.mark.parametrize(
    ("dates", "day_first", "warnings"),
    [
        (("05/01/2024", "31/12/2024"), True, 0),
        (("05/01/2024", "12/31/2024"), False, 0),
        (("05/01/2024", "06/07/2024"), False, 1),
        (("05/05/2024", "2024-05-01"), False, 0),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_whole_table(
    dates: tuple[str, ...], day_first: bool, warnings: int
) -> None:
    found = table.read("Name,Applied at\n" + "".join(f"Jane,{date}\n" for date in dates))
    assert {row.day_first for row in found.rows} == {day_first}
    assert len([one for one in found.warnings if "the month is taken to be first" in one]) == warnings
