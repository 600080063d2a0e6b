import subprocess
import sys
from itertools import product

import numpy as np
import pytest

from recruit.domain.engines.occupations.meaning import (
    ALIKE,
    SCALE,
    SIZE,
    meaning,
    occupation_name,
    similarity,
    title_similarity,
)
from recruit.domain.engines.occupations.title_words import CONTEXT, FULL, LATER, title_words

NURSE, PLUMBER, ENGINEER = "Registered Nurse", "Plumber", "Software Engineer"


def closeness(one: str | None, other: str | None) -> float:
    """Return how close two titles are."""
    return title_similarity(meaning(one), meaning(other))


@pytest.mark.parametrize("title", [NURSE, PLUMBER, "AP Clerk", "Forklift operator", "Head of Marketing"])
def test_a_title_is_similar_to_itself(title: str) -> None:
    assert closeness(title, title) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("RN", "Registered nurses"),
        ("Sr. Software Engineer II", "software engineer"),
        ("Software Engineer (m/f/d)", "SWE"),
        ("Software engineer at Acme", "Software Engineer @ Another Company"),
        ("CFO", "Chief Financial Officer"),
        ("Verkäufer/in", "Verkäuferin"),
        ("Softwareentwickler:in", "Softwareentwicklerin (w/m/d)"),
        ("Infirmier(ère)", "infirmière"),
        ("Enfermero/a", "Enfermera"),
    ],
)
def test_spellings_of_a_title_are_equivalent(title: str, other: str) -> None:
    assert closeness(title, other) > 0.9


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Attorney", "Lawyer"),
        ("Waiter", "Waitress"),
        ("Chef", "Cook"),
        ("Software Engineer", "Programmer"),
        ("Product Owner", "Product Manager"),
        ("Agile Coach", "Scrum Master"),
        ("Head of People", "Senior HR Business Partner"),
        ("CTO", "VP of Engineering"),
        ("Applied Scientist", "Machine Learning Engineer"),
    ],
)
def test_titles_of_similar_work_are_close_without_a_common_word(title: str, other: str) -> None:
    assert closeness(title, other) > 0.6


@pytest.mark.parametrize(
    "titles",
    [
        "Welder, Schweißer, Soudeur, Soldadora, Soldador, Saldatore, Lasser",
        "ICU Nurse, Intensivkrankenschwester, Enfermera de cuidados intensivos, Infirmière de réanimation",
        "Software Developer, Softwareentwickler, Développeuse, Desarrollador, Sviluppatrice, Ontwikkelaar, Programador",
        "Truck Driver, LKW-Fahrer, Chauffeur poids lourd, Camionero, Caminhoneiro, Camionista, Vrachtwagenchauffeur",
    ],
)
def test_translations_of_a_title_are_close(titles: str) -> None:
    first, *others = titles.split(", ")
    assert all(closeness(first, other) > 0.75 for other in others), {other: closeness(first, other) for other in others}


