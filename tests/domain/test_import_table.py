"""Tables that people upload: how their rows and columns are told apart, and what each column is."""

import pytest

from recruit.domain.model.errors import Invalid
from recruit.domain.services.importing import headers, table


def cells(text: str) -> list[list[tuple[str, str]]]:
    return [list(row.cells) for row in table.read(text).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_parts_cells_and_lines_a_table_is_read(delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(line) for line in (["Name", "Company"], ["Jane Doe", "Acme"], ["John Roe", ""]))
    assert cells(text) == [[("Name", "Jane Doe"), ("Company", "Acme")], [("Name", "John Roe")]]


def test_a_delimiter_that_is_declared_is_believed_and_counts_as_a_row() -> None:
    found = table.read("sep=|\r\nName|Company\r\nDoe, Jane|Acme; Sons\r\n")
    assert [(row.number, list(row.cells)) for row in found.rows] == [
        (3, [("Name", "Doe, Jane"), ("Company", "Acme; Sons")])
    ]


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
    assert [(row.number, row.cells[0][1]) for row in found.rows] == [(2, "Jane"), (5, "John")]


def test_a_row_with_more_cells_than_columns_fails_alone() -> None:
    first, second = table.read("Name,Company\nJane,Acme, Inc.\nJohn,Acme,,\n").rows
    assert first.fault is not None
    assert first.fault.startswith("The row has 3 cells, but the table has 2 columns")
    assert (second.fault, list(second.cells)) == (None, [("Name", "John"), ("Company", "Acme")])


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
        (f"Name,Notes\nJane,{'x' * 140_000}\n", "Row 2 of this table can't be read"),
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
        ("Source | Job Name | Stage | Tags | Titel | _ | ", None),
    ],
)
def test_columns_are_known_in_four_languages_however_they_are_written(columns: str, field: str | None) -> None:
    assert {column: headers.field_of(column) for column in columns.split(" | ")} == dict.fromkeys(
        columns.split(" | "), field
    )


def test_no_word_stands_for_two_fields() -> None:
    for field, words in headers.WORDS.items():
        assert {headers.field_of(word) for word in words.split("|")} == {field}
