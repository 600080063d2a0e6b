"""Numbers with an omitted noun: in "move application 16 to screening and 17 to interview", 17 is an application."""

from dataclasses import replace

from recruit.domain.engines.language.learned.figures import Figure
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.statuses import stages
from recruit.domain.engines.language.lists.phrases import fits
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import Kind

_AFTER_MAAR = frozenset("af aan door toe even eens".split())
_HOLDS = frozenset("pausa pause attente espera".split())
MOVED = frozenset([Kind.APPLICATION, Kind.CANDIDATE])
"""The kinds of things that have a stage."""


def with_omitted_nouns(linked: Linked) -> Linked:
    """Return a message in which a number before a stage is an id of the kind that was moved before it."""
    staged = {index for index, _ in stages(linked.words)}
    moved: Kind | None = None
    found: list[Figure] = []
    for figure in linked.figures:
        leads = _leads_to_stage(linked, figure.index, staged)
        if leads and moved and _stands_alone(linked, figure.index):
            figure = Figure(figure.index, figure.value, "id", moved)  # noqa: PLW2901 - the figure as resolved
        elif leads and figure.role == "id" and figure.kind in MOVED:
            moved = figure.kind
        found.append(figure)
    return replace(linked, figures=found)


def separates(linked: Linked, index: int) -> bool:
    """Tell whether a word may separate two orders, unlike the "e" of "e-mail" and the "maar" of "wijs Tom maar af"."""
    if quotation_at(linked.message, linked.words[index].start):
        return False
    keys = [word.key for word in linked.words[index : index + 3]]
    inside = keys == ["e", "-", "mail"] or (keys[0] == "maar" and keys[1:2] != [] and keys[1] in _AFTER_MAAR)
    return keys[0] in words.SEPARATORS and not inside and not is_preposition(linked, index)


def is_preposition(linked: Linked, index: int) -> bool:
    """Tell whether "en" is the French or Spanish preposition, before a stage, and not the Dutch conjunction."""
    after = linked.words[index + 1 : index + 2]
    staged = any(stages([word]) or fits(words.STAGE_NOUNS, word.key) or word.key in _HOLDS for word in after)
    return linked.words[index].key == "en" and staged


def _leads_to_stage(linked: Linked, index: int, staged: set[int]) -> bool:
    """Tell whether a stage follows the number: "17 to interview", "17 in die Vorauswahl"."""
    for at in range(index + 1, min(index + 5, len(linked.words))):
        word = linked.words[at]
        if at in staged:
            return True
        is_filler = word.is_mark or fits(words.FILLERS, word.key) or fits(words.STAGE_NOUNS, word.key)
        if separates(linked, at) or not is_filler:
            return False
    return False


def _stands_alone(linked: Linked, index: int) -> bool:
    """Tell whether a number follows a separator and has no noun: "and #17"."""
    before = index - 1
    while before >= 0 and linked.words[before].key in {"#", "the", "die", "la", "a", "o", "de", "l'", "il"}:
        before -= 1
    return before >= 0 and linked.words[before].key in words.SEPARATORS and kind_of(linked.words[before].key) is None
