"""Rules for requests that write. Each pattern begins with its verb: a mere mention of an action does nothing.

Each line is a pattern (see `patterns`) for the tool above it. New jobs are in `job_creation`, notes in `notes`.
"""

import re
from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.job_changes import field_value, read_changes, skills
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import Found
from recruit.domain.engines.language.pay import pay
from recruit.domain.engines.language.requests import Pointed
from recruit.domain.engines.language.rules.rule import Build, Table, by_kind, job_of, rules
from recruit.domain.engines.language.rules.values import value, without_reason
from recruit.domain.engines.language.words import JOB_STATUSES, PRONOUNS
from recruit.domain.engines.skills.catalog import canonical_name

NEXT = "next"
"""Placeholder for the stage after an application's current one."""

FROM_STATUS = "from_status"
"""Name of the stage that an application must have: no argument of a tool, but checked before the call."""

_NO_PERSONS = frozenset("it this that them these those everything anything all ça ca cela eso esto".split())
"""Objects of "forget" that are not persons."""


def _set_field(found: Found, message: str) -> dict[str, Any] | None:
    field = " ".join(token.text for token in found["field"])
    text = value(found, message)
    if text is None:
        return None
    if field == "status":
        status = JOB_STATUSES.get(" ".join(token.text for token in found["value"]))
        return {**job_of(found, message), "changes": {"status": status}} if status else None
    changes = field_value(field, text, message[: found["value"][0].start])
    return {**job_of(found, message), "changes": changes} if changes else None


def _renamed(found: Found, message: str) -> dict[str, Any] | None:
    title = value(found, message)
    return {**job_of(found, message), "changes": {"title": title.strip(" \"'“”")}} if title else None


def _set_status(found: Found, message: str) -> dict[str, Any]:
    return {**job_of(found, message), "changes": {"status": mentions.job_status(found["jobstatus"])}}


def _in_state(found: Found, message: str) -> dict[str, Any] | None:
    """Parse "make job 5 hybrid": every part of the value must be a state of a job, or the rest would be dropped."""
    parts = [_state(part) for part in skills(value(found, message) or "")]
    changes = {name: stated for part in parts for name, stated in part.items()}
    return {**job_of(found, message), "changes": changes} if parts and all(parts) else None


def _state(text: str) -> dict[str, Any]:
    """Return the arrangement, the status or the visibility that a text names; empty if it is none."""
    if (public := _VISIBILITIES.get(text.casefold())) is not None:
        return {"is_public": public}
    if status := JOB_STATUSES.get(text.casefold()):
        return {"status": status}
    return {name: arranged for name, arranged in read_changes(text).items() if name in _ARRANGED}


_ARRANGED = frozenset({"remote_option", "employment_type"})
_VISIBILITIES = {"public": True, **dict.fromkeys(["private", "internal", "not public", "no longer public"], False)}


def _skills(name: str, *, sure: bool) -> Build:
    """Return a reader of skills. Unless it is `sure` that they are skills, all of them must be known ones."""

    def build(found: Found, message: str) -> dict[str, Any] | None:
        listed = skills(text_of(found["skills"], message))
        if not listed or any(skill.lower() in PRONOUNS for skill in listed):
            return None
        if not (sure or all(canonical_name(skill) for skill in listed)):
            return None
        return {**job_of(found, message), "changes": {name: listed}}

    return build


def _skill_list(found: Found, message: str) -> dict[str, Any] | None:
    """Parse the whole list of a job's required or nice-to-have skills."""
    listed = skills(text_of(found["skills"], message))
    field = "nice_to_have_skills" if found["skillfield"][0].text in {"nice", "good"} else "required_skills"
    return {**job_of(found, message), "changes": {field: listed}} if listed else None


def _replaced(found: Found, message: str) -> dict[str, Any] | None:
    """Parse skills to drop and skills to add in their place; None for anything that isn't known as a skill."""
    dropped, added = (skills(text_of(found[slot], message)) for slot in ("skills1", "skills2"))
    if not dropped or not added or not all(map(canonical_name, [*dropped, *added])):
        return None
    return {**job_of(found, message), "changes": {"drop": dropped, "add": added}}


