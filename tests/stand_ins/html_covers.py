"""HTML pages with boxes that cover text or seem to, with drawings, and with form fields."""

UNDER = "<div style='position:relative'>genius{}</div>"
BELOW = "<div>genius</div>{}"


def _over(style: str) -> str:
    return UNDER.format(f"<i style='position:absolute;{style}'></i>")


def _generated(part: str, style: str, outer: str = "position:relative") -> str:
    return f"<style>.x{{{outer}}}.x::{part}{{content:'';{style}}}</style><p class=x>genius</p>"


COVERED = [
    _generated("after", "position:absolute;inset:0;background:#fff"),
    _generated("before", "position:absolute;top:0;left:0;width:100%;height:100%;background:white"),
    _generated("before", "position:absolute;inset:0;background:#036;z-index:1"),
    _generated("after", "position:absolute;inset:-5px;background:linear-gradient(#fff,#eee)"),
    _generated("before", "display:block;position:relative;height:40px;margin-bottom:-40px;background:#fff"),
    (
        "<style>.x{position:relative}.x:after{content:'';position:absolute;inset:0;background:#fff}</style>"
        "<div class=x><p>genius</p></div>"
    ),
    _over("inset:0;background:linear-gradient(#fff,#fff)"),
    _over("inset:0;background-image:linear-gradient(red,blue)"),
    _over("inset:0;backdrop-filter:blur(30px)"),
    _over("inset:0;backdrop-filter:contrast(0)"),
    _over("inset:0;-webkit-backdrop-filter:brightness(0)"),
    _over("top:0;left:0;width:100%;border:30px solid #fff"),
    _over("top:0;left:0;right:0;border-top:40px solid white"),
    _over("top:0;left:0;width:100%;border-bottom-width:40px;border-color:#fff"),
    _over("top:0;left:0;width:500px;height:200px;background:#fff"),
    _over("top:0;left:0;box-shadow:0 0 0 100px #fff"),
    _over("top:0;left:0;outline:100px solid #fff"),
    BELOW.format("<div style='margin-top:-20px;height:30px;background:#fff;position:relative'></div>"),
    BELOW.format("<div style='margin-top:-20px;height:30px;background:#fff;opacity:.99'></div>"),
    BELOW.format("<div style='position:relative;top:-20px;height:30px;background:#fff'></div>"),
    BELOW.format("<div style='transform:translateY(-20px);height:30px;background:linear-gradient(red,red)'></div>"),
    "<div style='margin-bottom:-20px'>genius</div><div style='position:relative;height:30px;background:#fff'></div>",
    "<p>genius</p><div style='margin-top:-36px;height:60px;background:#fff;position:relative'>other</div>",
    (
        "<div style='display:grid'><p style='grid-area:1/1'>genius</p>"
        "<p style='grid-area:1/1;background:#fff'>other words</p></div>"
    ),
    "<style>p::first-line{color:#fff}</style><p>genius</p>",
    "<style>p:first-line{font-size:0}</style><p><b>genius</b> genius<br>a second line</p>",
    "<style>div::first-line{color:#fff}</style><div><p>genius</p>Jane</div>",
    "<p style='color:#fff;background:#000;box-shadow:inset 0 0 0 99px #fff'>genius</p>",
]
UNCOVERED = [
    _generated("before", "position:absolute;inset:0;background:#fff;z-index:-1"),
    _generated("after", "position:absolute;bottom:0;left:0;width:100%;height:2px;background:#036"),
    _generated("after", "position:absolute;inset:0;background:#fff", outer="color:#333"),
    _generated("after", "display:table;clear:both;background:#fff"),
    _generated("after", "position:absolute;inset:0;background:#fff;display:none"),
    _generated("after", "position:absolute;inset:0;background:linear-gradient(#fff0,#fff)"),
    _generated("before", "position:absolute;top:0;left:20px;width:4px;height:100%;background:#036"),
    "<style>.x::before{position:absolute;inset:0;background:#fff}.x{position:relative}</style><p class=x>genius</p>",
    (
        "<style>.x,.x>*{position:relative}.x::before{content:'';position:absolute;inset:0;background:#fff}</style>"
        "<div class=x><p>genius</p></div>"
    ),
    _over("inset:0;backdrop-filter:blur(1px)"),
    _over("inset:0;border:1px solid #036"),
    _over("top:0;left:0;width:220px;height:2px;background:#fff"),
    _over("top:0;left:300px;width:220px;height:100%;background:#036"),
    _over("top:0;left:0;box-shadow:0 2px 9px #999"),
    (
        "<div style='position:relative'><i style='position:absolute;top:0;left:0;width:220px;height:9in;"
        "background:#036'></i><main style='display:block;margin-left:240px'>genius</main></div>"
    ),
    (
        "<div style='position:relative;padding-top:140px'><i style='position:absolute;top:0;left:0;width:100%;"
        "background:#036'></i>genius</div>"
    ),
    BELOW.format("<div style='margin-top:-5px;background:#fff;position:relative'>b</div>"),
    BELOW.format("<div style='margin-top:-40px;height:60px;background:#fff'></div>"),
    BELOW.format("<div style='margin-top:-40px;height:60px;position:relative'></div>"),
    "<p style='padding-bottom:90px'>genius</p><div style='margin-top:-60px;position:relative;background:#fff'>b</div>",
    "<div style='height:300px'>genius</div><div style='margin-top:-60px;position:relative;background:#fff'>b</div>",
    "<div><img src=x>genius</div><div style='margin-top:-60px;position:relative;background:#fff;height:99px'>b</div>",
    "<div style='display:grid'><p style='grid-area:1/1'>genius</p><p style='grid-area:1/2;background:#fff'>b</p></div>",
    "<div style='display:flex'><p>genius</p><p style='position:relative;margin-top:-60px;background:#fff'>b</p></div>",
    (
        "<nav style='position:fixed;top:0;left:0;width:100%;height:60px;background:#fff'><a class=y>Menu</a></nav>"
        "<main><section style='padding-top:90px'>genius</section></main>"
    ),
    (
        "<div style='position:relative'><i style='position:absolute;top:0;left:0;width:250px;height:100%;"
        "background:#036'></i><main><div style='margin-left:270px'>genius</div></main></div>"
    ),
    "<style>p::first-line{color:#036}</style><p>genius</p>",
    "<style>p{color:#fff}p::first-line{color:#000}</style><p>genius</p>",
    "<style>p::first-line{color:#fff}</style><p>hidden<br>genius</p>",
    "<style>p::first-letter{color:#fff}</style><p>genius</p>",
]
TEXT = "<text x=10 y=20>genius</text>"
DRAWN = [
    TEXT,
    "<g><text y=20><tspan>genius</tspan></text></g>",
    "<text x=10 y=20>a<tspan x=10 dy=20>b</tspan>genius</text>",
    "<foreignobject><p>genius</p></foreignobject>",
    "<rect width=200 height=99 fill=#036 /><text x=10 y=20 fill=white>genius</text>",
    "<rect width='100%' height='100%' fill=#036 /><text x=10 y=20 fill=white>genius</text>",
    "<path d='M0 0h999v99z' fill=#036 /><text x=10 y=20 fill=white>genius</text>",
    f"<rect width=200 height=99 fill=white />{TEXT}",
    f"{TEXT}<rect x=10 y=30 width=200 height=9 fill=#036 />",
    f"{TEXT}<rect width=200 height=99 fill=none stroke=black />",
    "<text x=10 y=20 fill=none stroke=black>genius</text>",
    "<text x=10 y=20 fill='url(#g)'>genius</text>",
    "<text x=10 y=20 style='fill:#036'>genius</text>",
    "<text x=10 y=20 fill=currentColor>genius</text>",
]
NOT_DRAWN = [
    "<title>genius</title>",
    "<defs><text>genius</text></defs>",
    "<text x=10 y=20 fill=white>genius</text>",
    "<text x=10 y=20 style='fill:#fff'>genius</text>",
    "<g fill=white><text x=10 y=20><tspan>genius</tspan></text></g>",
    "<text x=10 y=20 fill=none>genius</text>",
    "<text x=10 y=20 fill-opacity=0>genius</text>",
    "<text x=10 y=20 opacity=0.01>genius</text>",
    "<text x=10 y=20 display=none>genius</text>",
    "<text x=10 y=20 visibility=hidden>genius</text>",
    "<text x=10 y=20 font-size=1>genius</text>",
    "<text x=-900 y=20>genius</text>",
    "<text x=10 y=900>genius</text>",
    f"{TEXT}<rect width=200 height=99 fill=white />",
    f"<g transform='translate(9 9)'>{TEXT}<rect width=200 height=99 fill=red /></g>",
    "<rect width=200 height=99 fill=#036 /><text x=10 y=20 fill=#036>genius</text>",
    "<foreignobject><p style='color:#fff'>genius</p></foreignobject>",
]
FILLED_IN = [
    "<input value=genius>",
    "<input type=EMAIL value=genius>",
    "<input type=submit value=genius>",
    "<textarea>genius</textarea>",
    "<select><option>a<option selected>genius</select>",
    "<select><option disabled>a<option>genius<option>b</select>",
    "<select><option selected label=genius>a</select>",
    "<select multiple><option>a<option>genius</select>",
    "<div style='color:#fff'><input value=genius></div>",
    "<math><mi>genius</mi></math>",
    "<details><summary>More</summary>genius</details>",
]
NOT_FILLED_IN = [
    "<input type=hidden value=genius>",
    "<input type=password value=genius>",
    "<input type=checkbox value=genius>",
    "<input value=genius style='color:#fff'>",
    "<input value=genius hidden>",
    "<textarea style='opacity:0'>genius</textarea>",
    "<select><option>genius<option selected>b</select>",
    "<select><option hidden>genius<option>b</select>",
    "<select><option selected label=a>genius</select>",
    "<select style='display:none'><option selected>genius</select>",
    "<img alt=genius src=x>",
]
