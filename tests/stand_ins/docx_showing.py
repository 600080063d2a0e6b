"""DOCX documents with a word that Word shows, although it seems hidden or is hard to extract."""

from collections.abc import Mapping

from stand_ins.documents import paragraph
from stand_ins.docx_ways import (
    BLUE,
    PLAIN,
    SOLID,
    TABLE_STYLE,
    THEME,
    VANISH,
    WHITE,
    WORD,
    Way,
    anchored,
    box,
    choice,
    clear,
    code,
    defaults,
    filled,
    lines,
    mark,
    of_runs,
    rows,
    run,
    shown,
    solid,
    styled,
    table,
    vml,
    wordart,
)

FORM = "<w:ffData>{}</w:ffData>"
DARK_FIRST = f'<w:tblStylePr w:type="firstRow">{of_runs(WHITE)}<w:tcPr>{BLUE}</w:tcPr></w:tblStylePr>'
POINTS = (
    f'<dgm:dataModel><dgm:ptLst><dgm:pt type="doc"/><dgm:pt><dgm:t><a:p><a:r><a:rPr sz="1200"/><a:t>{WORD}</a:t></a:r>'
    "</a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)

SHOWN: Mapping[str, Way] = {
    # the cascade
    "vanish taken back": Way(run('<w:vanish w:val="0"/>')),
    "vanish of the defaults taken back": Way(run('<w:vanish w:val="0"/>'), styles=defaults(VANISH)),
    "vanish twice, so not at all": Way(
        lines('<w:pStyle w:val="P"/>', run_properties='<w:rStyle w:val="C"/>'),
        styles=styled("paragraph", "P", of_runs(VANISH)) + styled("character", "C", of_runs(VANISH)),
    ),
    "white of the defaults taken back": Way(
        lines('<w:pStyle w:val="P"/>'),
        styles=defaults(WHITE) + styled("paragraph", "P", of_runs('<w:color w:val="auto"/>')),
    ),
    "style for another kind of text": Way(PLAIN, styles=styled("paragraph", "P", of_runs(VANISH))),
    "default style of tables outside of one": Way(PLAIN, styles=styled("table", "T", of_runs(WHITE), default=True)),
    "a hidden mark of a paragraph": Way(lines("<w:rPr><w:vanish/></w:rPr>")),
    "properties of before a change": Way(run("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
    "styles in a circle": Way(
        lines('<w:pStyle w:val="A"/>'),
        styles=styled("paragraph", "A", of_runs("<w:b/>"), based="B") + styled("paragraph", "B", "", based="A"),
    ),
    "white last row, and this isn't it": Way(
        rows(PLAIN, "<w:p/>", settings='<w:tblStyle w:val="T"/><w:tblLook w:val="0040"/>'),
        styles=styled("table", "T", f'<w:tblStylePr w:type="lastRow">{of_runs(WHITE)}</w:tblStylePr>'),
    ),
    "white first row, and the table has none": Way(
        rows(PLAIN, "<w:p/>", settings='<w:tblStyle w:val="T"/><w:tblLook w:val="0600"/>'),
        styles=styled("table", "T", f'<w:tblStylePr w:type="firstRow">{of_runs(WHITE)}</w:tblStylePr>'),
    ),
    # colours
    "white on a dark cell": Way(table(run(WHITE), of_cell=BLUE)),
    "white on a dark heading": Way(lines(BLUE, run_properties=WHITE)),
    "white on a dark heading by a style": Way(
        lines('<w:pStyle w:val="P"/>'), styles=styled("paragraph", "P", f"<w:pPr>{BLUE}</w:pPr>{of_runs(WHITE)}")
    ),
    "white on a dark run": Way(run(f"{WHITE}{BLUE}")),
    "white on a highlight": Way(run(f'{WHITE}<w:highlight w:val="darkGreen"/>')),
    "white on a dark row by a style": Way(table(settings=TABLE_STYLE), styles=styled("table", "T", DARK_FIRST)),
    "white on a dark row by a style that another is based on": Way(
        table(settings='<w:tblStyle w:val="U"/><w:tblLook w:val="04A0"/>'),
        styles=styled("table", "T", DARK_FIRST) + styled("table", "U", "", based="T"),
    ),
    "white on a dark row that may be there": Way(
        table(run(WHITE), settings='<w:tblStyle w:val="T"/>'), styles=styled("table", "T", DARK_FIRST)
    ),
    "white on a dark band": Way(
        rows("<w:p/>", "<w:p/>", run(WHITE), settings='<w:tblStyle w:val="T"/><w:tblLook w:val="0420"/>'),
        styles=styled("table", "T", f'<w:tblStylePr w:type="band2Horz"><w:tcPr>{BLUE}</w:tcPr></w:tblStylePr>'),
    ),
    "white on a dark table": Way(
        table(run(WHITE), settings=TABLE_STYLE), styles=styled("table", "T", f"<w:tcPr>{BLUE}</w:tcPr>")
    ),
    "white on the theme's dark": Way(
        lines(
            '<w:shd w:val="clear" w:fill="auto" w:themeFill="text2"/>',
            run_properties='<w:color w:themeColor="background1"/>',
        ),
        theme=THEME,
    ),
    "white on a solid pattern": Way(run(f'{WHITE}<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>')),
    "white on a dark page": Way(
        run(WHITE), page='<w:background w:color="203040"/>', settings="<w:displayBackgroundShape/>"
    ),
    "white digits, and the theme's dark": Way(run('<w:color w:val="FFFFFF" w:themeColor="text1"/>'), theme=THEME),
    "shaded until dark": Way(
        run('<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/>'), theme=THEME
    ),
    "automatic on a dark cell": Way(
        table(run('<w:color w:val="auto"/>'), of_cell='<w:shd w:val="clear" w:fill="000000"/>')
    ),
    "white digits, and a dark fill": Way(run(f"{WHITE}{filled(solid('203040'))}")),
    "a dark colour over a white fill": Way(
        lines('<w:pStyle w:val="P"/>', run_properties='<w:color w:val="203040"/>'),
        styles=styled("paragraph", "P", of_runs(filled(solid("FFFFFF")))),
    ),
    "a fill a third transparent": Way(run(filled(solid("000000", clear(33_000))))),
    "a gradient that begins white": Way(
        run(
            filled(
                '<w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs><w14:gs '
                'w14:pos="100000"><w14:srgbClr w14:val="000000"/></w14:gs></w14:gsLst></w14:gradFill>'
            )
        )
    ),
    "white with a dark outline": Way(run(f"{WHITE}<w14:textOutline>{solid('203040')}</w14:textOutline>")),
    "white in a dark box": Way(anchored(text=run(WHITE), shape=SOLID)),
    "white in a box over a picture": Way(
        anchored(text="", shape="<a:blipFill/>") + anchored(text=run(WHITE), shape="<a:noFill/>")
    ),
    "white in a box in the text, over a picture": Way(
        anchored(text="", shape="<a:blipFill/>", relative="column") + anchored(text=run(WHITE), relative="paragraph")
    ),
    "white on a banner": Way(anchored(anchor='behindDoc="1"', text="", shape=SOLID) + run(WHITE)),
    "white on what the header draws behind the page": Way(
        run(WHITE), header1=anchored(anchor='behindDoc="1"', size=(7_000_000, 9_000_000), text="", shape=SOLID)
    ),
    "white in a dark box of VML": Way(vml(text=run(WHITE), attributes='fillcolor="#203040"')),
    "white in a box of VML with a gradient": Way(vml(text=run(WHITE), inner='<v:fill type="gradient"/>')),
    # shapes and places
    "tiny for complex scripts alone": Way(run('<w:szCs w:val="1"/>')),
    "tiny, but of complex scripts": Way(run('<w:sz w:val="1"/><w:szCs w:val="24"/><w:rtl/>')),
    "a superscript": Way(run('<w:sz w:val="12"/><w:vertAlign w:val="superscript"/>')),
    "small": Way(run('<w:sz w:val="12"/>')),
    "condensed": Way(run('<w:w w:val="66"/><w:spacing w:val="-20"/>')),
    "raised a little": Way(run('<w:position w:val="12"/>')),
    "exact lines": Way(lines('<w:spacing w:line="200" w:lineRule="exact"/>')),
    "at least a twip": Way(lines('<w:spacing w:line="1" w:lineRule="atLeast"/>')),
    "single lines over exact ones": Way(
        lines('<w:pStyle w:val="P"/><w:spacing w:line="240" w:lineRule="auto"/>'),
        styles=styled("paragraph", "P", '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'),
    ),
    "indented into the margin": Way(lines('<w:ind w:left="-1200"/>')),
    "hanging": Way(lines('<w:ind w:left="720" w:hanging="720"/>')),
    "set to the right": Way(lines('<w:jc w:val="right"/><w:ind w:right="-720"/>')),
    "far tab, and nothing behind it": Way(
        f'<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs></w:pPr><w:r><w:t>{WORD}</w:t></w:r></w:p>'
    ),
    "a frame on the page": Way(lines('<w:framePr w:w="3000" w:hAnchor="page" w:vAnchor="page" w:x="900" w:y="900"/>')),
    "a row of a fitting height": Way(table(row='<w:trHeight w:val="400" w:hRule="exact"/>')),
    "a row of at least a twip": Way(table(row='<w:trHeight w:val="1" w:hRule="atLeast"/>')),
    "a row of a twip beside it": Way(
        '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
        f"<w:tr><w:tc>{PLAIN}</w:tc></w:tr></w:tbl>"
    ),
    "a narrow cell that grows": Way(table(of_cell='<w:tcW w:w="1" w:type="dxa"/>')),
    "a merged cell": Way(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{PLAIN}</w:tc></w:tr></w:tbl>'
    ),
    "a table in the margin": Way(table(settings='<w:tblInd w:w="-720" w:type="dxa"/>')),
    "a box": Way(anchored(x=914_400, y=914_400)),
    "a box half off the page": Way(anchored(x=-1_000_000)),
    "a box right of its margin": Way(anchored(x=-800_000, relative="column")),
    "a box over the column before": Way(anchored(x=-4_000_000, relative="column"), section='<w:cols w:num="2"/>'),
    "a box left of its cell": Way(table(anchored(x=-4_000_000, relative="column"))),
    "a box that grows": Way(anchored(size=(2_000_000, 1), body="<a:spAutoFit/>")),
    "a long text in a box that grows": Way(anchored(text="<w:p/>" * 60 + PLAIN, body="<a:spAutoFit/>")),
    "a full box": Way(anchored(text="<w:p/>" * 4 + PLAIN)),
    "a box with a line of a twip around it": Way(
        anchored().replace("<w:p>", '<w:p><w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>', 1)
    ),
    "a box behind the text": Way(anchored(anchor='behindDoc="1"')),
    "a box of VML": Way(vml()),
    "a box of VML that grows": Way(vml("", box="mso-fit-shape-to-text:t").replace("height:50pt", "height:0")),
    "a box of VML in a group": Way(
        vml()
        .replace("<w:pict>", '<w:pict><v:group style="width:200pt;height:100pt" coordsize="4000,2000">')
        .replace("width:200pt;height:50pt", "left:100;top:100;width:3000;height:1000")
        .replace("</w:pict>", "</v:group></w:pict>")
    ),
    # what was lost
    "an equation": Way(f"<w:p><m:oMathPara><m:oMath><m:r><m:t>{WORD}</m:t></m:r></m:oMath></m:oMathPara></w:p>"),
    "WordArt of VML": Way(wordart()),
    "white WordArt of VML with a line": Way(wordart('fillcolor="white" strokecolor="black"')),
    "WordArt of DrawingML": Way(
        f"<w:p><w:r><w:drawing><wp:inline><wps:wsp><a:txBody><a:p><a:r><a:t>{WORD}</a:t></a:r></a:p></a:txBody></wps:wsp>"
        "</wp:inline></w:drawing></w:r></w:p>"
    ),
    "SmartArt": Way(
        '<w:p><w:r><w:drawing><wp:inline><dgm:relIds r:dm="diagramData1"/></wp:inline></w:drawing></w:r></w:p>',
        diagramData1=POINTS,
    ),
    "a content control": Way(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{PLAIN}</w:sdtContent></w:sdt>"),
    "a content control in a row": Way(
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{PLAIN}</w:tc></w:sdtContent></w:sdt></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>"
    ),
    "a text field of a form": Way(
        f"<w:p>{mark('begin', FORM.format('<w:textInput/>'))}{code('FORMTEXT')}{mark('separate')}{shown()}"
        f"{mark('end')}</w:p>"
    ),
    "the default of a text field": Way(
        "<w:p>"
        + mark("begin", FORM.format(f'<w:textInput><w:default w:val="{WORD}"/></w:textInput>'))
        + f"{code('FORMTEXT')}{mark('separate')}{mark('end')}</w:p>"
    ),
    "the choice of a list": Way(
        "<w:p>"
        + mark(
            "begin",
            FORM.format(
                f'<w:ddList><w:result w:val="1"/><w:listEntry w:val="fool"/><w:listEntry w:val="{WORD}"/></w:ddList>'
            ),
        )
        + f"{code('FORMDROPDOWN')}{mark('end')}</w:p>"
    ),
    "a field's result": Way(f"<w:p>{mark('begin')}{code('QUOTE')}{mark('separate')}{shown()}{mark('end')}</w:p>"),
    "a field that is cut off": Way(f"<w:p>{mark('begin')}{code('QUOTE')}</w:p>{PLAIN}"),
    "a simple field": Way(f'<w:p><w:fldSimple w:instr="AUTHOR">{shown()}</w:fldSimple></w:p>'),
    "a choice that Word knows": Way(choice(box(), box())),
    "what stands for one that it doesn't": Way(choice(box(paragraph("fool")), box(), requires="x")),
    "a note": Way(
        '<w:p><w:r><w:footnoteReference w:id="7"/></w:r></w:p>', footnotes=f'<w:footnote w:id="7">{PLAIN}</w:footnote>'
    ),
    "inserted": Way(f"<w:p><w:ins>{shown()}</w:ins><w:moveTo></w:moveTo></w:p>"),
}
"""Documents by description. Each shows the word once."""
