from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.matching.batches import MOST_CHARACTERS, MOST_RECORDS, in_batches


def people(*lengths: int) -> list[Candidate]:
    return [
        Candidate(id=number, org_id=1, full_name="Jane Doe", notes="x" * length)
        for number, length in enumerate(lengths)
    ]


def sizes(*lengths: int) -> list[int]:
    """How many records the portions of some have, after a look at their order."""
    records = people(*lengths)
    found = list(in_batches(records))
    assert [one for portion in found for one in portion] == records
    return [len(portion) for portion in found]


def test_short_records_are_so_many_a_portion() -> None:
    assert sizes(*[10] * (2 * MOST_RECORDS + 1)) == [MOST_RECORDS, MOST_RECORDS, 1]


def test_long_records_are_fewer_a_portion() -> None:
    half = MOST_CHARACTERS // 2
    assert sizes(half, half, half, 1, MOST_CHARACTERS + 1, 1) == [2, 2, 1, 1]


def test_no_records_are_no_portion() -> None:
    assert sizes() == []
