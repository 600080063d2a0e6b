"""Evidence on the pages of a PDF, in Chromium."""

from base64 import b64decode

import pytest
from playwright.async_api import Locator, Page, expect

from recruit.domain.candidates.model.candidate import Candidate
from stand_ins.documents import docx, line, paragraph, pdf
from web.browser.tabs import Tab
from web.browsing import Browser
from web.people import RESUME, engineer_job

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

COURIER = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
LEFT, UP, SIZE, ADVANCE, CAPITAL = 72, 640, 12, 0.6, 0.56
"""Where the line with the evidence begins, in points, its font size, and the widths and heights of letters in ems."""

BEFORE, WORD = "I build services in ", "Python"
WIDTH, HEIGHT = 612, 792


def resume() -> bytes:
    """A PDF with Python in its second line, and with Kubernetes in white."""
    shown = line("Jane Doe, Staff Engineer", LEFT, 700, font="M") + line(f"{BEFORE}{WORD}.", LEFT, UP, SIZE, font="M")
    page = shown + "1 1 1 rg " + line("Kubernetes expert", LEFT, 100, font="M")
    return pdf(page, resources="/Font<</F 3 0 R/M 6 0 R>>", objects=[COURIER])


JPEG_2000 = b64decode(
    "/0//UQAvAAAAAAAIAAAACAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAADBwEBBwEBBwEB/1IADAAAAAEAAwQEAAH/XAANQEBISFBISFBISFD/kAAKAAAAAAAm"
    "AAH/k8+0CARPz7QICJ/PtAgIn4CAgICAgICAgP/Z"
)
"""Eight by eight pixels of (200, 30, 30)."""

JBIG2 = b64decode(
    "AAAAADAAAQAAABMAAAAgAAAAIAAAAAAAAAAAAQAAAAAAASYAAQAAACQAAAAgAAAAIAAAAAAAAAAAAAAD//3/Av7+/v9OtItwyf9//6w="
)
"""32 by 32 black pixels."""

JAPANESE = "<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>"
AT = "Array.from(canvas.getContext('2d').getImageData({} * canvas.width, {} * canvas.height, 1, 1).data)"


def image(stream: bytes, size: int, entries: str) -> bytes:
    """Return an image of a PDF."""
    head = f"<</Type/XObject/Subtype/Image/Width {size}/Height {size}{entries}/Length {len(stream)}>>"
    return b"%b stream\n%b\nendstream" % (head.encode(), stream)


def scan() -> bytes:
    """A PDF with pictures in JPEG 2000 and JBIG2, and with a black square and Japanese text of fonts that it lacks."""
    squares = "q 100 0 0 100 72 500 cm /P Do Q q 100 0 0 100 200 500 cm /B Do Q "
    page = line("Jane Doe") + squares + line("n", 340, 500, 100, font="Z") + "BT /J 90 Tf 450 500 Td <82A0> Tj ET"
    objects: list[str | bytes] = [
        image(JPEG_2000, 8, "/Filter/JPXDecode"),
        image(JBIG2, 32, "/Filter/JBIG2Decode/ColorSpace/DeviceGray/BitsPerComponent 1"),
        "<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/90ms-RKSJ-H/DescendantFonts[10 0 R]>>",
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/FontDescriptor 11 0 R/CIDSystemInfo{JAPANESE}>>",
        "<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4/FontBBox[0 -200 1000 900]/Ascent 700/Descent -200>>",
    ]
    return pdf(page, resources="/Font<</F 3 0 R/Z 8 0 R/J 9 0 R>>/XObject<</P 6 0 R/B 7 0 R>>", objects=objects)


async def stored(admin: Browser, content: bytes, filename: str) -> Candidate:
    return (await admin.services.intake.candidate_from_resume(admin.actor, content, filename, None)).candidate


async def opened(tab: Tab, admin: Browser, content: bytes, filename: str) -> Page:
    """Open the review of a résumé's candidate, for a job that asks for Python and Kubernetes."""
    candidate, job = await stored(admin, content, filename), await engineer_job(admin)
    await tab.open(f"/candidates/{candidate.id}?job={job.id}")
    return tab.page


