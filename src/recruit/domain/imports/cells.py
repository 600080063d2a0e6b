"""Parsing of table cells: e-mail addresses, phone numbers and links with labels, and names in reverse order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import category
from urllib.parse import urlsplit

from recruit.domain.shared.mail_addresses import is_address

LONGEST_PHONE = 50
FEWEST_DIGITS = 5
"""Minimum number of digits of a phone number: the shortest that can be dialled within a country."""

LONGEST_LIST = 50_000
"""Maximum number of characters of a cell in which entries are searched: beyond are more than a candidate can have."""

LONGEST_PART = 2_000
"""Maximum length of an entry, in characters. Longer ones aren't addresses or numbers."""

SEPARATORS = re.compile(r"[,;|\r\n\t]")
LAST_SEPARATOR = re.compile(r".*[,;|\s]", re.DOTALL)
ALTERNATIVES = re.compile(r"[,;|\r\n\t]|\s(?:or|and|oder|und|ou|et|o|y|e|of|en)\s", re.IGNORECASE)
SLASH = re.compile(r"\s+/\s+")
AREA_CODE = re.compile(r"[^\d+(]*(?:(?:\+|00)\d{1,3}[\s.-]?)?(?:\(0\)\s?)?\(?\d{2,5}\)?")
"""An area code before a slash, as in "030 / 901820". Before a slash between two numbers, the digits are longer."""

EMAIL_TOKENS = re.compile(r"[\s<>()\[\]\":]+")
PHONE = re.compile(r"\+?[\d(][\d\s().\-–/]{2,60}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"n/?a|none|null|nil|unknown|unbekannt|not (?:provided|available|set)|[-–—.?*]+", re.IGNORECASE
)
PRIVATE = re.compile(r"\b(?:personal|privat|private|privé|home|personnel|perso|personale|pessoal)\b", re.IGNORECASE)
URL_TOKENS = re.compile(r"[\s,;|<>\"]+")
BARE_ADDRESS = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")
OTHER_SYSTEMS = frozenset(
    """
    greenhouse.io lever.co ashbyhq.com workable.com teamtailor.com smartrecruiters.com recruitee.com bamboohr.com
    jobvite.com icims.com breezy.hr personio.de personio.com zohorecruit.com zohorecruit.eu jazz.co jazzhr.com
    applytojob.com bullhornstaffing.com gem.com trakstar.com myworkdayjobs.com taleo.net successfactors.com
    pinpointhq.com comeet.com homerun.co join.com softgarden.io rexx-systems.com manatal.com recruiterflow.com
    crelate.com catsone.com freshteam.com amazonaws.com cloudfront.net
    """.split()
)
"""Hosts of other systems' candidate profiles and files, which aren't personal websites."""

CREDENTIALS = frozenset(
    """
    jr sr ii iii iv phd ph.d md mba msc m.sc bsc b.sc ba ma llm llb cpa cfa pmp esq dds rn pe dipl.-ing dr mph csm
    cissp shrm-cp shrm-scp sphr phr
    """.split()
)
MOST_NAME_WORDS = 6
MOST_LABELS = 4
"""Maximum number of words next to an address or a number in a cell. A cell with more is a text, which is kept."""


class CellValues(NamedTuple):
    """The values found in a cell, and whether all of it was read and the rest is only labels and placeholders."""

    values: Sequence[str]
    complete: bool


def is_placeholder(value: str) -> bool:
    """Return whether a cell is a placeholder for an empty value, such as "n/a"."""
    return bool(PLACEHOLDER.fullmatch(value))


def emails(text: str) -> CellValues:
    """Return the e-mail addresses in a cell without their labels, private ones first."""
    private: list[str] = []
    others: list[str] = []
    read, complete = _bounded(text)
    shown = "".join(letter for letter in read if category(letter) != "Cf")  # such as zero-width spaces of web pages
    for part in _parts(SEPARATORS, shown):
        tokens = [token.strip(".'") for token in EMAIL_TOKENS.split(part.replace("mailto:", "").replace("’", "'"))]
        found = dict.fromkeys(filter(is_address, tokens))
        labels = [token for token in tokens if token and token not in found]
        complete = complete and (is_placeholder(part) or (bool(found) and _are_labels(labels)))
        (private if PRIVATE.search(" ".join(labels)) else others).extend(found)
    return CellValues(_distinct([*private, *others]), complete)


