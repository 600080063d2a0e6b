"""HTML pages as exported by word processors, templates and converters, each with the words 1, 2 and 3."""

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
@font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt;}
@page WordSection1 {size:595.3pt 841.9pt; mso-header-margin:35.4pt;}
div.WordSection1 {page:WordSection1;}
--></style></head><body lang=EN-GB style='tab-interval:36.0pt'><div class=WordSection1>
<p class=MsoNormal style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>1<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]><b
style='mso-bidi-font-weight:normal'>2<o:p></o:p></b></p>
<table style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr><td width=200
style='width:150pt;background:#1F3864;padding:0cm'><p style='line-height:normal'><span
style='color:white;mso-themecolor:background1'>3</span></p></td></tr></table></div></body></html>
"""

GOOGLE_DOCS = """
<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">
@import url(https://themes.googleusercontent.com/fonts/css?kit=x);
.lst-1>li:before{content:"x"} ul.lst-1{list-style-type:none} ol{margin:0;padding:0}
.c1{background-color:#ffffff;max-width:468pt;padding:72pt 72pt 72pt 72pt}
.c2{color:#000000;font-weight:400;text-decoration:none;vertical-align:baseline;font-size:11pt}
.c3{height:11pt;orphans:2;widows:2}
.c4{overflow:hidden;display:inline-block;margin:0;border:0;transform:rotate(0) translateZ(0px)}
</style></head><body class="c1 doc-content"><p class="c3"><span class="c2">1</span></p><ul class="lst-1 start"><li
class="c2" style="margin-left:36pt">2</li></ul><p><span class="c4" style="width:60px;height:20px">3</span></p>
</body></html>
"""

BOOTSTRAP = """
<!doctype html><html lang=en><head><style>
:root{--bs-body-color:#212529;--bs-white-rgb:255,255,255;--bs-bg-opacity:1}
*,::after,::before{box-sizing:border-box} body{margin:0;color:var(--bs-body-color)}
.text-white{--bs-text-opacity:1;color:rgba(var(--bs-white-rgb),var(--bs-text-opacity))!important}
.bg-dark{background-color:rgba(33,37,41,var(--bs-bg-opacity))!important}
.row{margin:0 -.75rem} .d-none{display:none!important}
@media (min-width:768px){.d-md-block{display:block!important}}
@media print{.d-print-none{display:none!important}}
.fade:not(.show){opacity:0} .card{position:relative} .collapse:not(.show){display:none} sup{line-height:0}
</style></head><body><header class="bg-dark text-white">1</header><div class="row d-none d-md-block">2</div>
<div class="fade show card d-print-none">3</div></body></html>
"""

CONVERTED_PDF = """
<!DOCTYPE html><html><head><style>
.page{position:relative;background-color:white;overflow:hidden;width:892px;height:1262px}
.content{position:absolute;top:0;left:0;width:100%;height:100%;overflow:hidden;display:block;transform-origin:0 0}
.t{position:absolute;white-space:pre;font-size:1px;transform-origin:0 100%}
.m0{transform:matrix(.25,0,0,.25,0,0)} .h1{font-size:48px} .x1{left:90px} .y1{bottom:1100px}
@media screen{.page{margin:13px auto}} @media print{.page{margin:0}}
</style></head><body><div class="page"><div class="content"><div class="t m0 x1 y1 h1">1</div><div
class="t m0 x1 y1 h1">2</div><div class="t m0 h1">3</div></div></div></body></html>
"""

SLIDE_IN = """
<!DOCTYPE html><html><head><style>
@keyframes in{from{opacity:0;transform:translateX(-1000px)}to{opacity:1;transform:none}}
.in{opacity:0;animation:in .5s ease-out .2s forwards}
.timeline{position:relative} .timeline::before{content:"";position:absolute;inset:0;background:#fff}
.when{position:absolute;right:100%;white-space:nowrap}
.skill{overflow:hidden;height:1.2em} .skill>i{display:block;width:80%;background:#036;color:#fff}
.banner{background:linear-gradient(90deg,#036,#069);color:#fff}
</style></head><body><h1 class="banner in">1</h1><div class="timeline"><span class="when">2</span></div>
<div class="skill"><i>3</i></div></body></html>
"""

ALL = {
    "Word": WORD,
    "Google Docs": GOOGLE_DOCS,
    "Bootstrap": BOOTSTRAP,
    "a converted PDF": CONVERTED_PDF,
    "a template with effects": SLIDE_IN,
}
