"""Glyph names and their characters for Latin script (Adobe Glyph List)."""

import unicodedata

_NAMES = """
exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk * plus +
comma , hyphen - period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon :
semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore
_ grave ` braceleft { bar | braceright } asciitilde ~ quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” endash –
emdash — bullet • periodcentered · ellipsis … guillemotleft « guillemotright » degree ° section § copyright © registered
® trademark ™ Euro € sterling £ yen ¥ cent ¢ fi ﬁ fl ﬂ ff ﬀ ffi ﬃ ffl ﬄ germandbls ß ae æ AE Æ oe œ OE Œ oslash ø Oslash
Ø lslash ł Lslash Ł dotlessi ı minus − multiply × ordmasculine º ordfeminine ª exclamdown ¡ questiondown ¿
"""
_ACCENTS = {
    "grave": "\u0300",
    "acute": "\u0301",
    "circumflex": "\u0302",
    "tilde": "\u0303",
    "dieresis": "\u0308",
    "ring": "\u030a",
    "caron": "\u030c",
    "cedilla": "\u0327",
    "ogonek": "\u0328",
}


def _table() -> dict[str, str]:
    parts = _NAMES.split()
    found = dict(zip(parts[::2], parts[1::2], strict=True)) | {"space": " "}
    for letter in "aceilnorsuyzACEILNORSUYZ":
        for name, accent in _ACCENTS.items():
            composed = unicodedata.normalize("NFC", letter + accent)
            if len(composed) == 1:
                found[f"{letter}{name}"] = composed
    return found


CHARACTERS = _table()
"""Characters by glyph name. Plain letters are omitted: their glyph name is the letter."""
