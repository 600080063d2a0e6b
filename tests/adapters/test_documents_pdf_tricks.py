"""PDF: text that annotations, blend modes and spacing hide or leave visible, and values of forms."""

import pytest

from recruit.adapters.documents import file_types
from recruit.adapters.documents.answers import Reading
from stand_ins.documents import line, lines, pdf

OTHERS = ["A plain first line of words", "and a second one"]
GENIUS = line("genius", y=600)
WHITE_BOX = "1 g 0 0 300 30 re f"
RED_FRAME = "1 0 0 RG 1 1 298 28 re S"
WORD = "BT /F 12 Tf 2 10 Td (genius) Tj ET"
CATALOG = b"<</Type/Catalog/Pages 2 0 R"
MODES = "Multiply Screen Lighten Difference ColorDodge".split()
RESOURCES = (
    f"/ExtGState<<{''.join(f'/{mode}<</BM/{mode}>>' for mode in MODES)}"
    "/Faint<</ca .05>>/Masked<</SMask<</S/Luminosity/G 6 0 R>>>>>>"
    "/ColorSpace<</Spot[/Separation/White/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 0]/N 1>>]"
    "/Profile[/ICCBased 7 0 R]>>/Properties<</Off 8 0 R/On 9 0 R>>"
)


def form(content: str, group: str = "", size: str = "612 792") -> str:
    """A form XObject."""
    kind = f"/Type/XObject/Subtype/Form/BBox[0 0 {size}]{group}/Resources<</Font<</F 3 0 R>>>>"
    return f"<<{kind}/Length {len(content)}>>stream\n{content}\nendstream"


def annotation(kind: str, more: str = "/AP<</N 6 0 R>>", flags: int = 4) -> str:
    """An annotation over the place of GENIUS."""
    return f"<</Type/Annot/Subtype/{kind}/F {flags}/Rect[60 590 360 620]{more}>>"


def drawn(content: str, mask: str = "0 g") -> Reading:
    """A page with OTHERS and more, for which modes, masks, colour spaces and layers are declared."""
    group = form(f"{mask} 0 0 612 792 re f", group="/Group<</S/Transparency/CS/DeviceGray>>")
    profile = "<</N 3/Alternate/DeviceRGB/Length 0>>stream\n\nendstream"
    layers = "<</Type/OCG/Name(off)>>", "<</Type/OCG/Name(on)>>"
    data = pdf(lines(OTHERS) + content, resources=RESOURCES, objects=[group, profile, *layers])
    optional = b"/OCProperties<</OCGs[8 0 R 9 0 R]/D<</OFF[8 0 R]/Order[]>>>>"
    return file_types.read(data.replace(CATALOG, CATALOG + optional), {})


def annotated(annotations: str, content: str, appearance: str, **form_fields: str) -> Reading:
    """A page with OTHERS and more, and annotations whose appearance is object 6; `form_fields` are numbered from 7."""
    objects = [form(appearance, size="300 30"), *form_fields.values()]
    data = pdf(lines(OTHERS) + content, links=annotations, objects=objects)
    listed = " ".join(f"{number} 0 R" for number in range(7, 7 + len(form_fields)))
    fields = f"/AcroForm<</Fields[{listed}]/DA(/F 12 Tf 0 g)/DR<</Font<</F 3 0 R>>>>>>" if form_fields else ""
    return file_types.read(data.replace(CATALOG, CATALOG + fields.encode()), {})


@pytest.mark.parametrize(
    "over",
    [
        *(annotation(kind) for kind in "Square Circle Polygon FreeText Stamp Redact Highlight Ink Widget Link".split()),
        annotation("Square", "/IC[1 1 1]/C[1 1 1]"),
    ],
)
def test_text_under_an_annotation_is_dropped(over: str) -> None:
    reading = annotated(over, GENIUS, WHITE_BOX)
    assert reading.text.split("\n") == OTHERS
    assert reading.hidden == ["covered text: 'genius'"]


@pytest.mark.parametrize(
    ("over", "appearance"),
    [
        (annotation("Square"), RED_FRAME),
        (annotation("Square", flags=2), WHITE_BOX),
        (annotation("Square", flags=36), WHITE_BOX),
        (annotation("Link", "/Border[0 0 1]"), WHITE_BOX),
    ],
    ids=["a frame", "a hidden box", "a box that is only printed", "a link with a border"],
)
def test_text_under_an_annotation_that_covers_nothing_is_kept(over: str, appearance: str) -> None:
    reading = annotated(over, GENIUS, appearance)
    assert (reading.text.split(), reading.hidden) == ([*" ".join(OTHERS).split(), "genius"], [])


@pytest.mark.parametrize("kind", ["FreeText", "Stamp", "Square", "Widget"])
def test_text_of_a_visible_annotation_is_read(kind: str) -> None:
    assert "genius" in annotated(annotation(kind), "", WORD).text
    assert all("genius" not in annotated(annotation(kind, flags=flags), "", WORD).text for flags in (2, 36))


