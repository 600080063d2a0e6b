"""What style sheets hide of an HTML page, and what they only seem to hide."""

import base64

import pytest

from recruit.adapters.documents import kinds
from recruit.adapters.documents.css.page import FOREIGN, PARTIAL
from recruit.adapters.documents.frames import Reading


def read(body: str, style: str = "") -> Reading:
    page = f"<!DOCTYPE html><html><head><style>{style}</style></head><body><b>Jane</b> {body}</body></html>"
    return kinds.read(page.encode(), {})


def words(reading: Reading) -> list[str]:
    return reading.text.split()


SECRET = '<span class="x">genius</span>'
HIDE, SHOW = "{display:none}", "{display:inline}"

CASCADE = [
    ".x{display:none!important} span{display:inline}",
    ".x{display:none ! important} .x{display:block}",
    "span.x{display:none} .x{display:inline}",
    "b{display:inline} .x{display:inline} .x{display:none}",
    ".x{display:none; display:bogus}",
    ".x{color:#fff; color:notacolour}",
    ".x{opacity:0; opacity:x}",
    ".x{position:absolute; left:-9999px; left:5}",
    "@layer a{.x{display:inline}} .x{display:none}",
    "@layer a,b; @layer b{.x{display:none}} @layer a{.x{display:inline}}",
    "@layer a{.x{display:none!important}} .x{display:inline!important}",
    "@layer a.b{.x{display:inline}} @layer a{.x{display:none}}",
    ".x{all:unset; display:none}",
]
SELECTORS = [
    "[class]",
    "[class=x]",
    "[class~='x']",
    "[class^=x]",
    "[class$=x]",
    "[class*=x]",
    "[CLASS=X i]",
    "b ~ :nth-child(2)",
    "span:nth-of-type(1)",
    "span:first-of-type",
    "body>:last-child",
    "span:only-of-type",
    "b~span",
    "b + span",
    "body > .x",
    "html body span",
    ":is(i,span)",
    ":where(span)",
    ":not(b,body,html,head)",
    "span:not(:focus-visible)",
    "body :not(:popover-open,b)",
    "body:has(b) span",
    ":root .x",
    r".\78",
    r".\000078 ",
    r"sp\61n",
    "i, u,.x",
    "/**/.x/**/",
    "*|span",
    "SPAN",
    "body:not(.dark) span",
    "span::first-line, .x",
    "span:lang(en), .x",
]
SHEETS = [
    "@media screen{.x{display:none}}",
    "@media (min-width:600px){.x{display:none}}",
    "@media screen and (max-width:2000px) and (orientation:landscape){.x{display:none}}",
    "@media (400px <= width <= 2000px){.x{display:none}}",
    "@media not print{.x{display:none}}",
    "@media print, (hover){.x{display:none}}",
    "@media (width > 10em){@media (height > 10em){.x{display:none}}}",
    "@media only screen and (-webkit-min-device-pixel-ratio:0){.x{display:none}}",
    ".x{display:none} @media print{.x{display:inline}}",
    ".x{display:none} @media (width:1280px){.x{display:inline}}",
    "@supports (display:grid){.x{display:none}}",
    "@supports not (display:none){.x{display:inline}} .x{display:none}",
    ".x{display:none} @supports (unheard-of:1px){.x{display:inline}}",
    "@supports (display:grid) and (not (unheard-of:1px)){.x{display:none}}",
    "@layer{.x{display:none}}",
    "@container (min-width:1px){.x{display:none}}",
    "@scope (body){.x{display:none}}",
    "@import 'data:text/css,.x{display:none}';",
    "@import url(data:text/css;base64," + base64.b64encode(b".x{display:none}").decode() + ") screen;",
    "body{.x{display:none}}",
    "body{& > .x{display:none}}",
    "body{color:red; span{&.x{display:none}}}",
    ".x{@media screen{display:none}}",
    "body{--d:none} .x{display:var(--d)}",
    "body{--D:none} .x{display:var(--d, var(--D))}",
    ".x{--a:var(--b);--b:none;display:var(--a)}",
    "@property --d{syntax:'*';inherits:false;initial-value:none} .x{display:var(--d)}",
    "body{--c:255 255 255} .x{color:rgb(var(--c))}",
    "body{--m:0 0 0 -9999px} .x{margin:var(--m)}",
    "@keyframes k{to{opacity:0}} .x{animation:k 1s forwards}",
    "@keyframes k{from,to{visibility:hidden}} .x{animation:k 1s infinite}",
    "@keyframes k{from{opacity:0}} .x{animation:k 1s paused}",
    "@keyframes k{0%{opacity:1}100%{transform:scale(0)}} .x{animation-name:k;animation-fill-mode:both}",
    "<!-- .x{display:none} -->",
    "@charset 'x'; .x{display:none}",
    "@namespace h url(http://www.w3.org/1999/xhtml); h|span{display:none}",
]
COLOURS = [
    "color:oklch(100% 0 0)",
    "color:oklab(1 0 0)",
    "color:lab(100% 0 0)",
    "color:lch(100% 0 0)",
    "color:hwb(0 100% 0%)",
    "color:color-mix(in srgb, white, white)",
    "color:color-mix(in oklab, white 99%, black)",
    "color:color(srgb 1 1 1)",
    "color:color(display-p3 1 1 1)",
    "color:rgb(255 255 255)",
    "color:rgb(calc(250 + 5) 255 255)",
    "color:rgb(100% 100% 100% / 1)",
    "color:hsl(0 0% 100%)",
    "color:light-dark(white, black)",
    "color:Canvas",
    "color:seashell",
    "color:honeydew",
    "color:rgb(0 0 0 / 0)",
    "color:rgb(0 0 0 / 1%)",
    "color:rgb(from black r g b / 0)",
    "color:#0000",
    "color:hsl(0 0% 0% / 0)",
    "color:oklch(0 0 0 / 0)",
    "color:color-mix(in srgb, black 2%, transparent)",
    "color:red;background:currentcolor",
    "color:red;background-color:#f00;background-image:none",
    "color:#fff;background-image:none",
    "color:#fff;background:linear-gradient(#fff,#fff)",
    "color:rgb(0 0 0 / .5);opacity:.1",
    "background:linear-gradient(#fff,#fff);-webkit-background-clip:text;color:transparent",
    "-webkit-text-fill-color:white;color:black",
]
PLACES = [
    "position:absolute;inset:-9999px auto auto -9999px",
    "position:absolute;inset-inline-start:-9999px",
    "position:absolute;left:-50em",
    "position:absolute;left:-60rem",
    "position:absolute;left:-150vw",
    "position:absolute;top:300vh",
    "position:fixed;top:4000px",
    "position:absolute;left:calc(-100vw - 10px)",
    "position:absolute;left:calc(-1 * (500px + 500px))",
    "position:absolute;left:min(-9999px, 0px)",
    "position:absolute;left:clamp(-9999px, -9999px, 0px)",
    "position:absolute;left:calc(infinity * -1px)",
    "position:absolute;left:-1e4px",
    "margin-inline-start:-9999px",
    "margin:-9999px",
    "margin-left:9999px",
    "transform:matrix(0,0,0,0,0,0)",
    "transform:matrix(1,0,0,1,-9999,0)",
    "transform:scale(0)",
    "transform:scale(1,0)",
    "transform:scaleX(0)",
    "transform:scale3d(0,0,0)",
    "transform:scale(.01)",
    "transform:rotateY(90deg)",
    "transform:rotateX(.25turn)",
    "transform:rotate3d(0,1,0,90deg)",
    "transform:translate(-5000px,-5000px)",
    "transform:translate3d(0,-9999px,0)",
    "transform:translateY(-9999px)",
    "transform:scale(2) translate(-500px)",
    "transform:rotateY(180deg);backface-visibility:hidden",
    "-webkit-transform:scale(0)",
    "scale:0",
    "rotate:y 90deg",
    "translate:-9999px",
    "zoom:0",
    "zoom:1%",
    "offset-path:path('M-9999 0 L-9999 1')",
]
BOXES = [
    "block-size:0;overflow:hidden",
    "inline-size:0;overflow:hidden",
    "max-block-size:0;overflow:clip",
    "max-inline-size:1px;overflow:hidden",
    "height:0;overflow:auto",
    "height:0;contain:paint",
    "width:0%;overflow:hidden",
    "line-height:0;overflow:hidden",
    "clip-path:inset(100%)",
    "clip-path:inset(0 100% 0 0)",
    "clip-path:inset(0 0 100%)",
    "clip-path:circle(0 at 50% 50%)",
    "clip-path:ellipse(0 50%)",
    "clip-path:polygon(0 0, 100% 0, 100% 0)",
    "clip-path:rect(0 0 0 0)",
    "clip-path:xywh(0 0 0 0)",
    "clip-path:path('M0 0')",
    "-webkit-clip-path:inset(50%)",
    "position:absolute;clip:rect(0,0,0,0)",
    "mask:linear-gradient(transparent,transparent)",
    "-webkit-mask-image:linear-gradient(#0000, rgb(0 0 0 / 0))",
    "mask-image:linear-gradient(#000,#000);mask-size:0",
    "filter:blur(20px)",
    "filter:opacity(0)",
    "filter:opacity(1%)",
    "letter-spacing:-50px",
    "letter-spacing:-1em",
    "word-spacing:-9999px",
    "text-indent:-9999px",
    "font-size:0",
    "font-size:1px",
    "font-size:.05em",
    "font-size:5%",
    "font-size:calc(1px / 2)",
    "font:1px/1 serif",
    "content-visibility:hidden",
    "visibility:collapse",
    "display:table-column",
    "content:url(data:,)",
    "-webkit-text-security:disc",
    "display:none;",
    r"d\69splay:n\6fne",
    "display/**/:/**/none",
    "DISPLAY:NONE",
]
BODIES = [
    "<dialog>genius</dialog>",
    "<p popover>genius</p>",
    "<datalist><option>genius</option></datalist>",
    "<canvas>genius</canvas>",
    "<audio>genius</audio>",
    "<video><p>genius</p></video>",
    "<noembed>genius</noembed>",
    "<noframes>genius</noframes>",
    "<ruby>x<rp>genius</rp></ruby>",
    "<template>genius</template>",
    "<p hidden>genius</p>",
    "<p hidden=until-found>genius</p>",
    "<progress>genius</progress>",
    "<div style='opacity:.3'><div style='opacity:.2'><p style='opacity:.5'>genius</p></div></div>",
    "<div style='font-size:.3em'><div style='font-size:.3em'><p style='font-size:.3em'>genius</p></div></div>",
    "<div style='background:#fff'><p style='position:relative;z-index:-1'>genius</p></div>",
    "<link rel=stylesheet href='data:text/css,p{display:none}'><p>genius</p>",
    "<style media=screen>p{display:none}</style><p>genius</p>",
    "<p style='display:none!important;display:block'>genius</p>",
    "<p style='--d:none;display:var(--d)'>genius</p>",
    "<p data-d=none style='display:attr(data-d)'>genius</p>",
    "<font color=ffffff>genius</font>",
    "<div style='color:#fff'><p style='color:inherit'>genius</p></div>",
    "<div style='position:absolute;left:-9999px'><p style='position:absolute;left:0'>genius</p></div>",
]


