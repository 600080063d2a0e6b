"""Orders about a whole pipeline, in seven languages: "reject all in screening but Ann".

bulk      = verb , all , { stage | job | filler } , [ exception , person , { person } ] ;
exception = "except" | "but" | "apart from" | … ;

Every word must be understood, as in any order (see `reading`). A message with an exception that isn't understood must
not be taken for an order about the excepted person; `excepted` returns that person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.statuses import stages, target_stage
from recruit.domain.engines.language.learned.targets import Part, job
from recruit.domain.engines.language.learned.words import Word
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, match_length, phrases, spaced
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.negation_words import BEFORE_JOB, BETWEEN_NAMES
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.reading import LONGEST
from recruit.domain.engines.language.orders.verbs import Verb, first_verb, last_verb
from recruit.domain.engines.language.orders.words import Action
from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.requests import Kind, Pointed

ALL_PEOPLE = phrases(r"""
    all(?: of)?(?: the| our)? | every(?:one|body)? | (?:all )?the (?:others|rest) | alle[nr]? | allesamt | samtliche
    tous(?: les| ceux)? | toutes(?: les| celles)? | tout le monde
    (?:a )?tod[oa]s(?: l[oa]s| [oa]s)? | (?:a )?todo el mundo | toda a gente
    tutt[ie](?: [ei]| gli| le| quelli| coloro)?
    iedereen | allemaal
""")
_EXCEPT = phrases("""
    except(?: for)? | apart from | other than | aside from | excluding
    ausser | bis auf | abgesehen von | mit ausnahme von | sauf | excepte | hormis | a l' exception de
    excepto | exceto | a excepcion de | a excecao de | tranne | eccetto | ad eccezione di
    behalve | uitgezonderd | met uitzondering van
""")
_EXCEPT_OR_BUT = f"{_EXCEPT}|{phrases('but not | but | bar | a part | menos | salvo | a parte')}"
"""Words for an exception after a word for everyone. Elsewhere, "but Ann goes to offer" is an order of its own."""
_INSTEAD_OF_VERB = phrases("""
    goes | go | should go | kommt | kommen | geht | gehen | va | vont | passe | passent | pasan? | van | vai | vao
    vanno | passam? | passano | gaat | gaan | - > | = > | → | ⇒
""")
"""Words or arrows in place of the verb in "everyone but Ann goes to interview"."""

_RELATIVE = phrases("""
    who | that | which | are | is | still | currently | those | ones | in stage | from | of
    die | welche | noch | sind | stehen | gerade | derzeit | aus | der
    qui | sont | encore | actuellement | ceux | celles | des
    que | estan | siguen | todavia | aun | los | las | estao | estejam | ainda | os | as | aos
    che | sono | ancora | quelli | attualmente | si trovano | dei | delle
    nog | zijn | zitten | staan | uit | degenen | door
""")
_AND = phrases("and | und | et | y | e | ed | en | or | oder | ou | o | of | nor")
_ACTIONS = frozenset([Action.REJECT, Action.HIRE, Action.MOVE, Action.PUT])


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """An order about the open applications of a job: those in `stage` if there is one, without the `excluded` people.

    `status` is None for a rejection.
    """

    job_id: int | Pointed
    status: str | None
    stage: str | None
    excluded: Sequence[Mention]
    text: str


def read(linked: Linked, directory: Directory, memory: Memory) -> BulkOrder | None:
    """Return the bulk order if the whole message is one; otherwise None."""
    if not linked.words or len(linked.message) > LONGEST or asks(linked.message):
        return None
    part = Part.whole(linked, directory, memory)
    matcher = PhraseMatcher(part.words)
    verb = _verb(part, matcher)
    if verb is None or verb.is_negated or verb.action not in _ACTIONS:
        return None
    if verb.particle is not None and matcher.take(verb.particle) is None:
        return None
    excluded = excepted(linked)
    if any(word.is_mark and word.key not in ",.!#-=>→⇒" for word in part.words) or len(excluded) < len(linked.people):
        return None
    if matcher.take(ALL_PEOPLE) is None:
        return None
    return _bulk_order(part, matcher, verb.action, excluded)


def orders_all(linked: Linked, directory: Directory, memory: Memory) -> bool:
    """Tell whether an order is for all of some people or jobs, even if not understood: "close all jobs in Leeds"."""
    if not linked.words or asks(linked.message):
        return False
    part = Part.whole(linked, directory, memory)
    verb = first_verb(part)
    if verb is None or verb.is_negated or verb.action in {Action.ADD, Action.DRAFT}:
        return False
    return match_length(ALL_PEOPLE, part.keys[verb.end :]) > 0


def excepted(linked: Linked) -> Sequence[Mention]:
    """Return the people that a message names after a word for "except"."""
    starts = exceptions(linked)
    found: list[Mention] = []
    for mention in linked.people:
        before = [found[-1].end] if found else []
        if any(_lead_to(linked, start, mention.start) for start in [*starts, *before]):
            found.append(mention)
    return found


def exceptions(linked: Linked) -> Sequence[int]:
    """Return the indexes after the words for "except"."""
    matcher = PhraseMatcher(linked.words)
    table = _EXCEPT_OR_BUT if matcher.has(ALL_PEOPLE) else _EXCEPT
    return [end for _, _, end in matcher.find(table)]


def excepted_jobs(linked: Linked) -> set[int]:
    """Return the jobs that a message names after "but not for", "except" and the like."""
    figures = [one for one in linked.figures if one.role == "id" and one.kind in {Kind.JOB, None}]
    named = [*((one.index, (one.value,)) for one in figures), *((one.start, one.ids) for one in linked.jobs)]
    before = {index: spaced(word.key for word in linked.words[max(0, index - NEAR) : index]) for index, _ in named}
    return {one for index, ids in named if _NOT_FOR.search(before[index]) for one in ids}


NEAR = 6
"""Words before a job that are searched for an exception."""

_NOT_FOR = re.compile(
    rf"(?<!\S)(?:{BEFORE_JOB})"
    r"(?: (?:for|in|on|to|with|fur|bei|auf|pour|au|a|para|en|na|per|alla|voor|bij))*(?: (?:the|job|jobs|position|role|die|der|stelle|le|la|l'|poste|el|puesto|"
    r"vaga|posizione|vacature|#))* $"
)


def retracted(linked: Linked) -> Sequence[Mention]:
    """Return the people whose names a message corrects to the next one: "move Ann, no, Bob to offer"."""
    return [mention for mention, other in pairwise(linked.people) if _corrects(linked.words[mention.end : other.start])]


def _corrects(between: Sequence[Word]) -> bool:
    """Tell whether the words between two names replace the first: "no,", "to offer, sorry, I meant"."""
    denies = any(fits(BETWEEN_NAMES, word.key) for word in between)
    if denies and all(fits(f"{BETWEEN_NAMES}|{_AND}|{words.FILLERS}|,|\\.|!|-|–|…", word.key) for word in between):
        return True
    text = " ".join(word.key for word in between)
    return _CORRECTION_AT_END.search(text) is not None


_CORRECTING = phrases("""
    sorry | oops | i mean | i meant | i meant to say | rather
    ich meine | ich meinte | pardon | je veux dire | je voulais dire | perdon | quiero decir | queria decir | digo
    desculpa | quero dizer | queria dizer | scusa | voglio dire | volevo dire | ik bedoel | ik bedoelde
