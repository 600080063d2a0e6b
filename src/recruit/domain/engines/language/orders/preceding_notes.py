"""Notes whose text precedes their order, in seven languages: "he can start in May, put that in his notes"."""

from collections.abc import Sequence

from recruit.domain.engines.language.learned.noted_words import NOTE_THAT
from recruit.domain.engines.language.lists.phrases import compiled, fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.reading import Reader
from recruit.domain.engines.language.requests import Pointed, Request

FEWEST_NOTED = 3
"""Fewest words of such a note; fewer are a part of the order."""


def read_preceding_note(reader: Reader, end: int) -> Sequence[Request]:
    """Return the note and the orders after it; empty for any other message, and if a word isn't understood."""
    listed = reader.linked.words[:end]
    text = "".join(f"{word.key} " for word in listed)
    found = compiled(NOTE_THAT).search(text)
    if found is None:
        return []
    start, stop = len(text[: found.start()].split()), len(text[: found.end()].split())
    person = _person(reader, start)
    said = _before(reader, start)
    while stop < end and (listed[stop].is_mark or listed[stop].key in words.SEPARATORS):
        stop += 1
    if person is None or len(said.split()) < FEWEST_NOTED or reader.segments(0, start)[0]:
        return []
    note = Request("add_note", {"candidate_id": person, "note": said}, reader.linked.text(0, stop))
    if stop >= end:
        return [note]
    orders = Reader(reader.linked, reader.directory, reader.memory, person).read(stop, end)
    return [note, *orders.steps] if orders.is_whole else []


def _person(reader: Reader, end: int) -> int | Pointed | None:
    """Return the one person that the text names, else the person in focus."""
    named = {mention.ids for mention in reader.part(0, end).people()}
    if not named:
        return reader.in_focus
    ids = named.pop()
    return ids[0] if not named and len(ids) == 1 else None


def _before(reader: Reader, end: int) -> str:
    """Return the text before a word without the separators at its end."""
    listed = reader.linked.words
    while end and (reader.is_separator(end - 1) or fits(words.AFTER_SEPARATORS, listed[end - 1].key)):
        end -= 1
    return reader.linked.text(0, end).strip()
