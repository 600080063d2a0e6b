"""Tables that people upload: how their rows and columns are told apart, and what each column is."""

import pytest

from recruit.domain.imports import headers, job_titles, stages, table
from recruit.domain.shared.errors import Invalid


def cells(text: str) -> list[list[tuple[str, str]]]:
    return [named(row) for row in table.read(text).rows]


def named(row: table.Row) -> list[tuple[str, str]]:
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
def test_what_becomes_of_columns_without_their_like_is_said(text: str, warning: str) -> None:
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
def test_columns_that_have_their_like_are_no_reason_to_warn(text: str) -> None:
    assert table.read(text).warnings == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_parts_cells_and_lines_a_table_is_read(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(line) for line in (["Name", "Company"], ["Jane Doe", "Acme"], ["John Roe", ""]))
    assert cells(text) == [[("Name", "Jane Doe"), ("Company", "Acme")], [("Name", "John Roe")]]


def test_a_delimiter_that_is_declared_is_believed_and_counts_as_a_row() -> None:
    found = table.read("sep=|\r\nName|Company\r\nDoe, Jane|Acme; Sons\r\n")
    assert [(row.number, named(row)) for row in found.rows] == [(3, [("Name", "Doe, Jane"), ("Company", "Acme; Sons")])]


def test_the_delimiter_is_the_one_by_which_columns_are_known() -> None:
    assert cells("Name;Tags, a, b, c;Company\nJane;x;Acme") == [
        [("Name", "Jane"), ("Tags, a, b, c", "x"), ("Company", "Acme")]
    ]


def test_quoted_cells_keep_their_delimiters_line_ends_and_quotation_marks() -> None:
    assert cells('Name,Notes\n"Doe, Jane","First\nsecond ""third"""\n') == [
        [("Name", "Doe, Jane"), ("Notes", 'First\nsecond "third"')]
    ]


def test_rows_are_numbered_as_spreadsheets_do_and_empty_ones_are_passed_over() -> None:
    found = table.read('Name,Notes\nJane,"a\nb"\n\n , \nJohn,\n')
    assert [(row.number, row.cells[0].value) for row in found.rows] == [(2, "Jane"), (5, "John")]


def test_cells_beyond_the_columns_are_kept_and_said() -> None:
    first, second = table.read("Name,Company\nJane,Acme, Inc.\nJohn,Acme,,\n").rows
    assert named(first) == [("Name", "Jane"), ("Company", "Acme"), ("Column 3", "Inc.")]
    assert first.warnings[0].startswith("The row has 3 cells, but the table has 2 columns")
    assert (second.warnings, named(second)) == ((), [("Name", "John"), ("Company", "Acme")])


def test_columns_with_neither_a_name_nor_values_are_none() -> None:
    assert fields("Name,Company" + "," * 500 + "\nJane,Acme" + "," * 500) == {
        "Name": "full_name",
        "Company": "current_company",
    }


def test_the_name_of_a_column_is_on_one_line() -> None:
    found = table.read('"Name des\r\nBewerbers";"Lfd.\nNr."\r\nJane;1\r\n', {"Lfd. Nr.": "ignored"})
    assert [(column.name, column.field) for column in found.columns] == [
        ("Name des Bewerbers", "full_name"),
        ("Lfd. Nr.", "ignored"),
    ]


def test_two_columns_of_one_name_both_count() -> None:
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
def test_what_stands_before_the_names_of_the_columns_is_left_out_and_said(before: str) -> None:
    found = table.read(f"{before}First Name,Last Name,Company\nJane,Doe,Acme\n")
    assert (len(found.rows), found.header) == (1, before.count("\n") + 1)
    assert found.rows[0].number == found.header + 1
    assert found.warnings == (f"What stands before the names of the columns in row {found.header} is left out.",)


def test_a_row_without_name_and_address_fails_by_its_number_and_the_columns() -> None:
    _, second = table.read("Name;E-Mail;Company\nJane;;Acme\n;;Acme\n").rows
    assert second.error == "Row 3 has neither a name nor an e-mail address: fill in column 'Name' or 'E-Mail'."


