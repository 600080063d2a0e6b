"""Contact: a person's addresses in the head of their pages, and the links behind them."""

import pytest

from recruit.entrypoints.web.contacts import mail_link, phone_link
from web.browsing import Browser
from web.people import PATHS, organisation, reachable


async def test_every_tab_of_a_candidate_has_links_to_write_and_to_call(admin: Browser, viewer: Browser) -> None:
    jane = await reachable(admin, "jane+jobs@example.org", "+44 (0) 20 7946 0123")
    for path in PATHS:
        for browser in (admin, viewer):
            shown = await browser.get(f"/candidates/{jane.id}{path}")
            links = [one.get("href") for one in shown.find(".contact a")]
            assert links == ["mailto:jane+jobs@example.org", "tel:+442079460123"], path


async def test_a_candidate_without_addresses_has_no_links(admin: Browser) -> None:
    jane = await organisation(admin).candidate()
    assert not (await admin.get(f"/candidates/{jane.id}")).find(".contact")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("+1 (555) 010-0199", "tel:+15550100199"),
        ("030 / 123 45-6", "tel:030123456"),
        ("+49 (0)30 12345", "tel:+493012345"),
        ("555 0100 ext. 12", "tel:5550100;ext=12"),
        ("555 0100 x7", "tel:5550100;ext=7"),
    ],
)
def test_a_phone_number_is_dialled_as_it_is_meant(text: str, link: str) -> None:
    assert phone_link(text) == link


def test_an_address_adds_no_header_to_a_message() -> None:
    assert mail_link("a?cc=b@example.org") == "mailto:a%3Fcc%3Db@example.org"
