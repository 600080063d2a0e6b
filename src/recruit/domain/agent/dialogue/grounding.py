"""Grounding check: whether the results of the tools support a model's answer.

    answer = { words | figure | name | deed | score | link } ;

Each figure, and each id with its kind, must be in the results of the tools or in the user's message. So must each word
of a name: two or more capitalised words in a row. A deed ("I've rejected") and a score fail the check, since the tools
in use only read and don't rank. Links fail it, too.
"""

import re
from collections.abc import Sequence

from recruit.domain.agent.dialogue.figures import figures, ids, known, without_ids

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_WORD = rf"(?:{_CAPITAL}\.|{_CAPITAL}[^\W\d_]*(?:['’-][^\W\d_]+)*)"
_NAME = re.compile(rf"{_NAME_WORD}(?: (?:[a-z]{{2,3}} )?{_NAME_WORD})+")
_LINK = re.compile(r"\]\(|\]\[|://|\bwww\.|<[a-z!/]|^\s*\[[^\]]+\]:", re.IGNORECASE | re.MULTILINE)
_DEED = re.compile(
    r"\b(?:i|we)(?:['’]ve| have| just| already)*\s+(?:\w+ly\s+)?(?:rejected|deleted|removed|moved|advanced|closed"
    r"|created|added|changed|updated|sent|cloned|undone|merged|hired|opened|reopened|invited|e-?mailed|noted|done|did)\b"
    r"|\bich habe\b|\bj['’]ai\b|\bhe (?:rechazado|movido|cerrado|creado|añadido|eliminado)\b"
    r"|\b(?:rejected|deleted|removed|moved|closed|created|added|sent) (?:all|every|everyone|everybody|successfully)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b(?:scor|rank|rated?\b|ratings?\b|points?\b|punkte|bewert|puntuaci|puntos)", re.IGNORECASE)


def is_grounded(answer: str, grounds: Sequence[str], message: str) -> bool:
    """Tell whether everything checkable in an answer is in the results of the tools or in the user's message."""
    if _LINK.search(answer) or _DEED.search(answer) or _SCORE.search(answer):
        return False
    ground = "\n".join(grounds)
    numbers = known(without_ids(ground)) | known(message)
    if not all(readings & numbers for readings in figures(without_ids(answer))):
        return False
    named = ids(ground) | ids(message)
    numbered = {number for _, number in named}
    if not all(one in named or (not one[0] and one[1] in numbered) for one in ids(answer)):
        return False
    ground = f"{ground}\n{message}"
    words = {word.casefold() for word in _WORD.findall(ground)}
    return all(_known(name, words) for name in _NAME.findall(answer))


def _known(name: str, words: set[str]) -> bool:
    """Tell whether each word of a name is known. The first may be capitalised as the beginning of a sentence."""
    first, *others = [word.casefold() for word in _WORD.findall(name)]
    return all(word in words for word in others) and (first in words or len(others) == 0 or first in _BEGINNINGS)


_BEGINNINGS = frozenset(
    """
    the a an this that these those in on at for from of and or but with here there both only yes no your our my her his
    its their all most some none each every job candidate application
    """.split()
)
