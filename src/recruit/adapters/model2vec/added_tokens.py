"""Added tokens, which are matched literally before a text is tokenised."""

import re
from collections.abc import Iterable, Iterator

from recruit.adapters.model2vec.tokenizer_file import AddedToken


class AddedTokens:
    """Finder of added tokens: leftmost match first, then longest. `tokens` are given by the text to match."""

    def __init__(self, tokens: dict[str, AddedToken]) -> None:
        self._ids = {content: token.id for content, token in tokens.items() if content}
        longest_first = sorted(((each, tokens[each]) for each in self._ids), key=lambda each: -len(each[0]))
        self._pattern = re.compile(f"({'|'.join(_patterns(longest_first))})")

    def split(self, text: str) -> Iterator[str | int]:
        """Yield the ids of tokens and the text between them, in order."""
        if not self._ids:
            yield text
            return
        for place, part in enumerate(self._pattern.split(text)):
            yield self._ids[part] if place % 2 else part  # matches of the pattern's group are at odd indices


def _patterns(tokens: Iterable[tuple[str, AddedToken]]) -> Iterator[str]:
    for content, token in tokens:
        yield rf"(?<!\w){re.escape(content)}(?!\w)" if token.single_word else re.escape(content)
