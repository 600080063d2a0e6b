"""Work arrangements that orders state or negate, in seven languages."""

import pytest

from recruit.domain.engines.language.arrangements import arrangement_named, arrangements

REMOTE, HYBRID, ON_SITE = ({"remote_option": option} for option in ("Remote", "Hybrid", "On-site"))


@pytest.mark.parametrize(
    "text",
    """
    no longer public | non-public | no longer urgent | no longer full-time | not full-time | no travel | non-profit
    no experience required | no longer hybrid | not hybrid | not fully remote | no travel remote | no
    nicht mehr hybrid | ohne Reisen | nicht dringend | keine Vollzeit | non public | plus hybride | pas hybride
    sans déplacement | no híbrido | ya no híbrido | sin viajes | não híbrida | sem viagens | non ibrida | senza viaggi
    niet hybride | geen reizen
    """.replace("\n", "|").split("|"),
)
def test_a_negated_arrangement_is_not_set(text: str) -> None:
    assert arrangements(text.strip()) == {}


@pytest.mark.parametrize(
    "text",
    """
    no remote | not remote | no longer remote | non-remote | no home office | not a remote job | on-site, not remote
    kein Homeoffice | nicht mehr remote | Homeoffice ist nicht möglich | sans télétravail | pas de télétravail
    sin teletrabajo | no remoto | sem teletrabalho | não remoto | senza smart working | non da remoto
    geen thuiswerk | niet meer remote | presencial no escritório
    """.replace("\n", "|").split("|")[1:-1],
)
def test_negated_remote_work_is_on_site(text: str) -> None:
    assert arrangements(text.strip()) == ON_SITE


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("not remote but hybrid", HYBRID),
        ("not hybrid but remote", REMOTE),
        ("hybrid, no travel", HYBRID),
        ("hybrid, ohne Reisen", HYBRID),
        ("no weekends, part-time", {"employment_type": "Part-time"}),
    ],
)
def test_an_arrangement_next_to_a_negation_is_set(text: str, stated: dict[str, str]) -> None:
    assert arrangements(text) == stated


def test_no_is_a_remote_option_only_as_the_value_of_its_field() -> None:
    assert arrangement_named("remote_option", "no") == ON_SITE
    assert arrangement_named("remote_option", "no longer hybrid") == {}
    assert arrangement_named("employment_type", "not full-time") == {}
    assert arrangement_named("employment_type", "Seasonal, four months") == {"employment_type": "Temporary"}
