"""Placeholders for the intent model: names, titles and numbers, and also places, skills and plural titles."""

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.filters import place_spans
from recruit.domain.engines.language.learned.linking import Linked, link
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.skills import catalog

PLURAL = "TTLS"
"""The hint of a title in the plural: "nurses" means people rather than a job."""


def tagged(message: str, directory: Directory) -> Linked:
    """Find the entities of a message, and add hints for the intent model."""
    linked = link(message, directory)
    hints = list(linked.tags)
    linked.places = list(place_spans(Part.whole(linked, directory)))
    for start, end in linked.places:
        hints[start:end] = ["LOC"] * (end - start)
    for mention in catalog.find(message):
        for index, word in enumerate(linked.words):
            if mention.start <= word.start < mention.end and not hints[index] and not occupation(word.key):
                hints[index] = "SKL"
    for index, word in enumerate(linked.words):
        if hints[index] == "TTL" and word.key.endswith("s") and word.key not in directory.titles:
            hints[index] = PLURAL
    linked.hints = hints
    return linked
