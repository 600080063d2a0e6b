"""Parts of a DOCX that Word shows, found as in Word: by relationships and references."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from recruit.adapters.documents import markup
from recruit.adapters.documents.archive import Archive
from recruit.adapters.documents.docx.names import R, W, is_on

DOCUMENT: Final = "word/document.xml"
DOCUMENTS: Final = re.compile(r"word/document\d{0,4}\.xml")
"""Names of the main part. Word on the web adds a number."""

_EXTERNAL = "External"


@dataclass(frozen=True, slots=True)
class Relation:
    """Relationship of a part: last word of its type, and an address or the name of another part."""

    kind: str
    target: str


class Package:
    """Parts of one archive."""

    def __init__(self, parts: Archive) -> None:
        self.xml = parts.xml
        self._parts = parts
        self._relations: dict[str, Mapping[str, Relation]] = {}
        main = (relation.target for relation in self.relations("").values() if relation.kind == "officeDocument")
        self.main = next((name for name in main if name in parts.names), DOCUMENT)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """Return the relations of a part by id. An empty name stands for the package itself."""
        if name not in self._relations:
            folder, _, file = name.rpartition("/")
            root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
            self._relations[name] = {} if root is None else dict(_relations(root, folder))
        return self._relations[name]

    def part_of_kind(self, kind: str) -> str:
        """Return the name of the document's part of a kind, such as "styles"."""
        names = (relation.target for relation in self.relations(self.main).values() if relation.kind == kind)
        return next((name for name in names if name in self._parts.names), f"word/{kind}.xml")

    def of_kind(self, kind: str) -> markup.Element | None:
        """Return the root of the document's part of a kind, or None."""
        return self.xml(self.part_of_kind(kind))

    @cached_property
    def theme(self) -> markup.Element | None:
        """Root of the theme, or None."""
        return self.of_kind("theme")

    @cached_property
    def _settings(self) -> markup.Element | None:
        return self.of_kind("settings")

    def setting(self, name: str) -> markup.Element | None:
        """Return a setting of the document, or None if it isn't specified."""
        return None if self._settings is None else self._settings.find(f"{W}{name}")

    def headers_or_footers(self, root: markup.Element, kind: str) -> Iterator[str]:
        """Yield the names of the headers or footers that pages of a document show, sorted."""
        relations = self.relations(self.main)
        found = {
            relations[name].target
            for reference in root.iter(f"{W}{kind}Reference")
            if (name := reference.get(f"{R}id", "")) in relations and self._has(reference.get(f"{W}type"), root)
        }
        yield from sorted(name for name in found if name in self._parts.names)

    def _has(self, kind: str | None, root: markup.Element) -> bool:
        """Return whether a header of this kind is shown. Those of first and even pages must be switched on."""
        if kind == "first":
            return any(map(is_on, root.iter(f"{W}titlePg")))
        return kind != "even" or is_on(self.setting("evenAndOddHeaders"))


def _relations(root: markup.Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for found in root:
        target, kind = found.get("Target", ""), found.get("Type", "").rpartition("/")[2]
        if found.get("TargetMode") != _EXTERNAL and kind != "hyperlink":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield found.get("Id", ""), Relation(kind, target)
