"""Kinds of titles, which limit the similarity of work with similar skills: assistants, leads and specialities.

"Zahnarzthelferin", "Electrician's mate"   assists a trade: at most half as similar to it as the trade itself
"Elektromeister", "Electrical foreman"     leads a trade, and belongs to it
"Frontend Developer", "Product Designer"   a speciality, of limited similarity to the other specialities
"Sales Assistant", "Flight Attendant"      a trade of its own in spite of the word: no limit

Supports seven languages. Titles are read in lower case, without accents.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.seniority_words import (
    FIELDS,
    HELPING_COMPOUND,
    HELPING_PHRASE,
    LEADING_COMPOUND,
    LEADING_PHRASE,
    OWN_TRADES,
    SPECIALITIES,
)
from recruit.domain.engines.occupations.title_words import normalise, transliterate


class Kind(IntEnum):
    """The kind of a title.

    HELPING: an assistant of a trade. OWN: a trade of its own in spite of an assistant's word. ANY: every other title.
    The rest: specialities.
    """

    ANY = 0
    HELPING = 1
    OWN = 2
    FRONTEND = 3
    BACKEND = 4
    MOBILE = 5
    DESIGN = 6


HELPERS, NEIGHBOURS, DESIGNERS = 0.5, 0.6, 0.45
"""Maximum similarity of an assistant and the trade, of two specialities of developers, and of a designer and a
developer."""

_DEVELOPERS = (Kind.FRONTEND, Kind.BACKEND, Kind.MOBILE)
_FIRST = re.compile(r"[,|•·;:(\[\n]|\s[-–—/]\s")


@dataclass(frozen=True, slots=True)
class TitleKind:
    """The kind of a title, and the trade that it assists or leads, "" for none."""

    kind: Kind
    trade: str


@lru_cache(maxsize=20_000)
def title_kind(title: str) -> TitleKind:
    """Return the kind of a title and the trade that it assists or leads."""
    text = " ".join(transliterate(_FIRST.split(normalise(title).strip(), maxsplit=1)[0]).replace("’", "'").split())
    if found := HELPING_COMPOUND.fullmatch(text) or HELPING_PHRASE.fullmatch(text):
        trade = _trade(found)
        own = OWN_TRADES.search(text)
        return TitleKind(Kind.OWN, "") if own else TitleKind(Kind.HELPING, trade)
    if found := LEADING_COMPOUND.fullmatch(text) or LEADING_PHRASE.fullmatch(text):
        return TitleKind(Kind.ANY, _trade(found))
    special = [Kind[name] for name, words in SPECIALITIES.items() if words.search(text)]
    return TitleKind(special[0] if len(special) == 1 else Kind.ANY, "")


def _trade(found: re.Match[str]) -> str:
    trade = next(filter(None, found.groups()), "").strip(" -'")
    return FIELDS.get(trade, trade)


def _limits() -> NDArray[np.float64]:
    table = np.ones((len(Kind), len(Kind)))
    table[Kind.HELPING], table[:, Kind.HELPING] = HELPERS, HELPERS
    table[Kind.HELPING, Kind.HELPING] = 1.0
    table[Kind.OWN], table[:, Kind.OWN] = 1.0, 1.0
    for one in _DEVELOPERS:
        table[one, Kind.DESIGN] = table[Kind.DESIGN, one] = DESIGNERS
        for other in _DEVELOPERS:
            table[one, other] = 1.0 if one is other else NEIGHBOURS
    return table


LIMITS = _limits()
"""LIMITS[one, other]: maximum similarity of two titles of these kinds."""
