"""Choice between Windows-1252 and Mac OS Roman, by the words that each makes of the bytes.

Spreadsheets on a Mac save tables in Mac OS Roman. Every such file can be read in Windows-1252 too, with wrong letters.
"""

from typing import NamedTuple

MOST_READ = 100_000
"""Characters by which an encoding is judged."""

MOST_ODD = 0.25
"""Fraction of odd characters among those beyond ASCII above which a text is in neither encoding."""

LETTERS = frozenset("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŸŒŠŽ")
JOINING = frozenset("’–—")
OPENING = frozenset("‘“„«‹¿¡")
CLOSING = frozenset("’”“»›…™®–—ªº²³")
NEUTRAL = frozenset("\xa0§©£€°•·½¼¾´†±×µ@")


class Judgement(NamedTuple):
    """What an encoding makes of a text: fitting and odd characters, of all those beyond ASCII."""

    fitting: int
    odd: int
    all: int

    @property
    def is_plausible(self) -> bool:
        """Whether the text can be in this encoding."""
        return self.odd <= MOST_ODD * self.all

    @property
    def worth(self) -> int:
        """A number that is higher for the encoding that fits better."""
        return self.fitting - self.odd


def decode(data: bytes) -> tuple[str, str] | None:
    """Return a text and its encoding, or None if it is in neither. Lines that end in CR alone favour the Mac's."""
    candidates = [(text, name) for name in ("cp1252", "mac_roman") if (text := _decoded(data, name)) is not None]
    if b"\r" in data and b"\n" not in data:
        candidates.reverse()
    judged = [(judge(text[:MOST_READ]), text, name) for text, name in candidates]
    best, text, name = max(judged, key=lambda one: one[0].worth)
    return (text, name) if best.is_plausible else None


def judge(text: str) -> Judgement:
    """Count the characters beyond ASCII that fit their neighbours, and those that don't."""
    fitting = odd = every = 0
    for place, letter in enumerate(text):
        if letter.isascii():
            continue
        every += 1
        verdict = _fits(text[place - 1 : place], letter, text[place + 1 : place + 2])
        fitting += verdict is True
        odd += verdict is False
    return Judgement(fitting, odd, every)


def _fits(before: str, letter: str, after: str) -> bool | None:
    """Return whether a character fits between its neighbours, None if that can't be told."""
    if letter in LETTERS:
        if not (before.isalpha() or after.isalpha()):
            return None
        breaks = letter.isupper() and before.isalpha() and (before.islower() or after.islower())
        return not breaks and not (letter.islower() and after.isupper())
    if before.isalpha() and after.isalpha():
        return letter in JOINING
    if after.isalpha() and letter in OPENING:
        return True
    if before.isalpha() and letter in CLOSING:
        return True
    return None if letter in OPENING | CLOSING | NEUTRAL else False


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
