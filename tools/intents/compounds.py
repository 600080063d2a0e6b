"""Compound sentences: generated ones, of two sentences of a corpus, and written ones, split by the model."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from recruit.domain.engines.language.learned.features import features
from recruit.domain.engines.language.learned.intents import Model
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.splitting import Splitter
from tools.intents.corpus import Sentence

LONGEST = 18
"""Maximum words of a sentence that is joined with another, exclusive."""

NEAR = 25
"""Distance in a file, in lines, within which sentences have the same language and writer."""

_SEPARATORS = {
    "en": (" and ", ", then ", ". ", "; ", ", and ", " and also ", " + ", ". Also, ", " plus ", ", "),
    "de": (" und ", ", dann ", ". ", "; ", " und danach ", " sowie ", ", und ", ". Außerdem: "),
    "fr": (" et ", ", puis ", ". ", "; ", " et ensuite ", " + "),
    "es": (" y ", ", luego ", ". ", "; ", " y después ", " y también "),
    "pt": (" e ", ", depois ", ". ", "; ", " e depois ", " e também "),
    "it": (" e ", ", poi ", ". ", "; ", " e poi ", " e anche "),
    "nl": (" en ", ", dan ", ". ", "; ", " en daarna ", " en ook "),
}
_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "de": frozenset("der die das ist und bitte mir wir für auf mit den wer von zu".split()),
    "fr": frozenset("le la les pour est sur du des et qui les dans nous une au moi".split()),
    "es": frozenset("el la los para que por en con del quién y una las está al".split()),
    "pt": frozenset("o a os para que por em com do da quem e uma as está na no pra vaga".split()),
    "it": frozenset("il la per che di con del chi e una gli è della alla nel".split()),
    "nl": frozenset("de het een voor van wie en naar op is met maar ons graag bij".split()),
    "en": frozenset("the for is of to and who we in on me a please what".split()),
}


def language(text: str) -> str:
    """Return the most likely language of a sentence."""
    words = set(text.lower().replace("?", " ").replace(",", " ").split())
    return max(_SMALL_WORDS, key=lambda name: (len(words & _SMALL_WORDS[name]), name == "en"))


def generated(files: Sequence[Sequence[Sentence]], seed: int = 11) -> Iterator[Sentence]:
    """Yield sentences joined from two nearby ones of the same language."""
    random = np.random.default_rng(seed)
    for found in files:
        singles = [one for one in found if len(one.tools) == 1 and one.last is None and len(one.text.split()) < LONGEST]
        for index, one in enumerate(singles):
            if random.random() > 0.25:  # noqa: PLR2004 - about as many as there are real ones of a tool
                continue
            low, high = max(0, index - NEAR), min(len(singles), index + NEAR)
            other = singles[int(random.integers(low, high))]
            name = language(one.text)
            if other is one or language(other.text) != name:
                continue
            separator = _SEPARATORS[name][int(random.integers(len(_SEPARATORS[name])))]
            second = other.text if separator.startswith(".") else other.text[:1].lower() + other.text[1:]
            yield Sentence(one.text.rstrip(" .!?") + separator + second, [*one.tools, *other.tools])


def halves(model: Model, sentence: Sentence, linked: Linked) -> Iterator[tuple[list[int], str]]:
    """Split a sentence with two tools, in order, at the most likely place, and yield each half's features and tool.

    Yield nothing for a sentence without a likely place.
    """
    splitter = Splitter(model, linked, None)
    first, second = sentence.tools
    best = None
    for index in splitter.split_points(0, len(linked.words)):
        left, right = splitter.piece(0, index), splitter.piece(index, len(linked.words))
        likely = min(left.probabilities.get(first, 0), right.probabilities.get(second, 0))
        if best is None or likely > best[0]:
            best = likely, index
    if best and best[0] > 0.02:  # noqa: PLR2004 - else the cut is a guess
        yield features(linked, 0, best[1], None), first
        yield features(linked, best[1], len(linked.words), None), second
