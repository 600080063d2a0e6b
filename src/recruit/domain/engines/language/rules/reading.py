"""Rules for requests that only read: jobs, candidates, applications, pipelines.

Each line is a pattern (see `patterns`) for the tool above it. Filters of lists are in `filters`.
"""

from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.requests import Kind, Pointed, Shown
from recruit.domain.engines.language.rules.rule import Table, by_kind, job_of, people, rules

_PEOPLE = (
    "{person1} (ANDOR|,) {person2}",
    "{person1} (ANDOR|,) {person2} (ANDOR|,) {person3}",
    "{person1} (ANDOR|,) {person2} (ANDOR|,) {person3} (ANDOR|,) {person4}",
)


def _compared(found: Found, message: str) -> dict[str, Any]:
    return {"candidate_ids": people(found, message), **by_kind(found, message)}


def _numbered(found: Found, message: str) -> dict[str, Any]:
    numbers = [mentions.number(found[name]) for name in sorted(found.slots) if name[:-1] == "number"]
    return {"candidate_ids": numbers, **job_of(found, message)}


def _shown(found: Found, message: str) -> dict[str, Any]:
    first = mentions.number(found["number"]) if "number" in found else None
    return {"candidate_ids": Shown(Kind.CANDIDATE, first), **job_of(found, message)}


def _in_stage(found: Found, message: str) -> dict[str, Any]:
    stage = {"status": mentions.stage(found["stage1"])} if "stage1" in found else {}
    return by_kind(found, message) | stage


_COMPARING = """
(compare|contrast) {people} [compare] [(for|on|against) {job}]
[SHOW] [DET] comparison (of|between) {people} [(for|on) {job}]
(who is|who's|which is|who would be) [the] (better|stronger|best|a better fit|better fit|better suited) [fit] [(for|on) {job}] [,] {people}
who fits {job} (better|best) [,] {people}
how (do|does) {people} compare [(for|on) {job}]
{people} compared [(for|on) {job}]
"""

