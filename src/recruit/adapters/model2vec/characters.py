"""Character rules of BERT as `str.translate` tables, filled on demand.

Source: the basic tokeniser of Devlin et al., "BERT" (2019), as implemented by Hugging Face's `tokenizers`, which
the models were trained with. Both steps process one character at a time, so a table suffices.
"""

import string
from typing import ClassVar
from unicodedata import category, normalize

CONTROLS = {"Cc", "Cf", "Co", "Cs"}
"""General categories that cleaning removes. Unassigned characters are kept."""

IDEOGRAPHS = (
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x2A6E0),
    range(0x2A700, 0x2B820),
    range(0x2B920, 0x2CEB0),  # the block begins at 2B820, but the models were trained with this bound
    range(0x2F800, 0x2FA20),
)


class Normaliser(dict[int, str]):
    """Table that maps a character to nothing, a space, itself between spaces, or its lower case without accents."""

    def __init__(self, *, clean: bool, space_ideographs: bool, strip_accents: bool, lowercase: bool) -> None:
        super().__init__()
        self._clean = clean
        self._space_ideographs = space_ideographs
        self._strip_accents = strip_accents
        self._lowercase = lowercase

    def __missing__(self, code: int) -> str:
        self[code] = self._become(chr(code))
        return self[code]

    def _become(self, character: str) -> str:
        became = _cleaned(character) if self._clean else character
        if self._strip_accents:
            became = "".join(part for part in normalize("NFD", became) if category(part) != "Mn")
        if self._lowercase:  # by character, without context: a final sigma isn't told apart
            became = became.lower()
        spaced = self._space_ideographs and any(ord(character) in block for block in IDEOGRAPHS)
        return f" {became} " if spaced else became


class Separator(dict[int, str]):
    """Table that puts punctuation between spaces and keeps other characters. ASCII symbols count as punctuation."""

    ASCII: ClassVar = frozenset(string.punctuation)

    def __missing__(self, code: int) -> str:
        character = chr(code)
        separate = character in self.ASCII or category(character).startswith("P")
        self[code] = f" {character} " if separate else character
        return self[code]


def _cleaned(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character in "\0\ufffd" or category(character) in CONTROLS:
        return ""
    return " " if character.isspace() else character
