"""The grammar of e-mail addresses: one @, a domain of two labels or more, and no character that ends or hides them."""

import re
from unicodedata import normalize

from recruit.domain.shared.blank_text import BLANKS, check_no_invisible, is_invisible
from recruit.domain.shared.errors import Invalid

LONGEST = 254
"""Maximum length of an address (RFC 5321, 4.5.3.1.3, without the angle brackets)."""

_LOCAL_PART = rf"[^@<>()\[\],;:\\\"{BLANKS}]+"
_LABEL = rf"[^@<>()\[\],;:\\\".\-{BLANKS}]+(-+[^@<>()\[\],;:\\\".\-{BLANKS}]+)*"
ADDRESS = rf"{_LOCAL_PART}@{_LABEL}(\.{_LABEL})+"
"""The grammar as a regular expression, which JSON Schema can state, too. It is to match the whole text."""

_WHOLE = re.compile(ADDRESS)


def is_address(text: str) -> bool:
    """Return whether a text is an address, without invisible characters.

    Its NFKC form has to be one, too, by which addresses are compared: that of a full-width @ is an @.
    """
    forms = (text, normalize("NFKC", text))
    return len(text) <= LONGEST and all(map(_WHOLE.fullmatch, forms)) and not any(map(is_invisible, text))


def check_address(email: str) -> None:
    """Raise Invalid for a text that isn't an address, or that has an invisible character."""
    check_no_invisible(email=email)
    if not is_address(email):
        raise Invalid("email isn't an e-mail address, such as name@example.com")
