"""Tokens that stand in a text as they are, before anything is cut."""

import re
from collections.abc import Iterable, Iterator

from recruit.adapters.model2vec.tokenizer_file import AddedToken


class AddedTokens:
    """Finds them, the leftmost first and the longest of those. `tokens` are given by what is looked for."""

    def __init__(self, tokens: dict[str, AddedToken]) -> None:
        self._ids = {content: token.id for content, token in tokens.items() if content}
        longest_first = sorted(((each, tokens[each]) for each in self._ids), key=lambda each: -len(each[0]))
        self._pattern = re.compile(f"({'|'.join(_patterns(longest_first))})")

    def split(self, text: str) -> Iterator[str | int]:
        """Yield the text in its order: the ids of tokens, and what stands between them."""
        if not self._ids:
            yield text
            return
        for place, part in enumerate(self._pattern.split(text)):
            yield self._ids[part] if place % 2 else part  # what the pattern's group matched stands at odd places


def _patterns(tokens: Iterable[tuple[str, AddedToken]]) -> Iterator[str]:
    for content, token in tokens:
        yield rf"(?<!\w){re.escape(content)}(?!\w)" if token.single_word else re.escape(content)
