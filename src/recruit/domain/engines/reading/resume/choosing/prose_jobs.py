"""Jobs in sentences: "Since 2019 I have worked as a welder for Acme", "Presently associated with Acme as …".

Sentences may cross line breaks. Titles are found by occupation nouns, or after "as" and its equivalents; companies are
the capitalised words after "at", "for" and their equivalents.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from recruit.domain.engines.reading.resume.choosing import title_vocabulary
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.resume.sections import Section
from recruit.domain.engines.reading.text import dates, titles
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

MOST_SENTENCES = 40
MOST_WORDS = 10
LONGEST_SENTENCE = 400
SHORTEST_SENTENCE = 25
MOST_COMPANIES = 4
"""Maximum number of capitalised phrases after a preposition that are tried: a job's company comes early."""

SHORTEST_BROKEN = 70
"""Minimum length of a line that may have been wrapped at the page width."""

_END = Lazy(r"(?:(?<=[^\W\d]{2}[.!?])|(?<=\d{4}\.)|(?<=\d{4}\)\.))\s+(?=[A-ZÀ-Þ•-])")
_NOW = Lazy(
    r"\b(?:since then|ever since|seitdem|seither|depuis lors|desde entonces|da allora|desde então|sindsdien|"
    r"presently|currently|at present|now|today|aktuell|derzeit|zurzeit|momentan|heute|actuellement|aujourd['’]hui|"
    r"actualmente|en la actualidad|hoy|attualmente|oggi|ad oggi|atualmente|hoje|momenteel|tegenwoordig|thans|nu|"
    r"i am|ich bin|je suis|soy|sono|sou|ik ben|i work|ich arbeite|je travaille|trabajo|lavoro|trabalho|ik werk)\b",
    re.IGNORECASE,
)
_AS = Lazy(
    r"\b(?:as|als|comme|en tant que|en qualité d[e']|como|come|in qualità di|na função de|en calidad de|im a|i am|"
    r"i['’]m|i was|been|(?:s?he|they) (?:is|was|are|were)|has been|was|(?:er|sie) ist|ist sie|ist er|(?:il|elle) est|"
    r"est|es|fue|é|foi|is (?:hij|zij|ze)|(?:hij|zij|ze) is|ich bin|bin ich|war ich|je suis|j['’]ai été|soy|fui|"
    r"sono stat[oa]|sono|è|sou|fui|ik ben|ben ik|was ik|(?:poste|fonction|puesto|cargo|función|função|lugar) d[eo]|"
    r"poste d['’]|(?:ruolo|incarico|posto) di|(?:position|role|job|post) of|functie van|stelle als)(?:\s|"
    r"(?<=['’]))(?:an?\s|the\s|ein(?:e|er)?\s|une?\s|una?\s|um\s|uma\s|een\s|de\s)?(?P<title>[^\W\d_][^.,;:()]{2,80})",
    re.IGNORECASE,
)
_COMPANY = Lazy(
    r"\b(?:at|for|with|by|joined|nach|zum|zur|naar|aux|às|aos|nos|nas|nel|nella|dalla|dal|alla|bei|beim|für|im|in der|"
    r"chez|pour|au sein d[eu]|presso|per|con|en|no|na|bij|voor|do|da|del|dello|della|dell['’]|von|la|lo|o escritório|"
    r"el|de|à la|au|of)\s?(?:the\s|der\s|dem\s|den\s|die\s|la\s|le\s|les\s|l['’]|el\s|o\s|a\s|de\s|het\s|the firm\s|"
    r"der firma\s)?(?P<firm>[\"«“]?[A-ZÀ-Þ0-9][\w'’&.+/-]*(?:,?\s(?:(?:of|and|the|de|la|le|du|des|d['’]\w+|del|della|"
    r"dei|do|da|dos|das|der|von|van|und|et|y|e|en|&|-)\s){0,2}[\"«“(]?[A-ZÀ-Þ0-9&][\w'’&.+/\")»”-]*){0,7})"
)
_LEAD = Lazy(
    r"^(?:[\W_]+|(?:worked|working|work|trabajo|trabajé|lavoro|lavorato|trabalho|trabalhei|arbeite|travaille|travaillé|"
    r"werk|werkte|employed|integro)\s(?:as|como|come|comme|als)\s|(?:i|i['’]ve|have|has|had|been|was|am|and|now|as|an?|the|"
    r"who|ich|bin|war|als|je|suis|comme|soy|fui|como|sono|stato|stata|come|sou|atualmente|actualmente|ik|ben|was|"
    r"currently|presently)\s)+",
    re.IGNORECASE,
)
"""Words of a sentence before a title."""

_EMPLOYED = Lazy(
    r"\s(?:at|with|bei|beim|chez|au sein d[eu]|presso|bij|na|no)\s(?=[A-ZÀ-Þ0-9\"«“]|(?:der|dem|the|la|le|de|il)\s).*$"
)
"""The usual words between a title and its company, and the text after them."""