VALUE = "/FT/Tx/T(a)/V(genius)/DA(/F 12 Tf 0 g)"


@pytest.mark.parametrize(
    "field",
    [
        VALUE,
        "/FT/Tx/T(a)/V<FEFF00670065006E006900750073>",
        "/FT/Tx/Ff 4096/T(a)/V(a line\\nand genius)/DA(/F 0 Tf 0 g)",
        "/FT/Ch/Ff 131072/Opt[[(g)(genius)][(b)(bad)]]/T(a)/V(g)",
    ],
    ids=["text", "UTF-16", "lines", "a choice"],
)
def test_the_value_of_a_field_without_an_appearance_is_read(field: str) -> None:
    assert "genius" in annotated("7 0 R", "", "", field=annotation("Widget", field)).text


@pytest.mark.parametrize(
    "field",
    [
        annotation("Widget", VALUE, flags=2),
        annotation("Widget", VALUE.replace("0 g", "1 g")),
        annotation("Widget", VALUE + "/Ff 8192"),
        annotation("Widget", VALUE + "/AP<</N 6 0 R>>"),
    ],
    ids=["hidden", "white", "a password", "with an appearance of its own"],
)
def test_the_value_of_an_invisible_field_is_not_read(field: str) -> None:
    assert "genius" not in annotated("7 0 R", "", RED_FRAME, field=field).text


STACK = "".join(f"1 0 0 1 72 600 Tm ({letter}) Tj " for letter in "genius")


@pytest.mark.parametrize(
    "content",
    [
        *(f"/{mode} gs {GENIUS}" for mode in ("Screen", "Lighten", "ColorDodge", "Difference", "Masked", "Faint")),
        "/Multiply gs " + line("genius", y=600, before="1 g"),
        line("genius", y=600, before="-6.7 Tc"),
        line("genius", y=600, before="-5 Tc"),
        line("genius", y=600, before="5 Tz"),
        "q BT /F 12 Tf 0.05 0 0 1 72 600 Tm (genius) Tj ET Q\n",
        "q BT /F 12 Tf 72 600 Td [(g) 556 (e) 556 (n) 556 (i) 222 (u) 556 (s)] TJ ET Q\n",
        f"q BT /F 12 Tf {STACK} ET Q\n",
        line("genius", y=600, before="7 Tr"),
        f"/OC /Off BDC\n{GENIUS}EMC\n",
        *(line("genius", y=600, before=white) for white in ("0 0 0 0 k", "/Spot cs 1 scn", "/Profile cs 1 1 1 scn")),
    ],
)
def test_text_hidden_by_modes_spacing_layers_or_colours_is_dropped(content: str) -> None:
    reading = drawn(content)
    assert reading.text.split("\n") == OTHERS
    assert "geni" in reading.hidden[0]


@pytest.mark.parametrize(
    "content",
    [
        f"/Multiply gs {GENIUS}",
        "0 g 60 590 300 30 re f /Screen gs " + line("genius", y=600, before="1 g"),
        "/Difference gs " + line("genius", y=600, before="1 g"),
        f"/Masked gs {GENIUS}",
        line("genius", y=600, before="-0.7 Tc"),
        line("genius", y=600, before="40 Tz"),
        line("genius", y=600) + line("genius", x=74, y=598.5),
        "q BT /F 1 Tf 12 0 0 12 72 600 Tm (genius) Tj ET Q\n",
        f"/OC /On BDC\n{GENIUS}EMC\n",
        line("genius", y=600, before="0 0 0 1 k"),
        line("genius", y=600, before="/Profile cs 0 0 0 scn"),
    ],
)
def test_text_left_visible_by_modes_spacing_layers_and_colours_is_kept(content: str) -> None:
    reading = drawn(content, mask="1 g")
    assert "genius" in reading.text
    assert reading.hidden == []


def with_actual_text(actual_text: str, content: str) -> str:
    """Content with an ActualText."""
    written = f"\ufeff{actual_text}".encode("utf-16-be").hex()
    return f"/Span<</ActualText<{written}>>>BDC\n{content}EMC\n"


@pytest.mark.parametrize(
    ("actual_text", "shown"), [("genius", "welder"), ("genius", "."), ("a genius with ten years", "a welder")]
)
def test_actual_text_that_differs_from_the_letters_is_not_read(actual_text: str, shown: str) -> None:
    text = drawn(with_actual_text(actual_text, line(shown, y=600))).text
    assert "genius" not in text
    assert text.split("\n")[-1] == shown


@pytest.mark.parametrize(
    ("actual_text", "shown"), [("genius", "GENIUS"), ("g\u00e9nius", "genius"), ("genius", "geni-us"), ("ffi", "?")]
)
def test_actual_text_that_matches_the_letters_is_read(actual_text: str, shown: str) -> None:
    assert drawn(with_actual_text(actual_text, line(shown, y=600))).text.split("\n")[-1] == actual_text
