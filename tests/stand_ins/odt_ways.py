"""Building blocks of ODT documents with a hidden or visible word."""

from stand_ins.documents import OPEN_DOCUMENT, zipped

WORD = "genius"
P = f"<text:p>{WORD}</text:p>"
STYLED = f'<text:p text:style-name="A">{WORD}</text:p>'
SPAN = f'<text:p><text:span text:style-name="A">{WORD}</text:span></text:p>'
MASTER = '<style:master-page style:name="Standard" style:page-layout-name="L"/>'
BLUE = "#336699"

_NAMES = {
    **OPEN_DOCUMENT,
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


class Way:
    """A document: a body with its automatic styles, the common styles, the page styles and the master pages."""

    def __init__(self, body: str = "", auto: str = "", common: str = "", page: str = "", master: str = MASTER) -> None:
        self._body = body
        self._auto = auto
        self._styles = (
            f"<office:styles>{common}</office:styles><office:automatic-styles>{page}</office:automatic-styles>"
            f"<office:master-styles>{master}</office:master-styles>"
        )

    def file(self) -> bytes:
        """Return the ODT file, with a visible name before the body."""
        text = f'<text:p text:style-name="Seen">Jane</text:p>{self._body}'
        content = (
            f"<office:automatic-styles>{SEEN}{self._auto}</office:automatic-styles>"
            f"<office:body><office:text>{text}</office:text></office:body>"
        )
        names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _NAMES.items())
        parts = {"content.xml": content, "styles.xml": self._styles}
        return zipped({name: f"<office:document {names}>{part}</office:document>" for name, part in parts.items()})


def style(family: str, *properties: str, name: str = "A", attributes: str = "") -> str:
    """Return a style. The first word of each property is its kind, as in 'text fo:color="#ffffff"'."""
    content = "".join(
        f"<style:{kind}-properties {values}/>" for kind, _, values in (one.partition(" ") for one in properties)
    )
    return f'<style:style style:family="{family}" style:name="{name}" {attributes}>{content}</style:style>'


def text_style(properties: str) -> str:
    """Return a text style."""
    return style("text", f"text {properties}")


def paragraph_style(properties: str) -> str:
    """Return a paragraph style."""
    return style("paragraph", f"paragraph {properties}")


def coloured(colour: str) -> str:
    """Return a text style of this colour."""
    return text_style(f'fo:color="{colour}"')


def table(cell: str = P, of_table: str = "", of_row: str = "", columns: str = "", after: str = "") -> str:
    """Return a table of one row."""
    cells = f"<table:table-cell>{cell}</table:table-cell>{after}"
    row = f"<table:table-row {of_row}>{cells}</table:table-row>"
    return f"<table:table {of_table}>{columns}{row}</table:table>"


def drawn(content: str = P, attributes: str = "", place: str = "", tag: str = "frame") -> str:
    """Return a text box (`tag` "frame"), or another shape."""
    size = place or 'svg:x="1cm" svg:y="1cm" svg:width="5cm" svg:height="2cm"'
    text = f"<draw:text-box>{content}</draw:text-box>" if tag == "frame" else content
    return f'<text:p><draw:{tag} draw:style-name="D" {attributes} {size}>{text}</draw:{tag}></text:p>'


def graphic_style(properties: str, *others: str) -> str:
    """Return a graphic style, for shapes."""
    return style("graphic", f"graphic {properties}", *others, name="D")


def header(content: str, of_header: str = "", name: str = "Standard", before: str = "") -> str:
    """Return a master page with a header."""
    start = f'{before}<style:master-page style:name="{name}" style:page-layout-name="L">'
    return f"{start}<style:header {of_header}>{content}</style:header></style:master-page>"


def layout(properties: str) -> str:
    """Return a page layout."""
    return f'<style:page-layout style:name="L"><style:page-layout-properties {properties}/></style:page-layout>'


def default(element: str) -> str:
    """Return the default paragraph style."""
    return f'<style:default-style style:family="paragraph"><style:{element}/></style:default-style>'


def condition(attributes: str) -> str:
    """Return a section that is shown on a condition."""
    return f'<text:section text:display="condition" {attributes}>{P}</text:section>'


SEEN = style(
    "paragraph",
    'paragraph fo:margin-left="0cm" fo:background-color="#ffffff"',
    'text fo:color="#000000" fo:font-size="12pt" text:display="true"',
    name="Seen",
)
"""A paragraph style that makes text visible: it resets every property that a document's defaults may set."""

