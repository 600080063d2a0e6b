"""Rules for notes, tags, tasks, timelines, stages and reports. Tasks and notes with free text have readers of their own.

Each line is a pattern (see `patterns`) for the tool above it.
"""

from datetime import date
from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.days import day_of, names_day
from recruit.domain.engines.language.lists.periods import whole_period
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import Kind, Pointed, Shown
from recruit.domain.engines.language.rules.rule import Build, Table, by_kind, people, rules
from recruit.domain.engines.language.tag_questions import LONGEST_TAG, NO_TAG

PERIOD = "period"
"""A period in words: no argument of a tool, but resolved before the call."""

DUE_BY = "due_by"
"""The day by whose end tasks are due, in words: no argument of the tool, but resolved before the call."""

WEEKS = {"this week": 0, "next week": 1}
"""Weeks by whose Sunday tasks are due, and their distance."""

SAMPLE_DAY = date(2024, 1, 1)
"""A day from which words for a period are tried."""

ME = "me"
_MANY = frozenset("them these those both everyone".split())


def _tag(found: Found, message: str) -> str | None:
    """Return the tag of a match; None if it may hold more than a tag."""
    span = found["tag"]
    quoted = quotation_at(message, span[0].start)
    if quoted is not None:
        return quoted.text if span[-1].end <= quoted.end else None
    words = [token.text for token in span]
    return None if len(words) > LONGEST_TAG or not NO_TAG.isdisjoint(words) else text_of(span, message)


def _tagged(found: Found, message: str) -> dict[str, Any] | None:
    tag = _tag(found, message)
    if tag is None:
        return None
    if "person" in found and found["person"][0].text in _MANY:
        return {"candidate_ids": Shown(Kind.CANDIDATE), "tag": tag}
    named = [mentions.person(found["person"], message)] if "person" in found else people(found, message)
    return {"candidate_ids": named, "tag": tag}


def _task(found: Found, _message: str) -> dict[str, Any]:
    return {"task_id": mentions.number(found["number"])}


def _titled_task(found: Found, message: str) -> dict[str, Any] | None:
    """Return the title of a match; None if a quotation is only a part of it, or it begins with an id."""
    span = found["value"]
    quoted = quotation_at(message, span[0].start)
    if quoted is None:
        return None if span[0].id is not None else {"title": text_of(span, message)}
    return {"title": quoted.text} if span[-1].end <= quoted.end else None


def _note(found: Found, _message: str) -> dict[str, Any]:
    return {"note_id": mentions.number(found["number"])}


def _due(found: Found, message: str) -> dict[str, Any] | None:
    """Return the day by whose end tasks are due; None if the words name none."""
    words = text_of(found["value"], message).strip(" ?.!")
    return {DUE_BY: words} if words.lower() in WEEKS or names_day(words) else None


def _stuck(found: Found, message: str) -> dict[str, Any] | None:
    """Return the job and the days of a match; None if the words name no length of time."""
    last = day_of(f"in {text_of(found['value'], message).strip(' ?.!')}", SAMPLE_DAY)
    return None if last is None else {**by_kind(found, message), "days": (last - SAMPLE_DAY).days}


def _in_period(build: Build = by_kind) -> Build:
    """Return a reader that adds the period of the slot {period}; None if the words name no period."""

    def read(found: Found, message: str) -> dict[str, Any] | None:
        arguments = build(found, message)
        if arguments is None or PERIOD not in found:
            return None if arguments is None else dict(arguments)
        words = text_of(found[PERIOD], message)
        return {**arguments, PERIOD: words} if whole_period(words, SAMPLE_DAY) else None

    return read


def _of_user(found: Found, message: str) -> dict[str, Any]:
    name = text_of(found["name"], message).removesuffix("'s").removesuffix("’s")
    return {"assignee": name}