@pytest.mark.parametrize("style", [*CASCADE, *SHEETS, *(selector + HIDE for selector in SELECTORS)])
def test_a_sheet_hides(style: str) -> None:
    reading = read(SECRET, style)
    assert words(reading) == ["Jane"]
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize("style", [*COLOURS, *PLACES, *BOXES])
def test_a_declaration_hides(style: str) -> None:
    inline = read(f'<span style="{style}">genius</span>')
    assert words(inline) == ["Jane"]
    assert "genius" in inline.hidden[0]
    assert words(read(SECRET, f".x{{{style}}}")) == ["Jane"]


@pytest.mark.parametrize("body", BODIES)
def test_an_element_hides(body: str) -> None:
    reading = read(body)
    assert "genius" not in reading.text
    assert "genius" in reading.hidden[0]


@pytest.mark.parametrize(
    "style",
    [
        ".x{display:none} @media (min-width:600px){.x{display:block}}",
        "@media (max-width:600px){.x{display:none}}",
        "@media print{.x{display:none}}",
        "@media not screen{.x{display:none}}",
        "@media (prefers-color-scheme:dark){.x{color:#fff}}",
        "@media (width < 600px){.x{display:none}}",
        "@media (min-width:600px) and (max-width:900px){.x{display:none}}",
        "@supports not (display:grid){.x{display:none}}",
        "@supports (-ms-ime-align:auto){.x{display:none}}",
        ".x{display:none} .x{display:inline}",
        "span.x{display:inline} .x{display:none}",
        "body span{display:inline} span{display:none}",
        ".x{display:inline!important} span.x{display:none}",
        "@layer a{.x{display:none}} .x{display:inline}",
        "@layer a,b; @layer b{.x{display:inline}} @layer a{.x{display:none}}",
        ".x{display:block; display:bogus none}",
        ".x:hover{display:none}",
        ".x:empty{display:none}",
        ".x:first-child{display:none}",
        ".x:nth-child(odd){display:none}",
        ".x:not(span){display:none}",
        ".x, ::bogus{display:none}",
        ".x::before{display:none}",
        ".x::-webkit-scrollbar{display:none}",
        ".X{display:none}",
        "b > .x{display:none}",
        ".x + b{display:none}",
        "body{.y{display:none}}",
        "@keyframes k{from{opacity:0}to{opacity:1}} .x{opacity:0;animation:k 1s forwards}",
        "@keyframes k{from{opacity:0}} .x{animation:k 1s both}",
        "@keyframes k{50%{opacity:0}} .x{animation:k 1s infinite}",
        "body{--d:none} .x{--d:inline;display:var(--d)}",
        ".x{display:var(--missing)}",
        ".x{display:var(--missing, inline)}",
        "@font-face{font-family:x;src:url(x)} @page{margin:0}",
        ".x{display:none",
        "[hidden]{display:none!important}",
        "*{margin:0;padding:0;box-sizing:border-box} *::before{content:''}",
    ],
)  # fmt: skip
def test_a_sheet_leaves_to_see(style: str) -> None:
    if style == ".x{display:none":
        style += "} .x{display:inline}"
    reading = read(SECRET, style)
    assert (words(reading), reading.hidden, reading.warnings) == (["Jane", "genius"], [], [])


