"""Dates broken across lines by a narrow margin are rejoined."""

import pytest

from recruit.domain.engines.reading.resume import margins

BROKEN = """Head nurse, Spital an der Ergolz,              02/2022 -
Liestal                                           heute
    Leads nine people
Nurse, Klinik Rotacker, Basel                    09/2017 -
                                                 01/2022
"""


def test_a_broken_date_is_rejoined_with_the_words_beside_it() -> None:
    read = [" ".join(line.split()) for line in margins.rejoin_margins(BROKEN).split("\n")]
    assert read == [
        "Head nurse, Spital an der Ergolz, Liestal 02/2022 - heute",
        "Leads nine people",
        "Nurse, Klinik Rotacker, Basel 09/2017 - 01/2022",
        "",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Baker, Old Mill                  2019 -\nSold bread to everybody in town",
        "Baker, Old Mill       05/2019 - 06/2021\nOven hand             03/2016 - 04/2019",
        "Baker, Old Mill       since 05/2019 -\n      Led the night shift",
    ],
)
def test_complete_dates_and_other_words_are_unchanged(text: str) -> None:
    assert margins.rejoin_margins(text) == text
