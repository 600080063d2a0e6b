"""Jobs named by their title and place, in seven languages: "the backend engineer job in Leeds".

placed = ( title , noun | noun , title | "for" , title ) , "in" , place    (* "the baker in Leeds" may be a candidate *)
       | place , title , [ noun ] ;

A reader of a whole sentence takes a place for a filter, a reason or a new value. So the phrase is replaced by the id of the
job before any reader sees it. An indefinite article names a new job, and quoted texts and notes are free text.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.filters import place_spans
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked, link
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.several_jobs import CREATING, INDEFINITE, NEAR
from recruit.domain.engines.language.requests import Kind, Named, Request
from recruit.domain.engines.language.understanding import WRITES
from recruit.domain.engines.reading.text import gazetteer

_FOR = frozenset("for fur pour para pra per voor auf to".split())
_DEFINITE = frozenset("the our die den der das le la l' el o a il lo de het".split())
_SEEKING = frozenset(
    "need hire hiring looking suche suchen cherche cherchons busco buscamos procuro cerco cerchiamo zoek zoeken".split()
)
_OF = frozenset("of de d' di da".split())
_IN = frozenset("in at a en em no na te".split())
_OF_ONE_JOB = (WRITES - {"create_job", "clone_job"}) | {"get_job", "pipeline"}
_FREE = frozenset('"“”„«»:')


class PlacedJob(NamedTuple):
    """A title with a place: the ids of the title's jobs, and of those in the place; the spans of the place and of both."""

    ids: Sequence[int]
    there: Sequence[int]
    preposition: str
    place: tuple[int, int]
    span: tuple[int, int]


def with_job_ids(message: str, directory: Directory) -> str:
    """Return the message with the id of a job in place of its title and place, if they name exactly one."""
    if not _may_name_a_place(message, directory):
        return message
    linked = link(message, directory)
    for found in reversed(list(placed_jobs(linked, directory))):
        if len(found.there) == 1:
            start, end = linked.words[found.span[0]].start, linked.words[found.span[1] - 1].end
            message = f"{message[:start]}{_noun(linked, found)}{found.there[0]}{message[end:]}"
    return message


def placed_jobs(linked: Linked, directory: Directory) -> Iterator[PlacedJob]:
    """Yield the titles that are followed by a place."""
    towns = dict(place_spans(Part(linked, 0, len(linked.words), directory)))
    for mention in linked.jobs:
        place = mention.end
        has_noun = place < len(linked.words) and kind_of(linked.words[place].key) is Kind.JOB
        place += has_noun
        led = place + 1 < len(linked.words) and linked.words[place].key in _IN
        begin = _town_before(linked, directory, mention)
        if led and place + 1 in towns:
            found = PlacedJob(
                mention.ids,
                (),
                linked.words[place].key,
                (place + 1, towns[place + 1]),
                (mention.start, towns[place + 1]),
            )
        elif begin is not None:  # "the Leeds baker job"
            found = PlacedJob(mention.ids, (), "", (begin, mention.start), (begin, place))
        else:
            continue
        before = [word.key for word in linked.words[max(0, found.span[0] - NEAR) : found.span[0]]]
        nouns = [key for key in before if key not in _OF][-1:]
        named = has_noun or any(kind_of(key) is Kind.JOB for key in nouns) or _names_existing_job(linked, found)
        if not named or not INDEFINITE.isdisjoint(before) or _is_free_text(linked, found.span[0]):
            continue
        town = linked.text(*found.place)
        there = [job.id for job in directory.jobs if job.id in mention.ids and _lies_in(job.location, town)]
        yield found._replace(there=there)


def _town_before(linked: Linked, directory: Directory, mention: Mention) -> int | None:
    """Return the place of the town of one of the jobs right before their title: "the Leeds baker job"."""
    for job in directory.jobs:
        town = keys((job.location or "").split(",")[0]) if job.id in mention.ids else ()
        begin = mention.start - len(town)
        if town and begin >= 0 and tuple(word.key for word in linked.words[begin : mention.start]) == town:
            return begin
    return None


def job_in_other_place(linked: Linked, directory: Directory, requests: Sequence[Request]) -> PlacedJob | None:
    """Return the job that requests are about, if the message names it with a place where no job of that title is.

    A place that a request sets or filters by is none of the job's, nor is one behind the French "à", which may be a "to".
    """
    for found in placed_jobs(linked, directory):
        about = [
            one for one in requests if one.tool in _OF_ONE_JOB and _is_one_of(found.ids, one.arguments.get("job_id"))
        ]
        used = any(linked.text(*found.place) in str(list(one.arguments.values())) for one in about)
        if about and not used and not found.there and found.preposition != "a":
            return found
    return None


def _names_existing_job(linked: Linked, found: PlacedJob) -> bool:
    """Tell whether a title after "for" names an existing job: "who applied for baker in Leeds"."""
    before = [word.key for word in linked.words[: found.span[0]]]
    led = [key for key in before if key not in _DEFINITE][-1:]
    return bool(led) and led[0] in _FOR and not any(CREATING.match(key) or key in _SEEKING for key in before)


def _is_one_of(ids: Sequence[int], job: object) -> bool:
    """Tell whether an argument may be one of some jobs: by its id, by several possible ids, or by name."""
    return isinstance(job, Named) or any(one in ids for one in (job if isinstance(job, tuple) else [job]))


def _may_name_a_place(message: str, directory: Directory) -> bool:
    """Tell whether a message holds words of a title and of a place, without the cost of linking it."""
    said = set(keys(message))
    placed = not said.isdisjoint(_IN) or any(not said.isdisjoint(place) for place in directory.places)
    return placed and not said.isdisjoint(directory.titles)


def _is_free_text(linked: Linked, place: int) -> bool:
    """Tell whether a word stands in a quotation, in a note or after a colon."""
    return any(word.key in _FREE or fits(words.NOTE_NOUNS, word.key) for word in linked.words[:place])


def _noun(linked: Linked, found: PlacedJob) -> str:
    """Return the noun that an id needs, unless it stands before the title."""
    before = linked.words[found.span[0] - 1].key if found.span[0] else ""
    return "" if before in _OF or kind_of(before) is Kind.JOB else "job "


def _lies_in(location: str | None, town: str) -> bool:
    first = (location or "").split(",")[0].strip()
    same = gazetteer.identity(first)
    return keys(first) == keys(town) or (same is not None and same == gazetteer.identity(town))
