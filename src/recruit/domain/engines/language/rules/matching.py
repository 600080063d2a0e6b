"""Rules for matches and for texts based on them.

Each line is a pattern (see `patterns`) for the tool above it.
"""

from collections.abc import Callable
from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.filters import title_of
from recruit.domain.engines.language.job_changes import skills
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.requests import Kind, Missing, Named
from recruit.domain.engines.language.rules.rule import Build, Table, by_kind, rules


def _for_job(example: str) -> Callable[[Found, str], dict[str, Any]]:
    """Return a slot reader that asks for the job if it is missing."""

    def build(found: Found, message: str) -> dict[str, Any]:
        return {"job_id": Missing(Kind.JOB, example), **by_kind(found, message)}

    return build


def _changed(name: str) -> Build:
    def build(found: Found, message: str) -> dict[str, Any] | None:
        listed = [one for one in skills(text_of(found["skills"], message)) if not _names_job(one)]
        return {**_what_if(found, message), "changes": {name: listed}} if listed else None

    return build


def _names_job(text: str) -> bool:
    """Tell whether a text names a job, and no skill: "what happens if I delete the chef job?"."""
    return kind_of(text.rpartition(" ")[2].lower()) is not None


_explained = _for_job("why does candidate 12 fit job 5?")
_what_if = _for_job("what if we drop Kubernetes from job 5?")
_asked = _for_job("interview questions for job 5")


def _costliest(found: Found, message: str) -> dict[str, Any]:
    job = {"job_id": mentions.job(found["job1"], message)} if "job1" in found else {}
    return _what_if(found, message) | job


def _limited(found: Found, message: str) -> dict[str, Any]:
    limit = {"limit": mentions.number(found["number1"])} if "number1" in found else {}
    return by_kind(found, message) | limit


def _candidates_for(found: Found, message: str) -> dict[str, Any]:
    return {"job_id": Missing(Kind.JOB, "match candidates for job 5"), **_limited(found, message)}


def _jobs_for(found: Found, message: str) -> dict[str, Any] | None:
    """Parse "jobs for Jane", but not "jobs for nurses", which are jobs with that title."""
    arguments = _limited(found, message)
    who = arguments.get("candidate_id")
    return None if isinstance(who, Named) and title_of(who.name) else arguments