@pytest.mark.parametrize("title", ["Pflegedienstleiter", "Pflegedienstleiterin", "Pflegedienstleitung", "Pflegedienst"])
def test_a_compound_is_no_occupation_that_resembles_a_part_of_it(title: str) -> None:
    names = [occupation_name(one) for one in meaning(title).occupations]
    assert names
    assert all("nurse" in name for name in names)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (NURSE, PLUMBER),
        ("Teacher", ENGINEER),
        ("Registered Nurse", "Registered Architect"),
        ("Sales Assistant", "Dental Assistant"),
        ("Senior Software Engineer", "Senior Accountant"),
        ("Partner Manager", "Sous Chef"),
        ("CTO", "CFO"),
        ("Agile Coach", "Truck Driver"),
        ("Gas Engineer", "Call Handler, Boiler Breakdown Line"),
        ("Gas Engineer", "Boiler Sales Representative"),
        ("Gas Engineer", "Gas Engineer Recruiter"),
        ("Welder", "Welding Equipment Sales"),
    ],
)
def test_unrelated_titles_are_distant_despite_shared_words(title: str, other: str) -> None:
    assert closeness(title, other) < 0.35


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Bäckermeister", "Bäcker"),
        ("Bäckergeselle", "Baker"),
        ("Bakkersgezel", "Baker"),
        ("Meesterbakker", "Bakker"),
        ("Malermeister", "Maler"),
        ("Friseurmeisterin", "Hairdresser"),
        ("Fleischermeister", "Butcher"),
        ("Tischlergeselle", "Carpenter"),
        ("Lagerfachkraft", "Warehouse worker"),
    ],
)
def test_a_rank_in_a_compound_keeps_the_occupation(title: str, other: str) -> None:
    assert closeness(title, other) > 0.6


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Zahnarzthelferin", "Zahnarzt"),
        ("Bäckereihelfer", "Bäcker"),
        ("Notary's clerk", "Notary"),
        ("Data entry clerk", "Data Scientist"),
        ("Lawyer's secretary", "Lawyer"),
        ("Zahnmedizinische Fachangestellte", "Zahnarzt"),
        ("Dental nurse", "Dentist"),
        ("Küchenhelfer", "Koch"),
        ("Friseurassistentin", "Friseur"),
        ("Keukenhulp", "Kok"),
        ("Aide-cuisinier", "Cuisinier"),
        ("Assistante dentaire", "Dentiste"),
        ("Ayudante de electricista", "Electricista"),
        ("Auxiliar contable", "Contable"),
        ("Ajudante de cozinha", "Cozinheiro"),
        ("Aiuto cuoco", "Cuoco"),
        ("Teaching assistant", "Teacher"),
        ("Kitchen helper", "Cook"),
        ("Electrician's mate", "Electrician"),
        ("Teacher's aide", "Teacher"),
        ("Frontend Developer", "Backend Developer"),
        ("Product Designer", "Frontend Developer"),
    ],
)
def test_a_helper_is_less_close_to_a_trade_than_its_own_title(title: str, other: str) -> None:
    assert closeness(title, other) < 0.85 * closeness(other, other)


@pytest.mark.parametrize(
    ("title", "trade", "other"),
    [
        ("Tischlerhelfer", "Tischler", "Erntehelfer"),
        ("Ayudante de electricista", "Electricista", "Ayudante de cocina"),
        ("Hulpelektricien", "Elektricien", "Winkelmedewerker"),
        ("Aiuto elettricista", "Elettricista", "Cuoco"),
        ("Carpenter's helper", "Carpenter", "Nurse"),
        ("Zahnarzthelferin", "Zahnarzt", "Arzthelferin"),
    ],
)
def test_a_helper_is_closer_to_their_trade_than_to_other_helpers(title: str, trade: str, other: str) -> None:
    assert closeness(title, trade) > 0.45
    assert similarity(meaning(title).vector, meaning(trade).vector) > similarity(
        meaning(title).vector, meaning(other).vector
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zahnarzthelferin", "Dental nurse"),
        ("Zahnmedizinische Fachangestellte", "Dental assistant"),
        ("Küchenhelfer", "Kitchen assistant"),
        ("Aide-soignante", "Nursing assistant"),
        ("Shop assistant", "Verkäuferin"),
        ("Administrative assistant", "Bürokauffrau"),
        ("Assistante de direction", "Executive assistant"),
        ("Full Stack Developer", "Frontend Developer"),
        ("Java Developer", "Backend Developer"),
    ],
)
def test_equivalent_helper_and_assistant_titles_are_close(one: str, other: str) -> None:
    assert closeness(one, other) > 0.8


@pytest.mark.parametrize(
    ("title", "trade"),
    [
        ("Elektromeister", "Elektriker"),
        ("Vorarbeiter Elektro", "Elektriker"),
        ("Kfz-Meister", "Kfz-Mechatroniker"),
        ("Maurerpolier", "Maurer"),
        ("Electrical foreman", "Electrician"),
        ("Foreman electrician", "Electrician"),
        ("Chef d'équipe électricien", "Électricien"),
        ("Maître électricien", "Électricien"),
        ("Capataz electricista", "Electricista"),
        ("Encarregado de elétrica", "Eletricista"),
        ("Voorman elektricien", "Elektricien"),
    ],
)
def test_a_foreman_or_master_is_close_to_the_trade(title: str, trade: str) -> None:
    assert closeness(title, trade) > 0.8


