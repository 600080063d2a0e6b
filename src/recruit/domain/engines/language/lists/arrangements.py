"""Filters on the working arrangement and the employment type, wanted or not: "remote", "not remote", "part-time"."""

from recruit.domain.engines.language.learned.words import keys
from recruit.domain.engines.language.lists import words
from recruit.domain.engines.language.lists.negations import negation
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, match_length

REMOTE = "remote"
_TABLES = {"employment_type": words.EMPLOYMENT, "remote_option": words.ARRANGEMENT}


def arrangement_filters(matcher: PhraseMatcher) -> dict[str, str]:
    """Consume the employment type and the arrangement.

    An arrangement to exclude is a place to exclude, as `not_location` tests both. No filter excludes an employment
    type: its words are left.
    """
    found: dict[str, str] = {}
    for name, table in _TABLES.items():
        for value, expression in table.items():
            for _, start, end in list(matcher.find(expression))[:1]:
                against = negation(matcher, start)
                if against is None:
                    found[name] = value
                elif name == "remote_option":
                    found["not_location"] = value
                    matcher.consume(*against)
                else:
                    continue
                matcher.consume(start, end)
    return found


def place_of(text: str) -> str:
    """Return the value of a filter on places: "remote" for any language's word for it, else the text."""
    found = keys(text)
    return REMOTE if found and match_length(words.ARRANGEMENT[REMOTE], found) == len(found) else text
