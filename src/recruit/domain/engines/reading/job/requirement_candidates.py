"""Requirement candidates: phrases of a job text that may be skills, with their positions.

The models of `requirement_phrases` decide which ones are skills.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruit.domain.engines.reading.job import requirement_exclusions, requirement_items, sections
from recruit.domain.engines.reading.job.requirement_words import (
    ALSO,
    ASKED,
    MUST_TAIL,
    NICE,
    NICE_AHEAD,
    NO_SKILL,
    ONLY_TAIL,
    PROPER,
    SHORT_FORM,
    TAIL,
    THAT_IS_A_PLUS,
    WHOLE,
)
from recruit.domain.engines.reading.job.sections import (
    BLOCK_SECTION,
    NEED_SECTION,
    NICE_SECTION,
    OFF_SECTION,
    SectionLine,
)
from recruit.domain.engines.reading.text import skills
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.reading.text.phrases import PhraseMatch
from recruit.domain.engines.skills import catalog

NOTE = 700
"""Maximum characters of a note, in which any clause may name a skill."""

NOTE_LINES = 5
LONGEST_SENTENCE = 1_500
"""Characters of a sentence that are read; longer ones are unbroken lists."""

AT_ONCE = 2
"""Tolerance in characters: a match this close to the start or end of a sentence counts as being there."""
_SENTENCE = Lazy(
    r"(?<=[^\W\d_][.!?;])(?<!\b[CcKk]at\.)(?<!\b[Ss]e[kzc]\.)(?<!\b[KkCc]l\.)(?<!\bNr\.)(?<!\b[DFM]r\.)(?<!\bIng\.)(?<!\bDott\.)\s+|(?<=[)\d][.!?;])\s+(?=[^\W\d_])|;\s?|(?<=\?)\s+"
)
_NUMBERED = Lazy(r"-\d")
_STREET = Lazy(r"/\s?[A-ZÀ-Ý][a-zà-ÿ]+(?![+#])")
"""A continuation that makes a single letter part of a street name: "C/ Olmo"."""

_NAME = Lazy(r"(?:[A-Z\d][\w+&/-]*|[a-z]+[A-Z]\w*)(?: (?:[A-Z\d][\w+&/-]*|[a-z]+[A-Z]\w*)){1,3}")
_NICE_LABEL = Lazy(rf"\W{{0,3}}(?:{NICE})\s?[:=]\s", re.IGNORECASE)
"""The start of a sentence about an optional requirement in a note: "Plus: Kubernetes"."""

_STUDIED = Lazy(r"\b(?:degree|bachelor|master|diploma)(?:['’]?s)?(?: degree)? (?:in|of) ", re.IGNORECASE)
"""Words before a subject of study, which isn't a skill by itself."""

_WORD = Lazy(r"[^\W\d_]{4,}")
_COMPOUND = Lazy(r"(?:sprach)?kenntnissen?$", re.IGNORECASE)
"""The German suffix of language names: "Deutschkenntnisse"."""

_CLAUSE = Lazy(r",\s|\s[-–—]\s|\s\+\s")


@dataclass(frozen=True, slots=True)
class SkillCandidate:
    """A phrase that may be a skill.

    `name` is the stored name, `text` the spelling in the text, `parts` the parts separated by "and". `region` is the
    kind of context: label, item, section, block, note, asked (a sentence that requires it), named (any other), or the
    kind of another section.
    """

    name: str
    text: str
    parts: tuple[str, ...]
    region: str
    is_nice: bool
    is_known: bool
    clause: str
    heading: str
    start: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its position, region and heading."""

    text: str
    start: int
    region: str
    heading: str
    title_offsets: tuple[int, int]
    language: str
    is_nice: bool

    def is_in_title(self, start: int) -> bool:
        """Whether an offset in the clause lies in the text's title."""
        return self.title_offsets[0] <= self.start + start < self.title_offsets[1]

    def candidate(
        self, text: str, start: int = 0, parts: tuple[str, ...] = (), known: str | None = None
    ) -> SkillCandidate:
        """Return a phrase of the clause as a candidate; "Deutschkenntnisse" is reduced to the language."""
        bare = _COMPOUND.sub("", text)
        if bare != text and skills.is_spoken_word(bare):
            text, known = bare, None
        known = known or catalog.canonical_name(text)
        return SkillCandidate(
            name=known or text, text=text, parts=parts, region=self.region, is_nice=self.is_nice,
            is_known=known is not None, clause=self.text, heading=self.heading, start=self.start + start,
        )  # fmt: skip

    def cut(self, start: int, end: int) -> SkillCandidate | None:
        """Return the text from `start` to `end` as a candidate; None outside the clause or if it is never a skill."""
        first, last = start - self.start, end - self.start
        if first < 0 or last > len(self.text):
            return None
        text = self.text[first:last]
        return None if requirement_exclusions.is_never_skill(text) else self.candidate(text, first)

    def known(self, found: PhraseMatch) -> SkillCandidate:
        """Return a known skill in the clause as a candidate, without words such as "advanced"."""
        written = self.text[found.start : found.end]
        bare = requirement_items.trimmed(written)
        text = bare if catalog.canonical_name(bare) == found.name else written
        return self.candidate(text, found.start, known=found.name)


