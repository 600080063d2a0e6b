"""Consumption of the words that name the one job or candidate of a plain sentence."""

from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists import words as listing
from recruit.domain.engines.language.lists.phrases import PhraseMatcher
from recruit.domain.engines.language.lists.reading import is_id
from recruit.domain.engines.language.requests import Kind


def take_job(said: PhraseMatcher, part: Part) -> bool:
    """Consume the only title or id of a job. Return whether there is exactly one."""
    ids = [figure for figure in part.linked.figures if figure.kind is Kind.JOB and is_id(part.linked, figure)]
    spans = [(one.start, one.end) for one in part.titles()] + [(one.index, one.index + 1) for one in ids]
    if len(spans) != 1 or said.has_consumed(*spans[0]):
        return False
    said.consume(*spans[0])
    return True


def take_person(said: PhraseMatcher, part: Part) -> bool:
    """Consume the only name or id of a candidate. Return whether there is exactly one."""
    ids = [figure for figure in part.linked.figures if figure.kind is Kind.CANDIDATE and is_id(part.linked, figure)]
    for one in part.people():
        said.consume(one.start, one.end)
    for figure in ids:
        said.consume(figure.index, figure.index + 1)
        said.take(listing.CANDIDATES)
    return len({one.ids for one in part.people()}) + len(ids) == 1
