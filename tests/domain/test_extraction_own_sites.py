"""A person's own site is known by their name or by the host of their e-mail address, whatever it ends with."""

import pytest

from recruit.domain.services.extraction import links


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