def test_a_very_long_cell_is_no_reason_to_refuse_a_table() -> None:
    assert len(table.read(f"Name,Notes\nJane,{'x' * 1_000_000}\n").rows[0].cells[1].value) == 1_000_000


def test_a_mapping_goes_before_the_names_of_columns() -> None:
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
    ("mapping", "words"),
    [
        ({"Nome": "full_name"}, "The table has no column 'Nome': it has 'Name', 'Company'."),
        ({"Name": "name"}, "There is no field 'name': a column may be full_name, first_name, "),
    ],
)
def test_a_mapping_of_what_is_not_there_names_what_is(mapping: dict[str, str], words: str) -> None:
    with pytest.raises(table.BadMapping) as error:
        table.read("Name,Company\nJane,Acme\n", mapping)
    assert str(error.value).startswith(words)


def test_columns_that_are_no_field_are_named_when_they_hold_something() -> None:
    assert table.read("Name,Tags,Empty,\nJane,fair,,x").warnings == (
        "Columns that are no field of a candidate are kept in the notes: 'Tags', 'Column 4'.",
    )
    assert table.read("Name,Empty\nJane,").warnings == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no rows"),
        ("\n\n", "no rows"),
        (",,\n,,\n", "no rows"),
        ("Name\n", "no rows"),
        ("Title,Company\nCook,Acme", "Its columns are 'Title', 'Company'"),
        ("Jane Doe is a cook.\nShe cooks.", "No column of this table is called full_name"),
        ('Name,Notes\nJane,"open\nJohn,\n', "Row 2 of this table can't be read"),
        ('Name\nJane\n"John" Roe\n', "Row 3 of this table can't be read"),
        ("A,B\nJane,Acme", "Its columns are 'A', 'B'"),
        ("Name" + ",x" * 200 + "\nJane", "more than 200 columns"),
        ("Name\n" + "Jane\n" * 10_001, "more than 10,000 rows"),
    ],
)
def test_what_is_no_table_of_people_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
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
        ("Tags | Titel | Candidate ID | _ | ", None),
    ],
)
def test_columns_are_known_in_seven_languages_however_they_are_written(columns: str, field: str | None) -> None:
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
def test_in_a_table_with_stages_a_title_may_be_that_of_the_job(columns: str, field: str) -> None:
    assert fields(f"{columns}\n{columns}")["Job Title"] == field


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("Name,Stelle,Derzeitige Position", ["full_name", "job", "current_title"]),
        ("Name,Job position,Phase", ["full_name", "job", "stage"]),
        ("Name,Derzeitige Position,Stelle,Phase", ["full_name", "current_title", "job", "stage"]),
        ("Name,Title,Current Title", ["full_name", "current_title", "current_title"]),
    ],
)
def test_a_position_beside_the_current_one_is_the_job_that_was_applied_for(columns: str, expected: list[str]) -> None:
    assert [*fields(f"{columns}\n{columns}").values()] == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("Name,Standort,Ort", ["full_name", None, "location"]),
        ("Nom,Ville,Lieu,Poste visé", ["last_name", "city", None, "job"]),
        ("Name,Standort,Land", ["full_name", "location", "country"]),
    ],
)
def test_an_office_beside_a_home_is_the_place_of_the_job(columns: str, expected: list[str | None]) -> None:
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
def test_a_word_for_a_region_and_for_a_stage_is_told_by_its_cells(table: str, field: str) -> None:
    column = "State" if "State" in table else "Estado"
    assert fields(table)[column] == field
    assert fields(table, {column: "ignored"})[column] == "ignored"


def test_no_word_stands_for_two_fields() -> None:
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
def test_stages_are_known_by_their_words(names: str, status: str | None) -> None:
    assert {name: stages.status_of(name) for name in names.split(" | ")} == dict.fromkeys(names.split(" | "), status)