MATCHING = Table(
    [
        *rules("what_if", _changed("drop"))("""
            (what if|what would happen if|what happens if|what would change if|what changes if|what about if|suppose|how would it look if|how would the ranking change if|what happens to the ranking if|what would happen to the ranking if|what would it do if|how many more would fit if|what would it look like if) WE [also] DROP [DET] [REQUIREMENT] {skills} [REQUIREMENT] [(from|for|in|on|of|as a requirement for|as a requirement from|as a requirement of) {job}] [REQUIREMENT]
            (what if|what would happen if|what happens if|what would change if|suppose) {job} (didn't|did not|doesn't|does not|no longer|wouldn't|would not) (require|need|ask for|required|needed|want|have) [the] {skills} [REQUIREMENT]
            (what if|what would happen if|what happens if|suppose) WE (didn't|did not|don't|do not|no longer|stopped|stop) (require|need|ask for|asking for|requiring|needing|insist on) {skills} [(for|in|on|from) {job}]
            (what if|what would happen if|what happens if|suppose) {skills} (wasn't|was not|weren't|were not|isn't|is not|wasn't a|was no|is no longer) [a] (required|requirement|needed|necessary|must|must have|mandatory) [(for|in|on) {job}]
            (what if|what would happen if|how about|try) {job} without {skills}
            (what if|how would it be) without {skills} [(for|in|on) {job}]
        """),
        *rules("what_if", _changed("add"))("""
            (what if|what would happen if|what happens if|what would change if|what changes if|suppose|how would it look if|how would the ranking change if|what would it look like if) WE [also] [WITH] WITH [DET] [REQUIREMENT] {skills} [REQUIREMENT] [(to|for|in|on|from|of|as a requirement for|as a requirement to) {job}]
            (what if|what would happen if|what happens if|suppose) {job} [also] (WITH|requires|also required|asks for|needs) {skills}
            (what if|what would happen if|what happens if|suppose) {skills} (was|were|is|became) [also] [a] (required|requirement|needed|necessary|must|must have|mandatory) [(for|in|on) {job}]
        """),
        *rules("what_if", _costliest)("""
            (which|what) REQUIREMENT [(of|for|in|on) {job}] COSTS [us|me] [the] (most|largest number of|biggest number of) [of] [our] [CANDIDATES] [(for|in|on|from) {job1}]
            (which|what) REQUIREMENT [(of|for|in|on) {job}] (is|are) [the] EXPENSIVE [(of|for|in|on) {job1}]
            (which|what) REQUIREMENT (should|could|can) WE (drop|relax|remove|waive|skip) [(for|from|in|on) {job}]
            (what is|what's|show|show me) [the] (EXPENSIVE|most expensive) [REQUIREMENT] [(of|for|in|on) {job}]
            what [does] [each|every] REQUIREMENT (of|for|in|on) {job} (cost|costs) [us]
            what (do|does) the REQUIREMENT (of|for|in|on) {job} cost [us]
        """),
        *rules("interview_questions", _asked)("""
            [PREPARE] [DET] [{number1}] [some|a few|good|few|list of|set of] QUESTIONS [(for|to ask|with) {person}] [(for|and|about|on|as|in|regarding|at) {job}]
            [PREPARE] [DET] [some|a few|good|few] QUESTIONS (for|about|on) {job} [(and|with|for) {person}]
            [PREPARE] [DET] [some|a few|good] questions [to] (ask|for asking) {person} [in|during|at] [DET] [interview] [(for|about|on|regarding|in the interview for) {job}]
            [PREPARE] [DET] [some|a few|good] questions (for|for the interview with|for an interview with) {person} [(for|about|on|and) {job}]
            (what|which questions) (should|could|can|do|would) WE ask {person} [(in|during|at) [DET] interview] [(for|about|on|regarding) {job}]
            (what|which questions) (should|could|can|do) WE ask (in|during) [DET] interview (with|of|for) {person} [(for|about|on) {job}]
            (what|which questions) (should|could|can|do|would) WE ask (CANDIDATES|a candidate) [(in|during|at) [DET] interview] (for|about|on|regarding) {job}
            how (should|do|would) WE interview {person} [(for|about|on) {job}]
            (help me|prepare|prep|get ready) [to|me] [for] [DET] interview (with|of) {person} [(for|about|on) {job}]
            interview {person} (for|about) {job}
        """),
        *rules("draft_outreach")("""
            (PREPARE|draft me|write me|compose me|send) [DET] [QUICK|nice|friendly|polite|short] MESSAGE (to|for) {person} [REGARDING {job}]
            (PREPARE|draft me|write me|compose me) [DET] [QUICK|nice|friendly|polite|short] MESSAGE REGARDING {job} (to|for) {person}
            (PREPARE|draft me|write me) [DET] [QUICK|nice|friendly|polite|short] MESSAGE inviting {person} [to apply] (to|for) {job}
            (PREPARE|draft me|write me|send) {person} [DET] [QUICK|nice|friendly|short] MESSAGE [REGARDING {job}]
            (draft|prepare|write|compose) [outreach] (to|for) {person} [REGARDING {job}]
            (email|mail|message|contact|write|write to|reach out to|get in touch with|text|approach) {person} (REGARDING) {job}
            (email|message|reach out to|get in touch with|contact) {person}
        """),
        *rules("explain_match", _explained)("""
            why (does|do|is|would|should|did|was) {person} [be] [such] [GOODFIT] [FIT|for|score so high for|score high for|rank first for|rank so high for|rank high for] [{job}]
            why (does|do|is|would|should) {person} [not] (FIT|a fit for|GOODFIT [for|in|at]) [{job}]
            why not {person} for {job}
            (what is|what's) (missing|lacking) (for|in|with) {person} [to] (FIT|for) {job}
            what (is|does) {person} (missing|lack|lacking) for {job}
            why (isn't|doesn't|wouldn't|is not|does not) {person} [be] (FIT|GOODFIT [for|in]) [{job}]
            how (well|good|much|closely) (does|do|would|is|could) {person} (FIT|score for|do for|do on) {job}
            how (good|strong|great|suitable|close) [a] [fit|match|candidate] (is|would|are) {person} [be] (for|to|with) {job}
            (is|does|would|will|could) {person} [be] [really|actually|also] (FIT|GOODFIT (for|in|on|as)|GOODFIT) {job}
            (explain|show|show me|what is|what's|describe|tell me|give me) [DET] (match|score|fit|ranking|match score|rank|reasons|reasoning) (of|between|for|behind) {person} (and|for|with|to|on|against) {job}
            (explain|justify) [to me] why {person} (FIT|is GOODFIT [for]|is [a] FIT) {job}
            (explain|show me) how [well] {person} (FIT|matches) {job}
            (explain) {person} (match|score|fit|ranking) (for|with|to) {job}
            (match|score|evaluate|rate|check|assess|test) {job} (with|to|against|and|for) {person}
            (match|score|evaluate|rate|check|assess|test) {person} (with|to|against|and|for) {job}
            (what is|what's) {person} (score|match|match score|fit|ranking) (for|with|on) {job}
            (would|could) {person} (do|succeed) (in|at|as) {job}
        """),
        *rules("match_candidates", _candidates_for)("""
            [FIND] [DET] [BEST] [{number}] [BEST] CANDIDATES [who] (for|to fill|that fit|who fit|that match|who match|who would fit|to|matching|fitting|who are right for|suited for|suitable for) {job} [(top|best|first|limit)] [{number1}] [please]
            [FIND] [DET] BEST {number} (for|in) {job}
            [FIND|only] [DET] BEST {number} [CANDIDATES] [(for|in) {job}]
            MATCHING {job} [(top|best)] [{number1}]
            find [me] [DET] match [es] [for] {job}
            (best|top) (match|matches|fit|fits) for {job}
            (fill|staff) {job}
            who [else] [would|could|might|should|will|do you think would] [best] FIT {job} [best|most|the best|the most|well]
            who [is|are|would be|might be|could be] [the] (GOODFIT|BEST [fit|match|person|candidate]) (for|to fill|in) {job}
            (who are|which are|who's|what are) [DET] [BEST] [{number}] CANDIDATES for {job}
            who (should|can|could|do|would|shall) WE (interview|hire|call|consider|talk to|look at|contact|recommend|suggest|pick|choose|shortlist|invite|get|have|put forward|propose) for {job}
            who [would|do|can|could] you (recommend|suggest|pick|choose|propose) for {job}
            who (do we have|have we got|is available|do you have|is there) for {job}
            (which|what) [of our] CANDIDATES (FIT|are [the] [BEST|GOODFIT|best suited|most suitable|suitable]|would [be] FIT|could [be] FIT|would be [BEST] [fit]|should we interview|should i interview|should we consider) [for|to] {job} [best]
            (is|are|do we have) [there] [anyone|anybody|someone|CANDIDATES] [DET] (good|suitable|qualified|right|who fits|that fits|who could do|who can do|who matches|fit|fitting) [for] {job}
            (any|do we have any|are there any) [BEST] (CANDIDATES|matches) for {job}
            who (fits|matches|suits) {title}
        """),
        *rules("match_jobs", _jobs_for)("""
            [FIND] [DET] [BEST] [{number}] [BEST] (JOBS|JOB|matches|openings|something|a match|match) (for|that fit|that suit|that match|to fit|suited to|suitable for|matching|fitting|which fit|to suit) {person} [(top|best|first|limit)] [{number1}]
            (which|what) [of our] [DET] [open] (JOBS|JOB) [would|could|might|should] [be] [the] (FIT|BEST [FIT|for|fit for|match for]|suit|GOODFIT (for|to)|are [BEST|right|good|suitable|GOODFIT|open] (for|to)|do we have for|would [best] FIT|are there for) {person} [best|most]
            (which|what) [DET] (JOBS|JOB) (is|are|would be) [DET] [BEST|right|good|suitable] [fit|match] (for|to) {person}
            (where|what) (would|could|does|might|should|can) {person} [best] (FIT|fit in|work|go|belong) [in] [best|well]
            what (is|would) {person} [be] (suited|suitable|qualified|good|right|best|cut out|a fit|a good fit|best suited) [for|at]
            where (should|could|can) WE (place|put) {person}
            MATCHING {person} [(to|with) [DET] (JOBS|JOB)] [(top|best)] [{number1}]
            (do we have|is there|have we got|have we|do you have|are there) (anything|something|DET JOB|JOBS|any JOBS|a JOB|an open JOB|any JOB) (for|that fits|that suits|suitable for|that would suit|right for) {person}
        """),
    ]
)
