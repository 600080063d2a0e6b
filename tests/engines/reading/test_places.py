"""Cities, regions and countries, and words that only look like them."""

import pytest

from recruit.domain.engines.reading.resume import residence
from recruit.domain.engines.reading.text import gazetteer, places


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Tübingen", "DE"),
        ("TUBINGEN", "DE"),
        ("St. Louis", "US"),
        ("Saint Paul", "US"),
        ("İzmir", "TR"),
        ("Łódź", "PL"),
        ("Cluj Napoca", "RO"),
        ("Kisumu", "KE"),
    ],
)
def test_cities_are_found_ignoring_case_and_accents(name: str, country: str) -> None:
    city = gazetteer.city(name)
    assert city is not None
    assert city.country == country


def test_the_largest_city_of_a_name_is_chosen() -> None:
    birmingham = gazetteer.city("Birmingham")
    assert birmingham is not None
    assert (birmingham.country, birmingham.region) == ("GB", None)
    assert birmingham.people > 900_000


def test_a_city_of_the_usa_has_its_state() -> None:
    spokane = gazetteer.city("Spokane")
    assert spokane is not None
    assert (spokane.country, spokane.region) == ("US", "WA")


def test_countries_are_known_by_name_and_by_code_in_capitals() -> None:
    assert (gazetteer.country("Oman"), gazetteer.country("OM"), gazetteer.country("om")) == ("OM", "OM", None)


@pytest.mark.parametrize(
    "word", ["Reading", "Mobile", "Nice", "Bath", "Orange", "Essen", "Split", "Of", "LA", "la", "Date"]
)
def test_an_everyday_word_alone_is_not_a_city(word: str) -> None:
    assert not places.is_city(word) or word == "LA"


@pytest.mark.parametrize("place", ["Reading, UK", "Mobile, AL", "Nice, France", "Bath, Somerset", "Cork, Ireland"])
def test_an_everyday_word_with_its_region_is_a_city(place: str) -> None:
    assert places.written(place) == place


@pytest.mark.parametrize(
    "words",
    ["Python, Java", "English, Hebrew, Russian", "Prof. Ingrid Halvorsen, PhD", "Machine Learning, AI", "Jane Doe",
     "Department of Biology, University", "reading, uk", "a" * 5_000],
)  # fmt: skip
def test_other_words_are_not_places(words: str) -> None:
    assert places.written(words) is None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Our Tallinn office hires in Tampere", "Tampere"),
        ("Backend Engineer | Tallinn | Full-time", "Tallinn"),
        ("Truck driver, Fargo ND", "Fargo, ND"),
        ("Nice to meet you in Reading", None),
        ("Hire the Best, Deal with Hull", None),
    ],
)
def test_a_city_is_found_in_running_text(text: str, city: str | None) -> None:
    assert places.city(text) == city


@pytest.mark.parametrize(("one", "other"), [("Munich", "München"), ("Vienne", "Wien"), ("Londres", "London")])
def test_all_names_of_a_city_have_one_identity(one: str, other: str) -> None:
    assert gazetteer.identity(one) == gazetteer.identity(other) != gazetteer.identity("Stuttgart")


def test_an_unknown_town_has_no_identity() -> None:
    assert gazetteer.identity("Nowhere-upon-Nothing") is None


@pytest.mark.parametrize("line", ["MARÍA DE LA CRUZ SOTO", "CALLE DE LA PAZ"])
def test_a_short_name_among_capitals_is_not_a_city(line: str) -> None:
    assert places.find(line) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Anna\n\nSprachen\nDeutsch (Kurs, München)\n\nKontakt\nWeg 4, 80331 München", "Weg 4, 80331 München"),
        ("Anna\nDeutsch lernte sie in München\n80331 München | a@example.com", "80331 München | a@example.com"),
        ("Anna\n\nSprachen\nDeutsch, München\n\nDaten\nWohnort: München", "Wohnort: München"),
        ("Anna\n\nSprachen\nDeutsch (München)\n\nErfahrung\nKöchin, Mühle, München", "Köchin, Mühle, München"),
        ("Anna\nKöln", None),
    ],
)
def test_the_line_of_a_residence_is_not_another_that_names_the_place(text: str, line: str | None) -> None:
    assert residence.line_of(text, "München") == line


def test_the_line_of_a_residence_is_found_among_long_gaps() -> None:
    line = f"Welder{' ' * 5_000}in München"
    assert residence.line_of(line, "München") == line
