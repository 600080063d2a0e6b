"""Conversion of English number words: "twenty-nine to thirty-three dollars" becomes "29 to 33 dollars"."""

import re

_ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_VALUES = _ONES | _TENS
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"\b(?:{_WORD})(?:[ -](?:{_WORD}|hundred|thousand|grand|k\b)|"
    rf"(?:(?<=hundred)|(?<=thousand)) and(?= (?:{_WORD})))*\b"
    r"(?! (?:night|day|week|month|year)s?\b)",
    re.IGNORECASE,
)
_MONEY_NEAR = re.compile(
    rf"[ -]{{0,2}}(?:(?:to|and|or|through) (?:\W?(?:{_WORD}|hundred|thousand|grand)\b[ -]?)+)?"
    r"(?:(?<=grand)|(?<=thousand)|(?<=grand )|an hour|per hour|dollars|pounds|euros?|quid|"
    r"a (?:day|month|year)|bucks|k\b)",
    re.IGNORECASE,
)


def in_figures(text: str) -> str:
    """Return the text with its spelled-out amounts of money as digits."""

    def figure(found: re.Match[str]) -> str:
        words = re.split(r"[ -]+", found[0].lower())
        scaled = {"hundred", "thousand", "grand"} & set(words)
        if not scaled and not _MONEY_NEAR.match(text, found.end()):
            return found[0]
        value = _value(words)
        return f"{value // 1000}k" if {"thousand", "grand"} & scaled and value % 1000 == 0 else str(value)

    return _NUMBER.sub(figure, text)


def _value(words: list[str]) -> int:
    total, current = 0, 0
    for word in words:
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in {"thousand", "grand", "k"}:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _VALUES.get(word, 0)
    return total + current
