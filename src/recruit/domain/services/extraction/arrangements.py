"""How people work: employment type and whether at home, in the words that the API knows.

A label's value is read more freely than running text, where "contract" or "remote" may be about anything.
"""

import re

FULL_TIME, PART_TIME, CONTRACT, TEMPORARY, INTERNSHIP = "Full-time", "Part-time", "Contract", "Temporary", "Internship"
REMOTE, HYBRID, ON_SITE = "Remote", "Hybrid", "On-site"
EMPLOYMENT_TYPES = (FULL_TIME, PART_TIME, CONTRACT, TEMPORARY, INTERNSHIP)
REMOTE_OPTIONS = (REMOTE, HYBRID, ON_SITE)

_NOT = r"(?<!not a )(?<!not )(?<!no )(?<!non-)"
_EMPLOYMENT = {
    FULL_TIME: rf"{_NOT}\b(?:full[ -]?time|vollzeit|temps plein|tiempo completo|jornada completa|tempo integral)\b",
    PART_TIME: rf"{_NOT}\b(?:part[ -]?time|teilzeit|temps partiel|tiempo parcial|media jornada)\b",
    CONTRACT: rf"{_NOT}\b(?:contract (?:role|position|job|basis|work|engagement|to hire|opportunity|only)|"
    r"contract-to-hire|contractor (?:role|position)|on (?:a )?contract\b|freelance|(?:months?|mos?|year)[ -]contract|"
    r"(?:inside|outside) ir35|corp[ -]to[ -]corp)|\(contract\b|\bcontract\)|- contract$|\| contract \|",
    TEMPORARY: rf"{_NOT}\b(?:temporary|^temp|temp(?:[ -]to[ -](?:hire|perm))|seasonal|befristet|intérim|temporal)\b",
    INTERNSHIP: rf"{_NOT}\b(?:internship|praktikum|werkstudent|becario|prácticas)\b",
}
_EMPLOYMENT_VALUE = _EMPLOYMENT | {
    CONTRACT: _EMPLOYMENT[CONTRACT] + rf"|{_NOT}\bcontract(?:or)?\b(?!s)",
    TEMPORARY: _EMPLOYMENT[TEMPORARY] + r"|\btemp\b",
    INTERNSHIP: _EMPLOYMENT[INTERNSHIP] + r"|\bintern\b|\bstage\b",
}
_REMOTE = {
    HYBRID: r"\bhybrid\w{0,2}\b|\bhibrid[oa]\b|(?:home ?office|télétravail|teletrabajo|remote)\W{1,3}[^\n.]{0,40}"
    r"(?:\d jours?|\d tage?n?|\d días)",
    ON_SITE: r"\b(?:on[ -]?site|in[ -]office|office[ -]based|in[ -]person|wfo|work from office|presencial|vor ort|"
    r"sur site|not (?:a )?remote|no remote|non-remote)\b",
    REMOTE: r"\b(?:fully|100 ?%|completely|entirely) remote\b|\bremote(?:[ -](?:first|only|role|position|job|"
    r"work(?:ing)?|friendly|within|in|from|or|anywhere|us|usa|uk|eu|europe)\b|\s?[(—|;,.–-]|$)|[(|] ?remote\b|"
    r"\bwork(?:ing)? (?:remotely|from (?:home|anywhere))\b|\bwfh\b|\bhome[ -]based\b|\btélétravail\b|\bteletrabajo\b|"
    r"^remote\b",
}
_REMOTE_VALUE = _REMOTE | {
    REMOTE: _REMOTE[REMOTE] + r"|\bremote\b|^yes\b",
    ON_SITE: _REMOTE[ON_SITE] + r"|^(?:in )?(?:the )?office$|^no\b",
}


def _compiled(words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {meaning: re.compile(pattern, re.IGNORECASE | re.MULTILINE) for meaning, pattern in words.items()}


_EMPLOYMENT_WORDS, _EMPLOYMENT_VALUES = _compiled(_EMPLOYMENT), _compiled(_EMPLOYMENT_VALUE)
_REMOTE_WORDS, _REMOTE_VALUES = _compiled(_REMOTE), _compiled(_REMOTE_VALUE)


def employment_type(text: str, *, free: bool = False) -> str | None:
    """Return the employment type that is named first; `free` is for labels' values and notes."""
    return _first(_EMPLOYMENT_VALUES if free else _EMPLOYMENT_WORDS, text)


def remote_option(text: str, *, free: bool = False) -> str | None:
    """Return where work is done. Anything hybrid is Hybrid; else the first mention decides."""
    words = _REMOTE_VALUES if free else _REMOTE_WORDS
    return HYBRID if words[HYBRID].search(text) else _first(words, text)


def says(option: str, text: str) -> bool:
    """Whether a text has words for an employment type or a remote option, read freely."""
    pattern = (_EMPLOYMENT_VALUES | _REMOTE_VALUES).get(option)
    return bool(pattern and pattern.search(text))


def _first(words: dict[str, re.Pattern[str]], text: str) -> str | None:
    places = {option: found.start() for option, pattern in words.items() if (found := pattern.search(text))}
    return min(places, key=places.__getitem__) if places else None
