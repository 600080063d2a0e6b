"""Terms of work in prose, in seven languages: working from home, hours and contracts, pay."""

import pytest

from recruit.domain.engines.reading.job import job_fields, remote_policies, salary, work_arrangements

PROSE = "You join a team of nine people that has been together for a long time and likes good food. " * 4


@pytest.mark.parametrize(
    ("sentence", "option"),
    [
        ("two days a week in our Leeds office, the rest wherever you like", "Hybrid"),
        ("You'll come into the office on Tuesdays and Thursdays", "Hybrid"),
        ("with an expectation of 40% office attendance", "Hybrid"),
        ("Work from home on Fridays", "Hybrid"),
        ("flexibel im Büro oder im Homeoffice", "Hybrid"),
        ("nach der Einarbeitung auch im Homeoffice", "Hybrid"),
        ("Möglichkeit zum mobilen Arbeiten", "Hybrid"),
        ("télétravail ponctuel", "Hybrid"),
        ("teletrabajas los viernes", "Hybrid"),
        ("possibilidade de teletrabalho parcial", "Hybrid"),
        ("possibilità di smart working", "Hybrid"),
        ("één dag per week naar kantoor; de overige dagen werk je thuis", "Hybrid"),
        ("in overleg thuiswerken", "Hybrid"),
        ("This position is not eligible for remote work", "On-site"),
        ("No working from home, I'm afraid", "On-site"),
        ("Homeoffice geht bei uns nicht", "On-site"),
        ("Poste non éligible au télétravail", "On-site"),
        ("no hay posibilidad de teletrabajo", "On-site"),
        ("sem possibilidade de teletrabalho", "On-site"),
        ("non è previsto lo smart working", "On-site"),
        ("geen thuiswerk", "On-site"),
        ("all work is done from home", "Remote"),
        ("Du arbeitest vollständig von zu Hause", "Remote"),
        ("de forma 100% remota desde cualquier lugar", "Remote"),
        ("vaga remota", "Remote"),
        ("100% smart working", "Remote"),
        ("werken op afstand", "Remote"),
        ("after three months, one day each week may be worked from home", "Hybrid"),
        ("Leith office Mon/Thu/Fri, rest wherever", "Hybrid"),
        ("Arbeitsmodell: 60 % mobil", "Hybrid"),
        ("tre giornate di lavoro agile al mese", "Hybrid"),
        ("pode ser de casa 2 dias em 5", "Hybrid"),
        ("Udaipur, 5 days from office", "On-site"),
        ("Niente smart working", "On-site"),
        ("à temps partiel, sur place évidemment", "On-site"),
        ("restauration sur place possible", None),
        ("Remote monitoring of pumps is part of the job", None),
        ("Sie besuchen Patienten zu Hause", None),
        ("We open four days a week, 8am to 4pm", None),
    ],
)
def test_policies_on_remote_work_are_read(sentence: str, option: str | None) -> None:
    assert work_arrangements.remote_option(f"We want a clerk.\n{sentence}\nSend us a line.") == option


@pytest.mark.parametrize(
    ("sentence", "option"),
    [
        ("Tuesdays at your own kitchen table", "Hybrid"),
        ("mit einem Tag daheim", "Hybrid"),
        ("le jeudi à domicile", "Hybrid"),
        ("los viernes en tu casa", "Hybrid"),
        ("à quinta-feira em casa", "Hybrid"),
        ("il venerdì si può stare a casa", "Hybrid"),
        ("3 dgn kantoor, 2 dgn thuis", "Hybrid"),
        ("The work is always in the workshop", "On-site"),
        ("immer auf der Baustelle", "On-site"),
        ("Vous travaillez toujours dans l'atelier ou sur le chantier, uniquement sur place", "On-site"),
        ("trabajas siempre en la tienda", "On-site"),
        ("sempre na obra", "On-site"),
        ("lavori sempre in cantiere", "On-site"),
        ("altijd in de winkel", "On-site"),
        ("assistenza il lunedì a casa dei pazienti", None),
        ("You work in our workshop", None),
        ("nicht nur im Betrieb", None),
        ("We only want people with three days of training", None),
    ],
)
def test_a_day_at_home_and_a_constant_workplace_imply_the_arrangement(sentence: str, option: str | None) -> None:
    assert job_fields.read(f"Welder wanted. {sentence}. {PROSE}").remote_option == option