AUTOMATIC = 'style:use-window-font-color="true" loext:opacity="0%"'
COLUMN = '<table:table-column table:style-name="C"/>'
PICTURE = '<text:p><draw:frame {}><draw:image xlink:href="a.png"/></draw:frame></text:p>'
GROUND = f'fo:background-color="{BLUE}"'
FILLED = graphic_style(f'draw:fill="solid" draw:fill-color="{BLUE}"')

HIDING = {
    "white by the defaults": Way(P, common=default('text-properties fo:color="#ffffff"')),
    "white by the usual style": Way(P, common=style("paragraph", 'text fo:color="#ffffff"', name="Standard")),
    "size in percent": Way(SPAN, text_style('fo:font-size="1%"')),
    "size in percent of a parent's": Way(
        SPAN.replace('"A"', '"B"'),
        text_style('fo:font-size="5pt"')
        + style("text", 'text fo:font-size="10%"', name="B", attributes='style:parent-style-name="A"'),
    ),
    "size by a difference": Way(SPAN, text_style('style:font-size-rel="-40pt"')),
    "size in picas": Way(SPAN, text_style('fo:font-size="0.01pc"')),
    "size with spaces": Way(SPAN, text_style('fo:font-size=" 0.1 pt "')),
    "colour with spaces": Way(SPAN, text_style('fo:color=" #ffffff "')),
    "narrow": Way(SPAN, text_style('style:text-scale="1%"')),
    "piled up": Way(SPAN, text_style('fo:letter-spacing="-20pt"')),
    "small by its position": Way(SPAN, text_style('style:text-position="0% 1%"')),
    "far below its line": Way(SPAN, text_style('style:text-position="-3000% 100%"')),
    "transparent": Way(SPAN, text_style('fo:color="#000000" loext:opacity="0%"')),
    "white, and the colour of its parent automatic": Way(
        STYLED,
        style("paragraph", f"text {AUTOMATIC}", name="B")
        + style("paragraph", 'text fo:color="#ffffff"', attributes='style:parent-style-name="B"'),
    ),
    "a ground that is taken away": Way(
        SPAN,
        style("text", f"text {GROUND}", name="B")
        + style(
            "text",
            'text fo:color="#ffffff" fo:background-color="transparent"',
            attributes='style:parent-style-name="B"',
        ),
    ),
    "a link's style": Way(
        f'<text:p><text:a xlink:href="x" text:style-name="A">{WORD}</text:a></text:p>', coloured("#fff")
    ),
    "small letters above others": Way(
        f'<text:p><text:ruby><text:ruby-text text:style-name="A">{WORD}</text:ruby-text></text:ruby></text:p>',
        coloured("#ffffff"),
    ),
    "low lines": Way(STYLED, paragraph_style('fo:line-height="0.01pt"')),
    "a hundredth of a line": Way(STYLED, paragraph_style('fo:line-height="1%"')),
    "indented to the left": Way(STYLED, paragraph_style('fo:margin-left="-60cm"')),
    "begun on the left": Way(STYLED, paragraph_style('fo:text-indent="-60cm"')),
    "same as its paragraph": Way(STYLED, style("paragraph", f"paragraph {GROUND}", f'text fo:color="{BLUE}"')),
    "same as its row": Way(
        table(SPAN, of_row='table:style-name="R"'), coloured(BLUE) + style("table-row", f"table-row {GROUND}", name="R")
    ),
    "same as its table": Way(
        table(SPAN, 'table:style-name="T"'), coloured(BLUE) + style("table", f"table {GROUND}", name="T")
    ),
    "same as its section": Way(
        f'<text:section text:style-name="S">{SPAN}</text:section>',
        coloured(BLUE) + style("section", f"section {GROUND}", name="S"),
    ),
    "same as the page": Way(SPAN, coloured(BLUE), page=layout(GROUND)),
    "same as its box": Way(drawn(SPAN), coloured(BLUE) + FILLED),
    "same as its box's ground": Way(drawn(SPAN), coloured(BLUE) + graphic_style(GROUND)),
    "same as its shape": Way(drawn(SPAN, tag="rect"), coloured(BLUE) + FILLED),
    "white in a clear box, a small picture elsewhere": Way(
        PICTURE.format('svg:width="1cm" svg:height="1cm"') + drawn(SPAN), coloured("#ffffff")
    ),
    "white in a clear box, a coloured style that nothing has": Way(
        drawn(SPAN, 'draw:style-name="E"').replace(' draw:style-name="D"', "", 1), coloured("#ffffff") + FILLED
    ),
    "a condition that is met": Way(condition('text:condition="ooow:1"')),
    "a condition that is met whatever was saved": Way(condition('text:condition="ooow:1 == 1" text:is-hidden="false"')),
    "a condition that was met": Way(condition('text:condition="ooow:a == 1" text:is-hidden="true"')),
    "a hidden paragraph": Way(f'<text:p><text:hidden-paragraph text:condition="ooow:1"/>{WORD}</text:p>'),
    "a cell under a merged one": Way(
        table("<text:p>x</text:p>", after=f"<table:covered-table-cell>{P}</table:covered-table-cell>")
    ),
    "a row that is folded away": Way(table(of_row='table:visibility="collapse"')),
    "a column that is folded away": Way(table(columns='<table:table-column table:visibility="collapse"/>')),
    "a row of no height": Way(
        table(of_row='table:style-name="R"'), style("table-row", 'table-row style:row-height="0.01mm"', name="R")
    ),
    "a column of no width": Way(
        table(columns=COLUMN), style("table-column", 'table-column style:column-width="0.01mm"', name="C")
    ),
    "a table that isn't shown": Way(
        table(of_table='table:style-name="T"'), style("table", 'table table:display="false"', name="T")
    ),
    "a table off the page": Way(
        table(of_table='table:style-name="T"'),
        style("table", 'table fo:margin-left="-60cm" style:width="9cm"', name="T"),
    ),
    "a box off the page": Way(drawn(place='svg:x="-50cm" svg:y="1cm" svg:width="5cm" svg:height="2cm"')),
    "a box below the page": Way(drawn(place='svg:x="1cm" svg:y="99cm" svg:width="5cm" svg:height="2cm"')),
    "a box of no size": Way(drawn(place='svg:width="0.01mm" svg:height="0.01mm"')),
    "a box that isn't displayed": Way(drawn(attributes='draw:display="none"')),
    "tiny by its shape": Way(drawn(tag="custom-shape"), graphic_style("", 'text fo:font-size="1pt"')),
    "tiny by its shape's text": Way(
        drawn(attributes='draw:text-style-name="A"', tag="rect"), style("paragraph", 'text fo:font-size="1pt"')
    ),
    "a header's own style": Way(
        auto=style("paragraph", 'text fo:color="#000000"'),
        page=style("paragraph", 'text fo:color="#ffffff"'),
        master=header(STYLED),
    ),
}

