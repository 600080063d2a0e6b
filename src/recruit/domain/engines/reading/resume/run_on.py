"""Run-on text: pages whose line breaks were lost in extraction or by a mail program.

run-on = a long line, or lines wrapped at one width, with section headings inside, with an e-mail address beside dates,
         with a heading before dates, or with dates among sentence fragments

It is split at headings, labels, sentence ends and dates, and its head into name, headline, place and contact
(`run_on_heads`). Other lines aren't changed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from recruit.domain.engines.reading.resume import run_on_heads, sections
from recruit.domain.engines.reading.resume.run_on_words import ABBREVIATED, AMBIGUOUS, FUNCTION_WORDS, LABEL
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates, lines
from recruit.domain.engines.reading.text.months import FROM, MONTH_OF, SINCE

LONG = 220
"""Minimum length of a run-on line."""

NARROWEST, WIDEST = 55, 140
FEWEST_LINES = 4
EVEN = 0.6
"""Minimum length of wrapped lines except the last, as a share of the longest."""

MOST_LINES = 200
MOST_WORDS, LONGEST_HEADING = 4, 60
SHORT_SENTENCE = 6
"""Maximum median length, in words, of sentences that count as fragments."""

LONGEST_FRAGMENT = 10
_COLUMN_GAP = "   "

_WORD = re.compile(r"(?<![\w’'/-])[A-ZÀ-Þ][\w’'/-]{1,24}")
_BEFORE = re.compile(r"(?:^|[.:;)|!?\d•·]|@\S{3,60}|\.[a-z]{2,12})\s{0,3}$")
_DATED = rf"(?i:{'|'.join(sorted((*SINCE, *FROM, *MONTH_OF), key=len, reverse=True))})[\s.]"
"""First words of a job's dates, lower-case in most languages."""

_BEHIND = re.compile(rf"\s?[:–—-]?\s{{0,3}}(?:$|[A-ZÀ-Þ0-9•(\"«“+]|{_DATED})")
_STOP = re.compile(
    rf"(?<=[^\W\d_]{{3}}[.!?])\s{{1,3}}(?=[A-ZÀ-Þ\"«“]|\d{{4,5}}\s[A-ZÀ-Þ]|{_DATED})|"
    rf"(?<=[)\d%\"»”'’][.])\s{{1,3}}(?=[A-ZÀ-Þ]|{_DATED})|\s{{1,3}}(?=[•▪●])"
)
_FULL_STOP = re.compile(r"(?:[^\W\d_]{3}|[)\d])\.$")
_MAIL = re.compile(r"[\w.+-]{2,64}@[\w.-]{3,80}")
_NEXT = re.compile(r"[\s,;|]{1,4}(?=[A-ZÀ-Þ])")


def split_run_on(text: str) -> str:
    """Return a text with the missing line breaks of run-on text inserted; other text is returned unchanged."""
    page = text.split("\n")
    if len(text) < LONG or len(page) > MOST_LINES:
        return text
    found: list[str] = []
    for block_text, whole in _stretches(page):
        found.append(_split_line(block_text, first=not any(found)) if _is_run_on(block_text) else whole)
    return "\n".join(found)


