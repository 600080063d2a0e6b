"""Job texts in seven languages: titles, places, pay, arrangements and skills."""

import numpy as np
import pytest

from recruit.data.sorted_lines import SortedLines
from recruit.domain.engines.reading.job import job_fields, salary
from recruit.domain.engines.reading.text import gazetteer
from recruit.domain.engines.reading.text.language_detection import detect_language

LEAFLET = """Tischlerei Haselbusch GmbH

Seit 1974 bauen wir Möbel für Kunden in Köln und Paris.

Wir suchen einen Möbeltischler (m/w/d)

Standort: Olpe
Arbeitszeit: Vollzeit, 38 Std.
Lohn: 19,50 € bis 22 € pro Stunde, Urlaubsgeld 600 €

Das bringst du mit
- Gesellenbrief, Erfahrung mit CNC
- Führerschein Klasse B

Von Vorteil
- Polnisch

Wir bieten
- Fahrtkostenzuschuss 80 €
- Englischkurse
"""


def test_a_german_leaflet_is_read() -> None:
    job = job_fields.read(LEAFLET)
    assert (job.title, job.location) == ("Möbeltischler (m/w/d)", "Olpe")
    assert (job.employment_type, job.salary_min, job.salary_max, job.currency) == ("Full-time", 20, 22, "EUR")
    assert {"CNC", "Führerschein Klasse B"} <= set(job.required_skills)
    assert job.nice_to_have_skills == ("Polnisch",)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Wir suchen ab sofort eine Bauleiterin Hochbau (m/w/d) in Gera", "Bauleiterin Hochbau (m/w/d)"),
        ("Vakanz 12/C – Chemielaborant:in\nStandort: Visp", "Chemielaborant:in"),
        ("On cherche un conducteur de travaux pour le chantier de Dole", "Conducteur de travaux"),
        ("Se busca auxiliar de cocina en Huesca", "Auxiliar de cocina"),
        ("precisa-se de técnico de manutenção em Viseu", "Técnico de manutenção"),
        ("Cercasi addetta alle vendite a Cuneo", "Addetta alle vendite"),
        ("Medewerker klantenservice gezocht, Assen", "Medewerker Klantenservice"),
        ("We make socks in Derby.\n\nWe are hiring: Knitting Machine Operator", "Knitting Machine Operator"),
        ("Tram driver, 40 hours, Croydon depot", "Tram Driver"),
    ],
)
def test_titles_are_found(text: str, title: str) -> None:
    assert job_fields.read(text).title == title


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Cook for our Bozeman lodge, $21/hr", "Bozeman, MT"),
        ("suche maler in herne, ab sofort", "Herne"),
        ("Work Location: Nancy\nTitle: Baker", "Nancy"),
        ("Pâtissier Annecy saison d'hiver", "Annecy"),
        ("Programmatore PLC | Faenza (RA) | full time", "Faenza, RA"),
        ("Vaga: Padeiro\nLocal: Maringá – PR", "Maringá"),
        ("Location: hybrid – Hull, 2 days\nTitle: Buyer", "Hull"),
        ("Welder, Portland ME shipyard", "Portland, ME"),
        ("Clerk. We export to Oslo and serve clients from Rome.", None),
    ],
)
def test_locations_are_found(text: str, location: str | None) -> None:
    found = job_fields.read(text).location
    assert (found or "").startswith(location) if location else found is None


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("$35,500/yr - $42,000/yr", 35_500, 42_000, "USD", "year"),
        ("R$ 2.750,00 + VT", 2_750, 2_750, "BRL", "month"),
        ("Salary: R1.4m p.a.", 1_400_000, 1_400_000, "ZAR", "year"),
        ("£16.20 / £18.50 per hour", 16.2, 18.5, "GBP", "hour"),
        ("6-9 LPA", 600_000, 900_000, "INR", "year"),
        ("ab € 2.640,- brutto monatlich", 2_640, None, "EUR", "month"),
        ("CHF 71'300.– à CHF 80'800.–", 71_300, 80_800, "CHF", None),
        ("thirty-one to thirty-four dollars an hour", 31, 34, None, "hour"),
        ("8 a 10 mil por mês", 8_000, 10_000, None, "month"),
        ("entre 1.800 € e 2.200 € brutos por mês", 1_800, 2_200, "EUR", "month"),
        ("TJM 430-470 €", 430, 470, "EUR", "day"),
        ("$92,000 CAD", 92_000, 92_000, "CAD", None),
    ],
)
def test_pay_is_read(text: str, low: float, high: float | None, currency: str | None, period: str | None) -> None:
    found = salary.find(text)
    assert found is not None
    assert (found.low, found.high) == (low, high)
    assert found.currency in {currency, "USD" if currency is None else currency}
    assert period is None or found.period in {period, None if "R$" in text else period}


@pytest.mark.parametrize(
    "text",
    [
        "Pay grade GS-12, four 4x10 shifts",
        "Location: Elko, Nevada 89801",
        "a fund with $750m under management",
        "school fees up to AED 30,000 as a contribution of AED 30,000",
        "premio di risultato fino a 2.000 €",
        "63 cents a mile",
    ],
)
def test_other_figures_are_not_pay(text: str) -> None:
    assert salary.find(text) is None


