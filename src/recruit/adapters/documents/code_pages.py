"""Detection of the code page of a text in Latin script, by the letters that each code page makes of the bytes.

A table in Windows-1250 can be read in Windows-1252 without an error, and then has wrong letters: the Czech "Dvořák" is
"Dvoøák", the Polish "Michał" is "Micha³". The code page is chosen in which the letters beyond ASCII, and the kinds of
their neighbours, are the most frequent ones of a language. Sample words give these frequencies.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import log
from typing import NamedTuple

from recruit.adapters.documents.code_page_samples import BALTIC, CENTRAL, TURKISH, WESTERN
from recruit.ports.documents import DecodedText

USUAL = "cp1252"
PAGES: Mapping[str, Mapping[str, str]] = {
    USUAL: WESTERN,
    "mac_roman": WESTERN,
    "cp1250": CENTRAL,
    "iso8859_2": CENTRAL,
    "mac_latin2": CENTRAL,
    "cp1254": TURKISH,
    "cp1257": BALTIC,
}
"""Code pages, and samples of the languages that use them."""

PRIORS = {USUAL: log(10), "mac_roman": log(0.1), "iso8859_2": log(0.1), "mac_latin2": log(0.1)}
"""Log odds of a code page among tables, compared with the others."""

MOST_ODD = 0.25
"""Fraction of odd characters among those beyond ASCII above which a text is in none of the code pages."""

ODD = log(1e-4)
"""Weight of a character that doesn't fit its neighbours, such as a symbol inside a word."""

FITTING = log(0.05)
"""Weight of another character, such as an apostrophe inside a name or a currency before an amount."""

FOREIGN = 0.002
"""Share of a letter that a language doesn't have, as in names from abroad."""

MIXED = 0.15
"""Share of letters of a text that are of other languages of the same code page."""

KIND_WEIGHT = 4
"""Number of samples of a letter that weigh as much as those of all vowels, or all consonants, of its language."""

CLEAR = log(20)
"""Least difference of weights between the code page that is chosen and another one that makes other letters."""

VOWELS = frozenset("aeiouyáàâãäåăąāæéèêëěęēėíìîïīįıóòôõöøőœúùûüůűūųýÿ")
JOINING = frozenset("’–—")
OPENING = frozenset("‘“„«‹¿¡")
CLOSING = frozenset("’”“»›…™®–—")
ORDINAL, NUMBERED = frozenset("ªº"), frozenset("nNM")
NEUTRAL = frozenset("\xa0§©£€°•·½¼¾´†±×µ²³¹ªº")

WORD = re.compile(r"[^\W\d_]+")

KINDS = ("", "v", "c")
"""Kinds of characters: a vowel is "v", a consonant "c", any other character ""."""

LetterContext = tuple[str, str, str]
"""A letter in lower case, and the kinds of its neighbours."""


class Characters(NamedTuple):
    """The characters beyond ASCII of a text: its letters, and the numbers of fitting and of odd other characters."""

    letters: Mapping[LetterContext, int]
    fitting: int
    odd: int

    @property
    def is_plausible(self) -> bool:
        """Whether the text can be in this code page."""
        return self.odd <= MOST_ODD * (sum(self.letters.values()) + self.fitting + self.odd)


def decode(data: bytes, sample: bytes) -> DecodedText | None:
    """Return a text and its code page, judged by `sample`, its lines beyond ASCII; None if it is in no code page.

    Lines that end in CR alone favour the Mac's code page. Only Windows-1252 can be certain: if no other code page makes
    other letters that fit nearly as well.
    """
    priors = PRIORS | ({"mac_roman": PRIORS[USUAL], USUAL: 0} if b"\r" in data and b"\n" not in data else {})
    weights: dict[str, float] = {}
    samples: dict[str, str] = {}
    for page in PAGES:
        if decoded(data, page) is not None:
            samples[page] = sample.decode(page)
            found = characters(samples[page])
            if found.is_plausible:
                weights[page] = _weight(found, page) + priors.get(page, 0)
    if not weights:
        return None
    best = max(weights, key=weights.__getitem__)
    others = [weight for page, weight in weights.items() if samples[page] != samples[best]]
    is_clear = all(weights[best] - weight >= CLEAR for weight in others)
    best = USUAL if samples.get(USUAL) == samples[best] else best
    return DecodedText(data.decode(best), best, is_certain=best == USUAL and is_clear)


