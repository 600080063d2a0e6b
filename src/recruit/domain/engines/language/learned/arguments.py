"""Arguments of requests: from an intent and the words of a message part to the tool's arguments."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from recruit.domain.engines.language.learned import filters, job_changes, statuses, texts
from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.noted_words import NOTE_THAT
from recruit.domain.engines.language.learned.pointing import TO_JOB
from recruit.domain.engines.language.learned.targets import Part, candidate, candidates, job
from recruit.domain.engines.language.learned.unknown_names import unknown_name
from recruit.domain.engines.language.learned.words import words
from recruit.domain.engines.language.lists.arrangements import place_of
from recruit.domain.engines.language.lists.phrases import occurs
from recruit.domain.engines.language.lists.words import APPLICATIONS, CANDIDATES, JOBS, OF_THEM, ONLY
from recruit.domain.engines.language.new_job_titles import described
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import Kind, Named, Nth, Pointed, Request, Shown
from recruit.domain.engines.language.rules.writing import NEXT

SlotFiller: TypeAlias = Callable[[Part], Mapping[str, Any] | None]

NEXT_STEP = frozenset(
    "next bump advance graduate promote weiter runde suivante suivant siguiente proxima prossima prossimo volgende along "
    "forward through nachste nachsten etape".split()
)
_HIRING = frozenset(
    "signed joined accepted said hired hire unterschrieben zugesagt signe accepte firmo firmado aceito aceitou assinou "
    "firmato accettato getekend contratamos contrata contratar yes ja oui started".split()
)
_ACCEPTING = frozenset(
    "accepted accepts angenommen zugesagt akzeptiert accepte acceptee acepto aceptado aceitou aceito accettato geaccepteerd "
    "aangenomen".split()
)
"""Verbs of candidates who accept an offer."""

_COMPARING_FIRST = frozenset("two 2 beiden deux dos dois duas due twee both".split())


def _job(part: Part) -> dict[str, Any]:
    return {"job_id": job(part)}


def _candidate(part: Part) -> dict[str, Any]:
    """Return the candidate. A name that no candidate has is returned as such, in place of the person in focus."""
    found = candidate(part)
    name = unknown_name(part) if isinstance(found, Pointed) and found.kind in part.focus else None
    return {"candidate_id": Named(Kind.CANDIDATE, name) if name else found}


LONGEST_DEPENDENT = 6
"""Longest message, in words, that may depend on the previous one: "and the funnel?"."""

_ALL = frozenset("all every any anywhere everywhere across overall alle tous toutes todos todas tutti tutte".split())


def _depends_on_previous(part: Part) -> bool:
    is_short = len(part.keys) <= LONGEST_DEPENDENT and _ALL.isdisjoint(part.keys)
    return Kind.JOB in part.focus and is_short and not part.people()


def _named_job(part: Part) -> dict[str, Any]:
    """Return the job if it is named or pointed at, or if a short message depends on the previous one."""
    found = job(part)
    if isinstance(found, Pointed) and _depends_on_previous(part):
        return {"job_id": found}
    return {} if isinstance(found, Pointed) and not _points_to_job(part) else {"job_id": found}


def _points_to_job(part: Part) -> bool:
    if Kind.JOB not in part.focus:
        return False
    pointed = not part.people() and bool({"it", "that", "this", "the", "latter"} & set(part.keys))
    return pointed or occurs(TO_JOB, part.keys)


def _limited(part: Part) -> dict[str, Any]:
    most = filters.limit(part)
    return {"limit": most} if most else {}


def _jobs(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if status := statuses.job_status(part.words):
        found["status"] = status
    if places := filters.found_places(part):
        found["location"] = place_of(places[0])
    if skills := [one for one in filters.skill_names(part) if one not in places]:
        found["skill"] = skills[0]
    if title := texts.quoted(part.text):
        found["query"] = title
    elif part.titles() and "skill" not in found:
        found["query"] = _title_words(part)
    return {key: value for key, value in found.items() if value} | _limited(part)


def _title_words(part: Part) -> str | None:
    """Return the named words of one of the organisation's titles, if that title contains them as written."""
    mention = part.titles()[0]
    title = next((one.title for one in part.directory.jobs if one.id in mention.ids), "")
    written = part.linked.text(mention.start, mention.end)
    return written if written.lower() in title.lower() else None


