"""How closely names match a text that lists search by: lists find it inside of words too."""

from recruit.domain.engines.language.learned.words import keys

MOST_COMPARED = 100
"""Names that a search reads at most in order to show the closest."""


def closeness(text: str, name: str) -> int:
    """Return 0 if the words of a text are words of a name, 1 if they begin words of it, and 2 otherwise."""
    wanted, words = keys(text), keys(name)
    if set(wanted) <= set(words):
        return 0
    return 1 if all(any(word.startswith(one) for word in words) for one in wanted) else 2
