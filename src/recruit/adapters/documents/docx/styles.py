"""Cascade of styles in WordprocessingML (ECMA-376 part 1, 17.7.2).

document defaults → table style → paragraph style → character style → direct formatting; each style overrides the one
that it is based on. Every style is resolved once, starting at the root of its chain, so long chains and cycles cost no
more than others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.colours import Paint
from recruit.adapters.documents.docx.formatting import Formatting, Paragraph, Run
from recruit.adapters.documents.docx.names import W, measure, value


@dataclass(frozen=True, slots=True)
class Format:
    """Run properties, paragraph properties and cell background of a style."""

    run: Run = field(default_factory=Run)
    paragraph: Paragraph = field(default_factory=Paragraph)
    background: Paint | None = None

    def over(self, other: "Format") -> "Format":
        """Return this format, with unspecified properties taken from `other`."""
        return Format(
            {**other.run, **self.run},
            {**other.paragraph, **self.paragraph},
            other.background if self.background is None else self.background,
        )


PLAIN: Final = Format()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with inherited properties; for a table style, also the formats of its parts."""

    format: Format = PLAIN
    parts: Mapping[str, Format] = field(default_factory=dict)
    rows_in_band: int = 1
    columns_in_band: int = 1


NO_STYLE: Final = Style()


class Styles:
    """The styles of a document."""

    def __init__(self, root: markup.Element | None, formatting: Formatting) -> None:
        self._formatting = formatting
        self._elements: dict[str, markup.Element] = {}
        self._defaults: dict[str, str] = {}
        self._known: dict[str | None, Style] = {None: NO_STYLE}
        self._runs: dict[tuple[int, str | None, str | None], tuple[Format, Run]] = {}
        for style in () if root is None else root.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._elements[name] = style
            if style.get(f"{W}default") not in {None, "0", "false", "off"}:
                self._defaults[style.get(f"{W}type", "paragraph")] = name
        defaults = None if root is None else root.find(f"{W}docDefaults")
        self._base = (
            PLAIN
            if defaults is None
            else self._format(defaults.find(f"{W}rPrDefault/{W}rPr"), defaults.find(f"{W}pPrDefault/{W}pPr"))
        )

    def table(self, name: str | None) -> Style:
        """Return the table style of this name, or the default one."""
        return self._named(self._or_default(name, "table"))

    def paragraph(self, name: str | None, table: Format) -> Paragraph:
        """Return the properties of a paragraph with this style in a table with this format."""
        style = self._named(self._or_default(name, "paragraph")).format
        return {**self._base.paragraph, **table.paragraph, **style.paragraph}

    def run(self, table: Format, paragraph: str | None, character: str | None) -> Run:
        """Return the run properties of letters with these styles."""
        key = id(table), paragraph, character
        known = self._runs.get(key)
        if known is None:
            known = self._runs[key] = table, self._run(table, paragraph, character)  # stored to keep its id unique
        return known[1]

    def _run(self, table: Format, paragraph: str | None, character: str | None) -> Run:
        levels = [
            table.run,
            self._named(self._or_default(paragraph, "paragraph")).format.run,
            self._named(self._or_default(character, "character")).format.run,
        ]
        found: Run = {**self._base.run, **levels[0], **levels[1], **levels[2]}
        switches = [level["vanish"] for level in levels if "vanish" in level]
        # A switch of a style inverts the value of the level below (17.7.3), except that of the defaults.
        found["vanish"] = self._base.run.get("vanish", False) or sum(switches) % 2 == 1
        return found

    def _or_default(self, name: str | None, kind: str) -> str | None:
        return name if name in self._elements else self._defaults.get(kind)

    def _named(self, name: str | None) -> Style:
        chain: list[str] = []
        while name not in self._known and name in self._elements:
            chain.append(name)
            self._known[name] = NO_STYLE  # in a cycle, the first repeated style inherits nothing
            name = value(self._elements[name].find(f"{W}basedOn"))
        style = self._known.get(name, NO_STYLE)
        for derived in reversed(chain):
            style = self._known[derived] = self._derived(self._elements[derived], style)
        return style

    def _derived(self, element: markup.Element, base: Style) -> Style:
        run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        if element.get(f"{W}type") != "table":
            return Style(self._format(run, paragraph).over(base.format))
        parts = dict(base.parts)
        for part in element.findall(f"{W}tblStylePr"):
            kind = part.get(f"{W}type", "")
            found = self._format(part.find(f"{W}rPr"), part.find(f"{W}pPr"), part.find(f"{W}tcPr/{W}shd"))
            parts[kind] = found.over(parts.get(kind, PLAIN))
        background = element.find(f"{W}tcPr/{W}shd")
        background = element.find(f"{W}tblPr/{W}shd") if background is None else background
        return Style(
            self._format(run, paragraph, background).over(base.format),
            parts,
            _band(element, "Row") or base.rows_in_band,
            _band(element, "Col") or base.columns_in_band,
        )

    def _format(
        self, run: markup.Element | None, paragraph: markup.Element | None, background: markup.Element | None = None
    ) -> Format:
        return Format(
            self._formatting.run(run), self._formatting.paragraph(paragraph), self._formatting.theme.shading(background)
        )


def _band(element: markup.Element, kind: str) -> int:
    return int(measure(value(element.find(f"{W}tblPr/{W}tblStyle{kind}BandSize"))) or 0)
