"""Concepts of words by their prefixes."""

from collections import defaultdict

SHORTEST = 4
"""Shortest prefix, in letters; shorter words must match as a whole."""


class PrefixTable:
    """Concepts by folded prefixes, one concept a line: "concept: prefix prefix =word". A word after "=" is no prefix."""

    def __init__(self, table: str) -> None:
        self._words: dict[str, str] = {}
        self._prefixes: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in filter(None, table.splitlines()):
            concept, _, forms = line.partition(": ")
            for form in forms.split():
                if form.startswith("=") or len(form) < SHORTEST:
                    self._words.setdefault(form.removeprefix("="), concept)
                else:
                    self._prefixes[form[:2]].append((form, concept))
        for prefixes in self._prefixes.values():
            prefixes.sort(key=lambda one: -len(one[0]))

    def concept(self, key: str) -> str | None:
        """Return the concept of a folded word, by its longest prefix; None if there is none."""
        if key in self._words:
            return self._words[key]
        return next((concept for prefix, concept in self._prefixes.get(key[:2], ()) if key.startswith(prefix)), None)
