"""Candidates for the title of a job: text spans with features.

Besides the candidates from the rules of `job_title`, they are the words after "looking for" in seven languages, parts
of the first lines, and words in capitals; they need no known occupation noun.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from recruit.domain.engines.ranking.language_detection import SMALL_WORDS
from recruit.domain.engines.reading.job.choosing import title_features
from recruit.domain.engines.reading.job.choosing.choice import CandidateSpan
from recruit.domain.engines.reading.job.choosing.title_features import TitleContext
from recruit.domain.engines.reading.job.title_phrases import CUES, FIRST_CLAUSE_END, LEAD, TITLE_MARKS
from recruit.domain.engines.reading.text import places
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

BEGINNING = 2_000
"""Characters of a text that are searched for words after a cue and words in capitals."""

FIRST_LINES = 14
MOST_WORDS = 9
LONGEST = 90
MOST_CUES = 25
MOST_FIRST = 6
"""Maximum number of words after a cue that may belong to a title."""

EXTENDED, MORE = 6, 3
"""Number of rule candidates that are also tried with more words, and the maximum of additional words."""

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


def candidates(text: str, rule_candidates: Sequence[tuple[str, str, float]], language: str) -> Sequence[CandidateSpan]:
    """Return the candidates of a text; `rule_candidates` are the words, kind and points of rule candidates, best first."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for rank, (words, kind, points) in enumerate(rule_candidates):
        signs = title_features.of_rules(kind, points, rank)
        found.setdefault((words, max(0, text.find(words))), {}).update(dict.fromkeys(signs))
    ahead = [(words, max(0, text.find(words))) for words, _, _ in rule_candidates[:EXTENDED]]
    offers = (*_behind_cues(text), *_parts(text), *_in_capitals(text), *_extended(text, ahead))
    for words, start, sign in offers:
        for shorter, at in _shortened(words, start):
            found.setdefault((shorter, at), {})[sign] = None
    # "Experto en Prevención de" breaks off, "Analyst I" doesn't.
    found = {key: signs for key, signs in found.items() if key[0].rpartition(" ")[2] not in _NEVER_LAST}
    if not rule_candidates:  # without a known occupation noun, a cue is required
        found = {key: signs for key, signs in found.items() if "cue" in signs}
    context = TitleContext(text, language, [words.casefold() for words, _ in found])
    return [
        CandidateSpan(words, start, (*signs, *title_features.of_words(context, words, start)))
        for (words, start), signs in found.items()
    ]


def _shortened(words: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield a span without articles and punctuation at its ends, and the same up to a preposition or a parenthesis."""
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
    """Yield possible titles after each cue such as "looking for": its first word, its first two words, and so on."""
    for cue in islice(CUES.finditer(text[:BEGINNING]), MOST_CUES):
        gap = _BEHIND.match(text, cue.end())
        start = gap.end() if gap else cue.end()
        lead = LEAD.match(f"{text[start : start + LONGEST]} ")
        start += lead.end() if lead else 0
        yield from ((words, start, "cue") for words in _first_words(text, start))


def _extended(text: str, rule_candidates: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, str]]:
    """Yield rule candidates extended by one to three words."""
    for words, start in rule_candidates:
        end = start + len(words)
        for more in islice(_first_words(text, end), 1, MORE + 1):
            if not _parts_a_town(text, end + len(more)):
                yield text[start : end + len(more)], start, "extended"


def _parts_a_town(text: str, end: int) -> bool:
    """Whether an end offset separates the words of a town: "Engineer in New" before "York"."""
    last, following = text[:end].rpartition(" ")[2], _WORDS.search(text, end)
    return following is not None and places.is_place(f"{last} {following.group().strip(_EDGES)}")


def _first_words(text: str, start: int) -> Iterator[str]:
    """Yield the first word after `start`, the first two and so on, up to the end of the clause."""
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
    """Yield words in capitals in a text that isn't all in capitals."""
    return ((found.group(), found.start(), "capitals") for found in _CAPITALS.finditer(text[:BEGINNING]))