@pytest.mark.parametrize(
    "style",
    [
        "color:rgb(51 51 51)",
        "color:oklch(40% .1 250)",
        "color:rgb(0 0 0 / .6)",
        "color:bogus",
        "background:#123;color:white",
        "background:#123 url(x.png) no-repeat;color:white",
        "background:linear-gradient(#123,#456);color:white",
        "color:transparent;-webkit-text-stroke:1px black",
        "color:#fff;text-shadow:0 0 3px #000",
        "position:absolute;inset:0",
        "position:absolute;left:30em;top:50vh",
        "position:relative;left:-5px",
        "position:sticky;top:0",
        "position:absolute;top:3000px",
        "transform:rotate(90deg)",
        "transform:rotate(-5deg) scale(1.1)",
        "transform:translate(-50%,-50%)",
        "transform:matrix(1,0,0,1,20,30)",
        "transform:scaleX(-1)",
        "transform:none",
        "transform:translate3d(0,0,0)",
        "transform:translateZ(0)",
        "transform:skewX(-10deg)",
        "zoom:.8",
        "block-size:2em;overflow:hidden",
        "inline-size:50%;overflow:hidden",
        "max-width:100%;overflow-x:auto",
        "height:0;padding:2em;overflow:hidden",
        "line-height:0",
        "clip-path:polygon(0 0,100% 0,100% 90%,0 100%)",
        "clip-path:inset(5%)",
        "clip-path:circle(50% at 50% 50%)",
        "mask:linear-gradient(black,transparent)",
        "filter:blur(0)",
        "filter:grayscale(1) drop-shadow(0 0 1px #000)",
        "letter-spacing:-.05em",
        "letter-spacing:.3em",
        "word-spacing:-2px",
        "text-indent:-2em",
        "font-size:62.5%",
        "font-size:smaller",
        "font:italic bold .8em/1.2 Arial,sans-serif",
        "font:inherit",
        "visibility:visible",
        "opacity:1",
        "opacity:60%",
        "display:inline-flex",
        "display:contents",
        "content-visibility:auto",
        "z-index:-1",
        "color:inherit;background:none",
        "margin:-1px auto 0 -15px",
    ],
)
def test_a_declaration_leaves_to_see(style: str) -> None:
    reading = read(f'<span style="{style}">genius</span>')
    assert (words(reading), reading.hidden, reading.warnings) == (["Jane", "genius"], [], [])


