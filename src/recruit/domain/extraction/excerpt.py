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
    parted = [
        (_IMPORTANCE.index(section), "\n".join([title] * bool(title) + list(body)))
        for section, title, body in sections.titled_sections(text.split("\n"))
    ]
    return _selected(
        [part for _, part in parted], sorted(range(len(parted)), key=lambda number: parted[number][0]), "\n", limit
    )


def job_excerpt(text: str, limit: int) -> str:
    """Return at most `limit` characters of a job's description."""
    if len(text) <= limit:
        return text
    paragraphs = text.split("\n\n")
    return _selected(paragraphs, range(len(paragraphs)), "\n\n", limit)


def _selected(stretches: Sequence[str], order: Sequence[int], joint: str, limit: int) -> str:
    """Return the stretches that fit, selected in `order` and joined in the document's order."""
    kept: dict[int, str] = {}
    room = limit
    for number in order:
        stretch = stretches[number]
        if len(stretch) > room:
            stretch = _whole_lines(stretch, room) or ("" if kept else field_limits.cut(stretch, room))
        if stretch:
            kept[number] = stretch
            room -= len(stretch) + len(joint)
        if len(stretch) < len(stretches[number]) or room <= 0:
            break
    return joint.join(kept[number] for number in sorted(kept))


def _whole_lines(stretch: str, room: int) -> str:
    end = stretch.rfind("\n", 0, max(0, room) + 1)
    return stretch[:end] if end > 0 else ""
