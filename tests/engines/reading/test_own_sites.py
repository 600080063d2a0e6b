"""A person's own site is known by their name or by the host of their e-mail address, whatever it ends with."""

import pytest

from recruit.domain.engines.reading.text import links


@pytest.mark.parametrize(
    ("head", "employers", "site"),
    [
        ("Ottilie Brandauer\nbrandauer-architektur.bayern", (), "https://brandauer-architektur.bayern"),
        ("Ottilie Brandauer\no@kleinesatelier.tirol\nkleinesatelier.tirol", (), "https://kleinesatelier.tirol"),
        ("Ottilie Brandauer\nateliersbrandauer.com", ("Ateliers Brandauer",), "https://ateliersbrandauer.com"),
        ("Ottilie Brandauer\nottilie.brandauer", (), None),
        ("Ottilie Brandauer\no@kleinesatelier.tirol", (), None),
        ("Ottilie Brandauer\nkleinesatelier.tirol", (), None),
    ],
)
def test_an_own_site_is_read(head: str, employers: tuple[str, ...], site: str | None) -> None:
    assert links.website(head, head, "Ottilie Brandauer", employers) == site


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Recordings: ottiliesings.example", "https://ottiliesings.example"),
        ("Recordings: choirofwells.com", None),
        ("She wrote for ottiliesings.example in 2019.", None),
    ],
)
def test_a_site_behind_any_label_is_own_where_it_has_the_name(line: str, site: str | None) -> None:
    assert links.website("", f"Ottilie Brandauer\n\n{line}", "Ottilie Brandauer") == site
