"""Detection of the rows with sums that spreadsheets and reports put at the end of a table."""

from collections.abc import Sequence

from recruit.domain.imports import headers
from recruit.domain.imports.headers import key

SUMS = frozenset(
    "total totals grandtotal subtotal sum summe gesamt gesamtsumme insgesamt zwischensumme somme soustotal "
    "totalgeneral suma soma totalgeral subtotale totale totali somma totaal subtotaal".split()
)
COUNTED = frozenset(
    "candidates applicants people persons rows records entries kandidaten bewerber personen zeilen candidats "
    "personnes candidatos personas pessoas candidati persone".split()
)
"""What a sum may count, in the same cell."""

NAMES = frozenset({headers.FULL_NAME, headers.FIRST_NAME, headers.MIDDLE_NAME, headers.LAST_NAME})
CONTACTS = frozenset({headers.EMAILS, headers.PHONES})


def is_sum(cells: Sequence[tuple[str, str, str | None]]) -> bool:
    """Return whether a row's cells (column, value and field) are a word such as "Total", and numbers besides."""
    names = [value for _, value, field in cells if field in NAMES]
    others = [value for _, value, field in cells if field not in NAMES]
    if len(names) != 1 or any(field in CONTACTS for _, _, field in cells):
        return False
    return _is_label(names[0]) and all(map(_is_number, others))


def _is_label(name: str) -> bool:
    words = [word for word in map(key, name.split()) if any(map(str.isalpha, word))]
    while len(words) > 1 and words[-1] in COUNTED:
        words.pop()
    return "".join(words) in SUMS


def _is_number(value: str) -> bool:
    return any(map(str.isdigit, value)) or not any(map(str.isalpha, value))
