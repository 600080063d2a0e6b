"""Résumé fields in layouts that rules alone misread, and their confidence."""

from datetime import date

import pytest

from recruit.domain.candidates.model.profile import ReadField
from recruit.domain.engines.reading.log_linear import LogLinearModel
from recruit.domain.engines.reading.resume import job_history, resume_fields
from recruit.domain.engines.reading.resume.choosing import confidence, labels, page, table_columns
from recruit.domain.engines.reading.resume.choosing.fields import PERIODS, Choice, Chooser, RuleValues
from recruit.domain.engines.reading.text import lines

TODAY = date(2026, 7, 1)

TABLE = """Wietske Oldenhof
Verpleegkundige
wietske.oldenhof@example.com

Werkervaring

Organisatie | Functie | Periode
Zorggroep Waterhoek | Wijkverpleegkundige | 03/2019 – nu
Verpleeghuis De Linde | Verzorgende | 01/2014 – 02/2019

Opleiding
2010 – 2013  Hogeschool Meren
"""
LABELLED = """Lebenslauf

Name: Ansgar Tillmann
Anschrift: Am Deich 4, 26999 Wattenhusen
Geburtsdatum/-ort: 04.05.1984 in Dresden
E-Mail: ansgar.tillmann@example.com

Berufserfahrung

Firma: Nordlicht Anlagenbau GmbH
Funktion: Leiter Instandhaltung
Zeitraum: März 2018 bis laufend

Firma: Hafenbetriebe Siel KG
Funktion: Elektroniker
Zeitraum: Mai 2009 bis Februar 2018
"""
PROSE = """ROSA IBARROLA SANZ
Soldadora
rosa.ibarrola@example.com

Experiencia

Desde mayo de 2019 trabajo como soldadora para Talleres Arriaga en Bilbao, con un equipo de cinco personas.
De enero de 2014 a abril de 2019 fui ayudante de taller en Metales Urkiola.
"""
FRENCH = """Maud Kerbrat
Infirmière de bloc
29900 Plouvennec | 06 00 00 00 00 | maud.kerbrat@example.com

Expériences
Clinique des Embruns, Plouvennec
Infirmière de bloc opératoire
mars 2020 à ce jour
• Préparation des salles et du matériel

Hôpital du Ponant
Infirmière
2015 – 2020
"""


def read(text: str) -> tuple[str | None, ...]:
    found = resume_fields.extract(text, TODAY)
    return found.full_name, found.location, found.current_title, found.current_company


def test_table_columns_are_identified_by_their_headers() -> None:
    assert read(TABLE)[2:] == ("Wijkverpleegkundige", "Zorggroep Waterhoek")


def test_labels_identify_fields_and_a_birthplace_is_not_the_location() -> None:
    assert read(LABELLED) == ("Ansgar Tillmann", "Wattenhusen", "Leiter Instandhaltung", "Nordlicht Anlagenbau GmbH")


def test_a_job_is_read_from_a_sentence() -> None:
    assert read(PROSE)[2:] == ("soldadora", "Talleres Arriaga")


def test_a_company_above_its_title_is_read() -> None:
    assert read(FRENCH) == (
        "Maud Kerbrat",
        "Plouvennec",
        "Infirmière de bloc opératoire",
        "Clinique des Embruns",
    )


@pytest.mark.parametrize("text", [TABLE, LABELLED, PROSE, FRENCH])
def test_every_field_that_is_read_has_a_confidence(text: str) -> None:
    details, fields = resume_fields.extract_with_confidence(text, TODAY)
    by_name = {field.name: field for field in fields}
    for name in ("full_name", "headline", "location", "current_title", "current_company"):
        field = by_name[name]
        assert getattr(details, name) == (field.value if name != "full_name" else field.value or "Unknown Candidate")
        assert 0 <= field.confidence <= 1
    assert details.experience_years is None or by_name["experience_years"].value == str(details.experience_years)


def test_a_value_of_low_confidence_becomes_a_suggestion() -> None:
    field = confidence.judged("current_title", Choice("Chief of nothing", 0.01, ("Cook", "Baker", "Clerk")))
    assert field.value is None
    assert field.suggestions == ("Chief of nothing", "Cook", "Baker")
    assert field.confidence < confidence.LEAST["current_title"]


def test_agreement_with_the_rules_raises_confidence() -> None:
    alone, agreed = (
        confidence.judged("current_company", Choice("Acme", 0.6, (), agreed=agrees)) for agrees in (False, True)
    )
    assert alone.confidence < agreed.confidence


def test_a_field_without_a_choice_has_no_value() -> None:
    assert confidence.judged("headline", Choice(None, 0.9, ())) == ReadField("headline", None, 0.0, ())


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Designation", "title"),
        ("Cargo", "title"),
        ("Fonction ou poste occupé", "title"),
        ("Arbeitgeber", "firm"),
        ("Nom et adresse de l'employeur", "firm"),
        ("Zeitraum", "other"),
        ("Woonplaats", "place"),
        ("Derzeitige Stellung....", "title"),
        ("Mansione attuale", "title"),
        ("Empresa actual", "firm"),
        ("Bij", "firm"),
        ("Sunshine", ""),
    ],
)
def test_labels_are_classified(label: str, kind: str) -> None:
    assert labels.kind(label) == kind


def test_a_table_ends_with_the_next_heading() -> None:
    found = table_columns.find(page.read(TABLE))
    assert [kinds for _, kinds in sorted(found.items())] == [("firm", "title")] * 2


def test_an_empty_page_has_no_name() -> None:
    assert resume_fields.extract("", TODAY).full_name == "Unknown Candidate"


@pytest.mark.parametrize(
    ("text", "linkedin"),
    [
        ("Jane Doe\nlinkedin.com/in/jane-\ndoe-42\nBaker", "https://linkedin.com/in/jane-doe-42"),
        ("Jane Doe\nhttps://www.linkedin.com/in/\njanedoe\nBaker", "https://www.linkedin.com/in/janedoe"),
        ("Jane Doe\nlinkedin.com/in/janedoe\nBaker at Old Mill", "https://linkedin.com/in/janedoe"),
    ],
)
def test_a_link_broken_across_lines_is_joined(text: str, linkedin: str) -> None:
    assert resume_fields.extract(text, TODAY).linkedin_url == linkedin


@pytest.mark.parametrize(
    "text", ["Jane Doe\nB.Com (Hons), 2012", "Jane Doe\nM.Com", "Jane Doe\nhttps://example.com/a.svg"]
)
def test_neither_a_degree_nor_a_picture_is_a_website(text: str) -> None:
    assert resume_fields.extract(text, TODAY).website_url is None


@pytest.mark.parametrize(("feature", "counted"), [("ruled", 2), ("unruled", 1)])
def test_an_uncertain_period_counts_if_the_rules_read_it_as_a_job(feature: str, counted: int) -> None:
    text = "Experience\nBaker, Old Mill Bakery, 2012 – 2015\n\nCook, Lodge Inn, May 2016 – June 2019"
    listed = job_history.find(lines.split(text)) if feature == "ruled" else []
    model = LogLinearModel({feature: -0.4, "exact": 3.0})
    chooser = Chooser(text, RuleValues(None, None, None, listed), {PERIODS: model})
    assert len(chooser.spans()) == counted
