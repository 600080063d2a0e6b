"""Forms of records that another user has changed: each form carries the version that it was opened with.

A form that would replace a newer change isn't saved: `errors.py` shows its values beside the stored ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from recruit.domain.shared.errors import Stale
from recruit.domain.shared.preconditions import Condition, Record
from recruit.entrypoints.web.differences import Piece, is_long, text_difference
from recruit.entrypoints.web.forms import label
from recruit.entrypoints.web.text import t

SEEN = "_seen"
"""The field with the version."""

NO_NAMES: Mapping[str, Mapping[str, str]] = {}


class Overtaken(Stale):
    """Another user has changed the record since the form was opened.

    `theirs` are the form's texts for what is stored, `mine` those that were typed, where they aren't the sent fields
    themselves, `names` the words for the values of fields with a choice, and `who` the name of who has changed it.
    """

    def __init__(
        self,
        theirs: Mapping[str, Any],
        mine: Mapping[str, Any] | None = None,
        names: Mapping[str, Mapping[str, str]] = NO_NAMES,
        who: str | None = None,
    ) -> None:
        super().__init__("record")
        self.theirs, self.mine, self.names, self.who = theirs, mine, names, who


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of an overtaken form: its label, what was typed, what is stored, and whether they differ."""

    label: str
    mine: str
    theirs: str
    differs: bool

    @property
    def pieces(self) -> list[Piece]:
        """The stored text with the changes that the typed one makes, none for texts that are shown side by side."""
        return text_difference(self.theirs, self.mine) if is_long(self.theirs, self.mine) else []


def version(texts: Mapping[str, Any]) -> str:
    """Return the version that a form's texts for a record are, for the field SEEN."""
    return sha256(repr(sorted((name, _plain(value)) for name, value in texts.items())).encode()).hexdigest()[:16]


def opened(texts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form's texts for a record, with their version."""
    return {**texts, SEEN: version(texts)}


def unless_changed(
    values: Mapping[str, str],
    texts: Callable[[Record], Mapping[str, Any]],
    mine: Mapping[str, Any] | None = None,
    names: Mapping[str, Mapping[str, str]] = NO_NAMES,
) -> Condition[Record] | None:
    """Return the condition that a record still has the texts that a form was opened with. None for a form without SEEN.

    `texts` returns the form's texts for a record. The condition raises Overtaken, which takes the other arguments.
    """
    seen = values.get(SEEN)
    if seen is None:
        return None

    def is_unchanged(record: Record) -> bool:
        theirs = texts(record)
        if version(theirs) != seen:
            raise Overtaken(theirs, mine, names)
        return True

    return is_unchanged


def differences(error: Overtaken, sent: Sequence[tuple[str, str]]) -> list[Difference]:
    """Return the fields of an overtaken form. Of several sent values of one field, all count."""
    typed: dict[str, list[str]] = {}
    for name, value in sent:
        typed.setdefault(name, []).append(value)
    found = []
    for name, stored in error.theirs.items():
        own = error.mine[name] if error.mine is not None else typed.get(name, [])
        mine, theirs = _plain(own), _plain(stored)
        names = {"true": t("Yes"), "": t("No")} if isinstance(stored, bool) else error.names.get(name, {})
        found.append(Difference(label(name), names.get(mine, mine), names.get(theirs, theirs), mine != theirs))
    return found


def _plain(value: object) -> str:
    """Return a value as a form has it. Browsers send lines with CRLF; the order of a list is no matter."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, list | tuple):
        return ", ".join(sorted(filter(None, map(_plain, value))))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
