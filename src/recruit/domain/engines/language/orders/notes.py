"""Notes among orders: the extent of a note's text, and the orders after it.

The text may also precede the order to note it: "he can start in May, put that in his notes".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.noted_words import NOTE_THAT
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.learned.targets import candidate
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, match_length
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.reading import Orders, Reader
from recruit.domain.engines.language.orders.verbs import first_verb, last_verb
from recruit.domain.engines.language.requests import Kind, Pointed, Request

FEWEST_NOTED = 3
"""Fewest words of a note before its order; fewer words are a part of the order."""

_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'"}


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its people, and the span of its text in the message.

    `after` is the index of the first word after its head, or after its quotation.
    """

    people: Sequence[int | Pointed]
    start: int
    end: int
    after: int
    quoted: bool


def find_note(reader: Reader, start: int, end: int) -> tuple[int, Note] | None:
    """Return the first order for a note, and the position of its first word."""
    for begin, _ in reader.chunks(start, end):
        if note := _read_note(reader, begin, end):
            return begin, note
    return None


def read_note_and_orders(reader: Reader, note: Note, end: int) -> tuple[Orders, bool]:
    """Return a note with the orders after it, and whether its text may contain an order."""
    message = reader.linked.message
    if note.quoted:
        after = _orders_after(_follower(reader, note), note.after, end)
        return Orders([*_requests(note, message[note.start : note.end]), *after.steps], after.left), False
    for index in _openings(reader, note.after, end):
        text = _text_before(reader, note.start, index)
        if text and not _is_conditional(reader, note.after, index):
            followed = _orders_or_note(_follower(reader, note), index, end)
            if followed is not None:
                return Orders([*_requests(note, text), *followed]), True
    doubtful = any(_may_order(reader, index, end) for index in _openings(reader, note.after, end))
    return Orders(_requests(note, message[note.start :].strip())), doubtful


def read_preceding_note(reader: Reader, end: int) -> Sequence[Request]:
    """Return the note and the orders after it; empty for any other message, and if a word isn't understood."""
    listed = reader.linked.words[:end]
    found = next(PhraseMatcher(listed).find(NOTE_THAT), None)
    if found is None:
        return []
    _, start, stop = found
    person, text = _person(reader, start), _text_before(reader, 0, start)
    while stop < end and (listed[stop].is_mark or listed[stop].key in words.SEPARATORS):
        stop += 1
    if person is None or len(text.split()) < FEWEST_NOTED or reader.segments(0, start)[0]:
        return []
    note = Request("add_note", {"candidate_id": person, "note": text}, reader.linked.text(0, stop))
    if stop >= end:
        return [note]
    orders = Reader(reader.linked, reader.directory, reader.memory, person).read(stop, end)
    return [note, *orders.steps] if orders.is_whole else []


def _read_note(reader: Reader, begin: int, end: int) -> Note | None:
    """Parse a note whose order begins at a word."""
    listed, message = reader.linked.words, reader.linked.message
    index, named = begin, False
    while index < end:
        key = listed[index].key
        if named and (key in {":", "-", "–", "—"} or key in _CLOSING or fits(words.SAYING, key)):
            break
        inside = any(one.start <= index < one.end for one in reader.linked.people)
        noun = fits(words.NOTE_NOUNS, key)
        named = named or noun
        known = noun or inside or key in {"#", ","} or key.isdigit() or kind_of(key) is Kind.CANDIDATE
        if not known and not fits(words.NOTE_HEAD, key) and not fits(words.AFTER_SEPARATORS, key):
            return None
        index += 1
    people = _people(reader, begin, index)
    if not named or index >= end or not people:
        return None
    if listed[index].key not in _CLOSING:
        index += 1
    while index < end and listed[index].key == ":":
        index += 1
    if index >= end:
        return None
    closing = _CLOSING.get(listed[index].key)
    if closing is None:
        return Note(people, listed[index].start, len(message), index, quoted=False)
    last = next((at for at in range(end - 1, index, -1) if listed[at].key in closing), None)
    if last is None:
        return None
    return Note(people, listed[index].end, listed[last].start, last + 1, quoted=True)