_PEOPLE = (
    "{person}",
    "{person1} (and|, and|,) {person2}",
    "{person1} (and|,) {person2} (and|, and|,) {person3}",
    "{person1} (and|,) {person2} (and|,) {person3} (and|, and|,) {person4}",
)
_TAGGING = """
(tag|label) {people} (as|with) [the|a] [tag|label] {tag}
(add|give|assign|put|attach) [the|a] (tag|label) {tag} (to|on) {people}
give {people} [the|a] (tag|label) {tag}
add {tag} as [a|the] (tag|label) (to|for) {people}
"""
_UNTAGGING = """
untag {people} (as|from) [the] [tag] {tag}
(remove|take|drop|delete) [the] (tag|label) {tag} (from|off|of) {people}
"""


_THE_TASK = "[the|my|our] (task|to do|todo|reminder) [called|named|titled]"
_LAST = "last|latest|newest|most recent"


def _of_people(patterns: str) -> str:
    return "".join(patterns.replace("{people}", one) for one in _PEOPLE)


COLLABORATING = Table(
    [
        *rules("tag_candidates", _tagged)(_of_people(_TAGGING)),
        *rules("untag_candidates", _tagged)(_of_people(_UNTAGGING)),
        *rules("finish_task", _task, done=False)("""
            reopen TASK {number}
            mark TASK {number} [as] (open|undone|not done|not finished)
        """),
        *rules("finish_task", _task)("""
            (done|finished|i am done|i'm done|i have finished|i've finished|i finished) [with] TASK {number}
            (finish|complete|close|tick off|check off|resolve|finalise|finalize) TASK {number}
            (mark|set) TASK {number} [as|to] (done|finished|complete|completed|closed)
            TASK {number} [is] (done|finished|complete|completed)
        """),
        *rules("finish_task", _titled_task, done=False)(f"""
            reopen {_THE_TASK} [to] {{value}}
            mark {_THE_TASK} [to] {{value}} [as] (open|undone|not done|not finished)
        """),
        *rules("finish_task", _titled_task)(f"""
            (done|finished|i am done|i'm done|i have finished|i've finished|i finished) [with] {_THE_TASK} [to] {{value}}
            (finish|complete|tick off|check off) {_THE_TASK} [to] {{value}}
            (mark|set) {_THE_TASK} [to] {{value}} [as|to] (done|finished|complete|completed|closed)
        """),
        *rules("delete_task", _task)("(DELETE|cancel|drop) TASK {number}"),
        *rules("delete_task", _titled_task)(f"(DELETE|cancel|drop) {_THE_TASK} [to] {{value}}"),
        *rules("delete_note", _note)("DELETE [the|my] note [no|number|id] {number}"),
        *rules("delete_note", mine=True)(f"DELETE my [{_LAST}] note (on|about|for|of|from|to) {{person}}"),
        *rules("delete_note")(f"DELETE the ({_LAST}) note (on|about|for|of|from|to) {{person}}"),
    ]
)

_HAPPENED = (
    "(what happened|what has happened|what's happened|what changed|what has changed|what's changed|what's new"
    "|what is new|what's been happening|what has been happening|what has been going on|what's been going on)"
)
_FOR_JOB = "[(FOR|at|at the) {job}|FOR {title}]"

_LONGER = "[for] [(more|longer) than|over|at least]"


def _in_any_order(patterns: str) -> str:
    """Return patterns with a job and a period behind each, in both orders."""
    lines = [line for line in patterns.splitlines() if line.strip()]
    return "\n".join(
        f"{line} {end}"
        for line in lines
        for end in (f"{_FOR_JOB} [[for|in|of] {{period}}]", f"[for|in|of] {{period}} {_FOR_JOB}")
    )


_TIMELINES = """
HAPPENED (with|to|on|for|in|around|about|at) {job} [{period}]
HAPPENED (with|to|on|for|around|about) {person} [{period}]
HAPPENED {period} (with|to|on|for|in|around|about|at) {job}
HAPPENED {period} (with|to|on|for|around|about) {person}
[SHOW] [DET] (timeline|history|activity|activities|recent activity|event log) (of|for|on|about|with|in) {job} [{period}]
[SHOW] [DET] (timeline|history|activity|activities|recent activity|event log) (of|for|on|about|with) {person} [{period}]
SHOW {job} (timeline|history|activity) [{period}]
SHOW {person} (timeline|history|activity) [{period}]
"""