async def box_of(element: Locator) -> tuple[float, float, float, float]:
    box = await element.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


async def test_pictures_of_scanners_and_text_in_fonts_that_a_file_lacks_are_drawn(tab: Tab, admin: Browser) -> None:
    fetched = set[str]()
    tab.page.on("request", lambda request: fetched.add(request.url.rpartition("/")[2]))
    page = await opened(tab, admin, scan(), "cv.pdf")
    await expect(page.locator(".page[data-drawn]")).to_have_count(1)
    canvas = page.locator(".page canvas")
    colours = [await canvas.evaluate(f"canvas => {AT.format(x / WIDTH, 1 - 540 / HEIGHT)}") for x in (122, 250, 380)]
    assert all(abs(one - wanted) < 8 for one, wanted in zip(colours[0], (200, 30, 30, 255), strict=True))
    assert colours[1:] == [[0, 0, 0, 255]] * 2
    assert {"openjpeg.wasm", "jbig2.wasm", "FoxitDingbats.pfb", "90ms-RKSJ-H.bcmap"} <= fetched


async def test_a_rectangle_lies_on_the_words_that_show_a_requirement(tab: Tab, admin: Browser) -> None:
    page = await opened(tab, admin, resume(), "cv.pdf")
    await expect(page.locator(".page[data-drawn]")).to_have_count(1)
    rectangle = page.locator(".evidence")
    await expect(rectangle).to_have_count(1)
    left, top, right, bottom = await box_of(page.locator(".page"))
    across, down = (right - left) / WIDTH, (bottom - top) / HEIGHT
    x = LEFT + ADVANCE * SIZE * len(BEFORE)
    word = (
        left + x * across,
        top + (HEIGHT - UP - CAPITAL * SIZE) * down,
        left + (x + ADVANCE * SIZE * len(WORD)) * across,
        top + (HEIGHT - UP) * down,
    )
    found = await box_of(rectangle)
    shared = [min(found[2], word[2]) - max(found[0], word[0]), min(found[3], word[3]) - max(found[1], word[1])]
    assert min(shared) > 0
    assert shared[0] * shared[1] >= 0.9 * (word[2] - word[0]) * (word[3] - word[1])
    await rectangle.click()
    await expect(page.locator(".requirements > li.chosen")).to_contain_text("Python")


async def test_white_text_is_reported_and_shows_no_requirement(tab: Tab, admin: Browser) -> None:
    page = await opened(tab, admin, resume(), "cv.pdf")
    await expect(page.locator(".hidden-text summary")).to_contain_text("1 piece of hidden text")
    await expect(page.locator(".requirements > li").filter(has_text="Kubernetes")).not_to_contain_text("met")
    await page.keyboard.press("v")
    await expect(page.locator(".paper")).to_be_visible()
    await expect(page.locator(".paper")).not_to_contain_text("Kubernetes")
    await expect(page.locator(".paper mark")).to_have_text("Python")


async def test_a_file_that_cannot_be_drawn_is_shown_as_text(tab: Tab, admin: Browser) -> None:
    await tab.page.route("**/documents/*", lambda route: route.fulfill(body=b"no PDF", content_type="application/pdf"))
    page = await opened(tab, admin, resume(), "cv.pdf")
    await expect(page.locator(".not-shown")).to_be_visible()
    await expect(page.locator(".paper mark")).to_have_text("Python")


async def test_other_files_have_marks_and_load_no_viewer(tab: Tab, admin: Browser) -> None:
    loaded: list[str] = []
    tab.page.on("request", lambda request: loaded.append(request.url))
    page = await opened(tab, admin, docx("".join(map(paragraph, RESUME.splitlines()))), "cv.docx")
    await expect(page.locator(".paper mark[data-own]").first).to_have_text("Python")
    assert not [url for url in loaded if "pdf" in url]
