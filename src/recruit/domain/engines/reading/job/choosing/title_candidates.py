"""Candidates for the title of a job: stretches of its text, each with the features of where it stands.

Besides what the rules of `job_title` give, candidates are the words behind "looking for" in seven languages, the parts
of the first lines, and words in capitals; they need no noun that a table knows.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from recruit.domain.engines.ranking.language_detection import SMALL_WORDS
from recruit.domain.engines.reading.job.choosing import title_features
from recruit.domain.engines.reading.job.choosing.choice import Stretch
from recruit.domain.engines.reading.job.choosing.title_features import Context
from recruit.domain.engines.reading.job.title_phrases import CUES, FIRST_CLAUSE_END, LEAD, TITLE_MARKS
from recruit.domain.engines.reading.text import places
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

BEGINNING = 2_000
"""Characters in which words behind a cue and words in capitals are looked for."""

FIRST_LINES = 14
MOST_WORDS = 9
LONGEST = 90
MOST_CUES = 25
MOST_FIRST = 6
"""Words behind a cue that may belong to a title."""

EXTENDED, MORE = 6, 3
"""Candidates of rules that are also tried with more words, and how many more."""

_PART = Lazy(
    r"\s?[|•·—–:;]\s|\s-\s|[,.!?]\s|\t|\s{3,}|\s?\.{3,}\s?|[«»\"“”„]|\s@\s|\s(?:bei|chez|at|bij|presso)\s(?=[A-ZÀ-Ý])"
)
_CLAUSE_END = Lazy(r"[,;:!?()|\n]|\.\s|\.$|\s[-–—]\s")
_WORDS = Lazy(r"\S+")
_CAPITALS = Lazy(
    r"(?<![\w/.-])[A-ZÀ-Ý][A-ZÀ-Ý/'’()*.·-]{2,}(?:[ –-]{1,3}(?:[A-ZÀ-Ý&][A-ZÀ-Ý/'’().·-]*|E|Y|O|&))*(?![\w-])"
)
_BEHIND = Lazy(r"[\s:*_–-]{0,6}(?=\S)")
_NEVER_LAST = SMALL_WORDS | frozenset(
    "unser unsere unseren unserem unserer notre nuestra nossa nosso nostro nostra onze".split()
)
_EDGES = " .–—-*:;,!?…\"'“”„«»#_•✅👉🚀"


def candidates(text: str, ruled: Sequence[tuple[str, str, float]], speech: str) -> Sequence[Stretch]:
    """Return the candidates of a text; `ruled` are words, kind and points of those that rules give, the best first."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for rank, (words, kind, points) in enumerate(ruled):
        signs = title_features.of_rules(kind, points, rank)
        found.setdefault((words, max(0, text.find(words))), {}).update(dict.fromkeys(signs))
    ahead = [(words, max(0, text.find(words))) for words, _, _ in ruled[:EXTENDED]]
    offers = (*_behind_cues(text), *_parts(text), *_in_capitals(text), *_extended(text, ahead))
    for words, start, sign in offers:
        for shorter, at in _shortened(words, start):
            found.setdefault((shorter, at), {})[sign] = None
    found = {key: signs for key, signs in found.items() if not _breaks_off(key[0])}
    if not ruled:  # without a noun that a table knows, only a cue makes words a title
        found = {key: signs for key, signs in found.items() if "cue" in signs}
    context = Context(text, speech, [words.casefold() for words, _ in found])
    return [
        Stretch(words, start, (*signs, *title_features.of_words(context, words, start)))
        for (words, start), signs in found.items()
    ]


def _shortened(words: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield a stretch without articles and marks at its ends, and the same up to a preposition or a parenthesis."""
    lead = LEAD.match(f"{words} ")
    begin = min(lead.end(), len(words)) if lead else 0
    stripped = words[begin:].strip(_EDGES)
    if not stripped or len(stripped) > LONGEST or len(stripped.split()) > MOST_WORDS:
        return
    at = start + words.find(stripped, begin)
    yield stripped, at
    marks = TITLE_MARKS.search(stripped)
    if marks and marks.start() > 0 and (bare := stripped[: marks.start()].strip(_EDGES + "(")):
        yield bare, at
    cut = FIRST_CLAUSE_END.split(stripped, maxsplit=1)[0].strip(_EDGES)
    if cut and cut != stripped:
        yield cut, at


def _behind_cues(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield what may be a title behind each cue such as "looking for": its first words, however many."""
    for cue in islice(CUES.finditer(text[:BEGINNING]), MOST_CUES):
        gap = _BEHIND.match(text, cue.end())
        start = gap.end() if gap else cue.end()
        lead = LEAD.match(f"{text[start : start + LONGEST]} ")
        start += lead.end() if lead else 0
        yield from ((words, start, "cue") for words in _first_words(text, start))


def _extended(text: str, ruled: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, str]]:
    """Yield what rules give with one to three words more."""
    for words, start in ruled:
        end = start + len(words)
        for more in islice(_first_words(text, end), 1, MORE + 1):
            if not _parts_a_town(text, end + len(more)):
                yield text[start : end + len(more)], start, "extended"


def _breaks_off(words: str) -> bool:
    """Tell a stretch that ends in a word that always has another behind it: "Experto en Prevención de"."""
    return words.rpartition(" ")[2] in _NEVER_LAST  # "Analyst I" doesn't


def _parts_a_town(text: str, end: int) -> bool:
    """Tell an end between the words of a town: "Engineer in New", before "York"."""
    last, following = text[:end].rpartition(" ")[2], _WORDS.search(text, end)
    return following is not None and places.is_place(f"{last} {following.group().strip(_EDGES)}")


def _first_words(text: str, start: int) -> Iterator[str]:
    """Yield the first word of a place, its first two and so on, up to the end of the clause."""
    clause = _CLAUSE_END.split(text[start : start + LONGEST], maxsplit=1)[0]
    for number, word in enumerate(_WORDS.finditer(clause)):
        if number == MOST_FIRST:
            return
        yield clause[: word.end()]


def _parts(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield the parts of the first lines."""
    start, seen = 0, 0
    for line in text[:BEGINNING].split("\n"):
        if line.strip():
            seen += 1
            yield line.rstrip(), start, "line"
            offset = 0
            for part in _PART.split(line):
                at = line.find(part, offset)
                offset = at + len(part)
                if part.strip() and part != line:
                    yield part, start + at, "part"
        if seen == FIRST_LINES:
            return
        start += len(line) + 1


def _in_capitals(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield words in capitals within a text that has others."""
    for found in _CAPITALS.finditer(text[:BEGINNING]):
        yield found.group(), found.start(), "capitals"
