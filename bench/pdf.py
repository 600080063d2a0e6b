"""Résumés as PDF, and a malicious PDF that takes practically unlimited time to read."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from recruit.domain.candidates.model.candidate import CandidateDetails

LINES, COLUMNS = 48, 90
"""Lines on a page, and characters in a line."""

DEPTH = 12
"""Nesting depth of form XObjects, and draws of the next form by each. No reader completes such a page."""

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOX = "[0 0 612 792]"
ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "()\\"})


def resume(people: Iterator[CandidateDetails], pages: int = 2) -> bytes:
    """Return the résumé of the next person. The notes of the following people fill the rest of the pages."""
    person = next(people)
    lines = [
        person.full_name,
        f"{person.current_title} at {person.current_company}, {person.location}",
        f"{person.experience_years} years of experience",
    ]
    while len(lines) < pages * LINES:
        lines += textwrap.wrap(next(people).notes or "", COLUMNS)
    return _pdf([_content_stream(lines[start : start + LINES]) for start in range(0, pages * LINES, LINES)])


def endless_pdf() -> bytes:
    """Return a PDF with nested form XObjects (see DEPTH)."""
    return _pdf(["/X Do"], forms=["/X Do " * DEPTH] * (DEPTH - 1) + [_content_stream(["word"])])


def _content_stream(lines: Iterable[str]) -> str:
    """Return a content stream that shows lines below one another, as ASCII, without accents."""
    plain = (unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode() for line in lines)
    shown = "".join(f"({line.translate(ESCAPES)}) Tj T*\n" for line in plain)
    return f"BT /F 11 Tf 14 TL 60 740 Td\n{shown}ET"


def _pdf(pages: list[str], forms: list[str] | None = None) -> bytes:
    """Return a PDF file with these content streams. X is the first form in a page, and the next form in each form."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", FONT]
    for level, content in enumerate(forms or [], start=len(objects) + 1):
        objects.append(_stream(content, f"/Type/XObject/Subtype/Form/BBox{BOX}/Resources{_resources(level + 1)}"))
    kids = ""
    for content in pages:
        objects.append(_stream(content))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox{BOX}/Contents {len(objects)} 0 R/Resources{_resources(4)}>>"
        )
        kids += f"{len(objects)} 0 R "
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"
    return _file(objects)


def _resources(form: int) -> str:
    return f"<</Font<</F 3 0 R>>/XObject<</X {form} 0 R>>>>"


def _stream(content: str, entries: str = "") -> str:
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def _file(objects: Iterable[str]) -> bytes:
    data, table = "%PDF-1.5\n", ""
    for number, body in enumerate(objects, 1):
        table += f"{len(data):010} 00000 n \n"
        data += f"{number} 0 obj\n{body}\nendobj\n"
    count = table.count("\n") + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {count}>>\n"
    return f"{data}{end}startxref\n{len(data)}\n%%EOF".encode("ascii")
