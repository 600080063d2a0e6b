"""Links as text: an address that hides behind a word is written out beside it."""

import re

LONGEST_ADDRESS = 1_000
LONGEST_TEXT = 2_000
"""Characters of a link's text that are searched for its address. Links may lie in links."""

_FIELD = re.compile(r'\s*HYPERLINK\s+"?([^"\s]{1,1000})')


def target(address: str | None) -> str | None:
    """Return what a link says of a person: a web address in full, or a mail address by itself. Else None."""
    if not address or len(address) > LONGEST_ADDRESS:
        return None
    address = address.strip()
    if address.lower().startswith("mailto:"):
        mail = address[len("mailto:") :].partition("?")[0]
        return mail if "@" in mail else None
    return address if address.lower().startswith(("http://", "https://")) else None


def says(text: str, address: str) -> bool:
    """Whether a text has this address in it already, however it is spaced."""
    bare = address.partition("://")[2] or address
    return bare.rstrip("/").removeprefix("www.").casefold() in "".join(text[:LONGEST_TEXT].split()).casefold()


def with_address(text: str, address: str | None) -> str:
    """Return `text`, followed by the address it leads to unless it says that address itself."""
    found = target(address)
    return text if found is None or says(text, found) else f"{text} ({found})"


def of_field(instruction: str) -> str | None:
    """Return the address that a field of Word's leads to, None if it is of another kind."""
    found = _FIELD.match(instruction)
    return found and found[1]