def _people(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {}
    places = filters.found_places(part)
    if places:
        found["location"] = places[0]
    elif _PLACE_REFERENCES & set(part.keys) and (place := _location_in_focus(part)):
        found["location"] = place
    if skills := [one for one in filters.skill_names(part) if one not in places]:
        found["skill"] = skills[0]
    if company := filters.company(part, places):
        found["company"] = company
    if title := filters.title(part):
        found["title"] = title
    if years := filters.least_years(part):
        found["min_years"] = years
    if name := filters.name_part(part):
        found["query"] = name
    return found | _limited(part)


_PLACE_REFERENCES = frozenset("there city dort ville ciudad alli alla ahi cidade citta daar".split())


def _location_in_focus(part: Part) -> str | None:
    """Return the location of the job in focus."""
    focus = part.focus.get(Kind.JOB)
    return next((one.location for one in part.directory.jobs if one.id == focus), None)


_PERSONAL_PRONOUNS = frozenset("he she her his him er sie elle il ella ela ele lei lui ze zij hij".split())


def _applications(part: Part) -> dict[str, Any]:
    found = _stage_and_job(part)
    if (person := candidate(part)) and not isinstance(person, Pointed):
        found["candidate_id"] = person
        if not part.titles() and not part.ids(Kind.JOB):
            found.pop("job_id", None)
    elif _PERSONAL_PRONOUNS & set(part.keys) and Kind.CANDIDATE in part.focus:
        found["candidate_id"] = person
        found.pop("job_id", None)
    return found


def _stage_and_job(part: Part) -> dict[str, Any]:
    listed = statuses.stages(part.words)
    listed = [one for one in listed if one[1] != "applied"] if len(listed) > 1 else listed
    before = {"in", "stage", "=", "status", "at"}
    named = [name for index, name in listed if name != "applied" or part.keys[max(index - 1, 0)] in before]
    return _named_job(part) | ({"status": named[-1]} if named else {})


def _moving(part: Part) -> dict[str, Any] | None:
    stage = statuses.target_stage(part.words)
    if stage == "offer" and _ACCEPTING & set(part.keys):
        stage = "hired"  # "she accepted our offer"
    if stage is None:
        stage = NEXT if NEXT_STEP & set(part.keys) else "hired" if _HIRING & set(part.keys) else None
    return None if stage is None else {**_application(part), "status": stage}


def _application(part: Part) -> dict[str, Any]:
    """Return the application, by its own id or by its candidate and job."""
    ids = part.ids(Kind.APPLICATION)
    if ids and not part.people():
        return {"application_id": ids[0]}
    found = _candidate(part)
    named = job(part)
    return found if isinstance(named, Pointed) else {"job_id": named, **found}


def _noted(part: Part) -> dict[str, Any] | None:
    """Return a note; None for an order to note a text elsewhere: "put that in his notes" contains no note.

    In an order that follows another, a name inside the note's text isn't the note's subject.
    """
    if occurs(NOTE_THAT, part.keys):
        return None
    linked = part.linked
    outside = [one for one in part.people() if quotation_at(linked.message, linked.words[one.start].start) is None]
    if (quoted := texts.quoted(part.text)) and len(outside) == 1 and len(outside[0].ids) == 1:
        return {"candidate_id": outside[0].ids[0], "note": quoted}
    text = texts.note(part)
    head = replace(part, end=max(part.start, part.end - len(words(text)))) if part.start else part
    about = candidate(head) if part.start and Kind.CANDIDATE in part.focus else candidate(part)
    return {"candidate_id": about, "note": text}


def _compared(part: Part) -> dict[str, Any] | None:
    ids: list[Any] = list(candidates(part))
    nth = candidate(part)
    if not ids and _COMPARING_FIRST & set(part.keys):
        return {"candidate_ids": Shown(Kind.CANDIDATE, 2), **_named_job(part)}
    if len(ids) < 2:  # noqa: PLR2004 - the second candidate is the one in focus
        if not ids and isinstance(nth, Nth):
            ids = [Pointed(Kind.CANDIDATE), nth]
        elif part.focus.get(Kind.CANDIDATE) and part.focus[Kind.CANDIDATE] not in ids:
            ids = [part.focus[Kind.CANDIDATE], *ids]
        else:
            ids = list(dict.fromkeys([*part.shown.get(Kind.CANDIDATE, ())[:4], *ids]))
    about = _named_job(part)
    if about.get("job_id") in ids and not part.titles() and not any(one.kind is Kind.JOB for one in part.numbered()):
        about = {}  # in "compare 1 and 2", 1 is no job
    return {"candidate_ids": ids[:5], **about} if len(ids) > 1 else None


def _pair(part: Part) -> dict[str, Any]:
    """Return a job and a candidate. Of two numbers without nouns, the candidate is the first: "link 4 to 2"."""
    ids = part.numbered()
    if len(ids) == 2 and not part.people() and not part.titles():  # noqa: PLR2004 - one of each
        person, about = ids
        bare = person.kind in {None, Kind.CANDIDATE} and about.kind in {None, Kind.JOB}
        if bare and person.value in part.directory.person_ids and about.value in part.directory.job_ids:
            return {"job_id": about.value, "candidate_id": person.value}
    return {"job_id": job(part), **_candidate(part)}


_OBJECT_PRONOUNS = frozenset("him her them ihn ihm ihr hem haar winner entrevistarlo entrevistarla lui leur".split())


def _questions(part: Part) -> dict[str, Any]:
    person = candidate(part)
    pointed = isinstance(person, Pointed) and not _OBJECT_PRONOUNS & set(part.keys)
    return _job(part) | ({} if pointed else {"candidate_id": person})


def _changed(part: Part) -> dict[str, Any] | None:
    """Return the changes to a job. A statement that changes no field is appended to the description."""
    note = texts.note(part)
    changes = job_changes.changes(part)
    if not changes and note != part.text.strip():
        listed = job_changes.listed_changes(note)
        changes = {"append": note} if listed is None else listed
    return {"job_id": job(part, first=True), "changes": changes} if changes else None


def _copied(part: Part) -> dict[str, Any]:
    different = job_changes.difference(part)
    return {"job_id": job(part, first=True)} | ({"changes": different} if different else {})


_ORDERS_OF_CHANGES = re.compile(
    r"\b(?:delet|eras|clos|reject|hir(?:e|ing)|lösch|schlie(?:ß|ss)|ablehn|einstell|supprim|effac|ferm|rejet|embauch|elimin|borr|cierr|"
    r"rechaz|contrat|exclu|apag|fech|rejeit|cancell|chiud|rifiut|assum|verwijder|sluit|afwij|aanne)\w*",
    re.IGNORECASE,
)
"""Verbs of orders that change no requirement."""


def _supposed(part: Part) -> dict[str, Any] | None:
    different = job_changes.skill_changes(part)
    if not different and _ORDERS_OF_CHANGES.search(part.text):
        return None
    return _job(part) | ({"changes": different} if different else {})


SLOT_FILLERS: Mapping[str, SlotFiller] = {
    "find_jobs": _jobs,
    "get_job": _job,
    "create_job": lambda part: {"prompt": described(part.text)},
    "update_job": _changed,
    "close_job": _job,
    "clone_job": _copied,
    "find_candidates": _people,
    "get_candidate": _candidate,
    "summarize_candidate": _candidate,
    "compare_candidates": _compared,
    "create_candidate": texts.person,
    "add_note": _noted,
    "list_applications": _applications,
    "pipeline": _named_job,
    "create_application": _pair,
    "move_application": _moving,
    "reject_application": _application,
    "match_candidates": lambda part: _job(part) | _limited(part),
    "match_jobs": lambda part: _candidate(part) | _limited(part),
    "explain_match": _pair,
    "what_if": _supposed,
    "interview_questions": _questions,
    "draft_outreach": lambda part: _candidate(part) | _named_job(part),
    "undo": lambda _: {},
}


def fill(tool: str, part: Part) -> Request | None:
    """Return the request for a tool from a part of a message; None if a required argument is missing."""
    arguments = SLOT_FILLERS[tool](part) if tool in SLOT_FILLERS else None
    if arguments is not None and tool == "reject_application" and _has_withdrawn(part):
        return Request("move_application", {**arguments, "status": "withdrawn"}, part.text)
    return None if arguments is None else Request(tool, arguments, part.text)


_WITHDRAWS = re.compile(
    r"\b(?:zieh\w* (?:ihre|seine|die) (?:bewerbung|kandidatur)|(?:withdr\w+|pull\w*|retract\w*) (?:her|his|their) \w+"
    r"|retir\w+ (?:sa|su|a|a sua|la) candidatur\w*|ritir\w+ la (?:sua )?candidatura|trek\w* (?:haar|zijn) (?:sollicitatie|kandidatuur))\b"
)
"""Withdrawals in the present tense, folded."""


def _has_withdrawn(part: Part) -> bool:
    """Tell whether the candidate has withdrawn, and the message doesn't order a rejection."""
    named = any(name == "withdrawn" for _, name in statuses.stages(part.words))
    withdrew = named or _WITHDRAWS.search(" ".join(part.keys)) is not None
    return withdrew and not any(concept_of(key) == "reject" for key in part.keys)


_ALSO = frozenset("too also auch aussi tambien tambem anche ook".split())


def _with_last_skill(request: Request, last: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """Return the arguments, with the skill of the previous list beside the new one if that is asked for "too"."""
    given, before = dict(request.arguments), last.get("skill")
    if "skill" not in given or not isinstance(before, str) or before == given["skill"] or not _ALSO & set(part.keys):
        return given
    return {**given, "skill": before, "and_skills": [*last.get("and_skills", []), given["skill"]]}


_ROWS = rf"{CANDIDATES}|{JOBS}|{APPLICATIONS}"
_CONTINUING = rf"{ONLY}|{OF_THEM}|and|und|et|y|e|en|also|auch|else|those|these|them|they"


def with_previous_filters(request: Request, last: Mapping[str, Any] | None, part: Part) -> Request:
    """Return a list request with the filters of the previous list of its kind, which it narrows or replaces.

    A question that names its rows is complete, unless it refers to the previous list.
    """
    if (
        last is None
        or (occurs(_ROWS, part.keys) and not occurs(_CONTINUING, part.keys))
        or last["tool"] != request.tool
        or request.tool not in {"find_candidates", "find_jobs", "list_applications", "match_candidates", "match_jobs"}
    ):
        return request
    given = _with_last_skill(request, last["arguments"], part)
    for name, value in given.items():
        if isinstance(value, Pointed):
            given.pop(name)
            break
    return replace(request, arguments={**last["arguments"], **given}) if len(part.keys) <= 12 else request  # noqa: PLR2004
