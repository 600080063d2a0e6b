"""Filters on the statuses of jobs and on the stages of applications: "open jobs", "sourced or rejected people"."""

from collections.abc import Mapping

from recruit.domain.engines.language.learned.statuses import job_statuses, stages
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.joining import Value, enumerated, one_or_several
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits


def status_filters(matcher: PhraseMatcher, part: Part, kind: str) -> dict[str, Value]:
    """Consume the statuses that filter a list of jobs or applications, which `kind` names by its tool."""
    named = _named_stages(matcher, part) if kind == "list_applications" else {}
    if kind == "find_jobs":
        named = {index: name for index, name in job_statuses(part.words) if not matcher.consumed[index]}
    if not named:
        return {}
    chain, _ = enumerated(matcher, [(index, index + 1) for index in named])
    matcher.consume(chain[0][0], chain[-1][1])
    return {"status": one_or_several(list(dict.fromkeys(named[start] for start, _ in chain)))}


def named_stage(matcher: PhraseMatcher, part: Part) -> str | None:
    """Return the first stage that a message names."""
    return next(iter(_named_stages(matcher, part).values()), None)


def _named_stages(matcher: PhraseMatcher, part: Part) -> Mapping[int, str]:
    """Return the stages by their indexes."""
    listed = [(index, name) for index, name in stages(part.words) if not matcher.consumed[index]]
    return {index: name for index, name in listed if _is_stage(matcher.words[index].key, first=index == 0)}


def _is_stage(key: str, *, first: bool) -> bool:
    """Tell a stage from an order. The first word of a message is a stage only as a participle: "rejected people"."""
    return fits(words.PARTICIPLES, key) if first else key not in words.STAGE_VERBS
