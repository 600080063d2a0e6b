"""Parser of plain sentences about one thing.

fact       = one person , fact , { filler } ;        "what's Ana's phone number?"
person     = find , one person ;                     "busca a Ana"
reference  = [ show ] , ( ordinal | "them" ) ;       "montre le premier"
duplicates = { filler } , "duplicates" , [ person ] ;
message    = write , ( "rejection" | "invitation to an interview" ) , one person , [ job ] ;
language   = "in German" , { filler } ;              after a draft
adding     = add , pronoun , "to" , job ;            "añádelo a la vacante"
hiring     = hire , pronoun ;                        "stell ihn ein"
shown      = show , ( "candidate" | "job" ) , id ;   "toon kandidaat 4"
compared   = "which" , [ "of them" ] , "has more experience" ;    after a comparison
by-name    = "who" , "has more experience" , person , "or" , person ;
identity   = "who is" , pronoun ;                    after a candidate
ability    = [ pronoun ] , ( "knows" | "speaks" ) , ( skill | language ) ;    "does she know Rust?"
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.draft_orders import (
    LANGUAGE,
    draft_options,
    is_interview_invitation,
    named_language,
)
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.pointing import WHICH_JOB
from recruit.domain.engines.language.learned.targets import Part, candidate, candidates, job
from recruit.domain.engines.language.learned.veto import vetoes
from recruit.domain.engines.language.lists import words as listing
from recruit.domain.engines.language.lists.named_filters import skills
from recruit.domain.engines.language.lists.phrases import PhraseMatcher
from recruit.domain.engines.language.lists.spoken_languages import language_filters
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.plain import words
from recruit.domain.engines.language.plain.applicants import applications_of_job
from recruit.domain.engines.language.plain.states import state
from recruit.domain.engines.language.plain.targets import take_job, take_person
from recruit.domain.engines.language.requests import Again, Kind, Nth, Pointed, Request, Wish

LONGEST = 160
"""Longest plain sentence, in characters."""

_LISTS = frozenset(["find_candidates", "find_jobs", "list_applications"])
_SHOWN = {
    Kind.JOB: ("get_job", "job_id", listing.JOBS),
    Kind.CANDIDATE: ("get_candidate", "candidate_id", listing.CANDIDATES),
}
_PERSON_WORDS = (
    "his|her|their|him|she|he|they|sein|seine|ihre?|ihn|sie|er|son|sa|ses|lui|elle|il|su|sus|seu|sua|ela|ele|suo|sua|lei|"
    "zijn|haar|hem|ze|zij|hij|ella|el|lei|egli|on"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """The wish of a plain sentence, and the fact that it asks for. For "skill" and "language", `which` names it."""

    wish: Wish
    fact: str | None = None
    which: str = ""


def read(linked: Linked, directory: Directory, memory: Memory, wishes: Sequence[Wish]) -> Plain | None:
    """Return the wish of a plain sentence; None for any other message. `wishes` are the grammar's."""
    if len(linked.message) > LONGEST:
        return None
    said = PhraseMatcher(linked.words)
    part = Part(linked, 0, len(linked.words), directory, memory.focus, memory.shown, memory.recent)
    for mention in linked.people:
        said.consume(mention.start, mention.end)
    found = _duplicates(said, part) or _message(said, part) or _translated_draft(said, memory) or _which_job(said, part)
    if found := found or _asked(linked, part, wishes):
        return Plain(found)
    if compared := _compared(said, part, memory) or _compared_by_name(linked, part):
        return compared
    if (reference := _reference(said, memory)) and not any(isinstance(wish, Again) for wish in wishes):
        return Plain(reference)
    if not wishes and (found := _adding(said, part) or _hiring(said, part) or _shown(said, part)):
        return Plain(found)
    return _ability(linked, part) or _fact(said, part, wishes)


def _duplicates(said: PhraseMatcher, part: Part) -> Request | None:
    if not said.take(words.DUPLICATES):
        return None
    said.take(listing.CANDIDATES)
    whom = {"candidate_id": candidate(part)} if part.people() else {}
    return Request("find_duplicates", whom, part.text) if _is_whole(said) else None


