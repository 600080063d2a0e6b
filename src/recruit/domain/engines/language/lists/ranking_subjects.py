"""The words of a message that name the subject of a ranking or list: the job or candidate that it is about."""

from recruit.domain.engines.language.common_words import COMMON
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import STOP_WORDS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits
from recruit.domain.engines.language.negation_words import OF_FILTER
from recruit.domain.engines.language.requests import Named, Request

_ABOUT = ("job_id", "candidate_id")


LIVES_WITHIN = 2
"""Most words from a verb for living to its place: "who lives in Leeds"."""


def take_subject(matcher: PhraseMatcher, linked: Linked, directory: Directory, request: Request) -> bool:
    """Consume the words that name the job or candidate of a request. Return whether there are any."""
    values = [request.arguments.get(name) for name in _ABOUT]
    ids = {str(value) for value in values if isinstance(value, int)}  # of any length
    numbered = [index for index, word in enumerate(linked.words) if word.key in ids]
    numbered += [figure.index for figure in linked.figures if figure.role == "id" and figure.kind is not None]
    matcher.consume_each(numbered)
    subjects = {one for value in values for one in (value if isinstance(value, tuple) else (value,))}
    people = [one for one in linked.people if subjects & set(one.ids) or isinstance(values[1], Named)]
    matcher.consume_each(at for mention in people for at in mention.indexes)
    if numbered:
        return True
    titled = [one for one in linked.jobs if subjects & set(one.ids) or isinstance(values[0], Named)]
    for one in titled:
        _take_title(matcher, one.start, one.end)
    _take_place_of_job(matcher, directory, {one for mention in titled for one in mention.ids})
    return bool(people or titled)


def _take_title(matcher: PhraseMatcher, start: int, end: int) -> None:
    """Consume a title with the words that belong to it: "the senior Python backend engineer job"."""
    while start > 0 and _belongs(matcher, start - 1):
        start -= 1
    while end < len(matcher.words) and (kind_of(matcher.words[end].key) is not None or matcher.words[end].key == "-"):
        end += 1
    matcher.consume(start, end)


def _belongs(matcher: PhraseMatcher, index: int) -> bool:
    word = matcher.words[index]
    common = word.key in STOP_WORDS or word.key in COMMON or word.key in OF_FILTER
    return not word.is_mark and not matcher.consumed[index] and not common and kind_of(word.key) is None


def _take_place_of_job(matcher: PhraseMatcher, directory: Directory, ids: set[int]) -> None:
    """Consume the place of a job that is named by its title: "the nurse job in Leeds" asks for no one in Leeds."""
    located = {key for one in directory.jobs if one.id in ids for key in keys(one.location or "")}
    named = [at for at in matcher.remaining() if matcher.words[at].key in located]
    before = {at: matcher.words[max(0, at - LIVES_WITHIN) : at] for at in named}
    matcher.consume_each(at for at in named if not any(fits(words.LIVING, word.key) for word in before[at]))
