"""Exclusions of people, jobs and statuses from a list or ranking, in seven languages: "except Jane", "aren't closed".

    exclusion = "except" , { filler } , value , { ( "," | "and" | "or" ) , value } ;
    value     = name | id | title | status ;

Places, skills and languages are excluded by `named_filters` and `spoken_languages`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from recruit.domain.engines.language.learned import statuses
from recruit.domain.engines.language.learned.kinds import ID_MARKS, STOP_WORDS, kind_of
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.joining import enumerated
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.negation_words import EXCEPT, OF_STATUS, OTHER_THAN
from recruit.domain.engines.language.requests import Kind

EXCLUDING = f"(?:{EXCEPT}|{OTHER_THAN})"
_INFINITIVES = ("er", "ar", "ir", "are", "ere", "ire")
_BETWEEN = phrases(r"""
    ones? | been | yet | already | ever | still | currently | those | that | who | which | are | is | were | in | of | status | stage | people
    bereits | schon | mehr | diejenigen | denen | jene | welche | sind | wurden | noch | status | mehr
    ceux | celles | celle | qui | deja | plus | ete | encore | etre
    aquell[oa]s? | quienes | que | ya | han | hayan | sido | esten | estan | sean | a | estado
    as | os | aquel[ea]s? | quem | ja | foram | sejam | estejam | estao | tenham | estado
    quell[ieao] | che | gia | stat[oaie] | siano | essere | ancora
    degenen | zij | die | al | reeds | meer | werden | worden
""")
MOST_BETWEEN = 5

_Spans: TypeAlias = dict[tuple[int, int], Any]
_Finder: TypeAlias = Callable[[PhraseMatcher, Part, Kind], _Spans]


def excluded(matcher: PhraseMatcher, part: Part, listed: Kind | None = None) -> dict[str, Any]:
    """Consume the exclusions: `not_candidate_ids`, `not_job_ids` and `not_status`.

    `listed` is the kind of the rows, which decides on the meaning of numbers and titles; by default that of the nouns.
    """
    found: dict[str, Any] = {}
    tables = ((EXCLUDING, _VALUES), (OF_STATUS, _NEGATED))
    exceptions = [(start, end, values) for table, values in tables for _, start, end in matcher.find(table)]
    if not exceptions:
        return found
    kind = listed or _listed_kind(matcher)
    for start, end, negatable in exceptions:
        for name, spans_of in negatable:
            spans = spans_of(matcher, part, kind)
            first = next((span for span in sorted(spans) if _is_led(matcher, end, span[0])), None)
            if first is None or matcher.has_consumed(*first):
                continue
            others = [span for span in sorted(spans) if span >= first and not matcher.has_consumed(*span)]
            chain, _ = enumerated(matcher, others, of_one=False)
            values = [value for span in chain for value in spans[span]]
            found[name] = list(dict.fromkeys([*found.get(name, []), *values]))
            matcher.consume(start, _after_noun(matcher, chain[-1][1]))
            break
    if len(found.get("not_status", ())) == 1:
        found["not_status"] = found["not_status"][0]
    return found


def _is_led(matcher: PhraseMatcher, end: int, start: int) -> bool:
    """Tell whether only fillers are between an exception and its value."""
    between = [word.key for word in matcher.words[end:start]]
    return end <= start <= end + MOST_BETWEEN and all(_is_filler(key) for key in between)


def _is_filler(key: str) -> bool:
    is_noun = words.is_row_noun(key) or kind_of(key) is not None
    return is_noun or key in STOP_WORDS or key in ID_MARKS or fits(_BETWEEN, key)


def _people(_: PhraseMatcher, part: Part, _kind: Kind) -> _Spans:
    return {(one.start, one.end): one.ids for one in part.linked.people}


def _numbered(kind: Kind) -> _Finder:
    def found(_: PhraseMatcher, part: Part, listed: Kind) -> _Spans:
        wanted = {kind, None} if kind is listed else {kind}
        figures = [one for one in part.linked.figures if one.role == "id" and one.kind in wanted]
        return {(one.index, one.index + 1): (one.value,) for one in figures}

    return found


def _titled(_: PhraseMatcher, part: Part, listed: Kind) -> _Spans:
    return {(one.start, one.end): one.ids for one in part.linked.jobs} if listed is Kind.JOB else {}


def _listed_kind(matcher: PhraseMatcher) -> Kind:
    jobs = matcher.has(words.JOBS) and not matcher.has(words.CANDIDATES)
    return Kind.JOB if jobs else Kind.CANDIDATE


def _after_noun(matcher: PhraseMatcher, end: int) -> int:
    """Return the end of a value with the noun after it, if the list has another: "jobs except closed jobs"."""
    for table in (words.JOBS, words.CANDIDATES, words.APPLICATIONS):
        starts = [start for _, start, _ in matcher.find(table)]
        if end in starts and len(starts) > 1:
            return end + 1
    return end


def _statuses(matcher: PhraseMatcher, part: Part, listed: Kind) -> _Spans:
    """Return the statuses: of jobs if only jobs are listed, else of applications."""
    stages = dict(statuses.stages(part.words))
    of_jobs = dict(statuses.job_statuses(part.words))
    if listed is not Kind.JOB:  # people live somewhere
        of_jobs = {at: name for at, name in of_jobs.items() if matcher.words[at].key != "live"}
    named = {**stages, **of_jobs} if listed is Kind.JOB else {**of_jobs, **stages}
    return {(at, at + 1): (name,) for at, name in named.items() if _is_state(matcher.words[at].key)}


def _is_state(key: str) -> bool:
    """Tell "rejected" from "reject" and "refuser"."""
    verb = key in words.STAGE_VERBS or (key.endswith(_INFINITIVES) and key != "offer")
    return not verb and not fits(words.APPLIED, key)


_NEGATED: Sequence[tuple[str, _Finder]] = [("not_candidate_ids", _people), ("not_status", _statuses)]
_VALUES: Sequence[tuple[str, _Finder]] = [
    *_NEGATED,
    ("not_job_ids", _numbered(Kind.JOB)),
    ("not_candidate_ids", _numbered(Kind.CANDIDATE)),
    ("not_job_ids", _titled),
]


def without_excluded(arguments: Mapping[str, Any], excluded: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments without the values that are excluded: "all applications except Jane's" aren't Jane's."""
    without = {"candidate_id": "not_candidate_ids", "job_id": "not_job_ids", "status": "not_status"}
    unwanted = {name for name in without.keys() & arguments if _holds(excluded.get(without[name]), arguments[name])}
    return {name: value for name, value in arguments.items() if name not in unwanted}


def _holds(listed: Any, value: Any) -> bool:
    return listed == value or (isinstance(listed, list) and value in listed)
