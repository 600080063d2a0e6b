"""Splitting of lines about jobs into pieces."""

import pytest

from recruit.domain.engines.reading.resume.choosing import page, pieces


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("buyer, Zwahlen Perret, Carouge ............ Jan 2022 – now", "Carouge"),
        ("Stv. Stationsleiterin Onkologie, Spital an der Ergolz", "Stv. Stationsleiterin Onkologie"),
        ("Night porter at Lodge One. Lorne Hotels", "Lorne Hotels"),
    ],
)
def test_lines_are_split_at_separators(line: str, piece: str) -> None:
    assert piece in {found.text for found in pieces.split(page.read(line)[0])}


def test_abbreviations_and_single_letters_are_not_pieces() -> None:
    found = {piece.text for line in ("Stv. Leiterin", "In 2021 I – cook") for piece in pieces.split(page.read(line)[0])}
    assert {"Stv", "Leiterin", "I"}.isdisjoint(found)