@pytest.mark.parametrize(
    "body",
    [
        "<dialog open>genius</dialog>",
        "<dialog style='display:block'>genius</dialog>",
        "<p hidden style='display:block'>genius</p>",
        "<details><summary>More</summary>genius</details>",
        "<div style='font-size:0'><p style='font-size:16px'>genius</p></div>",
        "<div style='letter-spacing:-1em'><p style='letter-spacing:normal'>genius</p></div>",
        "<div style='color:transparent'><p style='color:#000'>genius</p></div>",
        "<div style='background:#000'><p style='background:transparent;color:#fff'>genius</p></div>",
        "<div style='background:#000'><p style='background:#ffffff22;color:#fff'>genius</p></div>",
        "<div style='background:#fff;isolation:isolate'><p style='position:relative;z-index:-1'>genius</p></div>",
        "<style media=print>p{display:none}</style><p>genius</p>",
        "<style type=text/less>p{display:none}</style><p>genius</p>",
        "<noscript><style>p{display:none}</style></noscript><p>genius</p>",
        "<sub style='line-height:0'>genius</sub>",
        "<div style='visibility:hidden'><p style='visibility:initial'>genius</p></div>",
    ],
)
def test_an_element_leaves_to_see(body: str) -> None:
    assert "genius" in read(body).text