def find(text: str, title_offsets: tuple[int, int] = (0, 0)) -> Iterator[SkillCandidate]:
    """Yield the candidates of a text in order. Within `title_offsets`, the title's offsets, only tools are candidates."""
    return (candidate for clause in clauses(text, title_offsets) for candidate in candidates_in(clause))


def clauses(text: str, title_offsets: tuple[int, int] = (0, 0)) -> Iterator[Clause]:
    """Yield the clauses of a text that may contain requirements, in order."""
    read, language = list(sections.read(text)), detect_language(text)
    short = is_note(text, read)
    for line in read:
        if line.section != OFF_SECTION:
            yield from _clauses_of_line(line, title_offsets, language, is_note=short)


def is_note(text: str, read: Sequence[SectionLine]) -> bool:
    """Whether a text with the lines `read` is a note, whose sentences may state requirements without a heading."""
    return (
        len(text) <= NOTE
        and len(read) <= NOTE_LINES
        and not any(line.section in {NEED_SECTION, NICE_SECTION} and not line.is_labelled for line in read)
    )


def _clauses_of_line(
    line: SectionLine, title_offsets: tuple[int, int], language: str, *, is_note: bool
) -> Iterator[Clause]:
    sentences = list(_stretches(line.text, _SENTENCE))
    for number, (start, end) in enumerate(sentences):
        sentence = line.text[start : min(end, start + LONGEST_SENTENCE)]
        if requirement_exclusions.COURTESY.match(sentence):
            continue
        following = line.text[slice(*sentences[number + 1])] if number + 1 < len(sentences) else ""
        all_nice = line.section == NICE_SECTION or bool(THAT_IS_A_PLUS.match(following) and TAIL.search(following))
        for first, last, is_nice in _split_clauses(sentence, all_nice=all_nice):
            clause = sentence[first:last]
            region = _region(line, sentence, clause, is_note=is_note)
            yield Clause(clause, line.start + start + first, region, line.heading, title_offsets, language, is_nice)


def _region(line: SectionLine, sentence: str, clause: str, *, is_note: bool) -> str:
    if line.is_labelled:
        return "label" if line.section in {NEED_SECTION, NICE_SECTION} else line.section or "named"
    is_block = line.section == BLOCK_SECTION or (line.section is None and line.is_listed)
    if is_block and (line.is_listed or len(line.text) <= sections.LONG_PROSE):
        return "block"
    if line.section in {NEED_SECTION, NICE_SECTION}:
        return "item" if line.is_listed or len(line.text) <= sections.LONG_PROSE else "section"
    if is_note:
        return "note"
    if TAIL.search(clause) or NICE_AHEAD.search(clause) or MUST_TAIL.search(clause) or ASKED.search(sentence):
        return "asked"
    return "named"


def candidates_in(clause: Clause) -> Iterator[SkillCandidate]:
    """Yield the candidates that rules find in a clause, in order."""
    known = [
        found
        for found in skills.find(clause.text)
        if not (skills.is_concept(found.name) and clause.is_in_title(found.start))
        and not _is_fragment(clause.text, found)
    ]
    tools = [found for found in known if not skills.is_concept(found.name)]
    if clause.region in {"named", "duties", "off"}:
        found_in = [*(clause.known(found) for found in known), *_proper(clause, tools)]
    else:
        names = [found for found in _NAME.finditer(clause.text) if catalog.canonical_name(found.group()) is None]
        alone = [tool for tool in tools if not any(_is_part_of_name(tool, name, clause) for name in names)]
        found_in = [*(clause.known(found) for found in alone), *_listed(clause, known, alone)]
        found_in += _spoken(clause, found_in)
    kept = (each for each in found_in if not requirement_exclusions.is_never_skill(each.text))
    yield from sorted(kept, key=lambda each: each.start)


def _spoken(clause: Clause, others: Sequence[SkillCandidate]) -> Iterator[SkillCandidate]:
    """Yield the spoken languages named in a clause among other words: "français impeccable"."""
    named = {candidate.text.casefold() for candidate in others}
    for found in _WORD.finditer(clause.text):
        word = _COMPOUND.sub("", found.group())
        if skills.is_spoken_word(word) and word.casefold() not in named and not clause.is_in_title(found.start()):
            yield clause.candidate(word, found.start())


