"""Evidence on the page: rectangles around the quoted words."""

from recruit.domain.engines.ranking.requirements import Evidence, Requirement, Status
from recruit.domain.matching.evidence import locate
from recruit.ports.documents import Rectangle, Word


def requirement(quote: str | None) -> Requirement:
    evidence = None if quote is None else Evidence("notes", quote, 0, len(quote))
    return Requirement("skill", required=True, status=Status.MET if quote else Status.MISSING, evidence=evidence)


def word(text: str, left: float, top: float, page: int = 1) -> Word:
    return Word(text, Rectangle(page, left, top, left + 0.1, top + 0.02))


WORDS = [
    word("Machine ", 0.1, 0.1),
    word("learning", 0.25, 0.105),
    word(",\n", 0.36, 0.1),
    word("Postgre", 0.8, 0.2),
    word("-\n", 0.9, 0.2),
    word("SQL ", 0.1, 0.25),
    word("Go\n", 0.3, 0.1, page=2),
]


def test_words_of_one_line_have_one_rectangle_and_others_one_a_line() -> None:
    wanted = [requirement(quote) for quote in ("machine learning", "PostgreSQL", "go", "Rust", None)]
    found = locate(wanted, {"notes": ""}, WORDS)
    assert [one.requirement for one in found] == wanted
    (machine,), (postgres,), (go,), rust, none = (one.places for one in found)
    assert machine == [Rectangle(1, 0.1, 0.1, 0.35, 0.125)]
    assert [(part.left, part.top) for part in postgres] == [(0.8, 0.2), (0.1, 0.25)]
    assert postgres[0].right == 1.0
    assert [part.page for part in go] == [2]
    assert (rust, none) == ([], ())


def test_a_file_without_words_has_no_places() -> None:
    assert [list(one.places) for one in locate([requirement("Go")], {"notes": ""}, [])] == [[]]