def _stretches(page: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (text, original text) for each line, or for each group of wrapped lines, which are joined."""
    start = 0
    while start < len(page):
        end = next((number for number in range(start, len(page)) if not page[number].strip()), len(page))
        block = page[start:end]
        if _is_even(block):
            yield " ".join(line.strip() for line in block), "\n".join(block)
        else:
            yield from ((line.strip(), line) for line in block)
        yield from (("", line) for line in page[end : end + 1])
        start = end + 1


def _is_even(block: Sequence[str]) -> bool:
    """Whether lines have similar lengths, as in a wrapped paragraph, and aren't columns."""
    if len(block) < FEWEST_LINES or any(map(lines.is_bullet, block)):
        return False
    if 2 * sum(_COLUMN_GAP in line.strip() for line in block) > len(block):
        return False
    widest = max(map(len, block))
    return NARROWEST <= widest <= WIDEST and all(len(line) >= EVEN * widest for line in block[:-1])


def _is_run_on(line: str) -> bool:
    if len(line) < LONG:
        return False
    dated = len(list(islice(dates.spans(line), 2)))
    headings = list(islice(_headings(line), 2))
    if len(headings) > 1 or (dated and (_MAIL.search(line) or (headings and headings[0][0] == 0))):
        return dated > 0
    sizes = sorted(len(sentence.split()) for sentence in _STOP.split(line))
    return dated > 1 and len(sizes) > FEWEST_LINES and sizes[len(sizes) // 2] <= SHORT_SENTENCE


def _headings(line: str) -> Iterator[tuple[int, int, Section]]:
    """Yield (start, end, section) of the headings inside a line."""
    end = 0
    for word in _WORD.finditer(line):
        if word.start() >= end and (found := _heading(line, word.start())):
            yield word.start(), *found
            end = found[0]


def _heading(line: str, start: int) -> tuple[int, Section] | None:
    """Return the end and the section of the longest heading that begins at `start`, or None."""
    begins = _BEFORE.search(line, max(0, start - LONGEST_HEADING), start) is not None
    words = line[start : start + LONGEST_HEADING].split(" ")[:MOST_WORDS]
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count]).rstrip(" .:")
        if (
            not (begins or (phrase.isupper() and _stands_out(line, start, start + len(phrase))))
            or phrase.casefold() in AMBIGUOUS
            or phrase.endswith(FUNCTION_WORDS)
        ):
            continue
        section = sections.heading(phrase)
        if section not in {None, Section.DOCUMENT} and _BEHIND.match(line, start + len(phrase)):
            return start + len(phrase), section
    return None


def _stands_out(line: str, start: int, end: int) -> bool:
    """Whether the words before `start` and after `end` aren't in capitals as well."""
    beside = [
        *line[max(0, start - LONGEST_HEADING) : start].split()[-1:],
        *line[end : end + LONGEST_HEADING].split()[:1],
    ]
    return not any(word.isupper() and len(word) > 1 for word in beside)


def _split_line(line: str, *, first: bool) -> str:
    """Return a run-on line with line breaks; the first line of a page begins with the head."""
    headings = list(_headings(line))
    cuts = [0, *(place for start, end, _ in headings for place in (start, end)), len(line)]
    pieces = [line[one:other].strip(" :–—") for one, other in pairwise(cuts)]
    found = [_head(pieces[0]) if first else "\n".join(_lines(pieces[0]))]
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        found.append("\n".join([title, *_lines(body)]))
    return "\n\n".join(filter(None, found))


def _head(words: str) -> str:
    """Return the lines of the head: text before the first date, and after it any jobs without a heading."""
    dated = next(dates.spans(words), None)
    sentences = list(_sentences(words))
    within = next((number for number, each in enumerate(sentences) if next(dates.spans(each), None)), len(sentences))
    if dated is None:
        within = len(sentences)
    return "\n".join(
        [*run_on_heads.lines(sentences[:within]), *(line for each in sentences[within:] for line in _lines(each))]
    )


def _lines(body: str) -> Iterator[str]:
    """Yield sentences, split at dates: before them if the body begins with one, else after them."""
    first = next(dates.spans(body), None)
    before = first is not None and first.at == 0
    for sentence in _sentences(body):
        start = 0
        for span in dates.spans(sentence):
            if before and span.at > start:
                yield sentence[start : span.at].strip()
                start = span.at
            elif not before and sentence[start : span.at].strip() and (behind := _NEXT.match(sentence, span.to)):
                yield sentence[start : span.to].strip()
                start = behind.end()
        yield sentence[start:].strip()


def _sentences(words: str) -> Iterator[str]:
    """Yield sentences, and the text between labels; an abbreviation doesn't end a sentence."""
    held = ""
    for part in _STOP.split(words):
        held = f"{held} {part}" if held else part
        if ABBREVIATED.search(held):
            continue
        yield from (_trimmed(piece) for piece in LABEL.sub(r"\n\g<0>", held).split("\n") if piece.strip())
        held = ""
    if held:
        yield _trimmed(held)


def _trimmed(sentence: str) -> str:
    """Return a sentence; a fragment loses its full stop, which list items don't have."""
    fragment = len(sentence.split()) <= LONGEST_FRAGMENT and not ABBREVIATED.search(sentence)
    return sentence.strip().removesuffix(".") if fragment and _FULL_STOP.search(sentence) else sentence.strip()
