"""Readers of slot values: an id, a name, or a reference to a record shown before."""

from collections.abc import Sequence

from recruit.domain.engines.language.requests import Kind, Named, Nth, Pointed, Target
from recruit.domain.engines.language.tokens import Token
from recruit.domain.engines.language.words import CANDIDATE, JOB, JOB_STATUSES, NUMBERS, ORDINALS, STAGES

_PRONOUNS = frozenset("it this that its him her them he she they one guy woman man".split())
_DETERMINERS = frozenset("the a an our my this that these those your their his her its said above same".split())
_JOB_NOUNS = frozenset(JOB.replace("|", " ").split()) - {"open"}
_CANDIDATE_NOUNS = frozenset(CANDIDATE.replace("|", " ").split())
_NAMING = frozenset(["called", "titled", "named", "of", "for"])
_MARKS_OF_WORDS = "+#"
"""Marks that belong to the word before them: C++, C#."""


def text_of(span: Sequence[Token], message: str) -> str:
    """Return the text of a span of tokens, as it was written."""
    if not span:
        return ""
    start, end = span[0].start, span[-1].end
    while end < len(message) and message[end] in _MARKS_OF_WORDS:
        end += 1
    if message[end : end + 1] == ")" and message.count("(", start, end) > message.count(")", start, end):
        end += 1
    if message[start - 1 : start] == "." and not message[start - 2 : start - 1].strip():
        start -= 1
    return " ".join(message[start:end].split())


def number(span: Sequence[Token]) -> int | None:
    """Return the last number of a span, in digits or in words."""
    found = [token.id if token.id is not None else NUMBERS.get(token.text) for token in span]
    numbers = [one for one in found if one is not None]
    return numbers[-1] if numbers else None


def job(span: Sequence[Token], message: str) -> int | Target:
    """Return the job of a span."""
    return _target(Kind.JOB, _JOB_NOUNS, span, message)


def person(span: Sequence[Token], message: str) -> int | Target:
    """Return the candidate of a span."""
    return _target(Kind.CANDIDATE, _CANDIDATE_NOUNS, span, message)


def ordinal(span: Sequence[Token]) -> int:
    """Return the ordinal of a span."""
    return ORDINALS[span[0].text]


def job_status(span: Sequence[Token]) -> str:
    """Return the job status of a span."""
    return JOB_STATUSES[" ".join(token.text for token in span)]


def stage(span: Sequence[Token]) -> str:
    """Return the application status of a span."""
    words = [token.text for token in span]
    return STAGES[" ".join(words[1:] if words[0] == "the" else words)]


def _target(kind: Kind, nouns: frozenset[str], span: Sequence[Token], message: str) -> int | Target:
    words = [token.text for token in span]
    if _is_numbered(words, span, nouns):
        found = number(span)
        return 0 if found is None else found
    rest = [word for word in words if word not in {"the", "one"} and word not in nouns]
    if len(rest) == 1 and rest[0] in ORDINALS:
        return Nth(kind, ORDINALS[rest[0]], bare=nouns.isdisjoint(words))
    if all(word in _PRONOUNS | _DETERMINERS | nouns for word in words):
        return Pointed(kind, bare=nouns.isdisjoint(words))
    return Named(kind, text_of(_name(span, nouns), message).removesuffix("'s").removesuffix("’s"))


def _is_numbered(words: Sequence[str], span: Sequence[Token], nouns: frozenset[str]) -> bool:
    """Tell whether a span names an id, as "job number five" and "the job 5's"."""
    last = len(words) - (words[-1] == "s")
    stands_last = last > 0 and (span[last - 1].id is not None or words[last - 1] in NUMBERS)
    return stands_last and words[last - 1] != "one" and (last == 1 or any(word in nouns for word in words[:last]))


def _name(span: Sequence[Token], nouns: frozenset[str]) -> Sequence[Token]:
    """Return a span without the words around the name."""
    first, last = 0, len(span)
    while first < last and span[first].text in _DETERMINERS:
        first += 1
    while last > first and span[last - 1].text in nouns:
        last -= 1
    while first < last - 1 and (span[first].text in nouns or span[first].text in _NAMING):
        first += 1
    return span[first:last]