IN_PICTURE = PICTURE.format("").replace("</draw:frame>", "{}</draw:frame>")
TEMPLATE = f"<text:index-title-template>{WORD}</text:index-title-template>"

NO_TEXT = {
    "a header of pages that nothing uses": Way(master=header(P, name="Other", before=MASTER)),
    "a header that isn't displayed": Way(master=header(P, 'style:display="false"')),
    "what stands for a picture": Way(IN_PICTURE.format(f"<draw:text-box>{P}</draw:text-box>")),
    "a picture's description": Way(IN_PICTURE.format(f"<svg:desc>{WORD}</svg:desc>")),
    "a template of an index": Way(f"<text:table-of-content-source>{TEMPLATE}</text:table-of-content-source>"),
    "a number that was saved": Way(
        f"<text:list><text:list-item><text:number>{WORD}</text:number></text:list-item></text:list>"
    ),
    "bytes": Way(f"<text:p><office:binary-data>{WORD}</office:binary-data></text:p>"),
    "a script": Way(f"<text:p><text:script>{WORD}</text:script></text:p>"),
    "text of a body": Way(WORD),
    "text of a row": Way(f"<table:table><table:table-row>{WORD}</table:table-row></table:table>"),
    "text of a group": Way(f"<text:p><draw:g>{WORD}</draw:g></text:p>"),
    "a table's description": Way(f"<table:table><table:desc>{WORD}</table:desc></table:table>"),
}

