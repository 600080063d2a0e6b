"""Generated adverts: the templates of `openings.txt`, in seven languages, filled with titles, towns and skills.

Half of the titles come from classifications of occupations. The others are short colloquial ones that no table has.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from recruit.data import arrays, lines
from tools.job_texts.corpus import Labelled
from tools.job_texts.wish_lists import language_lines, read

OPENINGS = Path(__file__).with_name("openings.txt")
SOURCE = "generated"
_LONGEST_TITLE = 4
_FIRMS = (
    "Ostrand", "Kesselmann & Söhne", "Café Morgenrot", "Bellacqua", "Hotel Pinheiro", "Atelier Brume", "Vandersteen", "Quillmark", "Norvale",
    "Clínica Alborada", "Studio Ferrini", "Transportes Duero", "Groupe Ravel", "De Linde", "Harbour & Pike", "Sonnenhof",
)  # fmt: skip
_NAMES = ("Anna", "Joost", "Paulo", "Chiara", "Denise", "Markus", "Inés", "Léa", "Tom", "Fatma")
_PAY = {
    "en": ("£14 an hour", "$22/hr", "45-52k", "$60,000 a year"), "de": ("16 €/Std.", "3.200 € brutto", "48-55k"),
    "fr": ("13,50 €/h", "2 100 € brut", "32-36 k€"), "es": ("1.500 € brutos", "24-28k", "9 €/h"), "pt": ("1.100 €", "R$ 2.500", "R$ 4 mil"),
    "it": ("1.500 € netti", "RAL 28-32k", "11 €/h"), "nl": ("€ 15 p/u", "€ 2.900 bruto", "3000 tot 3500"),
}  # fmt: skip
_COUNTRIES = {
    "en": ("GB", "US", "IE", "AU", "CA", "NZ", "ZA"), "de": ("DE", "AT", "CH"), "fr": ("FR", "BE"), "es": ("ES", "MX", "AR", "CO"),
    "pt": ("PT", "BR"), "it": ("IT",), "nl": ("NL", "BE"),
}  # fmt: skip
_AREAS = {"en": ("Canada", "the UK", "Ireland", "the US", "Australia", "Europe")}
"""Locations of remote jobs, for openings with a placeholder."""

_HOME_LAND = re.compile(r"deutschlandweit|France|España|Brasil|Italia|Nederland")
"""Locations of remote jobs in openings that name one themselves."""

_SLOT = re.compile(r"\{([TLOCFPRSNM])\}")


def adverts(titles: dict[str, Sequence[str]], each: int, seed: int) -> Iterator[Labelled]:
    """Yield `each` adverts of every opening. `titles`: titles of classifications by language."""
    random = Random(seed)  # noqa: S311
    towns = _towns()
    skills = {language: lists["+"] for language, lists in read().items()}
    for language, (spoken, openings) in _openings().items():
        for number, opening in enumerate(openings):
            for turn in range(each):
                title = random.choice(spoken if turn % 2 else titles[language])
                country = random.choice(_COUNTRIES[language])
                first, second, third = random.sample(skills[language], 3)
                slots = {
                    "T": title, "L": random.choice(towns[country]), "O": random.choice(towns[country]),
                    "C": random.choice(_AREAS.get(language, ("",))), "F": random.choice(_FIRMS), "P": random.choice(_NAMES),
                    "R": first, "S": second, "N": third, "M": random.choice(_PAY[language]),
                }  # fmt: skip
                yield _filled(f"{language}-{number}-{turn}", language, opening, slots)


def _filled(name: str, language: str, opening: str, slots: dict[str, str]) -> Labelled:
    text = _SLOT.sub(lambda found: slots[found[1]], opening).replace("\\n", "\n")
    required = [slots[slot] for slot in "RS" if f"{{{slot}}}" in opening]
    land = _HOME_LAND.search(opening)
    place = slots["L"] if "{L}" in opening else slots["C"] if "{C}" in opening else land[0] if land else None
    gold = {
        "title": [slots["T"]], "location": [place] if place else None, "required_skills": required,
        "nice_to_have_skills": [slots["N"]] if "{N}" in opening else [],
    }  # fmt: skip
    return Labelled(name, SOURCE, language, text, gold)


def _openings() -> dict[str, tuple[Sequence[str], Sequence[str]]]:
    found: dict[str, tuple[Sequence[str], list[str]]] = {}
    for language, line in language_lines(OPENINGS):
        if line.startswith("t "):
            found[language] = ([title.strip() for title in line[2:].split(";")], [])
        else:
            found[language][1].append(line)
    return dict(found)


def short_titles(labels: Iterator[str]) -> Sequence[str]:
    """Return the titles of a classification that are as short as usual ones, sorted."""
    bare = (re.split(r"[/(,]", label)[0].strip() for label in labels)
    return sorted({title for title in bare if title and len(title.split()) <= _LONGEST_TITLE})


def _towns() -> dict[str, Sequence[str]]:
    """Return one-word names of towns by country."""
    held = arrays("places")
    codes = lines(held["codes"])
    found: dict[str, list[str]] = {}
    for row, name in enumerate(lines(held["names"])):
        country = codes[held["places"][row]].partition("-")[0]
        if name.isalpha() and not held["words"][row] and len(name) > len("Lage"):
            found.setdefault(country, []).append(name.capitalize())
    return dict(found)
