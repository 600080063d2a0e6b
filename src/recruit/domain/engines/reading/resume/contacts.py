"""Extraction of e-mail addresses and phone numbers from a résumé.

phone = 8 to 15 digits with spaces, dots, hyphens and brackets, after "+", "(", "0" or a label, or grouped 3-3-4; never
        a date. The end of a line may break it: what stands before the break is then too short for a number.

Text under a heading of references belongs to other people.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from recruit.domain.candidates.model.profile import MOST, Contacts
from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.text import dates
from recruit.domain.shared.mail_addresses import is_address

LONGEST_LINE = 800
FEWEST_DIGITS, MOST_DIGITS = 8, 15
LABEL_REACH = 18
LONGEST_HEAD = 24
"""Characters at the end of a line in which a broken number is searched."""

_EMAIL = re.compile(
    r"(?<![\w.+-])(?<!\w[&'’])[\w.+-]{1,64}(?:[&'’][\w.+-]{1,64}){0,3}@(?:\w(?:[\w-]{0,61}\w)?\.){1,4}[a-z]{2,18}(?![\w-])",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/.@+-])(?:\+|\(|00|0(?=\d))?\(?\d(?:[\d ().\-–]|(?<=\d)/(?=\d)){6,22}\d(?![\w@])")
_PHONE_LABEL = re.compile(
    r"(?:phone|tel\w{0,6}|mobile?|cell?|celular|handy|contact|mob|ph|fax|gsm|móvil|fone|☎|📞|📱)\W{0,4}(?:no\W{0,3})?$",
    re.IGNORECASE,
)
_BEFORE_BREAK = re.compile(r"(?<![\w/.@+-])[+(]{0,2}\d[\d ().\-–/]{0,20}$")
_BEHIND_BREAK = re.compile(r"\s*(\(?\d[\d ().\-–/]{0,20}\d)(?=\s*(?:$|[|,;•·]|\s{2}))")
_HYPHENS = ("-", "–", "/", "(")
_NORTH_AMERICAN = re.compile(r"\d{3}[-. ]\d{3}[-. ]\d{4}")


def find(text: str, split: Sequence[str]) -> Contacts:
    """Return the unique addresses and numbers of a text with the lines `split`, except those of referees."""
    referees = sections.referee_lines(split)
    own_lines = [line for number, line in enumerate(split) if number not in referees]
    own = set(_emails("\n".join(own_lines)))
    of_referees = set(_emails("\n".join(split[number] for number in referees)))
    emails = tuple(email for email in _emails(text) if email in own or email not in of_referees)
    return Contacts(emails, tuple(_phones(own_lines)))


def _emails(text: str) -> Sequence[str]:
    written = (email.group().replace("’", "'") for email in _EMAIL.finditer(text))
    found = filter(is_address, written)
    return list(dict.fromkeys(found))[:MOST]


def _phones(split: Sequence[str]) -> Sequence[str]:
    found = ((line, number) for line in _with_broken(split) for number in _PHONE.finditer(line[:LONGEST_LINE]))
    return list(dict.fromkeys(number.group().strip() for line, number in found if _is_phone(line, number)))[:MOST]


def _with_broken(split: Sequence[str]) -> Iterator[str]:
    """Yield the lines, each followed by the number that its end breaks, with the label before it."""
    for line, following in pairwise([*split, ""]):
        yield line
        head = line.rstrip()
        start, rest = _BEFORE_BREAK.search(head, max(0, len(head) - LONGEST_HEAD)), _BEHIND_BREAK.match(following)
        if start and rest and sum(map(str.isdigit, start.group())) < FEWEST_DIGITS:
            joint = "" if head.endswith(_HYPHENS) else " "
            yield f"{head[max(0, start.start() - LABEL_REACH) :]}{joint}{rest[1]}"


def _is_phone(line: str, number: re.Match[str]) -> bool:
    words = number.group()
    digits = sum(map(str.isdigit, words))
    if not FEWEST_DIGITS <= digits <= MOST_DIGITS or next(dates.spans(words), None):
        return False
    labelled = _PHONE_LABEL.search(line, max(0, number.start() - LABEL_REACH), number.start())
    return bool(labelled) or words[0] in "+(0" or bool(_NORTH_AMERICAN.fullmatch(words))