def phones(text: str) -> CellValues:
    """Return the phone numbers in a cell without their labels."""
    values: list[str] = []
    read, complete = _bounded(text)
    for part in _numbers(read):
        found = PHONE.search(part) if len(part) <= LONGEST_PART else None
        rest = part.replace(found[0], "", 1) if found else part
        fits = found and len(found[0]) <= LONGEST_PHONE and sum(map(str.isdigit, found[0])) >= FEWEST_DIGITS
        if found and fits and not any(map(str.isdigit, rest)):
            values.append(found[0])
            complete = complete and _are_labels(rest.split())
        else:
            complete = complete and is_placeholder(part)
    return CellValues(_distinct(values), complete)


def _numbers(text: str) -> Iterator[str]:
    """Yield the parts of a cell, one for each number. " / " separates two numbers, unless it follows an area code."""
    for part in _parts(ALTERNATIVES, text):
        number = ""
        for piece in _parts(SLASH, part):
            if number and AREA_CODE.fullmatch(number) and piece[0] in "123456789":
                number = f"{number} / {piece}"
                continue
            yield from filter(None, [number])
            number = piece
        yield number


class ProfileSite(NamedTuple):
    """A site with profiles: the pattern of an account name, and the URL prefix of profiles."""

    handle: re.Pattern[str]
    prefix: str


LINKEDIN = ProfileSite(re.compile(r"/?in/([\w%-]+)/?"), "https://linkedin.com/in/")
GITHUB = ProfileSite(re.compile(r"@?([\w-]+)"), "https://github.com/")


def urls(text: str, site: ProfileSite | None = None) -> CellValues:
    """Return the URLs in a cell. A missing scheme is added. The name of an account becomes its URL."""
    if is_placeholder(text):
        return CellValues((), complete=True)
    if site and (handle := site.handle.fullmatch(text)):
        return CellValues((site.prefix + handle[1],), complete=True)
    read, is_whole = _bounded(text)
    tokens = [token.strip("()[]'") for token in URL_TOKENS.split(read)]
    addresses = [f"https://{token}" if BARE_ADDRESS.fullmatch(token) else token for token in tokens]
    found = dict.fromkeys(one for one in addresses if len(one) <= LONGEST_PART and is_web_address(one))
    labels = [token for token, address in zip(tokens, addresses, strict=True) if token and address not in found]
    return CellValues(_distinct(found), is_whole and bool(found) and _are_labels(labels))


def is_web_address(value: str) -> bool:
    """Return whether a text is an http or https URL."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, value))


def is_on(url: str, *domains: str) -> bool:
    """Return whether a URL's host is one of these domains or a subdomain."""
    labels = (urlsplit(url).hostname or "").split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))


def first_name_first(name: str) -> str:
    """Return a name with the first name first: "Doe, Jane" becomes "Jane Doe", and "Jane Doe, PhD" stays."""
    last, comma, first = (part.strip() for part in name.partition(","))
    first, _, credential = (part.strip() for part in first.partition(","))
    if not comma or not last or not first or _is_credential(first, last):
        return name
    if (credential and not _is_credential(credential, last)) or len(f"{last} {first}".split()) > MOST_NAME_WORDS:
        return name
    return f"{first} {last}, {credential}" if credential else f"{first} {last}"


def _is_credential(word: str, name: str) -> bool:
    """Return whether the text after a comma is a title, such as "PhD", or "XYZ" after a name that isn't in capitals."""
    is_acronym = word.isupper() and not name.isupper() and len(word) > 1 and " " not in word
    return is_acronym or word.casefold().strip(". ") in CREDENTIALS


def _are_labels(words: Sequence[str]) -> bool:
    """Return whether words are only labels of an address or a number, such as "work" or "(mobile)"."""
    bare = [word.strip("()[]:.,'\"=-") for word in words]
    return len(bare) <= MOST_LABELS and all(len(word) != 1 and not set(word) & set("@0123456789/") for word in bare)


def listed(text: str) -> CellValues:
    """Return the entries of a cell between separators, without placeholders."""
    read, is_whole = _bounded(text)
    return CellValues([part for part in _parts(SEPARATORS, read) if not is_placeholder(part)], is_whole)


def _bounded(text: str) -> tuple[str, bool]:
    """Return the entries of a text that end within `LONGEST_LIST`, and whether these are the whole text."""
    if len(text) <= LONGEST_LIST:
        return text, True
    last = LAST_SEPARATOR.match(text, LONGEST_LIST - LONGEST_PART, LONGEST_LIST)
    return text[: last.end() if last else 0], False


def _parts(separator: re.Pattern[str], text: str) -> Iterable[str]:
    return filter(None, map(str.strip, separator.split(text)))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple({value.casefold(): value for value in reversed(list(values))}.values())[::-1]
