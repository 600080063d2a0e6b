"""Extraction of a job's title.

title = the likeliest of several candidates: values of labels, headings, and words after "hiring", "suchen",
        "cherche" …

A small model makes the choice. Its features include points given by rules: a label's value gets most, then a heading in
the first lines, an announcement such as "We are hiring: …", an occupation noun after a word such as "need", and last
any occupation noun, with earlier ones preferred.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.job import (
    field_labels,
    title_phrases,
    title_spans,
    title_vocabulary,
    work_arrangements,
)
from recruit.domain.engines.reading.job.choosing import choice
from recruit.domain.engines.reading.job.choosing.choice import CandidateSpan
from recruit.domain.engines.reading.job.choosing.title_candidates import candidates
from recruit.domain.engines.reading.log_linear import load_models
from recruit.domain.engines.reading.text import gazetteer, lines, places, titles
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.reading.text.titles import Title
from recruit.domain.engines.skills import catalog

HEADING_LINES = 6
TEXTS_KEPT = 8
"""Size of the cache of titles by text; extraction of location and currency also needs the title."""

LONGEST_HEADING = 250
LONGEST_TITLE_LINE = 100
MOST_WORDS = 12
NOTE_LINES = 2
WRAPPED = 70
"""Minimum length of a line that, without closing punctuation, continues on the next."""

LINES_READ = 40
"""Number of first lines that may contain the title as a heading."""

BEGINNING = 5_000
"""Characters of a text that are searched for a title."""

_SEPARATOR = Lazy(r"\s{0,4}[|•]\s{0,4}|\s·\s|\s{3,}|\t")
_REFERENCE = Lazy(r"\s?(?:\bnr\.?|\bn[°º]\.?|\bno\.?|#)?\s?\d[\w/.-]*$", re.IGNORECASE)
_SENTENCE_END = Lazy(r"(?<=[^\W\d_]{3})[.!?]\s|(?<=\))\.\s")
_ANNOUNCEMENT = Lazy(r"^-?se de (?=\w)|\s(?:gezocht|gesucht|wanted|needed)$", re.IGNORECASE)
_ARRANGEMENT = Lazy(
    r"(?<!\bof)(?<!\band)(?<!&)[\s,]+(?:fully )?(?:remote|remoto|hybrid|híbrido|hybride|on-?site)$", re.IGNORECASE
)
"""An arrangement at the end of a title: "Data Analyst remote"."""

_IN_PARENTHESES = Lazy(r"\([^)]*\)?")
_MARK = Lazy(r"\s?:(?=\s|$)|\s[–-]\s")
_PLAIN_LABELS = field_labels.TITLE - field_labels.EMPLOYMENT - field_labels.DEPARTMENT


@dataclass(frozen=True, slots=True)
class _Candidate:
    words: str
    score: float
    kind: str


@lru_cache(maxsize=TEXTS_KEPT)
def find(text: str) -> Title | None:
    """Return the title with normalised capitals and its position in the text, or None."""
    language = detect_language(text)
    found = [each for each in find_candidates(text) if not choice.is_in_requirements(text, each.start)]
    if not found:
        return None
    best = choice.best(found, load_models("job_fields")["title"])
    best = next((each for each in found if _is_marked_form(each, best, text)), best)
    words = best.words + title_spans.marks(text, best.start + len(best.words))
    words += title_spans.reports_to(text, best.start + len(words))
    words = _ARRANGEMENT.sub("", _ANNOUNCEMENT.sub("", _without_place(title_phrases.ASIDE.sub("", words))))
    name = field_limits.field(_tidy(words, language)) or ""
    return Title(name, best.start, best.start + len(words))


def _is_marked_form(span: CandidateSpan, best: CandidateSpan, text: str) -> bool:
    """Whether a span before `best` is a longer form of it with marks: "Senior Data Engineer (m/f/d)", "data engineer"."""
    end = span.start + len(span.words)
    marks = title_phrases.TITLE_MARKS.search(span.words) or title_spans.marks(text, end)
    return end <= best.start and bool(marks) and f" {best.words}".casefold() in span.words.casefold()


def find_candidates(text: str) -> Sequence[CandidateSpan]:
    """Return the title candidates of a text."""
    beginning = text[:BEGINNING]
    language = detect_language(text)
    rule_candidates = sorted(_candidates(beginning, language), key=lambda each: -each.score)
    kept = [(each.words, each.kind, each.score) for each in rule_candidates if field_limits.field(each.words)]
    return candidates(beginning, kept, language)


def heading(text: str) -> Sequence[str]:
    """Return the short ones of the first lines; an empty sequence for a text of one line."""
    first = lines.split(text[:BEGINNING])[:HEADING_LINES]
    return [line for line in first if len(line) <= LONGEST_HEADING] if len(first) > 1 else []


def _candidates(text: str, language: str) -> Iterator[_Candidate]:
    split = lines.split(text)
    yield from _labelled(split)
    if len(split) > 1:
        yield from _headings(split, language)
    spans = next(filter(None, (list(title_spans.find(text, each)) for each in (language, "es", "de"))), [])
    if len(split) <= NOTE_LINES and len(text) <= title_spans.NOTE and (first := title_spans.first_clause(text)):
        yield _Candidate(first, 2.0, "clause")
    for found in spans:
        yield _Candidate(found.words, found.score, "span")


def _labelled(split: Sequence[str]) -> Iterator[_Candidate]:
    for number, line in enumerate(split[:LINES_READ]):
        label, value = _label(line, split[number + 1] if number + 1 < len(split) else "")
        value = clean(_SENTENCE_END.split(value, maxsplit=1)[0])
        if not value or len(value) > LONGEST_TITLE_LINE or len(value.split()) > MOST_WORDS:
            continue
        known = has_head(value)
        if label in _PLAIN_LABELS and (
            known or not (places.is_place(value) or value[:1].isdigit() or title_phrases.PROSE.search(value))
        ):
            yield _Candidate(value, 12 if known else 9, "label")
        elif label in field_labels.TITLE and known and not title_phrases.PROSE.search(value):
            yield _Candidate(value, 10, "label")
        elif known and title_phrases.TITLE_LABEL.search(label) and not title_phrases.PROSE.search(value):
            yield _Candidate(value, 8, "label")


def _label(line: str, following: str) -> tuple[str, str]:
    """Return the label of a line, without a reference number after it, and its value; two empty strings without one."""
    text = lines.without_bullet(line)
    if found := _MARK.search(text):
        return lines.name(_REFERENCE.sub("", text[: found.start()].strip())), text[found.end() :].strip()
    alone = lines.name(text) in field_labels.TITLE and not _MARK.search(following)
    return (lines.name(text), following) if alone else ("", "")


def _headings(split: Sequence[str], language: str) -> Iterator[_Candidate]:
    """Yield possible titles among the lines: a whole line, or a part of one with bars."""
    for number, line in enumerate(split[:LINES_READ]):
        if announced := title_phrases.ANNOUNCED.match(line):
            value = clean(announced[1].split(". ")[0])
            if has_head(value) and len(value) <= LONGEST_TITLE_LINE:
                yield _Candidate(value, 9, "announced")
        before = split[number - 1] if number else ""
        wrapped = len(before) >= WRAPPED and before[-1] not in ".:!?"
        if lines.is_bullet(line) or len(line) > LONGEST_HEADING or wrapped:
            continue
        for place, part in enumerate(_SEPARATOR.split(line)):
            candidate = clean(part)
            if len(candidate) > LONGEST_TITLE_LINE or not has_head(candidate):
                continue
            score = _heading_score(candidate, number, place, language)
            if score > 0:
                yield _Candidate(candidate, score, "heading")


def _heading_score(words: str, line: int, place: int, language: str) -> float:
    if (
        title_phrases.CUES.match(words)
        or title_phrases.PROSE.search(title_phrases.TITLE_MARKS.sub("", words))
        or title_phrases.NO_TITLE.search(_IN_PARENTHESES.sub("", words))
        or len(words.split()) > MOST_WORDS
    ):
        return 0
    listed, marked = words.count(",") > 1, bool(title_phrases.TITLE_MARKS.search(words))
    main = [word.strip(",()&") for word in _IN_PARENTHESES.sub("", words).split()]
    unknown = sum(not _is_of_titles(word) and not has_head(word) for word in main) / max(1, len(main))
    head = ends_or_begins(words, language)
    return (
        6.5 - (0.1 if line < HEADING_LINES else 0.22) * line - 0.05 * place + 3 * marked
        + 1.0 * head - 2.0 * listed - 2.5 * words[:1].islower()
        - 4.0 * unknown
    )  # fmt: skip


def ends_or_begins(words: str, language: str) -> bool:
    """Whether the occupation noun is at the end that the language requires."""
    main = re.split(r"[,(–]| - | (?:of|for|für|van|voor|m/w) ", words, maxsplit=1)[0].split()
    if not main:
        return False
    return (
        title_vocabulary.ends_title(main[-1])
        if language in title_vocabulary.HEAD_LAST
        else title_vocabulary.begins_title(main[0])
    )


def has_head(words: str) -> bool:
    """Whether `words` contain an occupation noun."""
    return any(
        title_vocabulary.ends_title(word) or title_vocabulary.begins_title(word)
        for word in title_spans.WORD.findall(words)
    )


def clean(words: str) -> str:
    """Return a title without surrounding numbers and work arrangements, and without the place after it."""
    words = _without_place(title_phrases.NUMBER.sub("", title_phrases.ASIDE.sub("", words)).strip(" -–—*#.,:!"))
    for mark in (" – ", " — ", " - ", ", "):
        title, found, rest = words.rpartition(mark)
        if found and has_head(title) and _is_beside(rest):
            return clean(title)  # without the company or department
    return words


def _is_beside(rest: str) -> bool:
    """Whether the words after a separator aren't part of the title: company, department, work arrangement or hours."""
    if work_arrangements.remote_option(rest, free=True) or work_arrangements.employment_type(rest, free=True):
        return True
    return not has_head(rest) and not all(map(_is_of_titles, rest.split()))


