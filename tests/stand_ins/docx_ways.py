"""Building blocks of DOCX documents with a hidden or visible word."""

from typing import TypedDict, Unpack

from stand_ins.documents import docx, paragraph

WORD = "genius"


class Parts(TypedDict, total=False):
    """Parts of a document other than its body, and further content of its w:sectPr."""

    page: str
    styles: str
    styles2: str
    settings: str
    theme: str
    section: str
    footnotes: str
    header1: str
    diagramData1: str


class Way:
    """A document: a body and the other parts."""

    def __init__(self, body: str, **parts: Unpack[Parts]) -> None:
        self._body = body
        self._rest = parts

    def file(self) -> bytes:
        """Return the DOCX file, with a visible name before the body."""
        return docx(NAME + self._body, **self._rest)


NAME = (
    '<w:p><w:pPr><w:pStyle w:val="Seen"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Shown"/><w:vanish w:val="0"/></w:rPr>'
    "<w:t>Jane</w:t></w:r></w:p>"
)
"""A visible paragraph, whose style resets every property that a document's defaults may set."""

SEEN = (
    '<w:vanish w:val="0"/><w:webHidden w:val="0"/><w:color w:val="000000"/><w:sz w:val="22"/><w:w w:val="100"/>'
    '<w:spacing w:val="0"/><w:position w:val="0"/>'
)
RESET = (
    '<w:style w:type="paragraph" w:styleId="Seen"><w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0"/>'
    f"</w:pPr><w:rPr>{SEEN}</w:rPr></w:style>"
    f'<w:style w:type="character" w:styleId="Shown"><w:rPr>{SEEN}</w:rPr></w:style>'
)
WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:val="clear" w:fill="336699"/>'
VANISH = "<w:vanish/>"
PLAIN = paragraph(WORD)
SOLID = '<a:solidFill><a:srgbClr val="336699"/></a:solidFill>'
THEME = (
    '<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" '
    'lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>'
    '<a:accent1><a:srgbClr val="FDFDFD"/></a:accent1><a:accent2><a:srgbClr val="C0504D"/></a:accent2></a:clrScheme>'
)
SWAPPED = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'
PICTURE = "<pic:pic><pic:blipFill/></pic:pic>"


def run(run_properties: str, text: str = WORD) -> str:
    """Return a paragraph whose run has this w:rPr."""
    return paragraph(text, run_properties)


def lines(settings: str, text: str = WORD, run_properties: str = "") -> str:
    """Return a paragraph with this w:pPr."""
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:rPr>{run_properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def styled(kind: str, name: str, settings: str, *, default: bool = False, based: str = "") -> str:
    """Return a style of this kind, name and content, optionally based on another style."""
    is_default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{is_default}>'
        f'{f"""<w:basedOn w:val="{based}"/>""" if based else ""}{settings}</w:style>'
    )


def of_runs(run_properties: str) -> str:
    """Return the w:rPr of a style."""
    return f"<w:rPr>{run_properties}</w:rPr>"


def defaults(run_properties: str = "", line: str = "") -> str:
    """Return the defaults of a document, and the styles of NAME, which reset them."""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run_properties}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{line}</w:pPr>"
        f"</w:pPrDefault></w:docDefaults>{RESET}"
    )


def table(cell: str = PLAIN, settings: str = "", row: str = "", of_cell: str = "", grid: str = "") -> str:
    """Return a table with one cell."""
    return (
        f"<w:tbl><w:tblPr>{settings}</w:tblPr>{grid}<w:tr><w:trPr>{row}</w:trPr>"
        f"<w:tc><w:tcPr>{of_cell}</w:tcPr>{cell}</w:tc></w:tr></w:tbl>"
    )


def rows(*cells: str, settings: str = "") -> str:
    """Return a table with one cell in each row."""
    inner = "".join(f"<w:tr><w:tc>{cell}</w:tc></w:tr>" for cell in cells)
    return f"<w:tbl><w:tblPr>{settings}</w:tblPr>{inner}</w:tbl>"


def anchored(
    x: int = 0, y: int = 0, size: tuple[int, int] = (2_000_000, 500_000), text: str = PLAIN, shape: str = "",
    anchor: str = "", body: str = "", relative: str = "page", properties: str = "",
) -> str:  # fmt: skip
    """Return a DrawingML text box. Position and size are in EMU (914,400 per inch)."""
    return (
        f'<w:p><w:r><w:drawing><wp:anchor {anchor}><wp:positionH relativeFrom="{relative}"><wp:posOffset>{x}'
        f'</wp:posOffset></wp:positionH><wp:positionV relativeFrom="{relative}"><wp:posOffset>{y}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:docPr id="1" {properties}/><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:spPr>{shape}</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent>"
        f"</wps:txbx><wps:bodyPr>{body}</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</w:r></w:p>"
    )


def vml(style: str = "", text: str = PLAIN, attributes: str = "", inner: str = "", box: str = "") -> str:
    """Return a VML text box."""
    style = f"position:absolute;width:200pt;height:50pt;{style}"
    return (
        f'<w:p><w:r><w:pict><v:shape style="{style}" {attributes}>{inner}<v:textbox style="{box}"><w:txbxContent>{text}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def wordart(attributes: str = 'fillcolor="black"', style: str = "", on: str = "t") -> str:
    """Return VML WordArt that shows the word."""
    style = f"position:absolute;width:200pt;height:50pt;{style}"
    path = f'<v:textpath on="{on}" style="font-size:1pt" string="{WORD}"/>'
    return f'<w:p><w:r><w:pict><v:shape style="{style}" {attributes}>{path}</v:shape></w:pict></w:r></w:p>'


def mark(kind: str, inner: str = "") -> str:
    """Return a run with a w:fldChar."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    """Return a run with a part of a field's instruction."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def shown(text: str = WORD) -> str:
    """Return a run."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def filled(colours: str) -> str:
    """Return a w14:textFill."""
    return f"<w14:textFill>{colours}</w14:textFill>"


def solid(colour: str, changes: str = "") -> str:
    """Return a solid fill of Word's text effects."""
    return f'<w14:solidFill><w14:srgbClr w14:val="{colour}">{changes}</w14:srgbClr></w14:solidFill>'


def clear(transparency: int) -> str:
    """Return a transparency, in thousandths of a percent."""
    return f'<w14:alpha w14:val="{transparency}"/>'


def choice(chosen: str, otherwise: str, requires: str = "wps") -> str:
    """Return an mc:AlternateContent with a choice and a fallback. `requires` is the namespace prefix of the choice."""
    unknown = {"x": "urn:example:unknown", "y": "http://schemas.microsoft.com/office/word/2099/example"}.get(requires)
    foreign = f' xmlns:{requires}="{unknown}"' if unknown else ""
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice{foreign} Requires="{requires}">{chosen}</mc:Choice>'
        f"<mc:Fallback>{otherwise}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def box(text: str = PLAIN) -> str:
    """Return the content of a text box."""
    return f"<w:txbxContent>{text}</w:txbxContent>"


TABLE_STYLE = '<w:tblStyle w:val="T"/><w:tblLook w:val="04A0"/>'
NESTED = "".join(styled("paragraph", f"S{n}", "", based=f"S{n + 1}") for n in range(40))
HALF = f'<w:r><w:t xml:space="preserve">{WORD}</w:t></w:r>'
