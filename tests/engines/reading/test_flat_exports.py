"""Exports with flat keys are read as forms."""

import pytest

from engines.reading.extraction_fakes import TODAY
from recruit.domain.engines.reading.resume import flat_exports, reading_order, resume_fields

EXPORT = """>> profile 3 <<
record_no: 4410
display_name: Delphine Arkwright
town: Whitehaven
mail: d.arkwright@example.com
job[0].title: Dispensing Optician
job[0].org: Saltpans Eyecare Ltd
job[0].from: 2021-09
job[0].to: (current)
job[0].text: fits and repairs frames
job[1].title: Optical Assistant
job[1].org: Harbour Lenses
job[1].from: 2017-03
job[1].to: 2021-08
edu[0]: BSc Optometry, University of the Irish Sea, 2016
skills: fitting; repairs
"""


def test_list_keys_become_jobs_with_periods() -> None:
    found = resume_fields.extract(reading_order.restore_reading_order(EXPORT), TODAY.date())
    assert found.full_name == "Delphine Arkwright"
    assert (found.current_title, found.current_company) == ("Dispensing Optician", "Saltpans Eyecare Ltd")
    assert found.experience_years == round(TODAY.year + TODAY.month / 12 - 2017 - 2 / 12)


@pytest.mark.parametrize(
    "keys",
    [
        ("work.0.company = Acme", "work.0.start = 2019-01", "work.0.end = 2020-02", "work.1.company = Bolt"),
        ("work_0_company: Acme", "work_0_start_date: 2019-01", "work_0_end_date: 2020-02", "work_1_company: Bolt"),
    ],
)
def test_other_key_notations_are_unfolded(keys: tuple[str, ...]) -> None:
    assert flat_exports.unfold("\n".join(keys)).split("\n") == [
        *("", "Experience", "", "company: Acme", "period: 2019-01 – 2020-02", "", "company: Bolt"),
    ]


@pytest.mark.parametrize("text", ["", "Jane Doe\nBaker", "See figure[1].a: x\nand some_file.py: y"])
def test_text_without_flat_keys_is_unchanged(text: str) -> None:
    assert flat_exports.unfold(text) == text