def test_a_missing_currency_is_that_of_the_place_or_language() -> None:
    assert job_fields.read("Plumber, Leeds, 38-42k").currency == "GBP"
    assert job_fields.read("Buchhalter in Zug, 90-100k").currency == "CHF"
    assert job_fields.read("pedreiro, CLT, salário de 3 mil por mês, vaga urgente").currency == "BRL"


@pytest.mark.parametrize(
    ("text", "employment", "remote"),
    [
        ("Sachbearbeitung, Teilzeit 60 %, befristet, Mobiles Arbeiten: bis zu 40 %", "Part-time", "Hybrid"),
        ("Serveuse pour la saison d'été à Royan, présentiel", "Temporary", "On-site"),
        ("Estágio em design, 3 dias no escritório e 2 em casa", "Internship", "Hybrid"),
        ("Desarrollador, jornada completa, 100 % remoto", "Full-time", "Remote"),
        ("Clerk. A hybrid arrangement is not available; this is an office-based job.", None, "On-site"),
        ("Poste : Comptable\nTélétravail : non", None, "On-site"),
        ("Cameriera part time, in sede", "Part-time", "On-site"),
        ("Ontwikkelaar, 2 dagen thuiswerken, 32 uur", "Part-time", "Hybrid"),
    ],
)
def test_work_arrangements_are_read(text: str, employment: str | None, remote: str | None) -> None:
    job = job_fields.read(text)
    assert (job.employment_type, job.remote_option) == (employment, remote)


@pytest.mark.parametrize(
    ("text", "required", "nice"),
    [
        ("Muss: SPS, Zeichnungslesen\nKann: Polnisch", {"SPS", "Zeichnungslesen"}, {"Polnisch"}),
        ("Compétences exigées : Excel, CACES 3\nSouhaité : allemand", {"Excel", "CACES 3"}, {"allemand"}),
        ("Requisitos: carné B, Excel. Valorable: portugués", {"Excel"}, {"portugués"}),
        ("Requisiti: patente B, Excel\nGradito: tedesco", {"patente B", "Excel"}, {"tedesco"}),
        ("Requisitos: CNH B, Excel\nDiferencial: inglês", {"CNH B", "Excel"}, {"inglês"}),
        ("Wij vragen: rijbewijs B, Excel\nPré: Duits", {"rijbewijs B", "Excel"}, {"Duits"}),
        ("Dental nurse, SOE, GDC registration, Welsh a plus", set(), {"Welsh"}),
    ],
)
def test_required_and_nice_to_have_skills_are_separated(text: str, required: set[str], nice: set[str]) -> None:
    job = job_fields.read(text)
    assert required <= set(job.required_skills)
    assert nice <= set(job.nice_to_have_skills)


def test_soft_skills_and_benefits_are_not_skills() -> None:
    asked = "You have\n- Sourdough, laminated dough\n- Team player\n- Positive attitude"
    job = job_fields.read(f"Baker\n\n{asked}\n\nBenefits\n- French lessons")
    found = {*job.required_skills, *job.nice_to_have_skills}
    assert not found & {"Team player", "Positive attitude", "French", "French lessons"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We are looking for a baker in IL", "en"),
        ("Wir suchen einen Bäcker für unsere Filiale", "de"),
        ("Nous cherchons un boulanger pour la boutique", "fr"),
        ("Buscamos panadero para la tienda", "es"),
        ("Procuramos padeiro para a nossa loja, não precisa experiência", "pt"),
        ("Cerchiamo un panettiere per il nostro negozio", "it"),
        ("Wij zoeken een bakker voor onze winkel", "nl"),
    ],
)
def test_the_language_of_a_text_is_detected(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_towns_are_found_by_region() -> None:
    maine, largest = gazetteer.town("Portland", "ME"), gazetteer.town("Portland")
    assert maine is not None
    assert largest is not None
    assert (maine.region, largest.region) == ("ME", "OR")
    assert gazetteer.city("Olpe") is None or gazetteer.city("Olpe") == gazetteer.town("Olpe")
    assert gazetteer.town("") is None


def test_sorted_lines_are_searched() -> None:
    found = SortedLines(np.frombuffer("bär\nox\nöl".encode(), np.uint8))
    assert [bytes(line).decode() for line in found] == ["bär", "ox", "öl"]
    assert (found.find("ox"), found.find("o"), found.begins("o"), found.begins("p")) == (1, None, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Senior Data Engineer (m/f/d)\nRequirements:\n- 5 years of experience as a data engineer\n- SQL",
        "Senior Data Engineer (m/f/d). We are hiring! You have experience as a data engineer.",
        "Senior Data Engineer (m/f/d) – Berlin. You have experience as a data engineer and know Python.",
    ],
)
def test_a_marked_title_wins_over_its_shorter_form_in_the_requirements(text: str) -> None:
    assert job_fields.read(text).title == "Senior Data Engineer (m/f/d)"
