"""Small PDF, DOCX and ODT documents, built from the parts that a test is about."""

import io
import zipfile
from collections.abc import Iterable, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
VML = "urn:schemas-microsoft-com:vml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OPEN_DOCUMENT = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in {
        "office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
}  # fmt: skip

FONTS = "/Font<</F 3 0 R/B 4 0 R>>"


def line(text: str, x: float = 72, y: float = 700, size: float = 12, before: str = "", font: str = "F") -> str:
    """Return page content that writes one line; `before` are operators such as a colour or a render mode."""
    return f"q BT {before} /{font} {size} Tf {x} {y} Td ({text}) Tj ET Q\n"


def lines(texts: Iterable[str], x: float = 72, y: float = 700, leading: float = 14) -> str:
    """Return page content that writes lines below one another, from `y` downwards."""
    return "".join(line(text, x, y - leading * number) for number, text in enumerate(texts))


def link(address: str, x: float, y: float, width: float = 60) -> str:
    """Return an annotation that makes the text at this place a link."""
    return f"<</Type/Annot/Subtype/Link/Rect[{x} {y - 3} {x + width} {y + 12}]/A<</S/URI/URI({address})>>>>"


def pdf(
    *pages: str, links: str = "", resources: str = "", objects: Iterable[str | bytes] = (), encrypt: bool = False,
    turned: int = 0, info: str = "", size: str = "612 792",
) -> bytes:  # fmt: skip
    """Return a PDF of pages with this content. `objects` are numbered from 6; F is Helvetica and B its bold."""
    fixed: list[str | bytes] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>",
        *objects,
    ]
    kids = []
    for content in pages:
        stream = content.encode("cp1252")
        fixed.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
        fixed.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Rotate {turned}/Contents {len(fixed)} 0 R"
            f"/Resources<<{'' if '/Font' in resources else FONTS}{resources}>>/Annots[{links}]>>"
        )
        kids.append(f"{len(fixed)} 0 R")
    fixed[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    return _file(fixed, encrypt=encrypt)


def _file(objects: Iterable[str | bytes], *, encrypt: bool) -> bytes:
    data, offsets = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode("cp1252"))
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4>>/ID[(a)(b)]" if encrypt else ""
    trailer = f"trailer<</Root 1 0 R/Info 5 0 R/Size {len(offsets) + 1}{lock}>>\nstartxref\n{len(data)}\n%%EOF"
    return bytes(data) + f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(
    body: str, relations: Mapping[str, str] | None = None, section: str = "", page: str = "", **parts: str
) -> bytes:
    """Return a DOCX with this body.

    `relations` are the body's links. `parts` are other parts, by their names without "word/" and ".xml"; the pages show
    all headers and footers among them. `section` is further content of the w:sectPr; `page` comes before the body.
    """
    names = {"w": WORD, "r": RELATIONS, "wp": WP, "wps": WPS, "wpg": WPG, "a": DRAWING, "mc": MC, "m": MATH, "w14": W14,
             "v": VML, "pic": PICTURE, "dgm": DIAGRAM}  # fmt: skip
    declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in names.items())
    root = f"<w:root {declared}>"
    edges = [name for name in parts if name.startswith(("header", "footer"))]
    shown = "".join(f'<w:{name[:6]}Reference w:type="default" r:id="{name}"/>' for name in edges)
    contents = {"document": f"{page}<w:body>{body}<w:sectPr>{shown}{section}</w:sectPr></w:body>", **parts}
    files = {f"word/{name}.xml": f"{root}{content}</w:root>" for name, content in contents.items()}
    links = {name: (f"{RELATIONS}/hyperlink", to) for name, to in (relations or {}).items()}
    targets = {name: (f"{RELATIONS}/{name.rstrip('0123456789')}", f"{name}.xml") for name in parts}
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{to}"/>' for name, (kind, to) in {**links, **targets}.items()
    )
    return zipped({**files, "word/_rels/document.xml.rels": f"<Relationships>{listed}</Relationships>"})


def paragraph(text: str, run_properties: str = "") -> str:
    """Return a paragraph of a DOCX with one run; `run_properties` is the content of its w:rPr."""
    return f"<w:p><w:r><w:rPr>{run_properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, automatic: str = "", master: str = "", **others: str) -> bytes:
    """Return an ODT with this body, automatic styles, and content of the master page: headers and footers."""
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in OPEN_DOCUMENT.items())
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<office:document-content {names}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = f"<office:document-styles {names}><style:master-page>{master}</style:master-page></office:document-styles>"
    return zipped({"content.xml": content, "styles.xml": styles, **others})