def test_no_word_stands_for_two_statuses() -> None:
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
def test_nobody_is_hired_by_a_part_of_a_stages_name(stage: str, status: str | None) -> None:
    assert stages.status_of(stage) == status


@pytest.mark.parametrize("value", ["n", "False", "falsch", "faux", "falso", "Nicht abgelehnt", "Active", "In progress"])
def test_a_rejection_that_is_denied_or_left_open_is_none(value: str) -> None:
    assert stages.ended_by(value) is None


@pytest.mark.parametrize("value", ["yes", "TRUE", "2024-01-02", "Not qualified", "Position filled"])
def test_whatever_else_a_column_of_rejections_holds_is_a_rejection(value: str) -> None:
    assert stages.ended_by(value) == stages.REJECTED


def test_of_a_very_long_stage_the_beginning_is_looked_at() -> None:
    assert stages.status_of("x " * stages.LONGEST + "rejected") is None
    assert stages.status_of("rejected " + "x " * stages.LONGEST) == stages.REJECTED


@pytest.mark.parametrize(
    ("columns", "of"),
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
def test_columns_of_a_job_are_not_the_candidates(columns: str, of: dict[str, str | None]) -> None:
    found = fields(columns + "\n" + ",".join("x" for _ in columns.split(",")))
    assert {name: found[name] for name in of} == of


def test_of_very_long_titles_the_beginning_is_compared() -> None:
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
def test_a_table_whose_lines_are_quoted_is_read_as_what_they_hold(delimiter: str) -> None:
    found = table.read(QUOTED.replace(",", delimiter))
    jane = [("Name", "Jane Doe"), ("Email", "jane@x.example"), ("Company", f"Acme{delimiter} Inc.")]
    assert [named(row) for row in found.rows] == [jane, [("Name", "John Roe")]]
    assert [row.warnings for row in found.rows] == [(), ()]
    assert found.warnings == (table.QUOTED,)


def test_quoted_lines_of_a_column_that_is_mapped_are_parted_too() -> None:
    assert fields('"Wer,Mailbox"\n"Jane,x"\n', {"Wer": "full_name"}) == {"Wer": "full_name", "Mailbox": None}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Name,Company\n"Jane,""Acme, Inc."""\n', [("Name", "Jane"), ("Company", "Acme, Inc.")]),
        ('Name,Email,Company\n"Jane,,Acme"\n', [("Name", "Jane"), ("Company", "Acme")]),
    ],
)
def test_a_single_quoted_line_is_parted_with_a_warning(text: str, row: list[tuple[str, str]]) -> None:
    (found,) = table.read(text).rows
    assert named(found) == row
    assert [one.startswith("The whole line is quoted") for one in found.warnings] == [True]


@pytest.mark.parametrize(
    "text", ['Name,Company\n"Doe, Jane"\n', 'Name,Email,Company\n"Doe, Jane"\n', 'Name\n"Doe, Jane"\n']
)
def test_a_quoted_cell_alone_in_its_row_stays_one(text: str) -> None:
    (found,) = table.read(text).rows
    assert (named(found), found.warnings) == ([("Name", "Doe, Jane")], ())


def test_a_quoted_line_that_can_not_be_parted_is_named() -> None:
    with pytest.raises(Invalid, match="Row 3 of this table can't be read"):
        table.read('"Name,Email"\n"Jane,x"\n"Jo ""x"" y,""Z"\n')


def test_a_delimiter_is_declared_before_the_line_ends_of_a_mac_too() -> None:
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
def test_a_sum_at_the_end_makes_no_candidate_and_says_what_to_do(row: str) -> None:
    jane, john, *sums = table.read(f"Name,Email,Company,Years\nJane,,,\nJohn,,,3\n{row}\n").rows
    assert (jane.error, john.error) == (None, None)
    assert [one.error for one in sums] == [table.SUM.format(row=number) for number in range(4, 4 + len(sums))]


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
def test_a_person_whose_name_is_like_a_sum_stays_one(text: str) -> None:
    assert [row.error for row in table.read(text).rows if row.error] == []
