"""Plain text reader.

The encoding is that of a byte order mark, else UTF-8, else the code page that makes the most probable letters.
"""

import codecs
import re
from dataclasses import replace

import charset_normalizer

from recruit.adapters.documents import code_pages
from recruit.adapters.documents.content import Content
from recruit.domain.shared.errors import Invalid
from recruit.ports.documents import DecodedText

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, because this mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = "This isn't a text document: save it as PDF, DOCX or TXT and upload it again."
MOST_CONTROLS = 0.01
"""Fraction of control characters beyond which a file isn't text; in random bytes it is a tenth."""

MOST_NULS = 0.2
"""Largest fraction of NUL in text. Some databases end the cells of tables with it; in UTF-16 it is half."""

MOST_GUESSED_FROM = 100_000
"""Bytes from which an encoding is guessed."""

GUESSED_CODE_PAGES = ["cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949"]
MOST_ACCENTED = 0.6
WORD = re.compile(r"[^\W\d_]{3,}")
"""A word, but not such as the French "à", which is one of letters beyond ASCII alone."""

NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]+")
"""Full-width characters of Japanese: punctuation, kana, kanji and Latin letters."""

NON_ASCII_WORDS = re.compile(r"[A-Za-z\x80-\U0010ffff]*[\x80-\U0010ffff][A-Za-z\x80-\U0010ffff]*")
JAPANESE_WORD = re.compile(f"{JAPANESE.pattern[:-1]}{{2,}}")
"""A word with letters beyond ASCII, and one of Japanese alone: an accented letter and the next one are a kanji, too."""

MOSTLY_ZEROS = 0.5
"""Fraction of zeros among every other byte in a UTF-16 text of a script with a small alphabet."""

_STRAY_BYTES = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""Bytes that aren't UTF-8, as `surrogateescape` decodes them → letters."""

_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_C1_CONTROL = re.compile("[\x80-\x9f]")
"""Controls that UTF-16 texts don't have, but programs read as such do."""


def read(data: bytes) -> Content:
    """Return the text. Raises Invalid if the data isn't text."""
    found = _text(data)
    if "\0" in found.text:
        raise Invalid(BINARY)
    return Content(found.text)


def decode(data: bytes) -> DecodedText:
    """Return the text without NUL, and its encoding. Raises Invalid if the data isn't text."""
    found = _text(data)
    return replace(found, text=found.text.replace("\0", ""))


def _text(data: bytes) -> DecodedText:
    found = _decode(data)
    text = found.text
    if text.count("\0") > MOST_NULS * len(text) or len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise Invalid(BINARY)
    return found


def _decode(data: bytes) -> DecodedText:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return DecodedText(_strictly(data, encoding), encoding, is_certain=True)
    if utf16 := _utf16_without_mark(data[:4096]):
        return DecodedText(_strictly(data, utf16), utf16, is_certain=True)
    if (text := code_pages.decoded(data, "utf-8")) is not None:
        return DecodedText(text, "utf-8", is_certain=True)
    if (mixed := _mostly_utf8(data)) is not None:
        return DecodedText(mixed, "utf-8", is_certain=False)
    return _decode_code_page(data)


def _decode_code_page(data: bytes) -> DecodedText:
    """Return a text that isn't in Unicode, and its encoding, judged by its lines beyond ASCII."""
    sample = b"\n".join(line for line in re.split(rb"[\r\n]+", data) if not line.isascii())[:MOST_GUESSED_FROM]
    japanese = _japanese(data, sample)
    words = NON_ASCII_WORDS.findall(sample.decode("cp932", "ignore"))
    if japanese is not None and all(map(JAPANESE_WORD.fullmatch, words)):
        return DecodedText(japanese, "cp932", is_certain=False)
    found = code_pages.decode(data, sample)
    if found is not None and not _is_foreign(sample.decode(found.encoding)):
        return found
    if japanese is not None:
        return DecodedText(japanese, "cp932", is_certain=False)
    guess = charset_normalizer.from_bytes(sample, cp_isolation=GUESSED_CODE_PAGES).best()
    encoding = guess.encoding if guess else "cp1252"
    return DecodedText(data.decode(encoding, "replace"), encoding, is_certain=False)


def _mostly_utf8(data: bytes) -> str | None:
    """Return a text in UTF-8 with stray bytes, read as Windows-1252. None if these outnumber the letters beyond ASCII.

    Some tables have a line pasted from another program. Read in Windows-1252 as a whole, all names would be wrong.
    """
    text = data.decode("utf-8", "ignore")
    strays, accented = len(data) - len(text.encode()), len(text) - len(text.encode("ascii", "ignore"))
    return data.decode("utf-8", "surrogateescape").translate(_STRAY_BYTES) if strays <= accented else None


def _is_foreign(text: str) -> bool:
    """Return whether the words with letters beyond ASCII have more of these letters than words in Latin script have."""
    words = [word for word in WORD.findall(text) if not word.isascii()]
    return sum(not letter.isascii() for word in words for letter in word) > MOST_ACCENTED * sum(map(len, words))


def _japanese(data: bytes, sample: bytes) -> str | None:
    """Return a text in Shift JIS, or None. `sample` are its lines beyond ASCII.

    Few names suffice: read as Shift JIS, texts in other encodings have half-width katakana.
    """
    text = code_pages.decoded(data, "cp932")
    if text is None:
        return None
    return text if all(map(JAPANESE.fullmatch, NOT_ASCII.findall(sample.decode("cp932", "ignore")))) else None


def _utf16_without_mark(start: bytes) -> str | None:
    """Return the byte order of a UTF-16 text without a mark, detected from its zero bytes, or None."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < MOSTLY_ZEROS * len(start) / 2 or min(even, odd) > 0:
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = start.decode(encoding, "ignore")
    return encoding if len(_C1_CONTROL.findall(text)) <= MOST_CONTROLS * len(text) else None


def _strictly(data: bytes, encoding: str) -> str:
    text = code_pages.decoded(data, encoding)
    if text is None:
        raise Invalid(BINARY)
    return text
