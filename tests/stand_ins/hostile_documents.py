"""Hostile documents: decompression bombs and the like. Each is small until it is parsed."""

import random
import zlib
from collections.abc import Iterator

from stand_ins.documents import WORD, docx, line, lines, odt, paragraph, pdf, zipped

MIB = 1 << 20
MOST_CUT = 12


def inflating(piece: bytes, megabytes: int) -> bytes:
    """Return data in zlib format that unpacks to `megabytes` of repetitions of `piece`."""
    packer = zlib.compressobj(9, wbits=-15)
    block = (piece * (MIB // len(piece) + 1))[: MIB // len(piece) * len(piece)]
    packed = packer.compress(block) + packer.flush(
        zlib.Z_FULL_FLUSH
    )  # blocks are independent, so that they can be repeated
    return b"\x78\x9c" + packed * megabytes + b"\x03\x00" + b"\0\0\0\0"


def flate_stream(data: bytes, entries: str = "") -> bytes:
    """Return a PDF stream object with compressed data."""
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(data), entries.encode(), data)


def pdf_of_much_text() -> bytes:
    """Return a PDF with 300 MB of text on one page."""
    form = flate_stream(inflating(line("word").encode() + b"\n", 300), "/Type/XObject/Subtype/Form/BBox[0 0 612 792]")
    return pdf("/X Do", resources="/XObject<</X 6 0 R>>", objects=[form])


def pdf_flate_bomb() -> bytes:
    """Return a PDF with 2 GB of spaces on one page."""
    form = flate_stream(inflating(b" ", 2048), "/Type/XObject/Subtype/Form/BBox[0 0 612 792]")
    return pdf("/X Do", resources="/XObject<</X 6 0 R>>", objects=[form])


def pdf_of_nested_forms(depth: int = 12, width: int = 12) -> bytes:
    """Return a PDF page that draws a form `width` times, which draws a form `width` times, and so on, `depth` deep."""
    forms: list[str | bytes] = []
    for level in range(depth):
        content = "/X Do " * width if level + 1 < depth else line("word")
        deeper = f"/XObject<</X {7 + level} 0 R>>/Font<</F 3 0 R>>"
        forms.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<{deeper}>>/Length {len(content)}>>"
            f"stream\n{content}\nendstream"
        )
    return pdf("/X Do", resources="/XObject<</X 6 0 R>>", objects=forms)


def bomb(part: str) -> bytes:
    """Return a zip archive whose part unpacks to 300 MB of XML."""
    return zipped({part: b"<p/>" * (75 * MIB)})


def docx_that_lies() -> bytes:
    """Return a DOCX with a body of 40 MB and a declared size of 1 MB."""
    data = bytearray(docx("<w:p/>" * (40 * MIB // len("<w:p/>"))))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + offset
        data[at : at + 4] = MIB.to_bytes(4, "little")
    return bytes(data)


def billion_laughs() -> bytes:
    """Return a DOCX with the "billion laughs" attack: each entity expands to ten of the next, ten deep."""
    entities = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return zipped(
        {"word/document.xml": f'<!DOCTYPE x [{entities}]><w:p xmlns:w="{WORD}"><w:t>&e9;</w:t></w:p>'},
    )


def html_of_attributes() -> bytes:
    """Return an HTML page with 18 MB of attributes on one element."""
    return b"<!doctype html><html><p " + b" ".join(b'a%d="%d"' % (n, n) for n in range(1_100_000)) + b">Jane</p></html>"


def mutated(count: int, seed: int) -> Iterator[bytes]:
    """Yield `count` documents of several formats, each with some bytes changed, removed or duplicated."""
    chance = random.Random(seed)  # noqa: S311 - the same documents every time
    words = ["Jane Doe", "Baker at the Old Mill", "2019 - 2021"]
    sound = [
        pdf(lines(words)),
        pdf(lines(words), lines(words, x=300)),
        docx("".join(map(paragraph, words)), header1=paragraph("Jane")),
        odt("".join(f"<text:p>{word}</text:p>" for word in words)),
        b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 Jane\\par Baker}",
        b"<!doctype html><html><body><p style='color:red'>Jane</p><table><tr><td>Baker</td></tr></table></body></html>",
        ("Zoë Müller\nKöchin in der Alten Mühle\n" * 4).encode("cp1252"),
    ]
    for number in range(count):
        data = bytearray(sound[number % len(sound)])
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(data) - MOST_CUT)
            piece = bytes(data[at : at + chance.randrange(1, MOST_CUT)])
            data[at : at + len(piece)] = chance.choice([b"", piece * 2, chance.randbytes(len(piece))])
        yield bytes(data)
