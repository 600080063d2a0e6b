"""Removal of the list of other jobs from a saved page: "Similar jobs", "Das könnte dich auch interessieren"."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

_HEADING = Lazy(
    r"^[\W_]{0,6}(?:(?:similar|related|other|more) (?:jobs|vacancies|roles|openings)|people also viewed|"
    r"jobs you (?:may|might) like|ähnliche (?:jobs|stellen\w*)|weitere (?:jobs|stellen\w*)|"
    r"das könnte (?:dich|sie) auch interessieren|"
    r"(?:offres|emplois|postes) similaires|autres offres|otras ofertas|outras vagas|altre offerte|"
    r"(?:ofertas|empleos|vacantes|vagas) (?:similares|semelhantes|relacionad[ao]s)|(?:annunci|offerte|lavori) simili|"
    r"(?:vergelijkbare|andere|soortgelijke) vacatures)\b[^\n:]{0,30}(?::(?P<rest>[^\n]*)|$)",
    re.IGNORECASE | re.MULTILINE,
)


def cut(text: str) -> str:
    """Return a text without its list of other jobs: a line that names some, or all text after a separate heading."""
    found = _HEADING.search(text)
    if found is None or not text[: found.start()].strip():
        return text
    if (found["rest"] or "").strip():
        return text[: found.start()] + text[found.end() :]
    return text[: found.start()] if 2 * found.start() > len(text) else text
