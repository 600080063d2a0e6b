"""Removal of addresses and other noise from matched texts."""

import re
from collections.abc import Callable

import pytest

from recruit.domain.engines.ranking import noise


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See https://example.com/a?b=c and www.example.org for Python", "See and for Python"),
        ("Write to jane@mail.example.com or example.io/jane for bi-weekly talks", "Write to or for weekly talks"),
    ],
)
def test_addresses_are_replaced_with_spaces(text: str, left: str) -> None:
    assert len(noise.without_noise(text)) == len(text)
    assert noise.without_noise(text).split() == left.split()


@pytest.mark.parametrize("piece", ["a.", "a-", "a", "a@", "www."])
def test_a_long_word_is_searched_in_bounded_pieces(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    pattern = noise._NOISE  # noqa: SLF001 - wrapped to record the lengths searched

    class RecordingPattern:
        """Records the length of each text that the pattern searches."""

        def sub(self, replacement: Callable[[re.Match[str]], str], text: str) -> str:
            searched.append(len(text))
            return pattern.sub(replacement, text)

    monkeypatch.setattr(noise, "_NOISE", RecordingPattern())
    assert len(noise.without_noise(piece * 50_000)) == len(piece) * 50_000
    assert max(searched, default=0) <= noise.LONGEST
