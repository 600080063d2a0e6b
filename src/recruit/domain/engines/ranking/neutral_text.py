"""Removal of text that is never scored from the texts of a profile.

Removed are the person's name, pronouns and titles of address; schools; years, and with them gaps between years; and
postcodes.

    school   = 1 to 5 capitalised words, a noun for a school, [ "of" | "at" | …, 1 to 4 capitalised words ]
             | a noun for a school, "of" | "at" | …, 1 to 4 capitalised words
               A school ends with its sentence: a full stop after a word is part of it in "J." and "St." alone.
    year     = 1900 to 2099
    postcode = as written in the United States, Canada or the United Kingdom
"""

import re

_NOUN = (
    r"(?:University|Universität|Université|Universidad|Università|Universidade|Universiteit|College|Institute|School"
    r"|Academy|Polytechnic|Hochschule|Gymnasium|Lycée|Conservatory|Seminary)"
)
_WORD = r"(?:(?:[A-Z]|Dr|Ft|Mt|Ste?|Wm)\.(?!\w)|[A-Z][\w'’&-]*(?:\.[\w'’&-]+)*)"
_PLACE = rf"(?:\s+(?:of|at|for|in|de|di|der|für)(?:\s+the)?(?:\s+{_WORD}){{1,4}})"
SCHOOL = re.compile(rf"(?<!\w)(?:{_WORD}\s+){{1,5}}{_NOUN}\b{_PLACE}{{0,2}}|\b{_NOUN}\b{_PLACE}{{1,2}}")
PERSON = re.compile(
    r"\b(?:he|him|his|himself|she|hers?|herself|they|them|theirs?|themselves|mr|mrs|ms|miss|mx)\b", re.IGNORECASE
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
POSTCODE = re.compile(r"\b(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b")


def whole_name(full_name: str) -> re.Pattern[str]:
    """Return a pattern that matches a name as whole words: "Li", not the "Li" of "Linux"."""
    return re.compile(rf"(?<!\w){re.escape(full_name)}(?!\w)")


def neutralise(text: str | None, full_name: str) -> str:
    """Return a text with text that is never scored replaced by single blanks. None counts as an empty text."""
    left = text or ""
    if full_name in left:  # compiling the pattern takes longer than all else here
        left = whole_name(full_name).sub(" ", left)
    for never_scored in (SCHOOL, POSTCODE, YEAR, PERSON):
        left = never_scored.sub(" ", left)
    return left
