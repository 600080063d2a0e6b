from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.matching.batches import MOST_CHARACTERS, MOST_RECORDS, in_batches


def people(*lengths: int) -> list[Candidate]:
    return [
        Candidate(id=number, org_id=1, full_name="Jane Doe", notes="x" * length)
        for number, length in enumerate(lengths)
    ]


def sizes(*lengths: int) -> list[int]:
    """Return the number of records in each batch; check that their order is kept."""
    records = people(*lengths)
    found = list(in_batches(records))
    assert [one for batch in found for one in batch] == records
    return [len(batch) for batch in found]


def test_short_records_fill_batches_up_to_the_record_limit() -> None:
    assert sizes(*[10] * (2 * MOST_RECORDS + 1)) == [MOST_RECORDS, MOST_RECORDS, 1]


def test_long_records_fill_batches_up_to_the_character_limit() -> None:
    half = MOST_CHARACTERS // 2
    assert sizes(half, half, half, 1, MOST_CHARACTERS + 1, 1) == [2, 2, 1, 1]


def test_no_records_make_no_batch() -> None:
    assert sizes() == []
