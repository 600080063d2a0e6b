"""Work arrangements that an order states, in seven languages: where the work is done, and how much of it.

arrangement = "remote" | "hybrid" | "on-site" | "full-time" | … ;
denial      = ( "no" | "not" | "non-" | "no longer" | … ) , { filler } , words ;

A denied arrangement is no arrangement, since the message doesn't say what replaces it. The exception is work from home:
a job that is "no longer remote" is On-site. Answers such as "no" are values of a named field, and not words of an order.
"""

import re
from typing import Any

from recruit.domain.engines.language.negation_words import BEFORE_ARRANGEMENT, NO_REMOTE_OPTION
from recruit.domain.engines.reading.job.remote_policies import ON_SITE
from recruit.domain.engines.reading.job.work_arrangements import employment_type, remote_option

_FILLER = (
    r"(?:longer|any ?more|a|an|any|be|for|as|mehr|als|eine?[nrms]?|de|du|d['’]|en|à|un|une|más|mas|ya|mais|um|uma|più|da|in|di|"
    r"meer|een|op|the|possible|allowed|option of)\b|d['’]"
)
_END = (
    rf"(?=$|[,;:.!?\n]|\b(?:but|and|sondern|aber|und|mais(?=\s)|et|pero|sino|mas(?=\s)|ma|maar|{BEFORE_ARRANGEMENT})\b)"
)
_DENIAL = re.compile(
    rf"\b(?:{BEFORE_ARRANGEMENT})\b[\s-]*(?P<fillers>(?:(?:{_FILLER})[\s-]*)*)(?P<denied>.*?){_END}", re.IGNORECASE
)
_HOME = re.compile(
    r"(?:remot[eo]|home[ -]?(?:office|working|work)|wfh|work(?:ing)? (?:remotely|from home)|from home|tele(?:travail|work|werk|arbeit)\w*|"
    r"télétravail\w*|teletraba[jl]\w*|telelavoro|distan(?:ce|ciel|cia|za)|distância|mobile[smn]? arbeit\w*|zu hause|(?:trabajo|trabalho|lavoro) (?:en |em |da )?remoto|"
    r"smart ?working|lavoro agile|desde casa|de casa|da casa|casa|thuis\w*|afstand)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\b(?:the|its) (?:remote|work) (?:option|mode)\b", re.IGNORECASE)
_ANSWER = re.compile(r"^[\W_]*(?:yes|no|non|nein|nee|não|none|nessuno|aucun)\b", re.IGNORECASE)
_ONLY_NO = re.compile(rf"\W*(?:{NO_REMOTE_OPTION})\W*", re.IGNORECASE)


def arrangements(text: str) -> dict[str, Any]:
    """Return the remote option and the employment type that a text states, by field; empty if it denies them."""
    kept, denies_home = _without_denials(_FIELD.sub(" ", text))
    kept = _ANSWER.sub(" ", kept)
    option = remote_option(kept, free=True) or (ON_SITE if denies_home else None)
    kind = employment_type(kept, free=True)
    return ({"remote_option": option} if option else {}) | ({"employment_type": kind} if kind else {})


def arrangement_named(field: str, text: str) -> dict[str, Any]:
    """Return the value of a named field: an arrangement, else the text itself; empty if it is a denial of one.

    The remote option may be the answer "no".
    """
    if field == "remote_option" and _ONLY_NO.fullmatch(text):
        return {field: ON_SITE}
    value = arrangements(text).get(field)
    return {field: value or text} if value or not _DENIAL.search(text) else {}


def home_denials(text: str) -> list[tuple[int, int]]:
    """Return the spans of "no remote", "kein Homeoffice" and the like."""
    return [found.span() for found in _DENIAL.finditer(text) if _HOME.match(found["denied"])]


def denials(text: str) -> list[tuple[int, int]]:
    """Return the spans of the denials of a text: "no longer open"."""
    return [found.span() for found in _DENIAL.finditer(text)]


def _without_denials(text: str) -> tuple[str, bool]:
    """Return a text without denials, and whether one of them denied work from home.

    A denial after what it denies stays: "Homeoffice ist nicht möglich" is read as a whole.
    """
    kept, end, denies_home = "", 0, False
    for found in _DENIAL.finditer(text):
        before = re.split(r"[,;:.!?\n]", text[end : found.start()])[-1]
        if _HOME.search(before) and not _states(found["denied"]):
            continue
        kept += text[end : found.start()] + " "
        end = found.end()
        denies_home = denies_home or _HOME.match(found["denied"]) is not None
    return kept + text[end:], denies_home


def _states(text: str) -> bool:
    return bool(remote_option(text, free=True) or employment_type(text, free=True))