def _is_of_titles(word: str) -> bool:
    return (
        len(word) <= len("und")
        or title_vocabulary.in_titles(word.strip(",()"))
        or catalog.canonical_name(word) is not None
    )


def _without_place(candidate: str) -> str:
    """Drop the place or the company's site in "Title - City", "Title, City" and "Title in City"."""
    for mark in (" - ", " – ", " — ", ", ", " in ", " à ", " a ", " em ", " en ", " @ "):
        title, found, place = candidate.rpartition(mark)
        if found and has_head(title) and _is_place(place, strict=mark in {" a ", " en ", " em ", " in "}):
            return _without_place(title.strip())
    return candidate


def _is_place(words: str, *, strict: bool) -> bool:
    parts = [part.strip() for part in re.split(r"\s/\s", words)]
    if all(places.is_place(part) or _is_town(part) for part in parts):
        return True
    return (
        not strict and bool(re.search(r"\b(?:County|Office|Büro|Agence|Sede|Campus)\b", words)) and not has_head(words)
    )


def _is_town(words: str) -> bool:
    town = gazetteer.town(words) if words[:1].isupper() else None
    return town is not None and not town.is_word and not title_vocabulary.in_titles(words)


def _tidy(words: str, language: str) -> str:
    if language in title_vocabulary.HEAD_LAST:
        return titles.tidy(words)
    words = words.capitalize() if words.isupper() and len(words) > titles.LONGEST_ACRONYM else words
    return words[:1].upper() + words[1:]
