"""Orders about more people, or more fields of a job, than what was read of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recruit.domain.services.agent.learned.kinds import NUMBERS, ORDINALS, UNITS
from recruit.domain.services.agent.learned.linking import Linked
from recruit.domain.services.agent.lists.phrases import fits, phrases
from recruit.domain.services.agent.orders.sweeping import exceptions
from recruit.domain.services.agent.requests import Request

_AND = frozenset(", and & und et y e en".split())
_OF_MANY = frozenset(
    "first top last best next ersten letzten besten nachsten oberen premiers premieres derniers dernieres meilleurs "
    "primeros primeras ultimos ultimas mejores primeiros primeiras melhores primi prime ultimi ultime migliori eerste "
    "laatste beste bovenste".split()
)
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
"""Fields of a job by the beginning of their names among changes."""

_TO = frozenset("to into = : as auf zu a au para em op naar".split())


def people(linked: Linked, requests: Sequence[Request]) -> Iterator[str]:
    """Yield what says that an order is for several people, or for all but some, where it is read for fewer."""
    if not all({"candidate_id", "application_id"} & one.arguments.keys() for one in requests):
        return
    named = {str(one.arguments.get("candidate_id") or one.arguments.get("application_id")) for one in requests}
    keys = [word.key for word in linked.words]
    for start in exceptions(linked):
        if (at := _behind_articles(keys, start)) is not None and keys[at] in ORDINALS:
            yield linked.text(start - 1, at + 1)
    for place, key in enumerate(keys):
        if _count(keys, place) > len(named):
            yield linked.text(max(place - 1, 0), min(place + 2, len(keys)))
        elif key in ORDINALS and len(named) == 1 and (other := _joined(keys, place)):
            yield linked.text(place, other + 1)


def fields(linked: Linked, requests: Sequence[Request]) -> Iterator[str]:
    """Yield a field that an order to change several of a job sets, and that isn't changed."""
    changes: list[Mapping[str, Any]] = [one.arguments["changes"] for one in requests if one.tool == "update_job"]
    if not changes:
        return
    set_ = [(place, name) for place in range(len(linked.words)) if (name := _field_at(linked, place, changes))]
    if len({name for _, name in set_}) > 1:
        for place, name in set_:
            if not any(key.startswith(name) for one in changes for key in one):
                yield linked.text(place, len(linked.words))
                return


def _count(keys: Sequence[str], place: int) -> int:
    """Return how many "the first two" and "die ersten beiden" are; 0 for "the first" and "the first two years"."""
    if keys[place] not in _OF_MANY:
        return 0
    for at, behind in ((place + 1, place + 2), (place - 1, place + 1)):
        if 0 <= at < len(keys) and keys[behind : behind + 1] and keys[behind] in UNITS:
            continue
        if 0 <= at < len(keys) and (keys[at] in NUMBERS or keys[at].isdigit()):
            return NUMBERS.get(keys[at]) or int(keys[at][:3])
    return 0


def _joined(keys: Sequence[str], place: int) -> int | None:
    """Return the place of another ordinal that is joined to one: "the first and the third"."""
    behind = place + 1 + (keys[place + 1 : place + 2] == ["one"])
    if keys[behind : behind + 1] and keys[behind] in _AND:
        at = _behind_articles(keys, behind + 1)
        return at if at is not None and keys[at] in ORDINALS else None
    return None


def _behind_articles(keys: Sequence[str], place: int) -> int | None:
    return next((at for at in range(place, len(keys)) if keys[at] not in _ARTICLES), None)


def _field_at(linked: Linked, place: int, changes: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the field that is set at a place: its noun, with a value or "to" behind it, and outside of a long text."""
    word, behind = linked.words[place], linked.words[place + 1 : place + 2]
    name = next((one for one, nouns in _FIELDS.items() if fits(nouns, word.key)), None)
    if name is None or not behind or linked.tags[place] == "TTL" or _is_told(word.key, changes):
        return None
    valued = behind[0].key in _TO or behind[0].capital or behind[0].key[0].isdigit()
    return name if valued or any(one.key in _TO for one in linked.words[place + 1 : place + 6]) else None


def _is_told(key: str, changes: Sequence[Mapping[str, Any]]) -> bool:
    return any(key in str(one.get(text, "")).casefold() for one in changes for text in ("description", "append"))