SHOWING = {
    "white on its table": Way(
        table(SPAN, 'table:style-name="T"'), coloured("#ffffff") + style("table", f"table {GROUND}", name="T")
    ),
    "white on its row": Way(
        table(SPAN, of_row='table:style-name="R"'),
        coloured("#ffffff") + style("table-row", f"table-row {GROUND}", name="R"),
    ),
    "white on its page": Way(SPAN, coloured("#ffffff"), page=layout(GROUND)),
    "white on a picture of the page": Way(
        SPAN,
        coloured("#ffffff"),
        page=layout("").replace(
            "/></", '><style:background-image xlink:href="a"/></style:page-layout-properties></', 1
        ),
    ),
    "white in its section": Way(
        f'<text:section text:style-name="S">{SPAN}</text:section>',
        coloured("#ffffff") + style("section", f"section {GROUND}", name="S"),
    ),
    "white in its shape": Way(drawn(SPAN, tag="rect"), coloured("#ffffff") + FILLED),
    "white in a shape of the usual fill": Way(drawn(SPAN, tag="rect"), coloured("#ffffff")),
    "white in a clear box on a picture": Way(
        PICTURE.format('svg:width="9cm" svg:height="9cm"') + drawn(SPAN), coloured("#ffffff")
    ),
    "a header's own style": Way(
        auto=style("paragraph", 'text fo:color="#ffffff"'),
        page=style("paragraph", 'text fo:color="#000000"'),
        master=header(STYLED),
    ),
    "the automatic colour as LibreOffice writes it": Way(P, common=default(f"text-properties {AUTOMATIC}")),
    "a colour where the usual one is automatic": Way(
        STYLED, style("paragraph", 'text fo:color="#000000"'), common=default(f"text-properties {AUTOMATIC}")
    ),
    "the automatic colour": Way(SPAN, text_style('fo:color="#ffffff" style:use-window-font-color="true"')),
    "a condition that isn't met": Way(
        f'<text:p><text:hidden-text text:condition="ooow:0">{WORD}</text:hidden-text></text:p>'
    ),
    "a condition that wasn't met": Way(condition('text:condition="ooow:a == 1" text:is-hidden="false"')),
    "an entry of a list": Way(f"<text:list><text:list-item>{P}</text:list-item></text:list>"),
    "above its line": Way(SPAN, text_style('style:text-position="super 58%"')),
    "of smaller letters": Way(SPAN, text_style('fo:font-size="80%"')),
    "indented a little": Way(
        STYLED, paragraph_style('fo:line-height="110%" fo:margin-left="-0.5cm" fo:text-indent="-0.6cm"')
    ),
    "a title of an index": Way(
        f"<text:table-of-content><text:index-body>{P}</text:index-body></text:table-of-content>"
    ),
    "a box that grows": Way(
        drawn(place='svg:width="5cm" svg:height="0cm"').replace(
            "<draw:text-box>", '<draw:text-box fo:min-height="1cm">'
        )
    ),
    "a box in the middle": Way(
        drawn(place='svg:x="-50cm" svg:width="5cm" svg:height="2cm"'), graphic_style('style:horizontal-pos="center"')
    ),
    "a header of the pages that a paragraph begins": Way(
        '<text:p text:style-name="M">x</text:p>',
        style("paragraph", name="M", attributes='style:master-page-name="Two"'),
        master=header(P, name="Two", before=MASTER),
    ),
    "a header of the next pages": Way(
        master=header(P, name="Two", before=MASTER.replace("/>", ' style:next-style-name="Two"/>'))
    ),
    "a note": Way(f"<text:p><text:note><text:note-body>{P}</text:note-body></text:note></text:p>"),
    "letters below smaller ones": Way(
        f"<text:p><text:ruby><text:ruby-base>{WORD}</text:ruby-base></text:ruby></text:p>"
    ),
    "a table in a table": Way(table(table())),
    "a row that comes again": Way(
        table()
        .replace("<table:table-row", "<table:table-header-rows><table:table-row")
        .replace("</table:table-row>", "</table:table-row></table:table-header-rows>")
    ),
    "a cell between comments": Way(table().replace("<table:table-cell>", "<!--x--><?x y?><table:table-cell>")),
    "a group": Way(f"<text:p><draw:g>{drawn()}</draw:g></text:p>"),
    "an element that is unknown": Way(f'<text:p><x:y xmlns:x="urn:example:unknown">{WORD}</x:y></text:p>'),
    "a column beside one that is folded away": Way(
        table(
            "",
            columns='<table:table-column table:visibility="collapse"/><table:table-column/>',
            after=f"<table:table-cell>{P}</table:table-cell>",
        )
    ),
}
