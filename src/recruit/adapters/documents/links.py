"""Links as text: the address of a link is written after the link's text."""

import re

LONGEST_ADDRESS = 1_000
LONGEST_TEXT = 2_000
"""Characters of a link's text that are searched for its address. Bounded because links may be nested."""

_FIELD = re.compile(r'\s*HYPERLINK\s+"?([^"\s]{1,1000})')


def target(address: str | None) -> str | None:
    """Return a link's web address in full, or its email address without "mailto:". None for other links."""
    if not address or len(address) > LONGEST_ADDRESS:
        return None
    address = address.strip()
    if address.lower().startswith("mailto:"):
        mail = address[len("mailto:") :].partition("?")[0]
        return mail if "@" in mail else None
    return address if address.lower().startswith(("http://", "https://")) else None


def contains_address(text: str, address: str) -> bool:
    """Return whether a text contains an address, regardless of spaces."""
    bare = address.partition("://")[2] or address
    return bare.rstrip("/").removeprefix("www.").casefold() in "".join(text[:LONGEST_TEXT].split()).casefold()


def with_address(text: str, address: str | None) -> str:
    """Return `text`, followed by the address of its link unless the text contains that address."""
    found = target(address)
    return text if found is None or contains_address(text, found) else f"{text} ({found})"


def field_address(instruction: str) -> str | None:
    """Return the address of a Word HYPERLINK field, or None for any other field."""
    found = _FIELD.match(instruction)
    return found and found[1]
