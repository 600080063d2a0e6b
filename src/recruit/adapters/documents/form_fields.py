"""Visible values of HTML form fields."""

from typing import Final

from recruit.adapters.documents import markup

TAGS: Final = frozenset({"input", "select"})

WITHOUT_TEXT: Final = frozenset("checkbox color file hidden image password radio range".split())
"""Types of inputs that don't show their value as text."""


def visible_value(element: markup.Element) -> str:
    """Return the text that a field shows.

    A drop-down list shows the selected option, by default the first. Its other options are a click away and carry no
    information about the person who filled it in. A list box shows all options.
    """
    if element.tag == "input":
        kind = (element.get("type") or "text").strip().lower()
        return "" if kind in WITHOUT_TEXT else element.get("value") or ""
    options = [option for option in element.iter("option") if not _is_hidden(option)]
    size = (element.get("size") or "1").strip()
    if "multiple" in element.attrib or (size.isdecimal() and int(size[:6]) > 1):
        return "\n".join(map(_label, options))
    chosen = [option for option in options if "selected" in option.attrib]
    allowed = [option for option in options if "disabled" not in option.attrib]
    return next(map(_label, [*chosen[-1:], *allowed]), "")


def _is_hidden(option: markup.Element) -> bool:
    return "hidden" in option.attrib or "display:none" in (option.get("style") or "").replace(" ", "").lower()


def _label(option: markup.Element) -> str:
    return option.get("label") or "".join(map(str, option.itertext()))
