"""The pieces of lines about jobs."""

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
def test_a_line_is_cut_at_its_marks(line: str, piece: str) -> None:
    assert piece in {found.text for found in pieces.split(page.read(line)[0])}


def test_a_stop_behind_a_short_form_and_lone_letters_make_no_piece() -> None:
    found = {piece.text for line in ("Stv. Leiterin", "In 2021 I – cook") for piece in pieces.split(page.read(line)[0])}
    assert {"Stv", "Leiterin", "I"}.isdisjoint(found)
