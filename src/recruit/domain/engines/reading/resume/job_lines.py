"""Classification of one line about a job: header or not, and its title and company.

label    = "Designation:", "Cargo:" … before a title; "Company:", "Arbeitgeber:" … before a company; others mark neither
sentence = "working"? ("with" | "for" | "at") firm "as" title, or "working as" title ("with" | "for" | "at") firm
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.reading.resume import companies, line_parts, sections
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates, lines

LONGEST_LINE = 130
MOST_TITLE_WORDS = 8
MOST_LABEL_WORDS = 2

_TITLE_LABELS = frozenset(
    "designation, position, title, job title, role, post, current designation, job role, position held, cargo, "
    "puesto, poste, fonction, stelle, tätigkeit, funktion, mansione, ruolo, função, functie, beruf oder funktion, "
    "lavoro o posizione ricoperti, occupation or position held, profession".split(", ")
)
_COMPANY_LABELS = frozenset(
    "company, company name, employer, organization, organisation, organization name, firm, institution, client, "
    "empresa, compañía, entreprise, société, employeur, arbeitgeber, firma, unternehmen, azienda, datore di "
    "lavoro, empregador, bedrijf, werkgever, name of employer, name of organization, name of company".split(", ")
)
_LABEL = re.compile(r"([^\W\d_][^:\n–|•]{1,34}?)\s?:\s{0,4}(?=\S)")
_EMPTY_LABEL = re.compile(r"(?:^|(?<=\t)|(?<=\s))[^\W\d_][\w ]{1,20}:\s{0,3}$")
_WORKING = re.compile(
    r"(?:^|(?:\b(?:present|current)ly\s)?\b(?:work(?:ing|ed|s)|employed|joined|served|serving)\s)(?:(?:with|for|at|"
    r"in)\s(?P<firm>[^\n]{2,60}?)\sas\s(?:an?\s|the\s)?(?P<as>[^\n.,]{2,60}?)|as\s(?:an?\s|"
    r"the\s)?(?P<title>[^\n.,]{2,60}?)\s(?:with|for|at|in)\s(?P<at>[^\n]{2,60}?))(?=$|[.,;\t]|\s(?:from|since|for|"
    r"to)\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@\w")
_SITE = re.compile(r"[(<]?(?:https?://|www\.)\S{1,200}")
_INSIDE = re.compile(r"\(([^()\t]{2,60}?),?\s{0,3}\t\s{0,3}\)")
_ALL_MARKS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class LineReading:
    """The content of a line. `others` are possible companies; `is_confirmed` is whether a noun or legal form confirms one."""

    title: str | None = None
    company: str | None = None
    points: int = 0
    is_confirmed: bool = False
    others: Sequence[str] = ()
    whole: str | None = None


def without_marks(own: str) -> str:
    """Return the rest of a line without its span, and without labels and brackets around the span."""
    words = _INSIDE.sub(r" | \1 | ", _SITE.sub(" ", own)).replace("()", " ").replace("( \t )", " ")
    words = _EMPTY_LABEL.sub("", words.strip(companies.OUTER)).strip(companies.OUTER)
    words = words.removeprefix(")").removesuffix("(").strip(companies.OUTER)
    return "" if _ALL_MARKS.fullmatch(words) or line_parts.is_aside(words) else words


def is_header(line: str, *, dated: bool = False) -> bool:
    """Whether a line is short and isn't a sentence, bullet, address or, unless `dated`, another role."""
    bare = line.strip()
    if (
        not bare
        or len(bare) > LONGEST_LINE
        or (lines.is_bullet(line) and not bare[0].isdigit() and not bare.startswith("--"))
    ):
        return False
    if _ADDRESS.search(bare) or bare.endswith(":") or (not dated and next(dates.spans(bare), None)):
        return False
    titled = line_parts.title_points(bare)
    if companies.is_company((line_parts.pieces(bare) or [bare])[0]) and not lines.is_bullet(line):
        return True
    if bare.endswith((".", ";")) and not companies.is_company(bare):
        return False
    if (
        titled == line_parts.SURE
        and len(bare.split()) <= MOST_TITLE_WORDS
        and not (companies.describes_duties(bare) and bare.split()[0].casefold() != "lead")
    ):
        return True
    return (
        bare[0].isupper() or bare[0].isdigit() or not bare[0].isascii() or bare[0] in "-*[("
    ) and not companies.describes_duties(bare)


@lru_cache(lines.CACHED)
def read(line: str) -> LineReading:
    """Return the title and the company of one line, each None if missing."""
    if not line or len(line) > 2 * LONGEST_LINE:
        return LineReading()
    if found := _WORKING.search(line):
        title, company = found["title"] or found["as"], found["at"] or found["firm"]
        if line_parts.title_points(title):
            name = companies.company_name(company)
            return LineReading(companies.tidy(title), name, line_parts.SURE, is_confirmed=True)
    label = _LABEL.match(lines.without_bullet(line).strip("\t |*"))
    if label and (labelled := _labelled(label)):
        return labelled
    return _unlabelled(line)


def _labelled(label: re.Match[str]) -> LineReading | None:
    name, value = lines.name(label[1]), label.string[label.end() :]
    first, whole = (line_parts.split(value) or [value])[0], companies.tidy(value)
    if name in _TITLE_LABELS:
        return LineReading(companies.tidy(first), None, line_parts.SURE + 1, is_confirmed=True, whole=whole)
    if name in _COMPANY_LABELS:
        return LineReading(None, companies.company_name(first), is_confirmed=True, whole=whole)
    if sections.heading(name) is Section.EXPERIENCE:  # "Work: Title, Firm"
        return _unlabelled(value)
    if (
        line_parts.title_points(name)
        or companies.is_company(label[1])
        or line_parts.title_points(value)
        or len(name.split()) > MOST_LABEL_WORDS
    ):
        return None
    return LineReading()


def _unlabelled(line: str) -> LineReading:
    pieces = line_parts.split(line)
    best = max(pieces, key=line_parts.title_points, default="")
    points = line_parts.title_points(best)
    title = best if points else None
    others = [piece for piece in pieces if piece is not title and companies.may_be_company(piece)]
    confirmed = sorted(filter(companies.is_company, others), key=companies.is_unit)
    chosen = next(iter([*confirmed, *others]), None)
    is_confirmed = chosen is not None and (companies.is_company(chosen) or title is not None)
    company = companies.company_name(chosen) if chosen else None
    other_companies = tuple(filter(None, map(companies.company_name, others)))
    whole = companies.tidy(pieces[0]) if pieces else None
    return LineReading(line_parts.title(title), company, points, is_confirmed, other_companies, whole)


def best_title(readings: Sequence[LineReading]) -> str | None:
    """Return the title with the most points, the first of equals, or None."""
    return max(readings, key=lambda reading: reading.points, default=LineReading()).title


def best_company(readings: Sequence[LineReading]) -> str | None:
    """Return the first company confirmed by a noun or legal form, else the first possible one, or None."""
    confirmed = next((reading.company for reading in readings if reading.is_confirmed), None)
    return confirmed or next((reading.company for reading in readings if reading.company and not reading.title), None)
