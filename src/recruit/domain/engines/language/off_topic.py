"""Detection of messages about something else than recruiting: "what is the weather in Paris".

Such a message has words that no reader understands, and nothing else in it speaks of recruiting: no kind of record, no
concept or occupation, no name, id, skill or other filter. A place or a time alone doesn't count: anything can be asked
about a place.
"""

from collections.abc import Iterator, Sequence

from recruit.domain.engines.language.common_words import CORRECTED
from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.kinds import STOP_WORDS, kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists.arrangements import REMOTE
from recruit.domain.engines.language.lists.reading import Question
from recruit.domain.engines.language.lists.words import is_row_noun
from recruit.domain.engines.language.topics import names_topic

_GENERAL_CONCEPTS = frozenset(
    "best can change count create find later list move new not pipeline place should show thanks what where who".split()
)
"""Concepts whose words occur in any sentence."""

_GENERAL_FILTERS = frozenset(["location", "since", "until", "limit", "order"])
_GENERAL_HINTS = frozenset(["", "LOC", "CNT"])


def off_topic(linked: Linked, question: Question) -> Sequence[str]:
    """Return the stretches of words that aren't understood in a message about something else; none for any other message."""
    return [] if _is_about_recruiting(linked, question) else list(_unknown(question))


def _is_about_recruiting(linked: Linked, question: Question) -> bool:
    if question.arguments.keys() - _GENERAL_FILTERS or question.arguments.get("location") == REMOTE:
        return True
    if any(hint not in _GENERAL_HINTS for hint in linked.hints) or names_topic(linked):
        return True
    written = (linked.message[word.start : word.end].removesuffix("s") for word in linked.words)
    if any(len(text) > 1 and text.isupper() for text in written):  # an abbreviation may be a title or a skill: "LPNs"
        return True
    others = [word.key for word, hint in zip(linked.words, linked.hints, strict=True) if not hint]
    return any(map(_is_recruiting, others))


def _is_recruiting(key: str) -> bool:
    if kind_of(key) is not None or is_row_noun(key) or occupation(key) is not None:
        return True
    concept = concept_of(key)
    return concept is not None and concept not in _GENERAL_CONCEPTS


def _unknown(question: Question) -> Iterator[str]:
    """Yield the stretches that a question leaves over and that have a word in no vocabulary of the agent."""
    for stretch in question.left:
        if any(key.isalpha() and len(key) > 1 and not _is_known(key) for key in keys(stretch)):
            yield stretch


def _is_known(key: str) -> bool:
    short = key.partition("'")[0].removesuffix("s")  # "what's", "whats"
    return key in CORRECTED or concept_of(key) is not None or not {key, short}.isdisjoint(STOP_WORDS)
