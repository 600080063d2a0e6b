"""Extraction of the person's name from a résumé, with its line number.

where = a label, or two for first and last name, else one of the first lines; if an e-mail address or the LinkedIn
        profile spells a name, the line among the first sixty with that name. First and last name may be on two lines;
        spaced-out letters are joined if an address starts with them. Without any of these, an address "first.last" that
        is also the profile's is the name.

Text in other sections isn't a name. `name_lines` gives the grammar of a name.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.resume import name_lines, sections
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import lines, places

FIRST_LINES = 8
LINES_SPELT = 60
"""Number of lines searched for a name that an address spells: exported profiles put their side column first."""

LABELS = frozenset(
    "name, full name, full names, name in full, candidate name, candidate, nombre, nombre y apellidos, nombre "
    "completo, nom, nom et prénom, prénom et nom, nome, nome completo, nome e cognome, naam, vor- und nachname, name "
    "of candidate, applicant, vorname, surname(s) / first name(s), nom(s) / prénom(s), apellido(s) / nombre(s), "
    "apelido(s) / nome(s) próprio(s), cognome e nome, cognome/nome, nombres y apellidos, apellidos y nombres, nachname "
    "/ vorname, naam en voornaam, voor- en achternaam, namn, navn, imię i nazwisko, titel/name, nome / name, name / "
    "name, nume, фио, имя, 姓名".split(", ")
)
FIRST_LABELS = frozenset(
    "first name, first names, given name, given names, full names, forename, vorname, vornamen, prénom, prénoms, "
    "nombres, nombre, primer nombre, nome, voornaam, voornamen, roepnaam, prenome, nome próprio, nomes próprios, "
    "first name(s), given name(s), prénom(s), nombre(s), имя".split(", ")
)
LAST_LABELS = frozenset(
    "last name, surname, family name, nachname, familienname, nom, nom de famille, apellidos, apellido, cognome, "
    "sobrenome, apelido, apelidos, achternaam, familienaam, zuname, surname(s), last names, apellido(s), "
    "фамилия".split(", ")
)

_ADDRESS = re.compile(r"([\w.+-]{2,64})@|linkedin\.com/(?:in|pub)/([\w%-]{2,100})", re.IGNORECASE)
_DOTTED = re.compile(r"([a-z]{2,20})[._-]([a-z]{2,20})\d{0,4}")
ADDRESSES_READ = 6_000


def find(split: Sequence[str]) -> tuple[str, int] | None:
    """Return the name and its line number, or None."""
    head = split[:FIRST_LINES]
    if name_and_line := _in_two_labels(split[: 2 * FIRST_LINES]):
        return name_and_line
    for value in lines.labelled(split[: 2 * FIRST_LINES], LABELS):
        if name := name_lines.read(value):
            return name, next((number for number, line in enumerate(split[: 2 * FIRST_LINES]) if value in line), 0)
    addresses = address_letters("\n".join(split)[:ADDRESSES_READ])
    near = [*_candidates(head), *_on_two_lines(head), *_in_spaced_letters(head, addresses)]
    found = next((each for each in near if name_lines.spells(addresses, each[0])), None)
    if found is None and addresses:
        far = ((name_lines.read(line, addresses), number) for number, line in enumerate(split[:LINES_SPELT]))
        found = next(((name, number) for name, number in far if name and name_lines.spells(addresses, name)), None)
    return found or next(iter(near), None)


def _in_two_labels(head: Sequence[str]) -> tuple[str, int] | None:
    """Return the name from separate labels of first and last name, or None."""
    first, last = (next(lines.labelled(head, labels), None) for labels in (FIRST_LABELS, LAST_LABELS))
    name = name_lines.read(f"{first} {last}") if first and last else None
    return (name, next(number for number, line in enumerate(head) if last and last in line)) if name else None


def from_address(text: str) -> str | None:
    """Return the name that an e-mail address and a profile's address both spell, or None."""
    addresses = [found[1] or found[2] for found in _ADDRESS.finditer(text[:ADDRESSES_READ])]
    for address in addresses:
        dotted = _DOTTED.fullmatch(address.casefold())
        if dotted and sum(name_lines.letters(other).startswith(dotted[1] + dotted[2]) for other in addresses) > 1:
            return f"{dotted[1]} {dotted[2]}".title()
    return None


def _candidates(head: Sequence[str]) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(head):
        heading = sections.heading(line)
        if heading not in {None, Section.DOCUMENT, Section.CONTACT}:
            return
        if heading is None and (name := name_lines.read(line)):
            yield name, number


def _on_two_lines(head: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield a name whose two words are on the first two lines."""
    if len(head) > 1 and all(" " not in line and sections.heading(line) is None for line in head[:2]):
        name = name_lines.read(" ".join(head[:2]))
        if name and not any(map(places.is_place, head[:2])):
            yield name, 1


def _in_spaced_letters(head: Sequence[str], addresses: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield a name in spaced-out letters without wider spaces between words; an address determines the first word."""
    for number, line in enumerate(head[:2]):
        letters = line.split(" ")
        joined = "".join(letters)
        if len(letters) == len(joined) >= 2 * name_lines.SHORTEST_SPELT and joined.isalpha():
            for address in addresses:
                first, last = joined[: len(address)], joined[len(address) :]
                long_enough = min(len(first), len(last)) >= name_lines.SHORTEST_SPELT
                if long_enough and name_lines.letters(joined).startswith(address):
                    yield f"{first} {last}".title(), number


def address_letters(text: str) -> tuple[str, ...]:
    """Return the letters of the addresses that may spell a name."""
    return tuple(name_lines.letters(found[1] or found[2]) for found in _ADDRESS.finditer(text))