@pytest.mark.parametrize(
    ("style", "warning"),
    [
        ("@import url(https://example.com/x.css);", FOREIGN),
        ("@container style(--x:1){.x{display:none}}", PARTIAL),
        ("@scope (body) to (.x){.x{display:none}}", PARTIAL),
        (".x:unheard-of{display:none}", PARTIAL),
    ],
)
def test_what_of_a_style_is_not_known_is_said(style: str, warning: str) -> None:
    reading = read(SECRET, style)
    assert (words(reading), reading.warnings) == (["Jane", "genius"], [warning])


def test_sheets_of_fonts_are_no_reason_to_warn() -> None:
    link = "<link rel=stylesheet href='https://fonts.googleapis.com/css2?family=Lato'>"
    assert read(link, "@import url(https://themes.googleusercontent.com/fonts/css?kit=x);").warnings == []
    assert read("<link rel=stylesheet href=x.css>").warnings == [FOREIGN]


@pytest.mark.parametrize(
    ("style", "body"),
    [
        pytest.param("".join(f".c{n}{{color:red}}" for n in range(100_000)), SECRET, id="100,000 rules"),
        pytest.param("*{color:red}" * 20_000, "<p></p>" * 2_000 + SECRET, id="rules for every element"),
        pytest.param("* * * * * * * * * .y{color:red}" * 100, "<div>" * 200 + "<i class=y></i>" * 500, id="ancestors"),
        pytest.param("* ~ * ~ * ~ * ~ .y{color:red}" * 100, "<i class=y></i>" * 3_000, id="siblings"),
        pytest.param(":has(* * .z) .y{color:red}" * 100, "<i class='y z'></i>" * 2_000, id="descendants"),
        pytest.param("&" * 100 + "{&&&&{" * 30, SECRET, id="nesting"),
        pytest.param("a{" * 100_000, SECRET, id="open blocks"),
        pytest.param(":not(" * 50_000, SECRET, id="open functions"),
        pytest.param(
            ".x{--a0:x;" + "".join(f"--a{n}:{f'var(--a{n - 1})' * 10};" for n in range(1, 20)) + "color:var(--a19)}",
            SECRET * 100,
            id="a billion laughs",
        ),
        pytest.param(f".x{{transform:{'calc(' * 10_000}}}", SECRET, id="deep calc()"),
        pytest.param(f".x{{color:{'color-mix(in srgb,' * 10_000}}}", SECRET, id="deep color-mix()"),
        pytest.param(f"@media {'(' * 50_000}", SECRET, id="deep queries"),
    ],
)
def test_a_style_that_takes_too_much_is_given_up(style: str, body: str) -> None:
    assert "Jane" in read(body, style).text


def test_a_style_that_is_given_up_is_said() -> None:
    assert read("<p></p>" * 2_000, "*{color:red}" * 2_000).warnings == [PARTIAL]