def _people(reader: Reader, start: int, end: int) -> Sequence[int | Pointed]:
    """Return the people in a note's head; without a name, the person in focus. Return none if a name is ambiguous."""
    part = reader.part(start, end)
    mentions, ids = part.people(), part.ids(Kind.CANDIDATE)
    if len(mentions) + len(ids) > 1:
        sure = all(len(mention.ids) == 1 for mention in mentions)
        return list(dict.fromkeys([*(one.ids[0] for one in mentions), *ids])) if sure else []
    if mentions or ids:
        found = candidate(part)
        return [found] if isinstance(found, int) else []
    return [reader.in_focus] if reader.in_focus is not None else []


def _orders_or_note(reader: Reader, index: int, end: int) -> Sequence[Request] | None:
    """Return the orders, or the further note, that begin at a word; None unless all of it is understood."""
    nested = _read_note(reader, index, end)
    if nested is not None:
        return read_note_and_orders(reader, nested, end)[0].steps
    orders = reader.read(index, end)
    deletes = any(one.tool.startswith("delete") for one in orders.steps)  # a note's text deletes nothing
    return orders.steps if orders.is_whole and not deletes else None


def _is_conditional(reader: Reader, start: int, end: int) -> bool:
    """Tell whether a clause of the text begins with a condition: an order after it may be part of the text."""
    return any(match_length(words.CONDITIONS, reader.part(*one).keys) for one in reader.chunks(start, end))


def _follower(reader: Reader, note: Note) -> Reader:
    """Return a reader in which "her" means the person of the note, if there is exactly one."""
    in_focus = note.people[0] if len(note.people) == 1 else None
    return Reader(reader.linked, reader.directory, reader.memory, in_focus)


def _orders_after(reader: Reader, start: int, end: int) -> Orders:
    """Parse the orders after a quoted note, if there are any."""
    listed = reader.linked.words
    while start < end and listed[start].is_mark:
        start += 1
    return reader.read(start, end) if start < end else Orders()


def _openings(reader: Reader, start: int, end: int) -> Sequence[int]:
    """Return the words after a separator or at the start of a line, outside of quotation marks."""
    listed, found, quoted = reader.linked.words, list[int](), False
    for index in range(start + 1, end):
        quoted ^= listed[index - 1].key in {'"', "“", "”", "„", "«", "»"}
        opens = reader.is_separator(index - 1) or reader.begins_line(index)
        if opens and not quoted and not listed[index].is_mark:
            found.append(index)
    return found


def _text_before(reader: Reader, start: int, index: int) -> str:
    """Return the text from a position in the message to before a word, without the separators before that word."""
    listed = reader.linked.words
    while index and (reader.is_separator(index - 1) or fits(words.AFTER_SEPARATORS, listed[index - 1].key)):
        index -= 1
    return reader.linked.message[start : listed[index].start].strip()


def _may_order(reader: Reader, index: int, end: int) -> bool:
    """Tell whether words may be an order, even a negated or conditional one: they have a verb and a target."""
    begin, stop = index, next((stop for _, stop in reader.chunks(index, end)), end)
    while begin < stop and fits(words.CONDITIONS, reader.linked.words[begin].key):
        begin += 1
    part = reader.part(begin, stop)
    verb = (first_verb(part) or last_verb(part)) if begin < stop else None
    if verb is None or verb.action is words.Action.DELETE:
        return False
    named = part.people() or part.titles() or part.ids(Kind.JOB) or part.ids(Kind.CANDIDATE)
    pointed = verb.has_pronoun or any(fits(words.PRONOUNS, key) for key in part.keys)
    return verb.is_negated or pointed or bool(named) or bool(stages(part.words))


def _requests(note: Note, text: str) -> Sequence[Request]:
    """Return the note as one request for each of its people."""
    return [Request("add_note", {"candidate_id": one, "note": text.strip()}, text) for one in note.people]


def _person(reader: Reader, end: int) -> int | Pointed | None:
    """Return the one person that the text names, else the person in focus."""
    named = {mention.ids for mention in reader.part(0, end).people()}
    if not named:
        return reader.in_focus
    ids = named.pop()
    return ids[0] if not named and len(ids) == 1 else None