""")
_CORRECTION_AT_END = re.compile(
    rf"(?<!\S)(?:[,.;–—-] (?:{_AND} )?{BETWEEN_NAMES}|{_CORRECTING})(?: [,:])?(?: (?:a|al|an|den|die|der|de|la|le|il))?$"
)


def _lead_to(linked: Linked, start: int, end: int) -> bool:
    """Tell whether there are only articles and conjunctions between two indexes."""
    between = f"{words.FILLERS}|{_AND}|,"
    keys = [word.key for word in linked.words[start:end]]
    return start <= end and all(fits(between, key) and key not in _ENDS_OF_EXCEPTIONS for key in keys)


_ENDS_OF_EXCEPTIONS = frozenset("to for in into at as zu zum ins auf fur en pour por para per naar voor".split())
"""Fillers that end a list of exceptions."""


def _verb(part: Part, matcher: PhraseMatcher) -> Verb | None:
    verb = first_verb(part) or last_verb(part)
    if verb is None:
        for _, start, end in matcher.find(_INSTEAD_OF_VERB):
            verb = Verb(Action.MOVE, start, end)
            break
    if verb is not None:
        matcher.consume(verb.start, verb.end)
    return verb


def _bulk_order(part: Part, matcher: PhraseMatcher, action: Action, excluded: Sequence[Mention]) -> BulkOrder | None:
    """Return the order with its job, stages and exceptions; None if a word isn't understood."""
    if bool(excluded) != (matcher.take(_EXCEPT_OR_BUT) is not None):
        return None
    matcher.consume_each(at for mention in excluded for at in mention.indexes)
    listed = [(index, name) for index, name in stages(part.words) if not matcher.consumed[index]]
    named = [name for _, name in listed]
    moves = action in {Action.MOVE, Action.PUT}
    status = target_stage(part.words) if moves else "hired" if action is Action.HIRE else None
    others = list(dict.fromkeys(name for name in named if not moves or name != status))
    if len(others) > 1 or (moves and status is None):
        return None
    matcher.consume_each(index for index, _ in listed)
    job_id = _job(part, matcher)
    matcher.consume_each(index for index, key in enumerate(part.keys) if kind_of(key) is not None)
    for table in (words.STAGE_NOUNS, words.FILLERS, _RELATIVE, words.AFTER_SEPARATORS, _AND):
        matcher.consume_words(table)
    if job_id is None or matcher.remaining():
        return None
    return BulkOrder(job_id, status, others[0] if others else None, excluded, part.text)


def _job(part: Part, matcher: PhraseMatcher) -> int | Pointed | None:
    """Return the one named job, else a reference to the job in focus; None if the name is ambiguous."""
    named = part.titles()
    found = job(part if part.ids(Kind.JOB) or len(named) < 2 else replace(part, start=named[-1].start))  # noqa: PLR2004
    ids = {one for mention in named for one in mention.ids}
    if isinstance(found, int) and named and not all(found in mention.ids for mention in named):
        return None
    matcher.consume_each(figure.index for figure in part.numbered() if figure.value == found)
    matcher.consume_each(at for mention in named for at in mention.indexes)
    if isinstance(found, int):
        return found
    return Pointed(Kind.JOB) if isinstance(found, Pointed) and not ids else None
