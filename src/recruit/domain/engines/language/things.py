"""Noun phrases: "candidates", "a job", "job #5", "candidate no. 7"."""

from dataclasses import dataclass

from recruit.domain.engines.language.cursor import Cursor
from recruit.domain.engines.language.phrases import PhraseSet
from recruit.domain.engines.language.vocabulary import COLLECTIONS, NOUNS, Noun
from recruit.domain.engines.language.words import ID_MARKS

_ID_MARKS = PhraseSet(ID_MARKS)


@dataclass(frozen=True, slots=True)
class Thing:
    """The referent of a noun phrase. A thing with an id is singular, even if its noun is plural."""

    noun: Noun
    plural: bool = False
    id: int | None = None


def read_thing(cursor: Cursor) -> Thing | None:
    """Parse `noun , { noun } , [ id-mark ] , [ id ]`. Of several nouns the last counts: "candidate pipeline"."""
    if cursor.word not in NOUNS:
        return None
    noun, plural = NOUNS[cursor.take(NOUNS)]
    while not plural and cursor.word in NOUNS:
        noun, plural = NOUNS[cursor.take(NOUNS)]
    if not plural and cursor.take(COLLECTIONS):
        return Thing(noun, plural=True)
    return Thing(noun, plural, _read_id(cursor))


def _read_id(cursor: Cursor) -> int | None:
    began = cursor.place
    cursor.take_phrase(_ID_MARKS)
    if cursor.next is None or cursor.next.id is None:
        cursor.place = began
        return None
    number = cursor.next.id
    cursor.place += 1
    cursor.take({"s"})  # as in "job 5's pipeline"
    return number