REPORTING = Table(
    [
        *rules("timeline", _in_period())(_TIMELINES.replace("HAPPENED", _HAPPENED)),
        *rules("stuck_applications")(f"""
            who (needs|need) [our|my] attention {_FOR_JOB}
            (who is|who's|who are|who gets|which CANDIDATES are|which APPLICATIONS are) [the] [most] (stuck|stalled) [the longest|longest] [in [the] PIPELINE] {_FOR_JOB}
            (who has been|who's been|who have been|which CANDIDATES have been) (stuck|stalled) [the longest|longest] {_FOR_JOB}
            [SHOW] [DET] (stuck|stalled) (CANDIDATES|APPLICATIONS) {_FOR_JOB}
        """),
        *rules("stuck_applications", _stuck)(f"""
            [SHOW] [DET] [CANDIDATES|APPLICATIONS] [who|that|which] [is|are|has been|have been] (stuck|stalled) {_LONGER} {{value}}
            (who is|who's|who are|who has been|who's been|who have been) (stuck|stalled) {_LONGER} {{value}}
            (which CANDIDATES|which APPLICATIONS) (are|have been) (stuck|stalled) {_LONGER} {{value}}
        """),
        *rules("report", _in_period(), kind="funnel")(
            _in_any_order("""
            [SHOW] [DET] [hiring|recruiting|conversion|application] funnel [report|look like]
            (how is|how's) [DET] [hiring|recruiting] funnel [doing|looking]
            [SHOW] [DET] (conversion rate|conversion rates|conversions)
        """)
        ),
        *rules("report", _in_period(), kind="time_to_hire")(
            _in_any_order("""
            [SHOW] [DET] [average|median|mean] time to (hire|fill) [report]
            how long does it take [us] to (hire|fill) [someone|somebody|a position|a job]
            how (long|fast|quickly) do we hire
            how many [CANDIDATES] (did we hire|have we hired|were hired|we hired)
            how many hires [did we make|have we made|did we have|do we have|were there|are there]
        """)
        ),
        *rules("report", _in_period(), kind="time_in_stage")(
            _in_any_order("""
            [SHOW] [DET] [average|median|mean] time (in|per|by) [each|every|the] (stage|stages) [report]
            how long do [DET] (CANDIDATES|APPLICATIONS) (spend|stay|sit|remain|wait) in (each|every|a|the|their) (stage|stages)
        """)
        ),
        *rules("report", _in_period(), kind="sources")(
            _in_any_order("""
            where (do|did) [DET] (CANDIDATES|APPLICATIONS) come from
            [SHOW] [DET] [candidate|applicant|application] (source|sources) [report]
            [SHOW] [DET] sources of [DET] (CANDIDATES|APPLICATIONS)
            (which|what) (source|sources|channel|channels) (brings|bring|gives|give|yields|yield|gets|get|delivers|deliver|produces|produce|has|have) [us] [the] (most|best) [of] [DET] (hires|CANDIDATES|APPLICATIONS)
            (which|what) (source|sources|channel|channels) (works|work|performs|perform) [the] best
            where (do|did) [most of] [our|the|my] [best] hires come from
        """)
        ),
        *rules("report", _in_period(), kind="sources")("""
            where (do|did) [DET] (CANDIDATES|APPLICATIONS) (for|of|on) {job} come from [{period}]
            where (do|did) [DET] (CANDIDATES|APPLICATIONS) (for|of|on) {title} come from [{period}]
        """),
        *rules("list_applications", _in_period(), source="referral")(
            _in_any_order("""
            [SHOW|how many] [DET] referrals [do we have|are there|have we got|did we get]
        """)
        ),
        *rules("inbox")("""
            [SHOW|do i have|have i|are there] [DET|any|my] (unread|new) mentions
            [SHOW] [DET] inbox
            (what is|what's|is anything|is there anything|anything) [still|currently] (waiting|pending|open) for me
            what (waits|is there) for me
            (what is|what's|what do i have) on my (plate|desk) [today|right now|this week]
            what (needs|requires) my attention
        """),
        *rules("list_stages")("""
            [SHOW] [DET] (stages|pipeline stages) (of|for|in|on) {job}
            [SHOW] [DET] (stages|pipeline stages) (of|for|in|on) {title}
            (what|which) [pipeline] stages (does|do|has) {job} (have|use|got)
            (what|which) [pipeline] stages (does|do|has) {title} (have|use|got)
            SHOW {job} stages
        """),
        *rules("list_tags")("""
            [SHOW] [DET] tags (of|on|for) {person}
            (what|which) tags (does|do|has) {person} [have|got]
            SHOW {person} tags
        """),
        *rules("list_tags", lambda _found, _message: {})("[SHOW] [DET] tags"),
        *rules("list_notes")("""
            [SHOW] [DET] notes (on|about|for|of) {person}
            (what|which) notes (are there|do we have|have we got|are) (on|about|for) {person}
            (SHOW|read me) {person} notes
        """),
        *rules("list_tasks", assignee=ME)("""
            [SHOW] my [open|pending|own] TASKS
            what [open|pending] TASKS do i have
            what do i have to do [today|this week|next]
            (what is|what's) on my [to do] list
        """),
        *rules("list_tasks", assignee=ME)("how many [open|pending] TASKS (do i have|have i got|have i)"),
        *rules("list_tasks", lambda _found, _message: {})(
            "how many [open|pending] TASKS [do we have|have we got|have we|are there]"
        ),
        *rules("list_tasks", overdue=True, assignee=ME)("""
            [SHOW] my overdue TASKS
            (which|what) [of my] TASKS (are|is) overdue for me
            (do i have|have i got) [any] overdue TASKS
            (how many|what|which) overdue TASKS (do i have|have i got)
            (which|what|how many) of my TASKS are overdue
        """),
        *rules("list_tasks", lambda _found, _message: {}, overdue=True)("""
            [SHOW|are there|do we have] [DET] [open] overdue TASKS
            (which|what|how many) [overdue] TASKS (are|are there) [overdue]
            (how many|what|which) overdue TASKS [are there|do we have]
            (what is|what's|who is|who's) overdue
        """),
        *rules("list_tasks", _due)("""
            [SHOW|are there|do we have] [DET] [open] TASKS [that are] due {value}
            (which|what|how many) [open] TASKS (are|are there|do we have) [that are] due {value}
        """),
        *rules("list_tasks", _due, assignee=ME)("""
            [SHOW] my [open] TASKS [that are] due {value}
            (which|what|how many) of my TASKS are due {value}
            (what is|what's) due {value}
        """),
        *rules("list_tasks", done=True)("[SHOW] [all|the|our|my] (done|finished|completed|closed) TASKS"),
        *rules("list_tasks", lambda _found, _message: {})("[SHOW] [all|the|all the|our] [open|pending] TASKS"),
        *rules("list_tasks")("""
            [SHOW] [all|the|open|pending] TASKS (for|of|on|about|in) {job}
            [SHOW] [all|the|open|pending] TASKS (on|about|regarding|concerning) {person}
        """),
        *rules("list_tasks", lambda _found, _message: {"candidate_id": Pointed(Kind.CANDIDATE)})(
            "[SHOW] (his|her|their) [open] TASKS"
        ),
        *rules("list_tasks", _of_user, overdue=True)("SHOW {name} overdue TASKS"),
        *rules("list_tasks", _of_user)("""
            [SHOW] [all|the|open|pending] TASKS (for|of|assigned to) {name}
            SHOW {name} [open|pending] TASKS
            (what|which) TASKS (does|do|has) {name} [have|got]
        """),
    ]
)

TOOLS = (COLLABORATING.tools | REPORTING.tools | {"create_task", "tagged_candidates"}) - {"list_applications"}
"""Tools that only the grammar reads: the intent model doesn't know them."""
