"""Document-wide properties: theme, styles, page size and page colour."""

from collections.abc import Iterable, Iterator

from recruit.adapters.documents import markup
from recruit.adapters.documents.archive import DAMAGED
from recruit.adapters.documents.docx import run_style, shapes
from recruit.adapters.documents.docx.colours import Theme
from recruit.adapters.documents.docx.formatting import Formatting
from recruit.adapters.documents.docx.geometry import Page
from recruit.adapters.documents.docx.names import V, W, is_on
from recruit.adapters.documents.docx.package import Package
from recruit.adapters.documents.docx.styles import Styles
from recruit.adapters.documents.text_style import WHITE, Colour
from recruit.domain.shared.errors import Invalid


class Document:
    """One document, with the properties that its parts share."""

    def __init__(self, package: Package) -> None:
        root = package.xml(package.main)
        if root is None:
            raise Invalid(DAMAGED)
        self.package = package
        self.root = root
        self.theme = Theme(lambda: (package.theme, package.setting("clrSchemeMapping")))
        self.formatting = Formatting(self.theme)
        self.styles = Styles(package.of_kind("styles"), self.formatting)
        self.page = Page.of(root)
        self._headers_or_footers: dict[str, list[tuple[str, markup.Element]]] = {}
        self.background = self._background()

    def headers_or_footers(self, kind: str) -> list[tuple[str, markup.Element]]:
        """Return the headers or the footers as pairs of name and root."""
        if kind not in self._headers_or_footers:
            found = ((name, self.package.xml(name)) for name in self.package.headers_or_footers(self.root, kind))
            self._headers_or_footers[kind] = [(name, root) for name, root in found if root is not None]
        return self._headers_or_footers[kind]

    def notes(self, kind: str, shown: Iterable[tuple[str, str]]) -> Iterator[tuple[str, markup.Element]]:
        """Yield the notes of a kind that the text refers to, each with the name of its part."""
        numbers = {number for note_kind, number in shown if note_kind == kind}
        part = self.package.part_of_kind(f"{kind}s") if numbers else None
        root = None if part is None else self.package.xml(part)
        if part is not None and root is not None:
            yield from ((part, note) for note in root.findall(f"{W}{kind}") if note.get(f"{W}id") in numbers)

    def _background(self) -> Colour | None:
        """Return the colour of the page, or None if a picture may lie behind all of its text."""
        background: Colour | None = WHITE
        page = self.root.find(f"{W}background")
        if page is not None and is_on(self.package.setting("displayBackgroundShape")):
            background = run_style.background_over(self.theme.of_word(page, "color"), WHITE)
            if page.find(f".//{V}fill") is not None:
                background = None
        covered = any(shapes.covers(root, self.page, self.theme) for _, root in self.headers_or_footers("header"))
        return None if covered else background
