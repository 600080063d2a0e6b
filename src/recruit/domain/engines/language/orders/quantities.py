"""Orders about more people, or more fields of a job, than their requests cover."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from recruit.domain.engines.language.learned.kinds import AND, NUMBERS, ORDINALS, UNITS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.orders.bulk import ALL_PEOPLE, exceptions
from recruit.domain.engines.language.requests import Kind, Request

_AND = AND | {","}
_OF_MANY = frozenset(
    "first top last best next ersten letzten besten nachsten oberen premiers premieres derniers dernieres meilleurs "
    "primeros primeras ultimos ultimas mejores primeiros primeiras melhores primi prime ultimi ultime migliori eerste "
    "laatste beste bovenste".split()
)
_PLURALS = ("s", "en")
_RANGING = frozenset("- – to bis a through thru tot".split())
_TARGETS = {
    **dict.fromkeys("close_job update_job clone_job delete_job get_job".split(), "job_id"),
    **dict.fromkeys(
        "move_application reject_application create_application add_note delete_candidate erase_candidate "
        "draft_outreach summarize_candidate get_candidate delete_application".split(),
        "candidate_id",
    ),
}
"""The target argument of each tool that has a single one."""

_ARTICLES = frozenset("the one der die das den dem le la les el los las o a os as il lo i gli de het".split())

_FIELDS = {
    "title": phrases("title | titel | titre | titulo | titolo"),
    "salary": phrases("salary | pay | compensation | gehalt | salaire | sueldo | salario | stipendio | salaris | loon"),
    "location": phrases("""
        location | city | standort | ort | lieu | ville | ubicacion | ciudad | localizacao | cidade | sede | citta
        luogo | locatie | stad
    """),
    "department": phrases("department | abteilung | departement | departamento | dipartimento | reparto | afdeling"),
    "status": phrases("status | statut | estado | stato"),
    "currency": phrases("currency | wahrung | devise | moneda | moeda | valuta"),
    "remote": phrases("remote"),
}
"""Fields of a job by the beginnings of their names in changes."""

_TO = frozenset("to into = : as auf zu a au para em op naar".split())


def uncovered_targets(linked: Linked, requests: Sequence[Request]) -> Iterator[tuple[int, int]]:
    """Yield the words that show that an order is for several, or for all but some, if the requests cover fewer."""
    if not requests or not all(one.tool in _TARGETS for one in requests):
        return
    named = [one.arguments.get(_TARGETS[one.tool]) or one.arguments.get("application_id") for one in requests]
    if not all(named):
        return
    keys, most = [word.key for word in linked.words], len({str(one) for one in named})
    jobs = all(_TARGETS[one.tool] == "job_id" for one in requests)
    yield from _ranges(linked, named)
    yield from _exceptions(linked, keys, jobs=jobs)
    if jobs and most == 1:
        yield from _all_jobs(linked)
    for index, key in enumerate(keys):
        if _count(keys, index) > most:
            yield max(index - 1, 0), min(index + 2, len(keys))
        elif key in ORDINALS and most == 1 and (other := _joined(keys, index)):
            yield index, other + 1
    for mention, other_one in pairwise(linked.people):
        if most == 1 and not jobs and [keys[at] in _AND for at in range(mention.end, other_one.start)] == [True]:
            yield mention.start, other_one.end


def _ranges(linked: Linked, named: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Yield ranges such as "applications 1 to 3" with an id in between that no request has."""
    ids = {figure.index: figure.value for figure in linked.figures if figure.role == "id"}
    for index, first in ids.items():
        last, ranging = ids.get(index + 2, 0), linked.words[index + 1 : index + 2]
        noun = linked.words[index - 1].key if index else ""
        plural = kind_of(noun) is not None and noun.endswith(_PLURALS)
        if plural and ranging and ranging[0].key in _RANGING and last > first + 1 and first + 1 not in named:
            yield index - 1, index + 3


def _exceptions(linked: Linked, keys: Sequence[str], *, jobs: bool) -> Iterator[tuple[int, int]]:
    """Yield exceptions such as "except the first", and, for orders about jobs, any excepted job."""
    for start in exceptions(linked):
        at = _after_articles(keys, start)
        title = at is not None and jobs and (linked.tags[at] in {"TTL", "NUM"} or kind_of(keys[at]) is Kind.JOB)
        if at is not None and (title or keys[at] in ORDINALS):
            yield start - 1, at + 1


def _all_jobs(linked: Linked) -> Iterator[tuple[int, int]]:
    """Yield "all jobs"."""
    for _, start, end in PhraseMatcher(linked.words).find(ALL_PEOPLE):
        if any(kind_of(word.key) is Kind.JOB for word in linked.words[end : end + 1]):
            yield start, end + 1


def uncovered_fields(linked: Linked, requests: Sequence[Request]) -> Iterator[str]:
    """Yield the fields that an order for several changes of a job sets and no request changes."""
    changes: list[Mapping[str, Any]] = [one.arguments["changes"] for one in requests if one.tool == "update_job"]
    if not changes:
        return
    assigned = [(index, name) for index in range(len(linked.words)) if (name := _field_at(linked, index, changes))]
    if len({name for _, name in assigned}) > 1:
        for index, name in assigned:
            if not any(key.startswith(name) for one in changes for key in one):
                yield linked.text(index, len(linked.words))
                return


def _count(keys: Sequence[str], index: int) -> int:
    """Return the count in "the first two" and "die ersten beiden"; 0 for "the first" and "the first two years"."""
    if keys[index] not in _OF_MANY:
        return 0
    for at, after in ((index + 1, index + 2), (index - 1, index + 1)):
        if 0 <= at < len(keys) and keys[after : after + 1] and keys[after] in UNITS:
            continue
        if 0 <= at < len(keys) and (keys[at] in NUMBERS or keys[at].isdigit()):
            return NUMBERS.get(keys[at]) or int(keys[at][:3])
    return 0


def _joined(keys: Sequence[str], index: int) -> int | None:
    """Return the index of an ordinal that "and" joins to one: "the first and the third"."""
    after = index + 1 + (keys[index + 1 : index + 2] == ["one"])
    if keys[after : after + 1] and keys[after] in _AND:
        at = _after_articles(keys, after + 1)
        return at if at is not None and keys[at] in ORDINALS else None
    return None


def _after_articles(keys: Sequence[str], index: int) -> int | None:
    return next((at for at in range(index, len(keys)) if keys[at] not in _ARTICLES), None)


def _field_at(linked: Linked, index: int, changes: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the field set at a position: its noun, followed by a value or "to", and outside of a long text."""
    word, after = linked.words[index], linked.words[index + 1 : index + 2]
    name = next((one for one, nouns in _FIELDS.items() if fits(nouns, word.key)), None)
    if name is None or not after or linked.tags[index] == "TTL" or _is_in_description(word.key, changes):
        return None
    valued = after[0].key in _TO or after[0].capital or after[0].key[0].isdigit()
    return name if valued or any(one.key in _TO for one in linked.words[index + 1 : index + 6]) else None


def _is_in_description(key: str, changes: Sequence[Mapping[str, Any]]) -> bool:
    return any(key in str(one.get(text, "")).casefold() for one in changes for text in ("description", "append"))