READING = Table(
    [
        *rules("find_duplicates")("""
            [SHOW|find|check for|look for|are there|do we have] [DET] [any|possible|likely] (duplicate|duplicates|doubles|copies) (of|for) {person}
            [SHOW|find|check for|look for|are there] [DET] [any|possible|likely] duplicate (CANDIDATES|records) (of|for) {person}
            (who|which CANDIDATES) (may|might|could) be the same [person] as {person}
            is {person} a duplicate
        """),
        *rules("get_import", lambda found, _message: {"import_id": mentions.number(found["number"])})("""
            [SHOW|what is|what's|how is|how's] [DET] [status of|progress of|state of] [DET] import [no|number|id] {number} [status|progress|doing|going]
            (how far|how far along) is [the] import [no|number|id] {number}
            (which|what) [items|rows|files] [have|has] failed (in|of|during) [the] import [no|number|id] {number}
        """),
        *rules("compare_candidates", _compared)("".join(_COMPARING.replace("{people}", names) for names in _PEOPLE)),
        *rules("compare_candidates", _numbered)("""
            (compare|contrast) CANDIDATES {number1} ANDOR {number2} [(for|on) {job}]
            (compare|contrast) CANDIDATES {number1} [,] {number2} [, and|and|,] {number3} [(for|on) {job}]
        """),
        *rules("compare_candidates", _shown)("""
            (compare|contrast) (them|these|those|all of them|both|both of them|the two) [CANDIDATES] [(for|on) {job}]
            (compare|contrast) [the] (first|top|best|these|those) {number} [CANDIDATES] [(for|on) {job}]
        """),
        *rules("pipeline")("""
            [SHOW] [DET] PIPELINE [(status|overview|report|summary)] [FOR {job}]
            [SHOW] [DET] PIPELINE FOR {title}
            (how does|how do|how's|how is|what does) [DET] PIPELINE [look] [like] [doing] [FOR {job}] [look] [like]
            (what is|what's|how's|how is) [DET] PIPELINE [FOR {job}] (like|looking|doing)
            [SHOW] {job} PIPELINE
            who [has|is|'s|has been|have|who's been] (waited|waiting|waits) [the] (longest|most) [FOR {job}]
            (who's|who is|who has|who's been|who has been|who have) (waited|waiting|been waiting) [the] (longest|most) [FOR {job}]
            (which|what) (candidate|applicant|application|candidates|applications) (has|have|is|are) [been] (waited|waiting) [the] longest [FOR {job}]
            longest waiting [CANDIDATES] [FOR {job}]
            (where|how) do we stand (with|on|for) {job}
            how [is|far is] {job} (doing|going|progressing|coming along|along)
            how many (APPLICATIONS|CANDIDATES) (does|did|do) {job} [currently] (have|get|got)
            how many (APPLICATIONS|CANDIDATES) (has|have|have got) {job} [got]
            how many (APPLICATIONS|CANDIDATES) [have|has] [APPLIED] (for|to) {job} [(have|has|do we have|are there)]
            how many (APPLICATIONS|CANDIDATES) (are|do we have|have we|are there|did we get) [there] [in the pipeline] (for|to|on|in) {job}
            [the] (number of|count of) (APPLICATIONS|CANDIDATES) FOR {job}
            count [the] APPLICATIONS [FOR {job}]
            how many (APPLICATIONS|CANDIDATES) [are|do we have] [there] (in|by|at|per) (each|every) STAGE [FOR {job}]
        """),
        *rules("pipeline", job_id=Pointed(Kind.JOB))("[SHOW] (its|their) PIPELINE"),
        *rules("list_applications", candidate_id=Pointed(Kind.CANDIDATE))("[SHOW] (his|her|their) APPLICATIONS"),
        *rules("list_applications", job_id=Pointed(Kind.JOB))("[SHOW] its APPLICATIONS"),
        *rules("list_applications", _in_stage)("""
            [SHOW] [DET] [{stage}] APPLICATIONS [FOR {job}] [(in|at|with status) {stage1} [STAGE]]
            [SHOW] [DET] [{stage}] APPLICATIONS (of|for|by|from) {person}
            [SHOW] [DET] APPLICATIONS (in|at|with status|with the status|with) {stage} [STAGE] [FOR {job}]
            [SHOW] {person} APPLICATIONS [for {job}]
            (what|which) STAGE is {person} [currently] (in|at|on) [(for|on) {job}]
            (what is|what's|show|show me) [the] (status|stage) of {person} [APPLICATION] [(for|on) {job}]
            where is {person} in [DET] (process|PIPELINE) [(for|on) {job}]
            how far (is|along is) {person} [(in|with) [DET] (process|PIPELINE)] [(for|on) {job}]
            [SHOW] DET (who|people who|candidates who) [DET] APPLIED (for|to) {job}
            [SHOW] who APPLIED (for|to) {job}
            who [has|have] [already] APPLIED (for|to) {job}
            who [all] (is|are|has been) (in|at|on|under|currently in|currently at) [DET] {stage} [STAGE] [FOR {job}]
            (who's|who are) (in|at|on|currently in) [DET] {stage} [STAGE] [FOR {job}]
            (which|what|how many) (APPLICATIONS|CANDIDATES) (are|is|have been|were|sit|are currently|do we have) [in|at|on] [DET] {stage} [STAGE] [FOR {job}]
            [SHOW] [DET] CANDIDATES (in|at|on) [DET] {stage} [STAGE] [FOR {job}]
            [SHOW] [DET] {stage} CANDIDATES FOR {job}
            who (was|has been|got|is|did we) (rejected|hired) [FOR {job}]
            (what|which) [JOBS] (has|did|have) {person} APPLIED [to|for]
            where (has|did) {person} APPLIED
        """),
        *rules("get_job")("""
            OPEN [DET] [details (of|for|on|about)] {job} [details]
            [SHOW] [DET] [QUICK] SUMMARY (of|for|on|about) {job}
            ABOUT {job}
            (give me|give us|show me|what are|get|get me) [DET] details (of|for|on|about) {job}
            (what is|what's|what are|tell me|show|show me) [DET] {field} (of|for|on|in) {job}
            (what is|what's) {job} {field}
            what [skills|skill|requirements] (does|do) {job} (ask for|require|need|pay|offer|involve|want|look like|look for)
            (what is|what's) {job} [all] about
            how much does {job} pay
            where is {job} [based|located]
            (what|which) (skills|requirements) (are|do we) (required|need|needed) (for|in|on) {job}
            [SHOW] [the] [required] (requirements|skills) (of|for|in) {job}
        """),
        *rules("summarize_candidate")("""
            ABOUT {person}
            [SHOW|write|i need|make] [DET] [QUICK] (summary|rundown|overview|recap|brief|briefing|lowdown|low down|breakdown) (of|for|on|about) {person}
            [SHOW] {person} (summary|in a nutshell|in short)
        """),
        *rules("get_candidate")("""
            SHOW [DET] [QUICK] (profile|details|record|file|page|resume|cv) (of|for|on|from) {person}
            SHOW {person} (profile|details|record|file|page|resume|cv|contact details|data)
            OPEN {person}
        """),
    ]
)
