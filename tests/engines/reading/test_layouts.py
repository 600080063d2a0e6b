"""Résumés in layouts that break the usual order: forms, margins, prose, and jobs without dates."""

from datetime import date

import pytest

from recruit.domain.engines.reading.resume import durations, resume_fields
from recruit.domain.engines.reading.resume.choosing import home_places, introductions, names, page

TODAY = date(2026, 7, 1)

WITH_REFEREE = """Maren Tolk
maren.tolk@example.com | 0461 555 0119

Referenzen
Dr. Ulf Brede, Klinik am Sund, ulf.brede@example.org, 0461 555 0120

Sprachen
Dänisch
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Surname: Okonedo\nFirst name(s): Ifeoma Grace", "Ifeoma Grace Okonedo"),
        ("Voornaam      Sietse\nAchternaam    van der Leij", "Sietse van der Leij"),
        ("Applicant ........ Delphine Marchetto", "Delphine Marchetto"),
        ("| Nominativo | Oreste Bramieri |", "Oreste Bramieri"),
        ("Me llamo Nekane Urrutia y soy soldadora.", "Nekane Urrutia"),
        ("Ich heiße Birte Lorenzen und lebe in Husum.", "Birte Lorenzen"),
        ("Rasmus Holt is a baker based in Leeds.", "Rasmus Holt"),
        ("Résumé of Perpetua Lindqvist", "Perpetua Lindqvist"),
        ("HOLLENBECK, Ursula Anna (Mrs), CPA", "Ursula Anna Hollenbeck"),
        ("Lic. Gilda Ocampo Reyes", "Gilda Ocampo Reyes"),
        ("Leeds                                 Rowan QUIGLEY", "Rowan QUIGLEY"),
        ("mail: rowan.quigley@example.com", "Rowan Quigley"),
    ],
)
def test_name_candidates_are_found(text: str, name: str) -> None:
    assert name in {candidate.text for candidate in names.find(page.read(text), None)}


@pytest.mark.parametrize("text", ["jobs.career@example.com", "⌂: Rishon Vale", "CURRICULUM FORMATIVO E PROFESSIONALE"])
def test_other_lines_are_not_name_candidates(text: str) -> None:
    assert names.find(page.read(text), None) == []


def test_a_referee_is_not_a_name_candidate() -> None:
    assert "Ulf Brede" not in {candidate.text for candidate in names.find(page.read(WITH_REFEREE), None)}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Nome: Vera Prado | Idade: 41 | Cidade: Cascavel/PR", "Cascavel/PR"),
        ("nata a Gela il 2.2.1980 – residente a Piacenza – tel. 355 555 0101", "Piacenza"),
        ("Lindenweg 33, St. Gallen · 0461 555 0119", "St. Gallen"),
        ("27 impasse du Puits, Rennes (35)", "Rennes (35)"),
        ("Mein Name ist Birte, ich wohne in Husum.", "Husum"),
        ("Kettering, NN16", "Kettering"),
    ],
)
def test_home_place_candidates_are_found(line: str, place: str) -> None:
    assert place in {candidate.text for candidate in home_places.find(page.read(line), None, None, "")}


@pytest.mark.parametrize("line", ["(555) 010-0199", "Updated March 2026", "Driver's licence", "maud.example.com"])
def test_other_lines_are_not_home_place_candidates(line: str) -> None:
    assert home_places.find(page.read(line), None, None, "") == []


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        (["Baker, 6 yrs 2 mos", "Miller, 3 years"], 9),
        (["drei Jahre", "2 Jahre, 4 Monate"], 5),
        (["8 meses", "1 año y 4 meses"], 2),
        (["Baker"], None),
    ],
)
def test_durations_are_summed(rows: list[str], years: int | None) -> None:
    assert durations.years(rows) == years


def test_jobs_without_dates_are_read_by_their_durations() -> None:
    text = "Where I have worked\nElm Lodge - Pastry Chef - 3 years, still there\nOld Mill Bakery - Baker - 4 years\n"
    found = resume_fields.extract(text, TODAY)
    assert found.experience_years == 7
    assert (found.current_title, found.current_company) == ("Pastry Chef", "Elm Lodge")


def test_each_form_of_introduction_gives_one_name() -> None:
    found = introductions.find(page.read("My name is Ada Kerr. Ada Kerr is a nurse.\nName: Ada Kerr"))
    assert [(form, words) for _, form, words in found] == [("label", "Ada Kerr"), ("introduced", "Ada Kerr")]
