"""DOCX documents that contain a word which Word doesn't show."""

from collections.abc import Mapping

from stand_ins.docx_ways import (
    BLUE,
    HALF,
    NESTED,
    PLAIN,
    RESET,
    SOLID,
    SWAPPED,
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
    solid,
    styled,
    table,
    vml,
    wordart,
)

HIDDEN: Mapping[str, Way] = {
    # the cascade
    "vanish": Way(run(VANISH)),
    "vanish by the defaults": Way(PLAIN, styles=defaults(VANISH)),
    "white by the defaults": Way(PLAIN, styles=defaults(WHITE)),
    "tiny by the defaults": Way(PLAIN, styles=defaults('<w:sz w:val="2"/>')),
    "low lines by the defaults": Way(PLAIN, styles=defaults(line='<w:spacing w:line="1" w:lineRule="exact"/>')),
    "default paragraph style": Way(PLAIN, styles=RESET + styled("paragraph", "N", of_runs(WHITE), default=True)),
    "default character style": Way(PLAIN, styles=RESET + styled("character", "C", of_runs(VANISH), default=True)),
    "default table style": Way(table(), styles=RESET + styled("table", "T", of_runs(WHITE), default=True)),
    "table style": Way(table(settings=TABLE_STYLE), styles=styled("table", "T", of_runs(VANISH))),
    "table style, first row": Way(
        table(settings=TABLE_STYLE),
        styles=styled("table", "T", f'<w:tblStylePr w:type="firstRow">{of_runs(WHITE)}</w:tblStylePr>'),
    ),
    "paragraph style": Way(lines('<w:pStyle w:val="P"/>'), styles=styled("paragraph", "P", of_runs(WHITE))),
    "paragraph style far down": Way(
        lines('<w:pStyle w:val="S0"/>'), styles=NESTED + styled("paragraph", "S40", of_runs(VANISH))
    ),
    "character style": Way(run('<w:rStyle w:val="C"/>'), styles=styled("character", "C", of_runs(WHITE))),
    "unknown style, so the default": Way(
        lines('<w:pStyle w:val="X"/>'), styles=RESET + styled("paragraph", "N", of_runs(WHITE), default=True)
    ),
    "three switches": Way(
        table(lines('<w:pStyle w:val="P"/>', run_properties='<w:rStyle w:val="C"/>'), settings=TABLE_STYLE),
        styles=styled("table", "T", of_runs(VANISH))
        + styled("paragraph", "P", of_runs(VANISH))
        + styled("character", "C", of_runs(VANISH)),
    ),
    "styles under another name": Way(run('<w:rStyle w:val="C"/>'), styles2=styled("character", "C", of_runs(VANISH))),
    "web hidden": Way(run("<w:webHidden/>")),
    # colours
    "white": Way(run(WHITE)),
    "theme's background": Way(run('<w:color w:val="000000" w:themeColor="background1"/>')),
    "theme's light": Way(run('<w:color w:val="000000" w:themeColor="light1"/>'), theme=THEME),
    "theme's accent": Way(run('<w:color w:val="000000" w:themeColor="accent1"/>'), theme=THEME),
    "theme's mapping": Way(run('<w:color w:val="000000" w:themeColor="text1"/>'), theme=THEME, settings=SWAPPED),
    "tinted until white": Way(run('<w:color w:val="000000" w:themeColor="text1" w:themeTint="05"/>'), theme=THEME),
    "fill none": Way(run(filled("<w14:noFill/>"))),
    "fill white": Way(run(filled(solid("FFFFFF")))),
    "fill of the theme": Way(run(filled('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>')), theme=THEME),
    "fill transparent": Way(run(filled(solid("000000", clear(100_000))))),
    "fill nearly transparent": Way(run(filled(solid("000000", clear(95_000))))),
    "fill a white gradient": Way(
        run(
            filled(
                '<w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs><w14:gs '
                'w14:pos="100000"><w14:srgbClr w14:val="FEFEFE"/></w14:gs></w14:gsLst></w14:gradFill>'
            )
        )
    ),
    "fill none, outline none": Way(run(f"{filled('<w14:noFill/>')}<w14:textOutline><w14:noFill/></w14:textOutline>")),
    "fill none, outline white": Way(
        run(f"{filled('<w14:noFill/>')}<w14:textOutline>{solid('FFFFFF')}</w14:textOutline>")
    ),
    "fill none on a picture": Way(anchored(text=run(filled("<w14:noFill/>")), shape="<a:blipFill/>")),
    "fill none by a style": Way(
        lines('<w:pStyle w:val="P"/>'), styles=styled("paragraph", "P", of_runs(filled("<w14:noFill/>")))
    ),
    "same as its shading": Way(run(f'<w:color w:val="336699"/>{BLUE}')),
    "same as its highlight": Way(run('<w:color w:val="000080"/><w:highlight w:val="darkBlue"/>')),
    "same as its cell": Way(table(run('<w:color w:val="336699"/>'), of_cell=BLUE)),
    "same as its paragraph": Way(lines(BLUE, run_properties='<w:color w:val="336699"/>')),
    "same as its table's style": Way(
        table(run('<w:color w:val="336699"/>'), settings=TABLE_STYLE),
        styles=styled("table", "T", f"<w:tcPr>{BLUE}</w:tcPr>"),
    ),
    "same as the theme's shading": Way(
        run('<w:color w:val="1F497D"/><w:shd w:val="clear" w:fill="auto" w:themeFill="text2"/>'), theme=THEME
    ),
    "same as a solid pattern": Way(
        run('<w:color w:val="336699"/><w:shd w:val="solid" w:color="336699" w:fill="FFFFFF"/>')
    ),
    "same as the page": Way(
        run('<w:color w:val="336699"/>'),
        page='<w:background w:color="336699"/>',
        settings="<w:displayBackgroundShape/>",
    ),
    "white, and the page's colour isn't shown": Way(run(WHITE), page='<w:background w:color="000000"/>'),
    "white on a white highlight in a dark cell": Way(table(run(f'{WHITE}<w:highlight w:val="white"/>'), of_cell=BLUE)),
    "white in a cell that takes the shade away": Way(
        table(run(WHITE), settings=TABLE_STYLE, of_cell='<w:shd w:val="clear" w:fill="auto"/>'),
        styles=styled("table", "T", f"<w:tcPr>{BLUE}</w:tcPr>"),
    ),
    "white beside the dark row": Way(
        rows("<w:p/>", run(WHITE), settings=TABLE_STYLE),
        styles=styled("table", "T", f'<w:tblStylePr w:type="firstRow"><w:tcPr>{BLUE}</w:tcPr></w:tblStylePr>'),
    ),
    "white in a box that isn't filled": Way(anchored(text=run(WHITE), shape="<a:noFill/>")),
    "white in a white box": Way(anchored(text=run(WHITE), shape=SOLID.replace("336699", "FFFFFF"))),
    "dark in a dark box": Way(anchored(text=run('<w:color w:val="336699"/>'), shape=SOLID)),
    "white in a clear box, a picture elsewhere": Way(
        anchored(text=run(WHITE), shape="<a:noFill/>")
        + anchored(x=5_000_000, y=5_000_000, size=(1_000_000, 1_000_000), text="", shape="<a:blipFill/>")
    ),
    "white behind a speck": Way(
        anchored(anchor='behindDoc="1"', size=(12_700, 12_700), text="", shape=SOLID) + run(WHITE)
    ),
    "white after a white banner": Way(
        anchored(anchor='behindDoc="1"', text="", shape=SOLID.replace("336699", "FFFFFF")) + run(WHITE)
    ),
    "white long after a banner": Way(
        anchored(anchor='behindDoc="1"', text="", shape=SOLID) + "<w:p/>" * 9 + run(WHITE)
    ),
    # the shape of letters
    "tiny": Way(run('<w:sz w:val="1"/>')),
    "tiny for complex scripts": Way(run('<w:rtl/><w:sz w:val="24"/><w:szCs w:val="1"/>')),
    "tiny for complex scripts by a style": Way(
        run('<w:rStyle w:val="C"/><w:cs/>'), styles=styled("character", "C", of_runs('<w:szCs w:val="1"/>'))
    ),
    "tiny as a superscript": Way(run('<w:sz w:val="5"/><w:vertAlign w:val="superscript"/>')),
    "narrow": Way(run('<w:w w:val="1"/>')),
    "narrow in percent": Way(run('<w:w w:val="1%"/>')),
    "small and narrow": Way(run('<w:sz w:val="10"/><w:w w:val="30"/>')),
    "piled up": Way(run('<w:spacing w:val="-400"/>')),
    "piled up at its size": Way(run('<w:sz w:val="16"/><w:spacing w:val="-90"/>')),
    "far below": Way(run('<w:position w:val="-3000"/>')),
    "far above": Way(run('<w:position w:val="3000"/>')),
    "fitted into nothing": Way(run('<w:fitText w:val="1"/>')),
    # lines
    "line of a twip": Way(lines('<w:spacing w:line="1" w:lineRule="exact"/>')),
    "line of 20 twips by a style": Way(
        lines('<w:pStyle w:val="P"/>'),
        styles=styled("paragraph", "P", '<w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'),
    ),
    "line too low for its letters": Way(
        lines('<w:spacing w:line="100" w:lineRule="exact"/>', run_properties='<w:sz w:val="96"/>')
    ),
    "a hundredth of a line": Way(lines('<w:spacing w:line="2" w:lineRule="auto"/>')),
    "indented to the left": Way(lines('<w:ind w:left="-20000"/>')),
    "begun on the left": Way(lines('<w:ind w:firstLine="-20000"/>')),
    "hanging on the left": Way(lines('<w:ind w:left="0" w:hanging="20000"/>')),
    "indented to the right": Way(lines('<w:ind w:left="20000"/>')),
    "set beyond the right edge": Way(lines('<w:jc w:val="right"/><w:ind w:right="-20000"/>')),
    "behind a far tab": Way(
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs></w:pPr><w:r><w:tab/>'
        f"<w:t>{WORD}</w:t></w:r></w:p>"
    ),
    "frame off the page": Way(lines('<w:framePr w:w="3000" w:hAnchor="page" w:vAnchor="page" w:x="-9000" w:y="1"/>')),
    "frame below the page": Way(lines('<w:framePr w:w="3000" w:hAnchor="page" w:vAnchor="page" w:x="1" w:y="30000"/>')),
    "frame of no width": Way(lines('<w:framePr w:w="1" w:hAnchor="page" w:x="100"/>')),
    "frame of no height": Way(lines('<w:framePr w:w="3000" w:h="1" w:hRule="exact"/>')),
    # tables
    "row of a twip": Way(table(row='<w:trHeight w:val="1" w:hRule="exact"/>')),
    "row too low": Way(table(run('<w:sz w:val="48"/>'), row='<w:trHeight w:val="60" w:hRule="exact"/>')),
    "below what a row shows": Way(table("<w:p/>" * 30 + PLAIN, row='<w:trHeight w:val="400" w:hRule="exact"/>')),
    "hidden row": Way(table(row="<w:hidden/>")),
    "deleted row": Way(table(row='<w:del w:id="1"/>')),
    "deleted cell": Way(table(of_cell='<w:cellDel w:id="1"/>')),
    "cell of no width": Way(table(settings='<w:tblLayout w:type="fixed"/>', of_cell='<w:tcW w:w="1" w:type="dxa"/>')),
    "cell under a merged one": Way(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{PLAIN}</w:tc></w:tr></w:tbl>"
    ),
    "table off the page": Way(
        table(settings='<w:tblInd w:w="-20000" w:type="dxa"/>', grid='<w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>')
    ),
    "floating table off the page": Way(
        table(settings='<w:tblpPr w:horzAnchor="page" w:vertAnchor="page" w:tblpX="30000" w:tblpY="100"/>')
    ),
    # drawings
    "box left of the page": Way(anchored(x=-9_000_000)),
    "box right of the page": Way(anchored(x=20_000_000)),
    "box above the page": Way(anchored(y=-9_000_000)),
    "box below the page": Way(anchored(y=20_000_000)),
    "box left of the column": Way(anchored(x=-9_000_000, relative="column")),
    "box left of its column, which may be any": Way(
        anchored(x=-9_000_000, relative="column"), section='<w:cols w:num="2"/>'
    ),
    "box of no size": Way(anchored(size=(0, 0))),
    "box of no width": Way(anchored(size=(1, 500_000))),
    "box of no height": Way(anchored(size=(2_000_000, 1))),
    "below what a box shows": Way(anchored(text="<w:p/>" * 60 + PLAIN)),
    "hidden box": Way(anchored(properties='hidden="1"')),
    "box in hidden text": Way(anchored().replace("<w:r><w:drawing>", "<w:r><w:rPr><w:vanish/></w:rPr><w:drawing>", 1)),
    "box in a hidden row": Way(table(anchored(), row="<w:hidden/>")),
    "VML hidden": Way(vml("visibility:hidden")),
    "VML displayed none": Way(vml("display:none")),
    "VML off the page": Way(vml("margin-left:-2000pt;margin-top:0")),
    "VML below the page": Way(vml("margin-top:3000pt;mso-position-vertical-relative:page")),
    "VML of no size": Way(vml().replace("width:200pt;height:50pt", "width:0;height:0")),
    "VML in a hidden group": Way(
        vml()
        .replace("<w:pict>", '<w:pict><v:group style="visibility:hidden">')
        .replace("</w:pict>", "</v:group></w:pict>")
    ),
    "VML white on white": Way(vml(text=run(WHITE))),
    "VML white on nothing": Way(vml(text=run(WHITE), attributes='filled="f"')),
    "WordArt hidden": Way(wordart(style="visibility:hidden")),
    "WordArt white": Way(wordart('fillcolor="white" stroked="f"')),
    "WordArt switched off": Way(wordart(on="f")),
    # what isn't shown
    "code of a field": Way(f"<w:p>{mark('begin')}{code(WORD)}{mark('separate')}{mark('end')}</w:p>"),
    "text in the code of a field": Way(f"<w:p>{mark('begin')}{HALF}{mark('separate')}{mark('end')}</w:p>"),
    "text of a field without a result": Way(f"<w:p>{mark('begin')}{code('QUOTE')}{HALF}{mark('end')}</w:p>"),
    "a field in the code of a field": Way(
        f"<w:p>{mark('begin')}{mark('begin')}{code('QUOTE')}{mark('separate')}{HALF}{mark('end')}{mark('separate')}"
        f"{mark('end')}</w:p>"
    ),
    "result of a field that shows none": Way(
        f"<w:p>{mark('begin')}{code(' SET x ')}{mark('separate')}{HALF}{mark('end')}</w:p>"
    ),
    "choice that Word doesn't know": Way(choice(box(), "", requires="x")),
    "what stands for a choice": Way(choice("", box())),
    "a choice of a later Word": Way(choice(box(), "", requires="y")),
    "an element that Word doesn't know": Way(f'<x:x xmlns:x="urn:example:unknown">{PLAIN}</x:x>'),
    "deleted": Way(f"<w:p><w:del>{HALF}</w:del></w:p>"),
    "moved from here": Way(f"<w:p><w:moveFrom>{HALF}</w:moveFrom></w:p>"),
    "a phantom of an equation": Way(
        f'<w:p><m:oMath><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>{WORD}</m:t></m:r></m:e>'
        "</m:phant></m:oMath></w:p>"
    ),
    "a white equation": Way(f"<w:p><m:oMath><m:r><w:rPr>{WHITE}</w:rPr><m:t>{WORD}</m:t></m:r></m:oMath></w:p>"),
    "a note that nothing refers to": Way("", footnotes=f'<w:footnote w:id="7">{PLAIN}</w:footnote>'),
    # combinations
    "switched off and on again": Way(
        lines('<w:pStyle w:val="P"/>', run_properties=VANISH),
        styles=styled("paragraph", "P", of_runs('<w:vanish w:val="0"/>')),
    ),
    "white in a hidden cell in a box off the page": Way(
        anchored(x=-9_000_000, text=table(run(WHITE), row="<w:hidden/>"))
    ),
    "background of the theme in a text box in a choice": Way(
        choice(box(run('<w:color w:val="000000" w:themeColor="background1"/>')), "")
    ),
    "white by the defaults in a table of a plain style": Way(
        table(settings=TABLE_STYLE), styles=defaults(WHITE) + styled("table", "T", of_runs("<w:b/>"))
    ),
    "white by a style, dark below it in another": Way(
        lines('<w:pStyle w:val="P"/>', run_properties='<w:rStyle w:val="C"/>'),
        styles=styled("paragraph", "P", of_runs('<w:color w:val="000000"/>'))
        + styled("character", "C", of_runs(WHITE)),
    ),
}
"""Documents by description. Each contains the word, and Word doesn't show it."""
