"""Orders to copy a job by likeness, in seven languages: "create a job like the baker job in Leeds".

copy = verb , { word } , ( noun | "one" ) , like , [ article ] , ( job | "that one" ) , [ differences ] ;

In French, Spanish, Portuguese and Italian the word for "like" also means "as": "un puesto como cocinero" is about a new
job, and "un puesto como el cocinero" about a copy.
"""

import re
from dataclasses import replace
from typing import Any

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.job_changes import difference
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.targets import Part, job
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.several_jobs import CREATING, INDEFINITE, NEAR
from recruit.domain.engines.language.requests import Kind, Request

_ALSO_AS = frozenset(["comme", "como", "come"])
_LIKE = phrases("""
    like | just like | exactly like | similar to | same as | the same as | identical to | as
    wie | genau wie | so wie | ahnlich wie | gleich wie | comme | identique a | identique au | pareil a | pareil que
    pareille a | semblable a | similaire a | similaire au | como | igual que | igual a | igual al | igual ao | parecid[oa] a
    parecid[oa] al | similar a | similar al | similar ao | identic[oa] a | identic[oa] al | semelhante a | semelhante ao
    come | uguale a | uguale alla | simile a | simile alla | identic[oa] alla | zoals | net als | gelijk aan | vergelijkbaar met
""")
_ARTICLES = frozenset(
    "the our that this der die das den dem unsere le la les l' celui celle du de el los al o a do da ao il lo gli alla quella "
    "quello quel di del della het deze dit".split()
)
_POINTERS = phrases("""
    that | this | that one | this one | it | diese | dieser | dieses | jene | die da | celui - ci | celui - la | celle - ci
    celle - la | ese | esa | este | esta | aquel | aquella | esse | essa | aquele | aquela | questo | questa | quello | quella
    deze | die | dit | dat
""")
_PLACED = re.compile(r"\b(?:in|à|a|en|em|no|na|te)\s([A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,3})")
_MOST_ARTICLES = 3
_SAME = frozenset("same gleiche selbe meme mismo misma mesmo mesma stesso stessa zelfde dezelfde hetzelfde".split())


def read(linked: Linked, directory: Directory, memory: Memory) -> Request | None:
    """Return the copy that a message orders; None if it orders none."""
    noun = _noun(linked)
    if noun is None:
        return None
    like = next(((start, end) for _, start, end in PhraseMatcher(linked.words).find(_LIKE) if start == noun + 1), None)
    same = any(word.key in _SAME for word in linked.words[:noun])
    if like is None or (linked.words[noun + 1].key == "as" and not same):
        return None
    part = replace(Part.whole(linked, directory, memory), start=like[1])
    end = _target_end(part, weak=linked.words[like[0]].key in _ALSO_AS)
    if end is None:
        return None
    of_job = {"job_id": job(replace(part, end=end))}
    changes = _differences(replace(part, start=end)) if end < len(linked.words) else {}
    return Request("clone_job", of_job | ({"changes": changes} if changes else {}), linked.message)


def _differences(part: Part) -> dict[str, Any]:
    """Return the differences. A name after a preposition is the place, known or not: "mais à Nice"."""
    found = difference(part)
    placed = _PLACED.search(part.text) if "location" not in found else None
    return found | ({"location": placed[1]} if placed else {})


def _noun(linked: Linked) -> int | None:
    """Return the index of the noun, or of "one", for the new job after a verb at the beginning of the message."""
    keys = [word.key for word in linked.words]
    start = next((at for at, key in enumerate(keys) if not words.is_courtesy(key)), None)
    if start is None or not CREATING.match(keys[start]):
        return None
    near = range(start + 1, min(start + 1 + NEAR, len(keys)))
    nouns = (at for at in near if kind_of(keys[at]) is Kind.JOB and not linked.tags[at])
    return next(nouns, next((at for at in near if keys[at] in INDEFINITE and keys[at] != "a"), None))


def _target_end(part: Part, *, weak: bool) -> int | None:
    """Return the end of the job that is copied; None if none is named. A `weak` "like" needs an article before it."""
    index, articles = part.start, 0
    while index < part.end and part.linked.words[index].key in _ARTICLES and articles < _MOST_ARTICLES:
        index, articles = index + 1, articles + 1
    named = next((one for one in part.titles() if one.start in {index, index + 1}), None)
    ids = next((one for one in part.linked.figures if one.role == "id" and index <= one.index <= index + 2), None)
    if ids is not None and ids.kind in {Kind.JOB, None} and ids.value in part.directory.job_ids:
        return ids.index + 1
    noun = index < part.end and kind_of(part.keys[index - part.start]) is Kind.JOB
    if named is not None and (articles or noun or not weak):
        after = named.end < part.end and kind_of(part.linked.words[named.end].key) is Kind.JOB
        return named.end + after
    pointed = next((end for _, start, end in PhraseMatcher(part.words).find(_POINTERS) if start == 0), None)
    return part.start + pointed if pointed and _ends(part, pointed) else None


def _ends(part: Part, index: int) -> bool:
    """Tell whether a pointer stands alone: "die" and "quella" are articles before a noun."""
    after = part.words[index : index + 1]
    return not after or after[0].is_mark or fits(words.AFTER_SEPARATORS, after[0].key)