def _cloned(found: Found, message: str) -> dict[str, Any] | None:
    if "value" not in found:
        named = mentions.job(found["job"], message)
        understood = isinstance(named, Pointed) and text_of(found["job"], message).lower() == "that"
        return None if understood else {"job_id": named}  # "copy that" means "understood"
    changes = read_changes(without_reason(text_of(found["value"], message)))  # "and make it remote" is about the copy
    ambiguous = any(_AMBIGUOUS_COPY.search(str(changes.get(name, ""))) for name in ("title", "location"))
    return {**job_of(found, message), "changes": changes} if changes and not ambiguous else None


_AMBIGUOUS_COPY = re.compile(r"[,\d\"“”]|\b(?:in|with|at|for|as|an?|the|only)\b|^[a-z]")
"""Marks of a title or a place of a copy with other fields in it: "Platform Engineer in Dublin, EUR 90k"."""


def _paid(found: Found, message: str) -> dict[str, Any] | None:
    changes = pay(value(found, message) or "")
    return {**job_of(found, message), "changes": changes} if changes else None


def _erased(found: Found, message: str) -> dict[str, Any] | None:
    """Parse the person to erase: "forget it" is a retraction."""
    return None if found["person"][0].text in _NO_PERSONS else by_kind(found, message)


def _application(found: Found, message: str) -> dict[str, Any]:
    """Parse an application by its own id, or by candidate and job; the job may be omitted."""
    reason = text_of(found["value"], message).strip(" .") if "value" in found else ""
    by_id = {"application_id": mentions.number(found["number"])} if "number" in found else {}
    given = {name: value for name, value in by_kind(found, message).items() if name != "limit"}
    left = {FROM_STATUS: mentions.stage(found["stage1"])} if "stage1" in found else {}
    return {**by_id, **given, **left, **({"reason": reason} if reason else {})}


def _merged(found: Found, message: str) -> dict[str, Any]:
    """Return two candidates to merge: the slot with a 1 holds the one to keep."""
    slot = "person" if "person1" in found else "number"
    return {
        "candidate_id": mentions.person(found[f"{slot}1"], message),
        "from_id": mentions.person(found[f"{slot}2"], message),
    }


