"""Excerpts of long documents for a language model, cut at the ends of sections.

Sections of a résumé are selected while they fit: head, contact, summary and experience first, then education, then the
rest. Selected sections are in the document's order. The first one that doesn't fit is cut at the end of a line. Other
documents are cut at paragraphs, from the beginning.
"""

from collections.abc import Sequence

from recruit.domain.engines.reading import field_limits
from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.resume.sections import Section

_IMPORTANCE = (Section.HEAD, Section.CONTACT, Section.SUMMARY, Section.EXPERIENCE, Section.EDUCATION, Section.OTHER)


def resume_excerpt(text: str, limit: int) -> str:
    """Return at most `limit` characters of a résumé."""
    if len(text) <= limit:
        return text
    found = list(sections.titled_sections(text.split("\n")))
    texts = ["\n".join([title] * bool(title) + list(body)) for _, title, body in found]
    order = sorted(range(len(found)), key=lambda number: _IMPORTANCE.index(found[number][0]))
    return _selected(texts, order, "\n", limit)


def job_excerpt(text: str, limit: int) -> str:
    """Return at most `limit` characters of a job's description."""
    if len(text) <= limit:
        return text
    paragraphs = text.split("\n\n")
    return _selected(paragraphs, range(len(paragraphs)), "\n\n", limit)


def _selected(parts: Sequence[str], order: Sequence[int], separator: str, limit: int) -> str:
    """Return the parts that fit, selected in `order` and joined in the document's order."""
    kept: dict[int, str] = {}
    room = limit
    for number in order:
        part = parts[number]
        if len(part) > room:
            part = _whole_lines(part, room) or ("" if kept else field_limits.cut(part, room))
        if part:
            kept[number] = part
            room -= len(part) + len(separator)
        if len(part) < len(parts[number]) or room <= 0:
            break
    return separator.join(kept[number] for number in sorted(kept))


def _whole_lines(text: str, room: int) -> str:
    end = text.rfind("\n", 0, max(0, room) + 1)
    return text[:end] if end > 0 else ""