def _message(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse an order for the text of a rejection or an invitation. No application changes."""
    if not any(said.find(words.WRITING)) or len(part.people()) > 1:
        return None
    if not (any(said.find(words.REFUSAL)) or is_interview_invitation(part.text)):
        return None
    if not part.people() and Kind.CANDIDATE not in part.focus:
        return None
    about = job(part)
    named = {} if isinstance(about, Pointed) else {"job_id": about}
    arguments = {"candidate_id": candidate(part), **draft_options(part.text), **named}
    return Request("draft_outreach", arguments, part.text)


def _translated_draft(said: PhraseMatcher, memory: Memory) -> Request | None:
    """Parse a request for the last draft in another language."""
    if memory.last is None or memory.last["tool"] != "draft_outreach" or not said.take(LANGUAGE) or said.remaining():
        return None
    text = " ".join(word.key for word in said.words)
    return Request("draft_outreach", {**memory.last["arguments"], "language": named_language(text)}, text)


def _which_job(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse a question about the job in focus."""
    if Kind.JOB not in part.focus or not said.take(WHICH_JOB) or said.remaining():
        return None
    return Request("get_job", {"job_id": Pointed(Kind.JOB)}, part.text)


def _compared(said: PhraseMatcher, part: Part, memory: Memory) -> Plain | None:
    """Parse a question about the candidate with more experience among those compared: "wer hat mehr Erfahrung?"."""
    if memory.last is None or memory.last["tool"] != "compare_candidates":
        return None
    asked = next((name for name, table in words.EXPERIENCED.items() if said.take(table)), None)
    if asked is None:
        return None
    said.take(words.OF_THEM)
    said.take(words.WHICH)
    if not _is_whole(said):
        return None
    return Plain(Request("compare_candidates", memory.last["arguments"], part.text), asked)


def _compared_by_name(linked: Linked, part: Part) -> Plain | None:
    """Parse a question that compares candidates by name: "who has more experience, Ana or Tom?", "is Ana better than Tom?"."""
    said = PhraseMatcher(linked.words)
    for mention in part.people():
        said.consume(mention.start, mention.end)
    if len({mention.ids for mention in part.people()}) <= 1:
        return None
    if any(said.find(words.BETTER)):
        about = {"job_id": job(part)} if part.titles() or part.ids(Kind.JOB) else {}
        return Plain(Request("compare_candidates", {"candidate_ids": candidates(part), **about}, part.text))
    asked = next((name for name, table in words.EXPERIENCED.items() if said.take(table)), None)
    said.take(words.BETWEEN)
    said.take(words.WHICH)
    if asked is None or not _is_whole(said):
        return None
    return Plain(Request("compare_candidates", {"candidate_ids": candidates(part)}, part.text), asked)


def _asked(linked: Linked, part: Part, wishes: Sequence[Wish]) -> Request | None:
    """Parse a question about a job's applications, a state, or the candidate in focus."""
    listed = applications_of_job(PhraseMatcher(linked.words), part, wishes) or state(PhraseMatcher(linked.words), part)
    listed = listed or _fact_of_job(PhraseMatcher(linked.words), part, wishes)
    return listed or _identity(PhraseMatcher(linked.words), part) or _stage(PhraseMatcher(linked.words), part)


def _fact_of_job(said: PhraseMatcher, part: Part, wishes: Sequence[Wish]) -> Request | None:
    """Parse a question for a fact of one job, which its card shows or lacks."""
    if wishes or "?" not in part.linked.message or not any(said.find(words.JOB_FACTS)) or not take_job(said, part):
        return None
    about = job(part)
    return None if isinstance(about, tuple) else Request("get_job", {"job_id": about}, part.text)


def _stage(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse a question about the stage of the candidate in focus, or the numbers of a pipeline by stage."""
    if Kind.CANDIDATE in part.focus and said.take(words.STAGE_OF):
        whom = {"candidate_id": Pointed(Kind.CANDIDATE)}
        return Request("list_applications", whom, part.text) if _is_whole(said) else None
    named = next((one for _, start, one in said.find(words.STAGE_OF_NAMED) if start == 0), None)
    if named is not None and take_person(said, part):
        said.consume(0, named)
        said.take("in|at|on")
        return Request("list_applications", {"candidate_id": candidate(part)}, part.text) if _is_whole(said) else None
    if Kind.JOB in part.focus and said.take(words.APPLICATIONS_OF_IT):
        return Request("pipeline", {"job_id": Pointed(Kind.JOB)}, part.text) if _is_whole(said) else None
    if not said.take(words.PER_STAGE):
        return None
    titled = take_job(said, part)
    for table in (listing.CANDIDATES, listing.APPLICATIONS, listing.JOBS, listing.FOR):
        said.take(table)
    return Request("pipeline", {"job_id": job(part)} if titled else {}, part.text) if _is_whole(said) else None


def _identity(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse a question about who the candidate in focus is."""
    if Kind.CANDIDATE not in part.focus or part.people() or not said.take(words.WHO_IS) or said.remaining():
        return None
    return Request("get_candidate", {"candidate_id": Pointed(Kind.CANDIDATE)}, part.text)


def _reference(said: PhraseMatcher, memory: Memory) -> Wish | None:
    """Parse a reference to the last list, or to one thing of it."""
    if memory.last is None or memory.recent not in {Kind.JOB, Kind.CANDIDATE}:
        return None
    for place, forms in words.ORDINALS.items():
        if said.take(words.NTH.format(nth=forms)):
            return Again(Nth(None, place), None, shows=True) if not said.remaining() else None
    if memory.last["tool"] in _LISTS and said.take(words.THEM) and not said.remaining():
        return Request(memory.last["tool"], memory.last["arguments"])
    return None


def _adding(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse an order to put forward the candidate in focus, or one of the rows shown.

    The order is proposed, so it needn't be the whole sentence.
    """
    if Kind.CANDIDATE not in part.focus or part.people() or vetoes(part.linked.message):
        return None
    if not said.take(words.ADDING) or not (part.titles() or any(said.find(listing.JOBS))):
        return None
    return Request("create_application", {"job_id": job(part), "candidate_id": candidate(part)}, part.text)


def _hiring(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse an order to hire the candidate in focus, or one of the rows shown. The order is proposed."""
    if Kind.CANDIDATE not in part.focus or vetoes(part.linked.message) or not said.take(words.HIRING):
        return None
    if not _is_whole(said):
        return None
    return Request("move_application", {"candidate_id": candidate(part), "status": "hired"}, part.text)


def _shown(said: PhraseMatcher, part: Part) -> Request | None:
    """Parse an order to show one job or candidate by its id."""
    ids = [figure for figure in part.linked.figures if figure.role == "id"]
    if len(ids) != 1 or ids[0].kind not in _SHOWN or not said.take(words.SHOWING):
        return None
    tool, argument, nouns = _SHOWN[ids[0].kind]
    said.consume(ids[0].index, ids[0].index + 1)
    said.take(nouns)
    return Request(tool, {argument: ids[0].value}, part.text) if _is_whole(said) else None


def _ability(linked: Linked, part: Part) -> Plain | None:
    """Parse a question about a language or a skill of one person."""
    said, named = PhraseMatcher(linked.words), part.people()
    for mention in named:
        said.consume(mention.start, mention.end)
    if len(named) > 1 or (not named and Kind.CANDIDATE not in part.focus) or "?" not in linked.message:
        return None
    if any(any(said.find(nouns)) for nouns in (listing.WHO, listing.CANDIDATES, listing.JOBS)):
        return None
    found = language_filters(said)
    pointed = bool(said.take(_PERSON_WORDS))
    if not found and (pointed or named):
        found = skills(said, part)
        said.take(listing.SPEAKING)
    fact, which = next(iter(found.items()), ("", ""))
    if len(found) != 1 or fact not in {"language", "skill"} or not isinstance(which, str) or not _is_whole(said):
        return None
    return Plain(Request("get_candidate", {"candidate_id": candidate(part)}, part.text), fact, which)


def _fact(said: PhraseMatcher, part: Part, wishes: Sequence[Wish]) -> Plain | None:
    """Parse a question about a fact of one person, or an order to show one that the grammar doesn't read."""
    named = take_person(said, part)
    pointed = not part.people() and not named and Kind.CANDIDATE in part.focus and said.take(_PERSON_WORDS)
    if not named and not pointed:
        return None
    asked = [name for name, table in words.FACTS.items() if _take_all(said, table)]
    searched = said.take(words.FINDING) or not asked
    if not _is_whole(said) or (not asked and (wishes or pointed or not searched)):
        return None
    return Plain(Request("get_candidate", {"candidate_id": candidate(part)}, part.text), asked[0] if asked else None)


def _take_all(said: PhraseMatcher, table: str) -> bool:
    found = False
    while said.take(table):
        found = True
    return found


def _is_whole(said: PhraseMatcher) -> bool:
    """Tell whether only fillers are left."""
    said.consume_words(listing.FILLERS)
    return all(said.words[place].key in {"'s", "s"} for place in said.remaining())
