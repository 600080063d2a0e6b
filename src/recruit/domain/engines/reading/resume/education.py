"""Extraction of education entries from a résumé.

entry  = in sections of education, lines with a degree, a school and dates, until one of them occurs again
degree = a part of a line with a word such as "Bachelor"
school = one with a word such as "University", or a short name such as "HEC Paris"

A bullet in an entry describes it, unless the whole section is a list.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.candidates.model.profile import Education
from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import line_parts, sections
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates, lines

LONGEST_LINE = 400

_DEGREE = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate)?(?: of)?|dr\. rer|bachelor(?:['’]?s)?|master(?:['’]?s)?(?= (?:degree|of|"
    r"in|thesis|program)|['’]s)|mba|emba|b\.?\s?sc|m\.?\s?sc|b\.?\s?a\.(?!\w)|m\.?\s?a\.(?!\w)|b\.?\s?eng|m\.?\s?eng|"
    r"b\.?\s?tech|m\.?\s?tech|b\.?\s?e\.(?!\w)|m\.?\s?e\.(?!\w)|b\.?\s?com|m\.?\s?com|b\.?\s?ed|m\.?\s?ed|"
    r"b\.?\s?s\.(?!\w)|m\.?\s?s\.(?!\w)|b\.?f\.?a|m\.?f\.?a|ll\.?[bm]|mca|bca|pgdm|associate(?:['’]?s)?(?= degree| of|"
    r" in)|diploma|degree|ged|high school|a-levels?|gcses?|abitur|diplom|magister|staatsexamen|promotion|"
    r"ausbildung zu[mr]|licence|licenciatura|licenciad[oa]|grado en|máster|doctorado|bachillerato|técnico superior|"
    r"baccalauréat|doctorat|bts|dut|laurea|maturità|dottorato|bacharel(?:ado)?|mestrado|doutorado|graduação|tecnólogo|"
    r"(?:berufs)?matura|maturité|maturität|lehrabschluss|vwo|havo|vmbo|mbo|hbo|bep|deug|bac pro|"
    r"titre professionnel|ciclo formativo|grado (?:medio|superior)|"
    r"graduado escolar|ensino (?:médio|fundamental|superior)|segundo grau|fachabitur|mittlere reife|realschulabschluss|"
    r"hauptschulabschluss|gesellenprüfung|meisterprüfung|lehre (?:als|zu[mr])|ausbildung als|apprenticeship|"
    r"propedeuse|coursework|certificate|certification)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:universit\w{1,4}|college|school|academy|institut[eo]?|institution|polytechnic\w?|\w*hochschule|"
    r"gymnasium|école|ecole|lycée|faculté|iut|universidad|colegio|facultad|escuela|università|"
    r"liceo|politecnico|universidade|faculdade|escola|hogeschool|universiteit|conservatoire|lyceum|atheneum|roc|berufskolleg|"
    r"\w*akademie|\w*schulen?|politécnic[oa]|academia|accademia|istituto tecnico|"
    r"bootcamp|ivy|"
    r"\w*universität|mit|eth)\b",
    re.IGNORECASE,
)

_SHORT_NAME = re.compile(
    r"(?:TU|FU|HU|LMU|RWTH|FH|TH|HTW|HAW|DHBW|KIT|HEC|ENS|INSA|IES|IIT|NIT|BITS|UC|KU|UCL|LSE|UCLA|NYU|EPFL|INSEAD|ESCP)"
    r"(?:[ -][A-ZÀ-Þ][\w'’-]+){0,3}|[A-ZÀ-Þ]\w+ Tech"
)
_LABEL = re.compile(
    r"(?:school|university|college|institution|degree|qualification|schule|hochschule|abschluss|école|diplôme|centro|"
    r"título|scuola|titolo|escola|opleiding)\s?:\s",
    re.IGNORECASE,
)
_PART_END = re.compile(r",\s|:\s|\s(?:from|an der|am|à l['’]|en la|alla|na)\s(?:the\s)?(?=[A-ZÀ-Þ])")


def has_degree(words: str) -> bool:
    """Whether words contain a degree or another qualification, in one of seven languages."""
    return bool(_DEGREE.search(words))


def is_school(words: str) -> bool:
    """Whether words contain the name of a school."""
    return bool(_SCHOOL.search(words) or _SHORT_NAME.fullmatch(words))


def find(split: Sequence[str]) -> Iterator[Education]:
    """Yield the entries in order."""
    for body in sections.bodies(split, Section.EDUCATION):
        yield from _entries(body)


def _entries(body: Sequence[str]) -> Iterator[Education]:
    entry = Education()
    is_list = all(lines.is_bullet(line) for line in body if line.strip())
    for line in _lines(body):
        found = _of_line(line, is_list=is_list)
        if (found.degree and entry.degree) or (found.school and entry.school) or (found.end and entry.end):
            if entry.degree or entry.school:
                yield entry
            entry = Education()
        entry = Education(
            entry.degree or found.degree,
            entry.school or found.school,
            entry.start or found.start,
            entry.end or found.end,
        )
    if entry.degree or entry.school:
        yield entry


def _lines(body: Sequence[str]) -> Iterator[str]:
    """Yield the lines, each entry of "Degree, School, 2018 | Degree, School, 2016" on its own."""
    for line in body:
        parts = line[:LONGEST_LINE].split(" | ")
        yield from parts if len(parts) > 1 and all(map(has_degree, parts)) else [line[:LONGEST_LINE]]


def _of_line(line: str, *, is_list: bool) -> Education:
    """Return the degree, school and dates of one line."""
    span = next(dates.spans(line), None) or next(dates.years_alone(line), None)
    bare = f"{line[: span.at]} \t {line[span.to :]}" if span else line
    parts = (_LABEL.sub("", part, count=1) for part in line_parts.pieces(bare))
    pieces = [piece.strip() for part in parts for piece in _PART_END.split(part)]
    school = next((piece for piece in pieces if is_school(piece)), None)
    degree = next((piece for piece in pieces if piece is not school and has_degree(piece)), None)
    if lines.is_bullet(line) and not is_list and not (school and degree):
        school = degree = None
    start = span.start if span and any(dates.spans(line)) else None
    return Education(field_limits.field(degree), field_limits.field(school), start, span.end if span else None)
