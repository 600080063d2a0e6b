"""Master pages that the text of an ODT uses: headers, footers, page size and background."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recruit.adapters.documents import markup
from recruit.adapters.documents.docx.geometry import Page
from recruit.adapters.documents.odt.names import FO, STYLE, TABLE, TEXT, points
from recruit.adapters.documents.odt.styles import DEFAULT, IMAGE, MASTER, Styles
from recruit.adapters.documents.text_style import WHITE, Colour, from_hex

_HEADERS = tuple(f"{STYLE}{name}" for name in ("header-first", "header", "header-left"))
_FOOTERS = tuple(f"{STYLE}{name}" for name in ("footer-first", "footer", "footer-left"))
_STYLED = {f"{TEXT}p": "paragraph", f"{TEXT}h": "paragraph", f"{TABLE}table": "table"}


@dataclass(frozen=True, slots=True)
class Pages:
    """Headers, footers, size and background colour of the used pages. A colour of None is unknown."""

    headers: list[markup.Element]
    footers: list[markup.Element]
    page: Page
    background: Colour | None
    header_background: Colour | None
    """Background colour of headers and footers."""

    @classmethod
    def of(cls, part: markup.Element | None, body: Iterable[markup.Element], styles: Styles) -> "Pages":
        """Return the pages that a body uses; `part` is styles.xml."""
        if part is None:
            return cls([], [], Page(), WHITE, WHITE)
        masters = list(_used(list(part.iter(f"{STYLE}master-page")), set(_named(body, styles))))
        names = {master.get(f"{STYLE}page-layout-name") for master in masters}
        layouts = [one for one in part.iter(f"{STYLE}page-layout") if one.get(f"{STYLE}name") in names]
        measures = [value for one in layouts for value in one.iterchildren(f"{STYLE}page-layout-properties")]
        header_properties = [value for one in layouts for value in one.iter(f"{STYLE}header-footer-properties")]
        background = _background(measures)
        headers, footers = (_displayed(masters, tags) for tags in (_HEADERS, _FOOTERS))
        return cls(headers, footers, _page(measures), background, _background(header_properties, background))


def _named(body: Iterable[markup.Element], styles: Styles) -> Iterator[str]:
    """Yield the names of the master pages on which text begins, the first page's first."""
    for number, element in enumerate(element for one in body for element in one.iter(*_STYLED)):
        family = _STYLED[str(element.tag)]
        prefix = TABLE if family == "table" else TEXT
        if master := styles.of(family, element.get(f"{prefix}style-name")).get(MASTER):
            yield master
        elif not number:
            yield DEFAULT


def _used(masters: list[markup.Element], names: set[str]) -> Iterator[markup.Element]:
    known = {master.get(f"{STYLE}name", ""): master for master in masters}
    if DEFAULT in names and DEFAULT not in known:
        names |= set(list(known)[:1])
    left = list(names or list(known)[:1])
    seen: set[str] = set()
    while left:
        if (name := left.pop()) in known and name not in seen:
            seen.add(name)
            left.append(known[name].get(f"{STYLE}next-style-name", name))
    yield from (master for name, master in known.items() if name in seen)


def _displayed(masters: Iterable[markup.Element], tags: tuple[str, ...]) -> list[markup.Element]:
    found = (element for tag in tags for master in masters for element in master.iterchildren(tag))
    return [element for element in found if element.get(f"{STYLE}display") != "false"]


def _page(measures: list[markup.Element]) -> Page:
    usual = Page()

    def largest(name: str, usual: float) -> float:
        known = [length for value in measures if (length := points(value.get(f"{FO}{name}")))]
        return max(known, default=usual)

    margin = largest("margin", usual.left)
    return Page(
        width=largest("page-width", usual.width),
        height=largest("page-height", usual.height),
        left=largest("margin-left", margin),
        right=largest("margin-right", margin),
        top=largest("margin-top", margin),
    )


def _background(settings: Iterable[markup.Element], otherwise: Colour | None = WHITE) -> Colour | None:
    """Return the common background colour of these settings, or None if they differ or have a picture."""
    found = set()
    for value in settings:
        image = value.find(f"{STYLE}{IMAGE}")
        has_image = image is not None and (image.attrib or len(image))
        found.add(None if has_image else from_hex(value.get(f"{FO}background-color")) or otherwise)
    return found.pop() if len(found) == 1 else None if found else otherwise
