"""Lines about referees, whose names, addresses and numbers aren't the candidate's.

referees = lines between a heading of references and the next heading, and text after such a word and a colon
"""

from collections.abc import Sequence

from recruit.domain.engines.reading.resume import sections
from recruit.domain.engines.reading.resume.heading_words import REFEREES
from recruit.domain.engines.reading.text import lines


def numbers(split: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are about referees."""
    found: set[int] = set()
    within = False
    for number, line in enumerate(split):
        heading = sections.heading(line)
        if heading is not None:
            within = not REFEREES.isdisjoint(lines.name(line).split())
        elif within or not REFEREES.isdisjoint(lines.name(line.partition(":")[0]).split()[:1]):
            found.add(number)
    return frozenset(found)
