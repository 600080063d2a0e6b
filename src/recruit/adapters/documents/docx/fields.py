"""Word fields: an instruction, which isn't shown, and a result. The value of a form field is stored separately."""

from dataclasses import dataclass, field
from typing import Final

from recruit.adapters.documents import links, markup
from recruit.adapters.documents.docx.names import W, is_on, value
from recruit.adapters.documents.links import with_address

UNSHOWN: Final = frozenset("ASK PRIVATE RD SET TA TC XE".split())
"""Fields whose result isn't shown."""

BOX, CHECKED = "☐", "☒"


@dataclass(slots=True)
class _Field:
    form: markup.Element | None
    start: int
    instruction: list[str] = field(default_factory=list)
    shows: bool = False


class Fields:
    """Open fields at the current position of a part, the innermost last. They share one list of shown text."""

    def __init__(self, root: markup.Element) -> None:
        kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        self._are_closed = kinds.count("begin") == kinds.count("end")
        self._open: list[_Field] = []
        self._hiding = 0
        self._shown: list[str] = []

    @property
    def show(self) -> bool:
        """Whether text at the current position is shown. Unclosed fields hide nothing."""
        return not self._hiding or not self._are_closed

    def instruct(self, text: str) -> None:
        """Add a piece of an instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction.append(text)

    def write(self, text: str) -> None:
        """Add a piece of shown text."""
        if self._open:
            self._shown.append(text)

    def follow(self, mark: markup.Element) -> str:
        """Process a w:fldChar, and return the text that an ending field shows in addition to its result."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field(mark.find(f"{W}ffData"), len(self._shown)))
            self._hiding += 1
        elif kind == "separate" and self._open and not self._open[-1].shows:
            innermost = self._open[-1]
            words = "".join(innermost.instruction).split(None, 1)
            innermost.shows = not (words and words[0].upper() in UNSHOWN)
            self._hiding -= innermost.shows
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return ""

    def _end(self, ended: _Field) -> str:
        self._hiding -= not ended.shows
        text = "".join(self._shown[ended.start :])
        self._shown[ended.start :] = [text] if self._open else []  # one piece, for cheap joins in enclosing fields
        if not self.show:
            return ""
        if ended.form is not None:
            return _value(ended.form, text)
        return with_address(text, links.field_address("".join(ended.instruction)))[len(text) :]


def _value(form: markup.Element, text: str) -> str:
    """Return the value of a form field, as far as its result doesn't show it."""
    box, choices = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return CHECKED if state is not None and is_on(state) else BOX
    if choices is not None and not text.strip():
        entries = [value(entry) or "" for entry in choices.findall(f"{W}listEntry")]
        result = value(choices.find(f"{W}result")) or value(choices.find(f"{W}default")) or "0"
        return entries[int(result)] if result.isdecimal() and int(result) < len(entries) else ""
    return "" if text.strip() else value(form.find(f"{W}textInput/{W}default")) or ""
