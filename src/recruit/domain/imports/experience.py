"""Years of experience in a cell of a table: "5", "3+ yrs.", "18 months", "1 an et 6 mois", "3–5 Jahre".

length = about? (number unit? | number years number months | number unit? to number unit?) experience?

Words are compared case-folded and without accents, in the languages of `headers.py`.
"""

from typing import NamedTuple

from recruit.domain.candidates.model.identifiers import fold_accents
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.reading.text.number_words import VALUE_OF

MONTHS = 12
LONGEST = 100
"""Maximum length of a cell in characters. Longer ones are texts."""

_WORD_VALUES = {fold_accents(word): value for word, value in VALUE_OF.items()}
_NUMBER = rf"(?:\d{{1,10}}(?:[.,]\d+)?|[.,]\d+|(?:{'|'.join(sorted(_WORD_VALUES, key=len, reverse=True))})\b)"
_MONTH_WORDS = r"(?:months?|mths?|mos?|m|monat(?:e|en)?|mon|mois|mes|meses|mes[ei]|maand(?:en)?|mnd)"
_YEAR_WORDS = r"(?:years?|yrs?|ye?|jahr(?:e|en)?|jr?|annees?|ans?|a|anos?|ann[io]|jaar|jaren)"
_UNIT = rf"(?:{_YEAR_WORDS}|{_MONTH_WORDS})\b"
_ABOUT = r"""
    about | approx | approximately | around | over | more than | at least | min | minimum | for |
    ca | circa | etwa | rund | uber | mehr als | mindestens | seit | environ | plus de | au moins | depuis |
    mas de | al menos | unos | aproximadamente | cerca de | mais de | pelo menos | ha | oltre | piu di | almeno | da |
    meer dan | ongeveer | ruim | minstens"""
_EXPERIENCE = r"""
    or more | and more | oder mehr | und mehr | et plus | ou plus | o mas | y mas | ou mais | o piu | of meer |
    minimum | min | approx | of | in | the | total | work | working | professional | relevant | industry |
    experience | exp | old | de | d | di | an | berufserfahrung | erfahrung | arbeitserfahrung | berufspraxis | praxis |
    professionnelle | experiencia | profesional | laboral | profissional | esperienza | lavorativa | professionale |
    ervaring | werkervaring"""


def _any_of(words: str) -> str:
    return "|".join(word.strip() for word in words.split("|"))


_BEFORE = rf"(?:(?:(?:{_any_of(_ABOUT)})\b\.?|[~≈≥]|>=?)\s*)?"
_AFTER = rf"(?:[\s'(]*\b(?:{_any_of(_EXPERIENCE)})\b\.?\)?)*"
_BETWEEN = r"\s*(?:[-–—‐‑]|(?:to|bis|und|and|a|et|y|e|ate|tot|en)\b)\s*"
_FROM = r"(?:(?:between|from|zwischen|von|entre|de|tra|fra|da|tussen|van)\s+)?"
_SINGLE = Lazy(
    rf"{_BEFORE}(?P<number>{_NUMBER})\s*\+?\s*(?P<unit>{_UNIT})?\.?\s*\+?{_AFTER}",
)
_PAIR = Lazy(
    rf"{_BEFORE}(?P<number>{_NUMBER})\s*\+?\s*{_YEAR_WORDS}(?![^\W\d_])\.?[\s,;&]*(?:(?:and|und|et|y|e|en)\s+)?"
    rf"(?P<months>{_NUMBER})\s*{_MONTH_WORDS}\b\.?{_AFTER}",
)
_RANGE = Lazy(
    rf"{_FROM}(?P<number>{_NUMBER})\s*(?P<first>{_UNIT})?\.?{_BETWEEN}(?P<last>{_NUMBER})\s*\+?\s*"
    rf"(?P<unit>{_UNIT})?\.?{_AFTER}",
)
_CALENDAR_YEAR = Lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH = Lazy(_MONTH_WORDS)
_IN_MONTHS = Lazy(r"\b(?:months|monate|monaten|mois|meses|mesi|maanden)\b")
_PLURAL = Lazy(r"\((?:s|e|n|en|es)\)")
_FRACTIONS = {ord("½"): ".5", ord("¼"): ".25", ord("¾"): ".75"}


class Experience(NamedTuple):
    """A length of experience in whole years, and whether the cell gives exactly these."""

    years: int
    exact: bool


def read(cell: str, column: str = "") -> Experience | None:
    """Return the full years in a cell, the lower end of a range, or None. The column's name may give the unit."""
    if len(cell) > LONGEST or is_calendar_year(cell):
        return None
    text = _PLURAL.sub("", fold_accents(cell.translate(_FRACTIONS))).strip()
    if pair := _PAIR.fullmatch(text):
        return _years(_value(pair["number"]) * MONTHS + _value(pair["months"]))
    if single := _SINGLE.fullmatch(text):
        return _years(_months(single["number"], single["unit"] or _unit_of(column)))
    if several := _RANGE.fullmatch(text):
        unit = several["unit"] or _unit_of(column)
        least, most = _months(several["number"], several["first"] or unit), _months(several["last"], unit)
        return _years(least)._replace(exact=False) if least < most else None
    return None


def is_calendar_year(cell: str) -> bool:
    """Return whether a cell holds a calendar year or a date, such as a start, rather than a length."""
    return len(cell) <= LONGEST and bool(_CALENDAR_YEAR.search(cell))


def _unit_of(column: str) -> str:
    found = _IN_MONTHS.search(fold_accents(column))
    return found[0] if found else ""


def _months(number: str, unit: str) -> float:
    return _value(number) * (1 if _MONTH.fullmatch(unit) else MONTHS)


def _years(months: float) -> Experience:
    return Experience(int(months // MONTHS), months % MONTHS == 0)


def _value(number: str) -> float:
    return float(_WORD_VALUES.get(number, 0) or number.replace(",", "."))