def _is_part_of_name(tool: PhraseMatch, name: re.Match[str], clause: Clause) -> bool:
    """Whether a known name is part of a longer one ("Tyler CAD") that doesn't just begin a sentence."""
    inside = name.start() <= tool.start and tool.end <= name.end()
    return inside and clause.language != "de" and (name.start() > 0 or clause.region in {"item", "label"})


def _listed(clause: Clause, known: Sequence[PhraseMatch], tools: Sequence[PhraseMatch]) -> Iterator[SkillCandidate]:
    """Yield the items of a list in a clause, and the abbreviations or known skills in its parentheses."""
    bare = TAIL.sub(" ", NICE_AHEAD.sub(" ", MUST_TAIL.sub(" ", clause.text)))
    for whole, parts in requirement_items.members(bare):
        fields = tuple(clause.text[found.start : found.end] for found in known if found not in tools)
        studied = _STUDIED.search(whole)
        inner = tuple(name for name in fields if name != whole and name in whole and not studied)
        yield from _member(whole, parts or inner, clause, tools)
    for aside in requirement_items.asides(bare):
        known_name = catalog.canonical_name(aside)
        if known_name not in {found.name for found in tools} and (known_name or SHORT_FORM.fullmatch(aside)):
            yield clause.candidate(aside)


def _is_fragment(text: str, found: PhraseMatch) -> bool:
    """Whether a known name is only the end of a word or the start of another name: "/r", "CPA-10"."""
    is_letter = found.end - found.start == 1
    before = text[max(0, found.start - 1) : found.start]
    is_cut = is_letter and (before in {"/", ":", "*"} or _STREET.match(text, found.end))
    return bool(is_cut or _NUMBERED.match(text, found.end))


def _proper(clause: Clause, tools: Sequence[PhraseMatch]) -> Iterator[SkillCandidate]:
    """Yield proper names in a sentence that states no requirement: "you will edit in CapCut"."""
    for found in PROPER.finditer(clause.text):
        known = any(tool.start < found.end() and found.start() < tool.end for tool in tools)
        if not known and not clause.is_in_title(found.start()):
            yield clause.candidate(found.group(), found.start())


def _member(
    whole: str, parts: tuple[str, ...], clause: Clause, tools: Sequence[PhraseMatch]
) -> Iterator[SkillCandidate]:
    """Yield a list item, or, if it names known tools, only its parts without those tools."""
    low = whole.casefold()
    written = [clause.text[found.start : found.end].casefold() for found in tools]
    inside = [tool for tool in written if tool in low]
    if inside:
        for part in parts:
            if not any(tool in part.casefold() for tool in inside):
                yield from _member(part, (), clause, ())
        return
    start = max(0, clause.text.find(whole))
    if not clause.is_in_title(start) and not NO_SKILL.fullmatch(whole):
        yield clause.candidate(whole, start, parts)


def _stretches(text: str, end_mark: Lazy) -> Iterator[tuple[int, int]]:
    start = 0
    for found in end_mark.finditer(text):
        yield start, found.end()
        start = found.end()
    yield start, len(text)


def _split_clauses(sentence: str, *, all_nice: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, is optional) for each clause of a sentence."""
    if all_nice or _NICE_LABEL.match(sentence):
        yield 0, len(sentence), True
        return
    ahead, tail = NICE_AHEAD.search(sentence), TAIL.search(sentence)
    if ahead and tail and tail.start() < ahead.start() < tail.end():
        ahead = None  # part of the phrase after the clause: "would be a bonus"
    begins = WHOLE.match(sentence) or (ahead and ahead.start() <= AT_ONCE)
    is_nice = bool(tail and begins and not MUST_TAIL.search(sentence))
    if is_nice or not (tail or ahead):
        yield 0, len(sentence), is_nice
        return
    if ahead and not (tail and tail.start() == ahead.start() and tail.end() >= len(sentence) - AT_ONCE):
        first = sentence[: ahead.start()]
        yield from _each_clause(first) if TAIL.search(first) else [(0, len(first), False)]
        yield ahead.start(), len(sentence), True
        return
    yield from _each_clause(sentence)


def _each_clause(sentence: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the clauses between commas and dashes; one is optional by its own words or those of the next."""
    after_nice = False
    stretches = list(_stretches(sentence, _CLAUSE))
    for number, (start, end) in enumerate(stretches):
        clause = sentence[start:end]
        following = sentence[slice(*stretches[number + 1])] if number + 1 < len(stretches) else ""
        after_nice = bool(
            TAIL.search(clause)
            or NICE_AHEAD.search(clause)
            or (after_nice and ALSO.match(clause))
            or (ONLY_TAIL.match(following) and TAIL.search(following))
        )
        yield start, end, after_nice
