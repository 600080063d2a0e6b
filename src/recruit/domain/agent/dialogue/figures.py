"""Numbers in a text, for checking an answer's numbers against the results of the tools.

    figure = date | digits , [ "k" | "m" ] | word ;
    date   = digits , "-" , digits , "-" , digits ;
    digits = digit , { digit | separator , digit } ;
    word   = "two" … "twelve" | "twenty" … "ninety" | "hundred" … , in English, German, French or Spanish
           | ( "one" | "no" ) , counted-noun | "nobody" ;

"12,000", "12.000" and "12k" are the same figure, and so are "87.0" and "87". If a separator is ambiguous, both readings
are looked up. A number after "job", "candidate", "application" or "#" is an id.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal

_WORDS = {
    0: "zero nobody nothing none null niemand nichts personne rien cero nadie nada",
    2: "two zwei deux dos couple pair twice both",
    3: "three drei trois tres thrice",
    4: "four vier quatre cuatro",
    5: "five fünf cinq cinco",
    6: "six sechs seis",
    7: "seven sieben sept siete",
    8: "eight acht huit ocho",
    9: "nine neun neuf nueve",
    10: "ten zehn dix diez",
    11: "eleven elf onze",
    12: "twelve zwölf douze doce dozen",
    13: "thirteen dreizehn treize trece",
    14: "fourteen vierzehn quatorze catorce",
    15: "fifteen fünfzehn quinze quince",
    16: "sixteen sechzehn seize dieciséis",
    17: "seventeen siebzehn diecisiete",
    18: "eighteen achtzehn dieciocho",
    19: "nineteen neunzehn diecinueve",
    20: "twenty zwanzig vingt veinte",
    30: "thirty dreißig trente treinta",
    40: "forty vierzig quarante cuarenta",
    50: "fifty fünfzig cinquante cincuenta half",
    60: "sixty sechzig soixante sesenta",
    70: "seventy siebzig setenta",
    80: "eighty achtzig ochenta",
    90: "ninety neunzig noventa",
    100: "hundred hundreds hundert cent cien",
    1000: "thousand thousands tausend mille mil",
    1_000_000: "million millions millionen",
}
_OF_WORD = {word: str(number) for number, words in _WORDS.items() for word in words.split()}
_COUNTED = (
    "jobs?|positions?|roles?|candidates?|persons?|people|applicants?|applications?|matches|match|interviews?|offers?|"
    "years?|days?|weeks?|months?|skills?|requirements?|percent|points?"
)
_FIGURE = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2})(?:[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<digits>\d+(?:[.,'’\u00a0\u202f]\d+)*)(?P<unit>[km]\b)?"
    rf"|\b(?P<one>one|single)(?= (?:\w+ )?(?:{_COUNTED})\b)"
    rf"|\b(?P<no>no)(?= (?:\w+ )?(?:one|{_COUNTED})\b)"
    r"|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_ID = re.compile(
    r"\b(?P<kind>job|candidate|application)s?\b[ (]*(?:(?:number|no\.?|id)\b ?)?#?(?P<number>\d+)(?![.,]?\d)"
    r"|#(?P<bare>\d+)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
_UNITS = {"k": 1000, "m": 1_000_000}
MOST_DIGITS = 30


def figures(text: str) -> Iterator[frozenset[str]]:
    """Yield every reading of each number of a text."""
    for found in _FIGURE.finditer(text):
        if found["date"]:
            yield frozenset([_date(found["date"])])
        elif found["digits"]:
            yield _readings(found["digits"], _UNITS.get((found["unit"] or "").lower(), 1))
        elif found["one"]:
            yield frozenset(["1"])
        elif found["no"]:
            yield frozenset(["0"])
        elif found["word"].lower() in _OF_WORD:
            yield frozenset([_OF_WORD[found["word"].lower()]])


def known(text: str) -> AbstractSet[str]:
    """Return every reading of every number of a text."""
    return {reading for readings in figures(text) for reading in readings}


def ids(text: str) -> set[tuple[str, int]]:
    """Return the kinds and ids that a text names: ("job", 5), or ("", 5) for "#5" alone."""
    return {
        ((found["kind"] or "").lower(), int(number))
        for found in _ID.finditer(text)
        if len(number := found["number"] or found["bare"]) <= MOST_DIGITS
    }


def without_ids(text: str) -> str:
    """Return a text without the ids that `ids` finds: an id is not a count."""
    return _ID.sub(" ", text)


def _readings(digits: str, unit: int) -> frozenset[str]:
    if len(digits) > MOST_DIGITS:
        return frozenset([digits])
    plain = re.sub(r"['’\u00a0\u202f]", "", digits)
    found = set()
    if _THOUSANDS.fullmatch(digits):
        found.add(_number(re.sub(r"\D", "", digits), unit))
    if len(re.findall(r"[.,]", plain)) <= 1:
        found.add(_number(plain.replace(",", "."), unit))
    return frozenset(found or {digits})


def _number(text: str, unit: int) -> str:
    number = (Decimal(text) * unit).normalize()
    return f"{number:f}"


def _date(text: str) -> str:
    year, month, day = text.split("-")
    return f"{int(year)}-{int(month)}-{int(day)}"
