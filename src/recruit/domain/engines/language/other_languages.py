"""Orders and questions about notes, tags, tasks, timelines and reports in languages other than English.

A message is read if the whole of it is one request, courtesies aside. Its words are folded as in `learned.words`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from typing import Any

from recruit.domain.engines.language import mentions
from recruit.domain.engines.language.learned.words import folded
from recruit.domain.engines.language.lists.periods import whole_period
from recruit.domain.engines.language.mentions import text_of
from recruit.domain.engines.language.patterns import MOST_TOKENS, Found
from recruit.domain.engines.language.phrases import PhraseSet
from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.quotation_spans import quotation_at
from recruit.domain.engines.language.requests import Kind, Named, Pointed, Request
from recruit.domain.engines.language.rules.collaboration import PERIOD, SAMPLE_DAY
from recruit.domain.engines.language.rules.rule import Table, rules
from recruit.domain.engines.language.tag_questions import LONGEST_TAG
from recruit.domain.engines.language.tokens import Token, tokens
from recruit.domain.engines.language.translation import without_elision
from recruit.domain.engines.language.understanding import WRITES

LANGUAGES = ("german", "french", "spanish", "italian", "portuguese", "dutch")
_SKIPPED = frozenset("\"“”„«»‹›'‘’‚¿¡-")
_ENDS = frozenset(".!?…")
_COURTESIES = PhraseSet("""
    bitte | kannst du | konntest du | konnen sie | konnten sie | hallo | danke
    s' il te plait | s' il vous plait | svp | stp | tu peux | vous pouvez | peux tu | pouvez vous | pourrais tu
    pourriez vous | bonjour | merci
    por favor | puedes | podrias | puede | hola | gracias
    per favore | puoi | potresti | puo | ciao | grazie
    podes | pode | poderias | poderia | ola | obrigado | obrigada
    sag mir | erzahl mir | erzahle mir | dis moi | dites moi | raconte moi | dime | cuentame | digame | dimmi | raccontami
    diz me | conta me | diga me | me diga | vertel me | zeg me
    ich mochte | ich will | zeig mir bitte | je veux voir | je voudrais voir | quiero ver | quisiera ver | quiero saber
    vorrei vedere | voglio vedere | vorrei sapere | quero ver | queria ver | quero saber | ik wil | ik wil graag | ik zou graag
    alsjeblieft | alstublieft | kun je | kan je | zou je | wil je | kunt u | hoi | bedankt
""")
_FILLERS = frozenset("schon denn mal eigentlich derzeit aktuell gerade momentan actuellement momenteel eens".split())
_PRONOUNS = frozenset("ihr ihm ihn sie er elle lui il ella el lei ela ele haar hem hij zij".split())
_NOT_IN_NAMES = frozenset(
    """
    alle allen alles jeden tous toutes todos todas tutti tutte iedereen
    und oder aber nicht kein keine wenn falls sobald bitte als mit ohne ausser et ou mais pas ne si quand avec sans sauf
    comme y o pero no si cuando con sin excepto como e ma non se quando tranne come mas nao caso exceto com sem en of
    maar niet geen als weg af toe auf an zodra behalve met zonder , dann puis luego poi depois dan heute morgen demain
    manana domani amanha
    """.split()
)
"""Words that are in no name, title or tag without quotation marks: another person, an order or a condition follows."""


def read_other_language(message: str) -> Request | None:
    """Return the request of a whole message in one of the languages; None for any other message."""
    words = _words(message)
    if not words:
        return None
    request = next(filter(None, (table.read(words, message) for table in _tables())), None)
    return None if request is None or (request.tool in WRITES and asks(message)) else request


@cache
def _tables() -> Sequence[Table]:
    """Return the rules of each language. They are read with the first message that isn't English."""
    return [Table(list(_rules(import_module(f"{__package__}.rules.languages.{name}")))) for name in LANGUAGES]


def _rules(language: Any) -> Iterator[Any]:
    """Yield the rules of a language's module."""
    for request, lines in language.PATTERNS.items():
        tool, *given = request.split()
        arguments = {name: _value(value) for name, _, value in (one.partition("=") for one in given)}
        yield from rules(tool, partial(_arguments, tool), **arguments)(_with_words(lines, language.WORDS))


