"""Jobs that sentences tell: "Since 2019 I have worked as a welder for Acme", "Presently associated with Acme as …".

Sentences are read over the ends of lines. Titles are found by their nouns, or behind "as" and its like; firms stand
behind "at", "for" and their like, as far as capitals reach.
"""

import re
from collections.abc import Iterator, Sequence

from recruit.domain.services.extraction import dates, titles
from recruit.domain.services.extraction.choosing import memo
from recruit.domain.services.extraction.choosing.page import Line
from recruit.domain.services.extraction.sections import Section

MOST_SENTENCES = 40
MOST_WORDS = 10
LONGEST_SENTENCE = 400
SHORTEST_SENTENCE = 25
MOST_FIRMS = 4
"""Capitalised words behind a preposition that are looked at: a job's firm comes early."""

SHORTEST_BROKEN = 70
"""Characters of a line that the width of a page may have broken."""

_END = re.compile(r"(?<=[^\W\d]{2}[.!?])\s+(?=[A-ZÀ-Þ•-])")
_NOW = re.compile(
    r"\b(?:presently|currently|at present|now|today|aktuell|derzeit|zurzeit|momentan|heute|actuellement|aujourd['’]hui|"
    r"actualmente|en la actualidad|hoy|attualmente|oggi|ad oggi|atualmente|hoje|momenteel|tegenwoordig|thans|nu|"
    r"i am|ich bin|je suis|soy|sono|sou|ik ben|i work|ich arbeite|je travaille|trabajo|lavoro|trabalho|ik werk)\b",
    re.IGNORECASE,
)
_AS = re.compile(
    r"\b(?:as|als|comme|en tant que|en qualité d[e']|como|come|in qualità di|na função de|en calidad de|im a|i am|"
    r"i['’]m|"
    r"i was|ich bin|je suis|soy|fui|sono|è|sou|fui|ik ben)\s(?:an?\s|the\s|ein(?:e|er)?\s|une?\s|una?\s|um\s|uma\s|"
    r"een\s|de\s)?"
    r"(?P<title>[^\W\d_][^.,;:()]{2,80})",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:at|for|with|by|joined|bei|beim|für|im|in der|chez|pour|au sein d[eu]|presso|per|con|en|no|na|bij|voor|do|"
    r"da|del|dello|"
    r"della|dell['’]|von|la|lo|o escritório|el|de|à la|au|of)\s?(?:the\s|der\s|dem\s|den\s|die\s|la\s|le\s|les\s|"
    r"l['’]|el\s|o\s|a\s|"
    r"de\s|het\s|the firm\s|der firma\s)?"
    r"(?P<firm>[\"«“]?[A-ZÀ-Þ0-9][\w'’&.+/-]*(?:,?\s(?:(?:of|and|the|de|la|le|du|des|d['’]\w+|del|della|dei|do|da|dos|"
    r"das|der|von|van|und|et|y|e|en|&|-)"
    r"\s){0,2}[\"«“(]?[A-ZÀ-Þ0-9&][\w'’&.+/\")»”-]*){0,7})"
)
_LEAD = re.compile(
    r"^(?:[\W_]+|(?:worked|working|work|trabajo|trabajé|lavoro|lavorato|trabalho|trabalhei|arbeite|travaille|travaillé|"
    r"werk|werkte|employed|integro)\s(?:as|como|come|comme|als)\s|(?:i|i['’]ve|have|has|had|been|was|am|and|now|as|an?|the|"
    r"who|ich|bin|war|als|je|suis|comme|soy|fui|como|sono|stato|stata|come|sou|atualmente|actualmente|ik|ben|was|"
    r"currently|presently)\s)+",
    re.IGNORECASE,
)
"""What a sentence says before a title."""

_STOP = re.compile(
    r"\s(?:at|for|with|bei|beim|im|in|chez|pour|au|à|presso|per|bij|voor|en|no|na|since|seit|depuis|desde|dal|sinds|"
    r"from|von|"
    r"where|wo|où|donde|dove|onde|o escritório|und|and)\b.*$"
)


def find(page: Sequence[Line]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield words that may be a title or a firm, with features of the sentence they stand in."""
    spoken = list(_sentences(page))
    latest = max((span.last or 0 for _, _, span in spoken if span), default=0)
    order = 0
    for sentence, section, span in spoken:
        now = bool(_NOW.search(sentence))
        going_on = span is not None and span.last is None
        if not (now or going_on or (span and span.last == latest)):
            continue
        order += 1
        state = "going" if going_on else "now" if now else "latest"
        about = [f"tells:{state}", f"tells:{state}:{section.value}", f"tells{min(order, 3)}"]
        yield from _said(sentence, about)


def without_lead(words: str) -> str:
    """Return a title without what a sentence says before it."""
    return _LEAD.sub("", words).strip() or words


def _said(sentence: str, about: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    for number, found in enumerate(titles.find(sentence)):
        if number > 1:
            break
        text = without_lead(sentence[found.start : found.end])
        yield text, [*about, f"tells:title{number}"]
    for number, said in enumerate(_AS.finditer(sentence)):
        if number > 1:
            break
        text = without_lead(_STOP.sub("", said["title"]))
        if len(text.split()) <= MOST_WORDS and memo.share(text):
            yield text, [*about, f"tells:as{number}"]
    for number, firm in enumerate(_FIRM.finditer(sentence)):
        if number == MOST_FIRMS:
            break
        text = firm["firm"].strip(" ,.;-")
        whole = firm.group().partition(" ")[0].casefold()
        yield text, [*about, f"tells:firm{min(number, 2)}", f"behind:{whole}"]
        if ", " in text:
            yield text.partition(", ")[0], [*about, f"tells:firm{min(number, 2)}:cut", f"behind:{whole}"]


def _sentences(page: Sequence[Line]) -> Iterator[tuple[str, Section, dates.Span | None]]:
    count = 0
    for paragraph, section in _paragraphs(page):
        for sentence in _END.split(paragraph):
            if SHORTEST_SENTENCE <= len(sentence) <= LONGEST_SENTENCE and count < MOST_SENTENCES:
                count += 1
                yield sentence, section, next(dates.spans(sentence), None)


def _paragraphs(page: Sequence[Line]) -> Iterator[tuple[str, Section]]:
    """Yield lines joined over their ends, where the next begins small or the line is long."""
    held, section = "", Section.HEAD
    for line in page:
        goes_on = (
            held
            and not line.gap
            and not line.heading
            and not line.bullet
            and (line.text[0].islower() or len(held) > SHORTEST_BROKEN)
        )
        if goes_on:
            held = f"{held} {line.text}"
            continue
        if held:
            yield held, section
        held, section = (
            ("", section) if line.heading or line.section is Section.EDUCATION else (line.text, line.section)
        )
    if held:
        yield held, section
