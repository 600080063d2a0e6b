"""Missing line breaks are restored in run-on text; other text is unchanged."""

from datetime import date

import pytest

from recruit.domain.engines.reading.resume import reading_order, resume_fields, run_on

TODAY = date(2026, 7, 1)

STOPS = (
    "Milagros Ferrándiz Sol. Cocinera. Calle Alta 9, 50003 Zaragoza. Móvil 600 555 010, mila.ferrandiz@example.com. "
    "EXPERIENCIA Cocinera. Residencia Tres Fuentes (Zaragoza). De mayo de 2019 hasta la fecha. Menús. "
    "Ayudante de cocina. Hotel Moncayo S.L. (Tarazona). De enero de 2015 a abril de 2019. FORMACIÓN Grado medio, 2014."
)
WORDS = (
    "Gwendolyn Sharpe Dental Hygienist Boise, Idaho (208) 555-0142 g.sharpe@example.com Profile Gentle and quick. "
    "Employment Lead Dental Hygienist, Sage Family Dental, Boise June 2019 to present Trains two a year. "
    "Dental Hygienist, Payette Dentistry, McCall August 2015 to May 2019 Eight patients a day. Education Diploma, 2015."
)
LABELS = (
    "Name: Hanke Dröge Anschrift: Deichweg 3, 26721 Emden Tel: 04921 555 012 E-Mail: h.droege@example.com "
    "BERUFSPRAXIS seit 02/2018 Tischler, Werft Ems GmbH, Emden. Innenausbau. 08/2012 bis 01/2018 Tischler, "
    "Möbelbau Krumm, Leer. Küchen und Treppen. KENNTNISSE CNC, Furnier, Lack."
)
WRAPPED = """Luca Bertolazzi Magazziniere 43121 Parma cell. 340 555 0121
luca.bertolazzi@example.com Profilo Puntuale e abituato ai turni.
Esperienze lavorative Magazziniere, Emilia Logistica S.r.l., Parma
Gennaio 2020 - in corso Carico e scarico, muletto, inventari.
Operaio generico, Salumificio Ducale, Langhirano Marzo 2014 -
Dicembre 2019 Linea confezionamento. Istruzione Diploma, 2012"""


@pytest.mark.parametrize(
    ("text", "name", "headline", "place", "title", "company", "years"),
    [
        (STOPS, "Milagros Ferrándiz Sol", "Cocinera", "Zaragoza", "Cocinera", "Residencia Tres Fuentes", 12),
        (
            WORDS,
            "Gwendolyn Sharpe",
            "Dental Hygienist",
            "Boise, Idaho",
            "Lead Dental Hygienist",
            "Sage Family Dental",
            11,
        ),
        (LABELS, "Hanke Dröge", None, "Emden", "Tischler", "Werft Ems GmbH", 14),
        (WRAPPED, "Luca Bertolazzi", "Magazziniere", "Parma", "Magazziniere", "Emilia Logistica S.r.l.", 12),
    ],
)
def test_fields_are_read_from_run_on_text(
    text: str, name: str, headline: str | None, place: str, title: str, company: str, years: int
) -> None:
    found = resume_fields.extract(reading_order.restore_reading_order(text), TODAY)
    assert (found.full_name, found.headline, found.location) == (name, headline, place)
    assert (found.current_title, found.current_company, found.experience_years) == (title, company, years)


def test_words_in_capitals_inside_a_title_are_not_a_heading() -> None:
    text = STOPS.replace("Cocinera. Residencia", "AUXILIAR DE ACTIVIDADES DE OCIO. Residencia")
    assert "AUXILIAR DE ACTIVIDADES DE OCIO\n" in run_on.split_run_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe\nBaker\n\nExperience\nBaker, Old Mill\nMay 2019 - present",
        "Summary\n"
        + "Since 2019 I have baked bread for a mill that I like, and before that, from 2012 to 2018, I sold it. " * 3,
        "Experience\n"
        + "Responsible for the training of new colleagues, for the stock and for all orders of the mill. " * 4,
    ],
)
def test_other_text_is_unchanged(text: str) -> None:
    assert run_on.split_run_on(text) == text