def _value(text: str) -> Any:
    return {"true": True, "false": False}.get(text, text)


def _with_words(lines: str, words: Mapping[str, str]) -> str:
    """Return patterns with the words that they name, which may name others. Each job of a pattern has its own slots."""
    found = []
    for line in lines.splitlines():
        first, *others = line.split("<job>")
        jobs = (words["job"].replace("job_id}", f"job_id{at}}}").replace("title}", f"title{at}}}") for at in range(9))
        found.append(first + "".join(job + other for job, other in zip(jobs, others, strict=False)))
    expanded = "\n".join(found)
    for _ in range(2):
        for name, pattern in words.items():
            expanded = expanded.replace(f"<{name}>", f"({pattern})")
    return expanded


def _words(message: str) -> Sequence[Token]:
    """Return the folded words of a message without courtesies around them; none if it has several sentences."""
    found: list[Token] = []
    ended = False
    for token in tokens(message):
        quoted = quotation_at(message, token.start) is not None
        if token.is_mark and (quoted or token.text in _SKIPPED):
            continue
        if token.is_mark and token.text in _ENDS:
            ended = True
        elif ended or (token.is_mark and token.text != ","):
            return []
        else:
            parts = [part._replace(text=folded(part.text)) for part in without_elision(token)]
            found += [part for part in parts if quoted or part.text not in _FILLERS]
    return _without_courtesies(found) if len(found) <= MOST_TOKENS else []


def _without_courtesies(words: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(words)
    while length := _COURTESIES.length_at(words, start):
        start += length + (words[start + length : start + length + 1] != [] and words[start + length].text == ",")
    for place in range(start, end):
        if place + _COURTESIES.length_at(words, place) == end:
            end = place - (words[place - 1].text == ",")
            break
    return words[start:end]


def _arguments(tool: str, found: Found, message: str) -> Mapping[str, Any] | None:
    """Return the arguments of a match; None if a name, a title or a tag may hold more than that."""
    texts = [span for name, span in found.slots.items() if name.rstrip("0123456789") in {"name", "title", "tag"}]
    if not all(_is_text(span, message) for span in texts):
        return None
    arguments: dict[str, Any] = {}
    people: list[Any] = []
    for name, span in sorted(found.slots.items(), key=lambda slot: slot[1][0].start):
        value = text_of(span, message)
        match kind := name.rstrip("0123456789"):
            case "candidate_id":
                people.append(mentions.number(span))
            case "name":
                people.append(_person(span, value))
            case "title":
                arguments["job_id"] = Named(Kind.JOB, value)
            case "when":
                arguments[PERIOD] = value
            case "tag":
                arguments |= {"tags": [value]} if tool == "tagged_candidates" else {"tag": value}
            case _:
                arguments[kind] = mentions.number(span)
    if PERIOD in arguments and whole_period(arguments[PERIOD], SAMPLE_DAY) is None:
        return None
    return arguments if not people else _with_people(tool, arguments, people)


def _person(span: Sequence[Token], value: str) -> Named | Pointed:
    is_pronoun = len(span) == 1 and span[0].text in _PRONOUNS and not span[0].capital
    return Pointed(Kind.CANDIDATE, bare=True) if is_pronoun else Named(Kind.CANDIDATE, value)


def _with_people(tool: str, arguments: Mapping[str, Any], people: Sequence[Any]) -> Mapping[str, Any]:
    if tool in {"tag_candidates", "untag_candidates"}:
        return {**arguments, "candidate_ids": people}
    return {**arguments, "candidate_id": people[0]}


def _is_text(span: Sequence[Token], message: str) -> bool:
    """Tell whether a span is one quotation, or a few words of which none begins another part of a sentence."""
    quoted = quotation_at(message, span[0].start)
    if quoted is not None:
        return span[-1].end <= quoted.end
    return len(span) <= LONGEST_TAG and _NOT_IN_NAMES.isdisjoint(token.text for token in span)