WRITING = Table(
    [
        *rules("undo")("UNDO [again] [now]"),
        *rules("close_job")("""
            CLOSE {job}
            (mark|set|change|update|switch|put) {job} [status] (as|to|into) (closed|filled)
            (mark|set) [the] status of {job} (to|as) (closed|filled)
        """),
        *rules("update_job", changes={"status": "on_hold"})("""
            (put|place|set|mark) {job} (on|to|as|as on|to on) [on] hold
            PAUSE {job}
        """),
        *rules("update_job", changes={"status": "open"})("""
            REOPEN {job}
            open {job} (again|back up|up again)
            (take|bring) {job} (off hold|off of hold|back)
        """),
        *rules("update_job", _set_status)("""
            (mark|set|change|update|switch|make) {job} [status] (as|to|into) {jobstatus}
            (mark|set|change|update|switch) [the] status (of|for) {job} (as|to) {jobstatus}
        """),
        *rules("update_job", changes={"is_public": True})("""
            (publish|advertise) {job}
            (make|set) {job} [to] public
        """),
        *rules("update_job", changes={"is_public": False})("""
            unpublish {job}
            (make|set) {job} [to] (private|internal|not public|no longer public|non public|non - public|no more public)
            (mark|change|switch) {job} [to|as] (private|not public|no longer public|non public|non - public)
        """),
        *rules("update_job", _renamed)("(rename|retitle|call) {job} [to|as] {value}"),
        *rules("update_job", _set_field)("""
            (set|change|update|edit|adjust|modify|raise|increase|lower|switch|correct|fix) [the|its] {field} (of|for|on|in) {job} (to|as|from|at|into|be) {value}
            (set|change|update|edit|adjust|modify|raise|increase|lower|switch|correct|fix) {job} {field} (to|as|at|into) {value}
            (set|change|update|edit|adjust|modify) {job} [set|change|with|to] [the|new] {field} [to|is|as|at] {value}
            (set|change|update) [the] {field} to {value} (for|on|in) {job}
        """),
        *rules("update_job", _in_state)("(make|set|turn|change|switch) {job} [to|into|as] {value}"),
        *rules("update_job", _paid)("(pay|offer) {value} for {job}"),
        *rules("update_job", _skills("add", sure=True))("""
            add [the|a] [REQUIREMENT] {skills} (to|in|into) [the|its|our] REQUIREMENT (of|for|in|on) {job}
            add {skills} (as|to be) [a|an] [required|new] REQUIREMENT (for|to|of|in|on) {job}
            add {skills} to {job} REQUIREMENT
            (require|also require) {skills} (for|in|on) {job}
            add [the|a] REQUIREMENT {skills} (to|for) {job}
        """),
        *rules("update_job", _skills("add_nice_to_have", sure=True))("""
            add {skills} (as|as a|as an) NICE_TO_HAVE [skill|skills] (to|for|on|in) {job}
            add {skills} to {job} (as|as a|as an) NICE_TO_HAVE [skill|skills]
            add [a|the] NICE_TO_HAVE [skill|skills] {skills} (to|for|on|in) {job}
        """),
        *rules("update_job", _skills("add", sure=False))("add {skills} to {job}"),
        *rules("update_job", _skill_list)("""
            (set|change|update|replace) [the|its] {skillfield} (of|for|on|in) {job} (to|as|with|by) {skills}
            (set|change|update|replace) {job} {skillfield} (to|as|with|by) {skills}
            (drop|remove|delete) all [the|of the] {skillfield} (but|except|except for|apart from|other than) {skills} (from|off|of|for|on|in) {job}
            (drop|remove|delete) all [the|of the] {skillfield} (from|off|of|for|on|in) {job} (but|except|except for|apart from|other than) {skills}
        """),
        *rules("update_job", _replaced)("""
            (replace|swap|exchange|substitute) {skills1} (with|by|for|against) {skills2} (on|in|for|at|of) {job}
            (on|in|for) {job} (replace|swap|exchange|substitute) {skills1} (with|by|for|against) {skills2}
        """),
        *rules("update_job", _skills("drop", sure=True))("""
            (drop|remove|delete|take) {skills} (from|out of|off) [the|its|our] REQUIREMENT (of|for|in|on) {job}
            (drop|remove|delete|take) {skills} (from|out of|off) {job} REQUIREMENT
            (drop|remove|delete) [the] REQUIREMENT {skills} (from|for|of|in) {job}
            (drop|remove|delete) {skills} as [a|an] REQUIREMENT (from|for|of|in) {job}
        """),
        *rules("update_job", _skills("drop", sure=False))("(drop|remove|delete|take) {skills} (from|off|out of) {job}"),
        *rules("clone_job", _cloned)("""
            CLONE {job}
            CLONE {job} {value}
            (make|create) [a|another] (copy|duplicate|clone) of {job}
            (make|create) [a|another] (copy|duplicate|clone) of {job} {value}
        """),
        *rules("delete_job")("DELETE {job}"),
        *rules("create_application")("""
            ADD {person} [forward] (to|for|into|in|as a candidate for|as an applicant for|to the pipeline of|to the pipeline for|on) {job} [PIPELINE]
            put {person} (forward|up|in|down) for {job}
            (create|make|open|start|add|file|submit) [DET] [new] APPLICATION (for|of|from) {person} (for|to|on|in|at) {job}
            (create|make|open|start|add|file|submit) [DET] [new] APPLICATION (for|to|on) {job} (for|of|from|with) {person}
        """),
        *rules("create_application", _application)("""
            (ADD|put|place) {person} (to|for|on|in|into) {job} (as|at|in|into|to) [DET] {stage} [STAGE]
            (ADD|put|place) {person} (to|for|on|in|into) {job} (as|at|in|into|to) [DET] STAGE {stage}
            (put|place) {person} (at|in|into) [DET] {stage} [STAGE] (of|for|on|in) {job}
            (put|place) {person} (at|in|into) STAGE {stage} (of|for|on|in) {job}
        """),
        *rules("move_application", _application)(
            "(MOVE|set|put) {person} (to|into|in|at) STAGE {stage} [(for|on|in|of) {job}]"
        ),
        *rules("move_application", _application, status="hired")("""
            hire {person} [(for|as|into|on) {job}]
            (mark|set) {person} as hired [(for|on|in) {job}]
        """),
        *rules("move_application", _application, status="offer")("""
            (make|extend|give|send) {person} an offer [(for|on) {job}]
            (make|extend|give|send) [an|the|our] offer to {person} [(for|on) {job}]
            offer {person} {job}
            offer {job} to {person}
        """),
        *rules("move_application", _application, status=NEXT)("""
            ADVANCE {person} [to] [the] [next] [STAGE] [(for|on|in) {job}]
            MOVE {person} (to|into|on to|onto|forward to|through to|along to) [the] next STAGE [(for|on|in) {job}]
            MOVE {person} (forward|ahead|along|on|up) [(for|on|in) {job}]
            MOVE {person} (for|on|in) {job} (to|into|on to) the next STAGE
            ADVANCE [the] APPLICATION [no|number|id] {number} [to the next STAGE]
            MOVE [the] APPLICATION [no|number|id] {number} (forward|to the next STAGE)
        """),
        *rules("move_application", _application)("""
            MOVE {person} [from [the] {stage1} [STAGE]] (to|into|in|on to|onto|forward to|through to|back to|up to) [DET] {stage} [STAGE] [(for|on|in|of) {job}]
            MOVE {person} (for|on|in) {job} [from [the] {stage1} [STAGE]] (to|into|on to|back to) [DET] {stage} [STAGE]
            (set|mark|update|change|put) {person} [status] (as|to|at|in|into) [DET] {stage} [STAGE] [(for|on|in) {job}]
            (set|mark|update|change) [the] status of {person} (as|to|at) {stage} [(for|on|in) {job}]
            (MOVE|set|mark|update|change) {person} APPLICATION [(for|on|to) {job}] [from [the] {stage1} [STAGE]] (to|into|as|back to) [DET] {stage} [STAGE]
            (set|mark|update|change) {person} (for|on|in) {job} (as|to|at|in) [DET] {stage} [STAGE]
            (MOVE|set|mark|update|change) [the] [status of] APPLICATION [no|number|id] {number} [status] [from [the] {stage1} [STAGE]] (as|to|at|into|in|back to) [DET] {stage} [STAGE]
        """),
        *rules("reject_application", _application)("""
            REJECT {person} (for|from|on) {job} [[BECAUSE] {value}]
            REJECT {person} BECAUSE {value}
            REJECT {person}
            REJECT [the] APPLICATION [no|number|id] {number} [BECAUSE {value}]
            REJECT [the] APPLICATION (of|from|by) {person} [(for|on) {job}] [BECAUSE {value}]
            REJECT {person} APPLICATION [(for|on) {job}] [BECAUSE {value}]
        """),
        *rules("delete_application", _application)(
            "(DELETE|withdraw|cancel) [the] APPLICATION [no|number|id] {number}"
        ),
        *rules("erase_candidate", _erased)("""
            (ERASE|DELETE) [all] [of] [the|our] PERSONAL (of|on|about|for|regarding|concerning) {person} FOR_GOOD
            (ERASE|DELETE) {person} FOR_GOOD
            (ERASE|DELETE) FOR_GOOD [to] {person}
            FOR_GOOD (ERASE|DELETE) {person}
            (ERASE|DELETE) {person} (under|per|as per|for|following|because of|due to) GDPR
            [the] ERASURE [of|for] {person}
        """),
        *rules("erase_candidate")("""
            (ERASE|DELETE) [all] [of] [the|our] PERSONAL [that] [we] [have|hold|know|keep|held|stored|kept] (of|on|about|for|regarding|concerning) {person}
            (ERASE|DELETE) {person} [personal] (data|information|records)
            ERASE [all] [of] [the|our] (data|information|records) (of|on|about|for|regarding|concerning) {person}
        """),
        *rules("erase_candidate", _erased)("ERASE {person}"),
        *rules("delete_candidate")("DELETE {person}"),
        *rules("merge_candidates", _merged)("""
            (merge|combine) {person2} into {person1}
            (merge|combine) {person1} (with|and) {person2}
            (merge|combine) CANDIDATES {number2} into {number1}
            (merge|combine) [the] CANDIDATE {number2} into {number1}
            (merge|combine) CANDIDATES {number1} (with|and) {number2}
        """),
    ]
)
