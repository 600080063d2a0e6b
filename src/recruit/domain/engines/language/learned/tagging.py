"""Placeholders for the intent model: beside names, titles and numbers also places, skills and titles in the plural."""

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.filters import place_spans
from recruit.domain.engines.language.learned.linking import Linked, link
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.skills import catalog


def tagged(message: str, directory: Directory) -> Linked:
    """Find what the words of a message are, and hint at it to the model."""
    linked = link(message, directory)
    hints = list(linked.tags)
    linked.places = list(place_spans(Part(linked, 0, len(linked.words), directory)))
    for start, end in linked.places:
        hints[start:end] = ["LOC"] * (end - start)
    for mention in catalog.find(message):
        for place, word in enumerate(linked.words):
            if mention.start <= word.start < mention.end and not hints[place] and not occupation(word.key):
                hints[place] = "SKL"
    for place, word in enumerate(linked.words):
        if hints[place] == "TTL" and word.key.endswith("s") and word.key not in directory.titles:
            hints[place] = "TTLS"  # "nurses" are people rather than a job
    linked.hints = hints
    return linked