@pytest.mark.parametrize(
    ("title", "english"),
    [
        ("Pielęgniarka", "Nurse"),
        ("Sjuksköterska", "Nurse"),
        ("Sygeplejerske", "Nurse"),
        ("Spawacz", "Welder"),
        ("Sveiser", "Welder"),
        ("Kierowca C+E", "Truck Driver"),
        ("Lastbilschaufför", "Truck Driver"),
        ("Księgowa", "Accountant"),
        ("Tømrer", "Carpenter"),
        ("Młodszy kucharz", None),
        ("Zzyzx", None),
    ],
)
def test_nordic_and_polish_titles_are_known_or_have_no_occupation(title: str, english: str | None) -> None:
    if english is None:
        assert meaning(title).confidence == 0.0
    else:
        assert closeness(title, english) > 0.9


@pytest.mark.parametrize("title", [None, "", "🙂", "II", "(m/w/d)", "|||", "x" * 10_000, "Ninja", "senior"])
def test_a_title_that_names_no_work_has_no_occupation(title: str | None) -> None:
    found = meaning(title)
    assert (found.likeness, found.confidence, found.occupations) == (0, 0.0, ())
    assert not found.vector.any()
    assert closeness(title, NURSE) == 0.0


@pytest.mark.parametrize("title", ["Developer", "Web Developer", "Softwareentwickler", "Entwickler"])
def test_everyday_titles_are_known(title: str) -> None:
    assert meaning(title).likeness >= ALIKE
    assert meaning(title).confidence > 0.9


def test_a_generic_title_has_lower_confidence_than_a_specific_one() -> None:
    assert meaning("Specialist").confidence < meaning("Plumber").confidence == 1.0


def test_the_nearest_occupations_have_names() -> None:
    assert "lawyer" in {occupation_name(occupation) for occupation in meaning("Attorney").occupations}


def test_similarity_is_symmetric_and_between_zero_and_one() -> None:
    titles = [NURSE, PLUMBER, ENGINEER, "Attorney", "Nurse manager", "Site manager", "Sales engineer", "Clerk", None]
    for one, other in product(titles, titles):
        assert closeness(one, other) == closeness(other, one)
        assert 0 <= closeness(one, other) <= 1.02


def test_a_meaning_is_an_integer_vector_of_fixed_length() -> None:
    vector = meaning(PLUMBER).vector
    assert (vector.dtype, vector.shape) == (np.dtype(np.int8), (SIZE,))
    assert np.sqrt(np.square(vector.astype(float)).sum()) == pytest.approx(SCALE, rel=0.02)


def test_a_meaning_is_the_same_in_every_process() -> None:
    code = (
        "from recruit.domain.engines.occupations.meaning import meaning; "
        "found = meaning('AP/AR Clerk, Sales'); print(found.vector.tolist(), found.occupations)"
    )
    command, environment = [sys.executable, "-c", code], {"PYTHONHASHSEED": "1"}
    found = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    here = meaning("AP/AR Clerk, Sales")
    assert found == f"{here.vector.tolist()} {here.occupations}\n"


def test_earlier_words_of_a_title_weigh_more() -> None:
    found = title_words("Data Analyst, Retail at Acme | Speaker")
    assert found == {"data": FULL, "analyst": FULL, "retail": CONTEXT, "speaker": LATER}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("HR Manager III", ["human", "resourc", "manager"]),
        ("IT support", ["ict", "support"]),
        ("R&D Engineer", ["research", "development", "engineer"]),
        ("Front-End Developer (f/m/x)", ["frontend", "web", "developer"]),
        ("Werkstudent Marketing (w/m/d)", ["marketing"]),
        ("Conducteur/conductrice de travaux", ["conducteur", "travaux"]),
        ("Kaufmann/-frau im Einzelhandel", ["kaufmann", "einzelhandel"]),
    ],
)
def test_abbreviations_are_expanded_and_filler_words_removed(title: str, words: list[str]) -> None:
    assert list(title_words(title)) == words