_CAPITALS = Lazy(
    r"(?<![.!?:] )(?<!^)(?<![\w'’])(?P<firm>[\"«“]?[A-ZÀ-Þ][\w'’&.+/-]*(?:\s(?:(?:of|and|the|de|la|le|du|des|"
    r"del|della|do|da|dos|der|von|"
    r"van|und|et|y|e|en|&|-)\s){0,2}[\"«“(]?[A-ZÀ-Þ0-9&][\w'’&.+/\")»”-]*){0,6})(?P<behind>\s[\w'’]+)?"
)
"""Capitalised words inside a sentence, with the word after them."""

_HIRING_WORDS = frozenset(
    "m'a me mi mich mij took hired employed appointed offered nam hat ha beschäftigte contratou contrató".split()
)
"""Words beside a company that hired the person: "Acme m'a recruté", "hat mich Acme eingestellt"."""

MOST_CAPITALS, MOST_TITLES = 5, 2

_STOP = Lazy(
    r"\s(?:at|for|with|bei|beim|im|in|chez|pour|au|à|presso|per|bij|voor|en|no|na|since|seit|depuis|desde|dal|sinds|"
    r"from|von|where|wo|où|donde|dove|onde|o escritório|und|and)\b.*$"
)


def find(page: Sequence[Line]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield words that may be a title or a company, with features of their sentence."""
    sentences = list(_sentences(page))
    latest = max((span.last or 0 for _, _, span in sentences if span), default=0)
    order = 0
    for sentence, section, span in sentences:
        now = bool(_NOW.search(sentence))
        is_ongoing = span is not None and span.last is None
        if not (now or is_ongoing or (span and span.last == latest)):
            continue
        order += 1
        state = "going" if is_ongoing else "now" if now else "latest"
        sentence_features = [f"tells:{state}", f"tells:{state}:{section.value}", f"tells{min(order, 3)}"]
        yield from _candidates(sentence, sentence_features)


def without_lead(words: str) -> str:
    """Return a title without the words of a sentence before it."""
    return _LEAD.sub("", words).strip() or words


def _candidates(sentence: str, sentence_features: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    state = sentence_features[0]
    for kind, found in (("title", _titles(sentence)), ("firm", (*_hiring_companies(sentence), *_companies(sentence)))):
        for text, features in found:
            yield text, [*sentence_features, *features, f"tells:{kind}", f"{state}:{kind}"]


def _titles(sentence: str) -> Iterator[tuple[str, Sequence[str]]]:
    for number, found in enumerate(islice(titles.find(sentence), MOST_TITLES)):
        yield without_lead(sentence[found.start : found.end]), [f"tells:title{number}"]
    for number, phrase in enumerate(islice(_AS.finditer(sentence), MOST_TITLES)):
        forms = {"short": _STOP.sub("", phrase["title"]), "long": _EMPLOYED.sub("", phrase["title"])}
        for form, words in forms.items():
            text = without_lead(words)
            if len(text.split()) <= MOST_WORDS:
                known = "known" if title_vocabulary.share(text) else "unknown"
                yield text, [f"tells:as{number}", f"tells:as:{form}:{known}"]


def _hiring_companies(sentence: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield companies that hired the person."""
    for number, company in enumerate(islice(_CAPITALS.finditer(sentence), MOST_CAPITALS)):
        behind = (company["behind"] or "").strip().casefold().replace("’", "'")
        before = sentence[: company.start()].split()[-1:]
        if behind in _HIRING_WORDS or any(word.casefold() in _HIRING_WORDS for word in before):
            yield company["firm"].strip(" ,.;-"), [f"tells:taken{min(number, 2)}"]


def _companies(sentence: str) -> Iterator[tuple[str, Sequence[str]]]:
    for number, company in enumerate(islice(_COMPANY.finditer(sentence), MOST_COMPANIES)):
        text = company["firm"].strip(" ,.;-")
        whole = company.group().partition(" ")[0].casefold()
        yield text, [f"tells:firm{min(number, 2)}", f"behind:{whole}"]
        if ", " in text:
            yield text.partition(", ")[0], [f"tells:firm{min(number, 2)}:cut", f"behind:{whole}"]


def _sentences(page: Sequence[Line]) -> Iterator[tuple[str, Section, dates.Span | None]]:
    count = 0
    for paragraph, section in _paragraphs(page):
        for sentence in _END.split(paragraph):
            if SHORTEST_SENTENCE <= len(sentence) <= LONGEST_SENTENCE and count < MOST_SENTENCES:
                count += 1
                yield sentence, section, next(dates.spans(sentence), None)


def _paragraphs(page: Sequence[Line]) -> Iterator[tuple[str, Section]]:
    """Yield paragraphs; a line is joined if it begins in lower case or the text before it is long."""
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
        held, section = ("", section) if line.heading else (line.text, line.section)
    if held:
        yield held, section