def decoded(data: bytes, encoding: str) -> str | None:
    """Return `data` decoded, or None if it isn't in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def characters(text: str) -> Characters:
    """Count the characters beyond ASCII of a text."""
    letters: Counter[LetterContext] = Counter()
    fitting = odd = 0
    for before, letter, after in _beyond_ascii(text):
        fits = _fits(before, letter, after)
        if fits is False:
            odd += 1
        elif letter in LETTERS:
            letters[letter.lower(), _kind(before), _kind(after)] += 1
        else:
            fitting += 1
    return Characters(letters, fitting, odd)


def _beyond_ascii(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the characters beyond ASCII of a text, each between its neighbours."""
    for index, letter in enumerate(text):
        if not letter.isascii():
            yield text[index - 1 : index] if index else "", letter, text[index + 1 : index + 2]


def _weight(found: Characters, page: str) -> float:
    """Return the log probability of these characters in the most probable language of the code page."""
    letters = max(
        sum(number * log(_probability(context, language, page)) for context, number in found.letters.items())
        for language in PAGES[page]
    )
    return letters + found.odd * ODD + found.fitting * FITTING


@cache
def _probability(context: LetterContext, language: str, page: str) -> float:
    """Return the share of a letter between such neighbours in a language, and in texts that mix languages."""
    languages = PAGES[page]
    mixed = sum(_share(context, languages[other]) for other in languages) / len(languages)
    return (1 - MIXED) * _share(context, languages[language]) + MIXED * mixed


@cache
def _share(context: LetterContext, sample: str) -> float:
    """Return the share of a letter between such neighbours among the letters beyond ASCII of a sample."""
    letter, before, after = context
    of_sample = _letters(sample)
    total = sum(of_sample.values())
    of_letter = {other: number for other, number in of_sample.items() if other[0] == letter}
    known = sum(of_letter.values())
    alike = _neighbours_of(_kind(letter))
    neighbours = (of_letter.get(context, 0) + KIND_WEIGHT * alike[before, after]) / (known + KIND_WEIGHT)
    return max(known / total, FOREIGN) * neighbours


@cache
def _neighbours_of(kind: str) -> Mapping[tuple[str, str], float]:
    """Return the shares of kinds of neighbours beside all vowels, or all consonants, of all samples."""
    found: Counter[tuple[str, str]] = Counter((before, after) for before in KINDS for after in KINDS)
    for sample in _samples():
        for (letter, before, after), number in _letters(sample).items():
            if _kind(letter) == kind:
                found[before, after] += number
    return {key: number / found.total() for key, number in found.items()}


@cache
def _letters(sample: str) -> Mapping[LetterContext, int]:
    """Return the numbers of the letters beyond ASCII of a sample."""
    return Counter(
        (letter.lower(), _kind(before), _kind(after))
        for word in WORD.findall(sample)
        for before, letter, after in _beyond_ascii(word)
    )


def _samples() -> Iterator[str]:
    for languages in (WESTERN, CENTRAL, TURKISH, BALTIC):
        yield from languages.values()


def _kind(letter: str) -> str:
    """Return the kind of a character."""
    if not letter.isalpha():
        return ""
    return "v" if letter.lower() in VOWELS else "c"


LETTERS = frozenset(
    form
    for sample in _samples()
    for letter in sample
    if letter.isalpha() and not letter.isascii()
    for form in (letter.lower(), letter.upper())
    if len(form) == 1
)


def _fits(before: str, letter: str, after: str) -> bool | None:
    """Return whether a character fits between its neighbours, or None if that is unknown."""
    if letter in LETTERS:
        if before.isdigit() or after.isdigit():
            return False
        breaks = letter.isupper() and before.isalpha() and (before.islower() or after.islower())
        return not breaks and not (letter.islower() and after.isupper())
    if before.isalpha() and after.isalpha():
        return letter in JOINING
    if after.isalpha():
        return letter in OPENING and (letter not in "¿¡" or after.isupper())
    if before.isalpha():
        return letter in CLOSING or (letter in ORDINAL and before in NUMBERED)
    return None if letter in OPENING | CLOSING | NEUTRAL else False
