"""Parser of questions about the state of one job or candidate. They order nothing, whatever verb they contain.

state = auxiliary , { filler | adverb } , ( job | candidate , [ job ] | pronoun ) , ( status | stage ) , [ "?" ]
      | ( job | candidate ) , auxiliary , ( status | stage ) , "?" ;    "a Inês já recebeu proposta?"
"""

from recruit.domain.engines.language.learned import statuses
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.tagging import PLURAL
from recruit.domain.engines.language.learned.targets import Part, candidate, job
from recruit.domain.engines.language.lists import words as listing
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, compiled
from recruit.domain.engines.language.plain import words
from recruit.domain.engines.language.plain.targets import take_job, take_person
from recruit.domain.engines.language.requests import Kind, Pointed, Request

_AMBIGUOUS = ("esta ", "zijn ", "was ")
"""First words that begin no question without a question mark: "esta candidata" is "this candidate"."""


_TO = frozenset("to zu de a di te".split())
"""Words before an infinitive: "is it okay to close job 3?" is about no state."""


def asks_about_state(linked: Linked) -> bool:
    """Tell whether a message begins as a question about what is or was done: "has …", "did we …"."""
    text = "".join(f"{word.key} " for word in linked.words if not word.is_mark)
    if text.startswith(_AMBIGUOUS) and not linked.message.rstrip().endswith("?"):
        return False
    return compiled(rf"^(?:{words.INTRODUCTIONS} )*{words.AUXILIARIES}").match(text) is not None


def state(said: PhraseMatcher, part: Part) -> Request | None:
    """Return the request that answers a question about a state: the job, or the candidate's applications."""
    ends = part.linked.message.rstrip().endswith("?")
    if not asks_about_state(part.linked) and not (ends and any(said.find(words.INVERTED))):
        return None
    named, titled = take_person(said, part), take_job(said, part)
    several = any(part.linked.hints[one.end - 1] == PLURAL for one in part.titles())  # "are the nurses in interview?"
    if several or (part.people() and not named):
        return None
    if not _take_states(said, part, of_person=named) or (not named and _asks_for_rows(said)):
        return None
    pointed = None if named or titled else _take_pronoun(said, part)
    for table in (words.INVERTED, words.ADVERBS, listing.FILLERS, listing.JOBS):
        while said.take(table):
            pass
    if said.remaining() or not (named or titled or pointed):
        return None
    if named or pointed is Kind.CANDIDATE:
        applied = {"job_id": job(part)} if titled else {}
        return Request("list_applications", {"candidate_id": candidate(part), **applied}, part.text)
    about = Pointed(Kind.JOB) if pointed else job(part)
    return None if isinstance(about, tuple) else Request("get_job", {"job_id": about}, part.text)


def _take_states(said: PhraseMatcher, part: Part, *, of_person: bool) -> bool:
    """Consume the words for a status, a stage, or a change to one. Return whether there are any.

    Where a person lives is no job's status.
    """
    found = [*statuses.stages(part.words), *([] if of_person else statuses.job_statuses(part.words))]
    places = {place for place, _ in found if place and not said.consumed[place]}
    for place in places:
        said.consume(place, place + 1)
    changed = next(said.find(words.CHANGED), None)
    if changed is None:
        return bool(places)
    _, start, end = changed
    said.consume(start, end)
    return start > 0 and said.words[start - 1].key not in _TO


def _asks_for_rows(said: PhraseMatcher) -> bool:
    """Tell whether a message asks for rows: "who has applied for the baker job?", "is there an open baker job?"."""
    tables = (listing.WHO, listing.CANDIDATES, listing.APPLICATIONS, words.EXISTING)
    return any(any(said.find(table)) for table in tables)


def _take_pronoun(said: PhraseMatcher, part: Part) -> Kind | None:
    """Consume a pronoun for the thing in focus, and return its kind."""
    for kind, table in ((Kind.CANDIDATE, words.PERSON_PRONOUNS), (Kind.JOB, words.THING_PRONOUNS)):
        if kind in part.focus and said.take(table):
            return kind
    return None
