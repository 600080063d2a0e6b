"""Filters on spoken languages: "who speaks Italian", "die Frans spreken"."""

from functools import cache

from recruit.domain.engines.language.lists.language_names import languages
from recruit.domain.engines.language.lists.negations import negation
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, phrases
from recruit.domain.engines.language.lists.words import SPEAKING

_HOW = phrases("""
    fluent(?:ly)? | good | some | also | well | auch | fliessend(?:es)? | gut(?:es)? | couramment | bien | aussi | tambien | con fluidez
    bem | fluentemente | tambem | bene | anche | vloeiend | goed | ook | the | le | l' | el | o | il | lo | - | t
    she | he | they | sie | er | elle | ella | ela | ele | lei | ze | zij | hij
""")
"""Words between the verb and the language: adverbs of proficiency, articles, and pronouns of questions."""

_OR = "(?:or|oder|ou|o|u|of)"


@cache
def names() -> str:
    """Return the expression for any name of a language."""
    return f"(?:{'|'.join(sorted(languages(), key=len, reverse=True))})"


def language_filters(matcher: PhraseMatcher) -> dict[str, str | list[str]]:
    """Consume the languages: alternatives to be spoken, or ones that must not be."""
    several = rf"(?P<names>{names()}(?: {_OR} {names()})*)"
    after = rf"{several}(?: {_HOW})* (?:- )?(?:{SPEAKING}|speakers?)"
    compound = rf"(?P<names>{names()})(?:sprachig\w*|talige?\w*)"
    for expression in (compound, after, rf"{SPEAKING}(?P<no> (?:pas|geen|kein|nicht))?(?: {_HOW})* {several}"):
        for found, start, end in matcher.find(expression):
            matcher.consume(start, end)
            named = [languages()[name] for name in _parted(found["names"])]
            value = named[0] if len(named) == 1 else named
            against = negation(matcher, start)
            if against is not None:
                matcher.consume(*against)
            is_wanted = against is None and not found.groupdict().get("no")
            return {"language" if is_wanted else "not_language": value}
    return {}


def _parted(text: str) -> list[str]:
    """Return the language names in the text, the longest at each position."""
    return [name for name in languages() if f" {name} " in f" {text} "]
