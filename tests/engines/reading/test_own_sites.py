"""Personal sites are recognised by the candidate's name or e-mail domain, under any top-level domain."""

import pytest

from recruit.domain.engines.reading.text import links


@pytest.mark.parametrize(
    ("head", "employers", "site"),
    [
        ("Ottilie Brandauer\nbrandauer-architektur.bayern", (), "https://brandauer-architektur.bayern"),
        ("Ottilie Brandauer\no@kleinesatelier.tirol\nkleinesatelier.tirol", (), "https://kleinesatelier.tirol"),
        ("Ottilie Brandauer\nateliersbrandauer.com", ("Ateliers Brandauer",), "https://ateliersbrandauer.com"),
        ("Ottilie Brandauer\nottilie.brandauer", (), None),
        ("Ottilie Brandauer\nottilie.bra.work@post.example", (), None),
        ("Ottilie Brandauer\no@kleinesatelier.tirol", (), None),
        ("Ottilie Brandauer\nkleinesatelier.tirol", (), None),
    ],
)
def test_personal_sites_are_found(head: str, employers: tuple[str, ...], site: str | None) -> None:
    assert links.website(head, head, "Ottilie Brandauer", employers) == site


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Recordings: ottiliesings.example", "https://ottiliesings.example"),
        ("Recordings: choirofwells.com", None),
        ("She wrote for ottiliesings.example in 2019.", None),
    ],
)
def test_a_labelled_site_is_personal_if_it_contains_the_name(line: str, site: str | None) -> None:
    assert links.website("", f"Ottilie Brandauer\n\n{line}", "Ottilie Brandauer") == site