def test_a_hybrid_tag_is_not_read_as_fully_remote() -> None:
    text = "Platform Engineer\n\nHybrid  Full-time  Mid-Senior level\n\nYou run clusters."
    assert job_fields.read(text).remote_option == "Hybrid"


def test_policies_have_the_offsets_of_their_sentences() -> None:
    text = "We make hats. No home working. Lunch is free."
    ((start, end, option),) = remote_policies.find(text)
    assert (text[start:end].strip(), option) == ("No home working.", "On-site")


@pytest.mark.parametrize(
    ("sentence", "employment"),
    [
        ("Vast contract, voltijds", "Full-time"),
        ("Permanent, 1.0 WTE", "Full-time"),
        ("50-75 %, 3.400 € (bezogen auf Vollzeit)", "Part-time"),
        ("für 25 Stunden, € 2.050 auf Vollzeitbasis", "Part-time"),
        ("tempo parziale", "Part-time"),
        ("temps non complet, 20h", "Part-time"),
        ("liefst iemand voor vier vijfde", "Part-time"),
        ("for ten weeks, temp.", "Temporary"),
        ("Saisonstelle", "Temporary"),
        ("contrato de prestación de servicios", "Contract"),
    ],
)
def test_hours_and_contracts_are_read(sentence: str, employment: str) -> None:
    assert work_arrangements.employment_type(f"We want a clerk.\n{sentence}\nSend us a line.") == employment


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("pays between thirty-eight and forty-two thousand euro", 38_000, 42_000),
        ("RAL 30.000/35.000 euro", 30_000, 35_000),
        ("Fourchette : 32/38 K€", 32_000, 38_000),
        ("TJM : 450/500 €", 450, 500),
        ("60-75 TEUR", 60_000, 75_000),
        ("28 a 33 mil/ano mais prémio", 28_000, 33_000),
        ("tra i 40 e i 50 mila euro", 40_000, 50_000),
        ("Das Mindestentgelt beträgt € 2.050,- brutto pro Monat", 2_050, None),
        ("we can stretch to £55k", None, 55_000),
        ("budget upto 18 LPA", None, 1_800_000),
        ("tussen de 2700 en de 3100 bruto", 2_700, 3_100),
        ("3.050 t/m 3.990 euro bruto p/m", 3_050, 3_990),
        ("95–102 KCHF sur 13", 95_000, 102_000),
        ("entre 2,9 y 3,7 millones de pesos COP mensuales", 2_900_000, 3_700_000),
    ],
)
def test_ranges_and_bounds_of_pay_are_read(sentence: str, low: float | None, high: float | None) -> None:
    found = salary.find(f"Clerk\n{sentence}\nLet us know.")
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "Unterkunft kann gestellt werden (CHF 450/Mt.)",
        "Wechselprämie 3.000 €, Gutscheine im Wert von 50 €",
        "€ 250 ecocheques en 30 vakantiedagen",
        "learning budget of £1,500 a year",
        "bono de bienvenida de $5,000",
    ],
)
def test_benefits_are_not_pay(sentence: str) -> None:
    assert salary.find(f"Clerk\n{sentence}\nLet us know.") is None


@pytest.mark.parametrize(
    ("pay", "currency"),
    [("R38,50 p/h", "ZAR"), ("21 $ CA l'heure", "CAD"), ("$51.10–$57.40 an hour (AUD)", "AUD")],
)
def test_the_notation_of_pay_gives_its_currency(pay: str, currency: str) -> None:
    assert job_fields.read(f"Clerk\nPay: {pay}").currency == currency


def test_pay_terms_of_the_euro_area_imply_euros() -> None:
    assert job_fields.read("Clerk\nRAL: 28-32k").currency == "EUR"


@pytest.mark.parametrize("text", ["No nonsense baker", "non-profit baker", "No experience required", "No travel"])
def test_other_negations_are_not_a_remote_option(text: str) -> None:
    assert work_arrangements.remote_option(text, free=True) is None


@pytest.mark.parametrize(
    "text", ["no", "No, office only", "non previsto", "None", "no (office)", "No - on our premises"]
)
def test_the_answer_no_means_on_site_work(text: str) -> None:
    assert work_arrangements.remote_option(text, free=True) == "On-site"
