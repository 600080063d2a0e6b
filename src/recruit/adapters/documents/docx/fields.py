"""Word fields: an instruction, which isn't shown, and a result. The value of a form field is stored separately."""

from dataclasses import dataclass, field
from typing import Final

from recruit.adapters.documents import links, markup
from recruit.adapters.documents.docx.names import W, is_on, value
from recruit.adapters.documents.links import with_address

WITHOUT_RESULT: Final = frozenset("ASK PRIVATE RD SET TA TC XE".split())
"""Fields whose result isn't shown."""

BOX, CHECKED = "☐", "☒"


@dataclass(slots=True)
class _Field:
    form: markup.Element | None
    start: int
    instruction: list[str] = field(default_factory=list)
    has_visible_result: bool = False


class Fields:
    """Open fields at the current position of a part, the innermost last. They share one list of visible text."""

    def __init__(self, root: markup.Element) -> None:
        kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        self._are_closed = kinds.count("begin") == kinds.count("end")
        self._open: list[_Field] = []
        self._hidden_depth = 0
        self._visible_texts: list[str] = []

    @property
    def are_visible(self) -> bool:
        """Whether text at the current position is shown. Unclosed fields hide nothing."""
        return not self._hidden_depth or not self._are_closed

    def add_instruction(self, text: str) -> None:
        """Add a piece of an instruction."""
        if self._open and not self._open[-1].has_visible_result:
            self._open[-1].instruction.append(text)

    def add_text(self, text: str) -> None:
        """Add a piece of visible text."""
        if self._open:
            self._visible_texts.append(text)

    def process(self, mark: markup.Element) -> str:
        """Process a w:fldChar, and return the text that an ending field shows in addition to its result."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field(mark.find(f"{W}ffData"), len(self._visible_texts)))
            self._hidden_depth += 1
        elif kind == "separate" and self._open and not self._open[-1].has_visible_result:
            innermost = self._open[-1]
            words = "".join(innermost.instruction).split(None, 1)
            innermost.has_visible_result = not (words and words[0].upper() in WITHOUT_RESULT)
            self._hidden_depth -= innermost.has_visible_result
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return ""

    def _end(self, ended: _Field) -> str:
        self._hidden_depth -= not ended.has_visible_result
        text = "".join(self._visible_texts[ended.start :])
        # One piece, for cheap joins in enclosing fields.
        self._visible_texts[ended.start :] = [text] if self._open else []
        if not self.are_visible:
            return ""
        if ended.form is not None:
            return _value(ended.form, text)
        return with_address(text, links.field_address("".join(ended.instruction)))[len(text) :]


def _value(form: markup.Element, text: str) -> str:
    """Return the value of a form field, unless its result shows it."""
    box, choices = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return CHECKED if is_on(state) else BOX
    if choices is not None and not text.strip():
        entries = [value(entry) or "" for entry in choices.findall(f"{W}listEntry")]
        result = value(choices.find(f"{W}result")) or value(choices.find(f"{W}default")) or "0"
        return entries[int(result)] if result.isdecimal() and int(result) < len(entries) else ""
    return "" if text.strip() else value(form.find(f"{W}textInput/{W}default")) or ""
