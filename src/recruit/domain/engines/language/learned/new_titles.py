"""The new title in an order that renames a job, in seven languages.

renaming = rename , [ article ] , job , [ "um" ] , to , title , [ "um" ] , [ courtesy ]
         | change , [ article ] , "title" , [ "of" ] , job , to , title , [ courtesy ] ;

A title ends at a mark, before a place ("as Ward Lead in Leeds") and before a separator with a verb after it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from recruit.domain.engines.language.learned.filters import place_spans
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.lists.phrases import fits, phrases
from recruit.domain.engines.language.requests import Kind

_RENAMING = phrases(r"""
    rename | retitle | benenn\w* | umbenenn\w* | renomm\w* | renombr\w* | renome\w* | rinomin\w* | hernoem\w*
""")
_CHANGING = phrases(r"""
    change | set | update | andere | andern | setze | setz | modifie[rz]? | change[rz]? | remplace[rz]? | mets | mettez | cambi\w* | pon
    ponga | modific\w* | actualiz\w* | mud[ae] | mudar | alter[ae] | alterar | troca | troque | trocar | coloca | imposta | metti
    wijzig | wijzigen | verander | veranderen | zet | pas | aggiorna
""")
_TITLES = frozenset(
    "title titel titre titulo titolo name nom nombre nome naam bezeichnung functietitel stellentitel intitule".split()
)
_TOWARDS = frozenset("to as into zu in auf en a au par para pra por per con naar als = : → >".split())
_PARTICLES = frozenset("um aan".split())
_SEPARATORS = frozenset(
    "and & und et y e ed en then dann puis luego depois poi dan but aber mais pero mas ma maar".split()
)
_ENDS = frozenset(",.;:!?–—()")
_COURTESIES = phrases("""
    um | bitte | please | pls | thanks | danke | svp | stp | merci | gracias | obrigad[oa] | grazie | bedankt | alsjeblieft | graag
    umbenennen | hernoemen | wijzigen | veranderen | andern
""")
_PLACING = frozenset("in at a en em no na te nach bei".split())


class NewTitle(NamedTuple):
    """A title as written, the position of its first word, and that of the first word after it."""

    text: str
    start: int
    end: int


def new_title(part: Part) -> NewTitle | None:
    """Return the title that an order gives to a job; None if it renames none, or the title isn't after the job."""
    index = _after_job(part)
    if index is None:
        return None
    if index < part.end and part.linked.words[index].key in _PARTICLES:
        index += 1
    if index + 1 >= part.end or part.linked.words[index].key not in _TOWARDS:
        return None
    start, end = index + 1, _end(part, index + 1)
    after = end
    while end > start and fits(_COURTESIES, part.linked.words[end - 1].key):
        end -= 1
    if not _renames([word.key for word in (*part.linked.words[part.start : start], *part.linked.words[end:after])]):
        return None
    text = part.linked.text(start, end).strip(" \"'“”«»„")
    return NewTitle(text, start, after) if text else None


def _renames(keys: Sequence[str]) -> bool:
    """Tell whether the words around a title rename a job."""
    if any(fits(_RENAMING, key) for key in keys):
        return True
    return any(fits(_CHANGING, key) for key in keys) and any(key in _TITLES for key in keys)


def _after_job(part: Part) -> int | None:
    """Return the position after the first job of a part: after its id, or its title and noun."""
    if ids := part.numbered():
        of_job = ids[0].kind is Kind.JOB or (ids[0].kind is None and ids[0].value in part.directory.job_ids)
        return ids[0].index + 1 if of_job else None
    if not part.titles():
        return None
    end = part.titles()[0].end
    return end + (end < part.end and kind_of(part.linked.words[end].key) is Kind.JOB)


def _end(part: Part, start: int) -> int:
    """Return the end of a title: before a mark, before a separator and a lower-case word, or before a place."""
    placed = {at for at, _ in place_spans(part)}
    for index in range(start, part.end):
        word = part.linked.words[index]
        after = part.linked.words[index + 1] if index + 1 < part.end else None
        apart = after is None or part.linked.message[word.end : word.end + 1].isspace()
        ends = word.key in _ENDS and apart
        joins = word.key in _SEPARATORS and after is not None and not after.capital
        if index > start and (ends or joins or (word.key in _PLACING and index + 1 in placed)):
            return index
    return part.end
