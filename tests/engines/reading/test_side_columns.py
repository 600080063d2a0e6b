"""Two columns of text side by side are read one after the other."""

import pytest

from recruit.domain.engines.reading.resume import columns, reading_order
from recruit.domain.engines.reading.text import lines

TWO_COLUMNS = """Ottoline Brackwater

CONTACT               EXPERIENCE
4 Weir Lane
Harrogate             Since May 2020
o.brack@example.com   Cheese buyer
                      Dalefoot Dairies, Ripon
SKILLS
Affinage              2014 – 2020
Stock control         Shop manager
                      Nidd Provisions, Otley
LANGUAGES
English, Welsh        EDUCATION
                      2013  BTEC, Craven College
"""
DATED = """Experience

05/2020 – now         Cheese buyer
                      Dalefoot Dairies, Ripon
03/2014 – 04/2020     Shop manager
                      Nidd Provisions, Otley

Education

2011 – 2013           Craven College
                      BTEC
"""


def test_the_left_column_comes_before_the_right_one() -> None:
    read = lines.split(columns.separate_columns(TWO_COLUMNS))
    assert read.index("o.brack@example.com") < read.index("LANGUAGES") < read.index("EXPERIENCE")
    start = read.index("EXPERIENCE")
    assert read[start : start + 4] == ["EXPERIENCE", "Since May 2020", "Cheese buyer", "Dalefoot Dairies, Ripon"]


def test_columns_may_be_separated_by_bars() -> None:
    barred = "\n".join(f"{row[:20]:<20}| {row[22:]}".rstrip() for row in TWO_COLUMNS.split("\n")[2:])
    assert "EXPERIENCE\n\nSince May 2020\nCheese buyer\n" in columns.separate_columns(barred)


WITHOUT_HEADINGS = """TREMAIN Josie                  "Sells what she knows."
Sales representative           ---------------------
                               since April 2022
Penzance, Cornwall             Sales representative
01632 960 144                  Mounts Bay Brewery (Newlyn)
j.tremain@example.com          180 customers

Driving licence                June 2018 to March 2022
English, some Cornish          Shop assistant
                               Chough Chocolates Ltd
"""


def test_a_contact_column_without_headings_is_separated_from_the_jobs() -> None:
    read = lines.split(reading_order.restore_reading_order(WITHOUT_HEADINGS))
    assert read[:3] == ["TREMAIN Josie", "Sales representative", "Penzance, Cornwall"]
    start = read.index("since April 2022")
    assert read[start : start + 3] == ["since April 2022", "Sales representative", "Mounts Bay Brewery (Newlyn)"]


@pytest.mark.parametrize("text", [DATED, "", "Jane Doe\nBaker", "| a | b |\n| c | d |"])
def test_text_in_one_column_is_unchanged(text: str) -> None:
    assert columns.separate_columns(text) == text
