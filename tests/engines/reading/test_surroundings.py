import pytest

from engines.reading.extraction_fakes import TODAY
from recruit.domain.engines.reading.resume import resume_fields
from recruit.domain.engines.reading.resume.choosing import page, prose_jobs, surroundings
from recruit.domain.engines.reading.resume.choosing.blocks import Blocks

DATES_LAST = """Functioneel applicatiebeheerder
Streekziekenhuis De Duinen
maart 2019 – heden

Medewerker servicedesk
Noordzee Automatisering BV
juni 2014 – februari 2019

Medewerker magazijn
Veenstra Transport BV
2010 – mei 2014
"""
DATES_FIRST = """March 2019 – present
Baker
Old Mill Bakery

2014 – 2019
Cook
Blue Heron Diner
"""
DATED = {0, 4}


def test_a_company_above_its_dates_belongs_to_its_own_job() -> None:
    head = "Anke Vermeulen\nanke@vermeulen.example\n+31 6 5550 1234\n\nWat ik deed\n\n"
    read = resume_fields.extract(head + DATES_LAST, TODAY.date())
    assert (read.current_title, read.current_company) == (
        "Functioneel applicatiebeheerder",
        "Streekziekenhuis De Duinen",
    )


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        (DATES_LAST, "edges020"),
        (DATES_FIRST, "edges200"),
        ("Baker, Old Mill Bakery, 2019 – present\nCook, Blue Heron Diner, 2014 – 2019\n", "edges222"),
        ("Baker\n2019 – present\nOld Mill Bakery\n", "edges000"),
        ("Baker at the Old Mill Bakery\n", "edges000"),
    ],
)
def test_blocks_count_on_which_side_of_dates_jobs_end(text: str, edges: str) -> None:
    assert Blocks(page.read(text)).edges == edges


@pytest.mark.parametrize(
    ("number", "found"),
    [(1, "dated3:01"), (2, "dated2:01"), (3, "dated1:10")],
)
def test_features_encode_the_next_job_and_the_gaps_before_it(number: int, found: str) -> None:
    lines = page.read("2019 – present\nBaker\nOld Mill Bakery\n\nCook\n2014 – 2019\n")
    assert list(surroundings.beyond(lines, DATED, number, 0)) == [f"beyond:{found[:6]}", f"beyond:{found}"]


def test_the_ends_of_the_page_and_headings_end_a_job() -> None:
    lines = page.read("Work experience\nBaker\n2019 – present\nOld Mill Bakery\n")
    assert list(surroundings.beyond(lines, {2}, 1, 2)) == ["beyond:heading1", "beyond:heading1:00"]
    assert list(surroundings.beyond(lines, {2}, 3, 2)) == ["beyond:end", "beyond:end:00"]


def test_sentences_about_jobs_give_features_of_title_and_company() -> None:
    features = dict(prose_jobs.find(page.read("Since 2019 I have worked as a baker at Old Mill Bakery.\n")))
    assert {"tells:title", "tells:going:title"} <= set(features["baker"])
    assert {"tells:firm", "tells:going:firm"} <= set(features["Old Mill Bakery"])
