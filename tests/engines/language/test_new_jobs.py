"""Descriptions and titles of new jobs in orders, in seven languages: they never contain words of the order."""

import pytest

from recruit.domain.engines.language.new_job_titles import described, order_title


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("create a job for a cook in Berlin", "cook in Berlin"),
        ("bitte erstelle eine neue Stelle als Koch in Berlin", "Koch in Berlin"),
        ("crée un poste de plongeur à Lyon", "plongeur à Lyon"),
        ("crea un puesto de cocinero en Madrid", "cocinero en Madrid"),
        ("cria uma vaga de cozinheiro em Lisboa", "cozinheiro em Lisboa"),
        ("crea una posizione di imbianchino a Siena, 28-32k", "imbianchino a Siena, 28-32k"),
        ("crea una nuova posizione: pasticcere, Torino", "pasticcere, Torino"),
        ("maak een vacature voor een timmerman in Utrecht", "timmerman in Utrecht"),
        ("create a job", "create a job"),
        ("a cook in Berlin", "a cook in Berlin"),
    ],
)
def test_a_description_begins_after_the_order(text: str, description: str) -> None:
    assert described(text) == description


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("a cook in Berlin", {"title": "Cook"}),
        ("a cook in Bilbao, 1400 euros a month", {"title": "Cook"}),
        ("a cook", {"title": "Cook"}),
        ("imbianchino a Siena", {}),
        ("a senior nurse in Leeds", {}),
    ],
)
def test_the_title_defaults_to_the_beginning_of_the_text(prompt: str, title: dict[str, str]) -> None:
    assert order_title(prompt) == title
