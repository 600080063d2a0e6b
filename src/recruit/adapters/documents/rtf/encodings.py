"""Encodings of RTF text: the file's code page, or that of the text's font."""

import codecs

SYMBOL = "symbol"
"""Symbol fonts, whose letters are usually bullets."""

_PAGES = {10000: "mac_roman", 65001: "utf-8"}
_CHARSETS = {
    0: "cp1252", 2: SYMBOL, 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


class Encodings:
    """Code page and fonts of one file."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self._fonts: dict[int, str] = {}

    def use_page(self, number: int) -> None:
        r"""Set the code page from \ansicpg; an unknown number gives cp1252."""
        name = _PAGES.get(number, f"cp{number}")
        try:
            self.page = codecs.lookup(name).name
        except LookupError:
            self.page = "cp1252"

    def add_font(self, font: int, charset: int) -> None:
        r"""Set the encoding of a font from \fcharset; charsets 0 and 1 use the code page."""
        if charset > 1 and charset in _CHARSETS:
            self._fonts[font] = _CHARSETS[charset]

    def text(self, data: bytes, font: int | None) -> str:
        """Decode bytes that are set in a font."""
        encoding = self._fonts.get(font, self.page) if font is not None else self.page
        if encoding == SYMBOL:
            return "•" * len(data.strip()) or " "
        return data.decode(encoding, "replace")
