"""Scans: PDFs that are pictures of text."""

import ctypes
import shutil
import sys

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from recruit.adapters.documents import external_programs, file_types
from recruit.adapters.documents import reader as open_reader
from recruit.adapters.documents.pdf.canvas import Canvas
from recruit.domain.shared.errors import Invalid
from recruit.ports.plugins import AdapterConfig
from stand_ins.documents import line, lines, pdf

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
TEXT = ["Jane Doe", "Baker at the Old Mill", "from March 2019 to June 2021"]


def picture(*texts: str) -> bytes:
    """A page with these lines, as the object of a picture in shades of grey."""
    with pdfium.PdfDocument(
        pdf("".join(line(text, 72, 700 - 40 * n, size=24) for n, text in enumerate(texts)))
    ) as drawn:
        pixels = Canvas(drawn[0], 2.0).draw()
    grey = pixels[..., 1].copy()
    height, width = grey.shape
    entries = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    data = ctypes.string_at(grey.ctypes.data, grey.nbytes)
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def scan(*texts: str, more: str = "", pages: int = 1) -> bytes:
    """A PDF whose pages are pictures of these lines, with more content on top."""
    page = f"q 612 0 0 792 0 0 cm /P Do Q\n{more}"
    return pdf(*[page] * pages, resources="/XObject<</P 6 0 R>>", objects=[picture(*texts)])


def test_a_scan_is_refused_with_the_name_of_the_missing_tool() -> None:
    with pytest.raises(Invalid, match=r"scan.*tesseract.*tesseract-ocr"):
        file_types.read(scan(*TEXT), {"tesseract": None})


def test_the_invisible_text_layer_of_a_scan_is_not_trusted() -> None:
    with pytest.raises(Invalid, match="scan"):
        file_types.read(scan(*TEXT, more=line("Chief Executive", y=600, before="3 Tr")), {})


def test_a_scanned_page_among_pages_of_text_is_left_out_with_a_warning() -> None:
    pages = [lines(["A page that has words on it", "in two lines"]), "q 612 0 0 792 0 0 cm /P Do Q"]
    reading = file_types.read(pdf(*pages, resources="/XObject<</P 6 0 R>>", objects=[picture(*TEXT)]), {})
    assert reading.text.startswith("A page that has words")
    (warning,) = reading.warnings
    assert "page 2" in warning
    assert "tesseract" in warning


@needs_tesseract
def test_a_scan_is_recognised_with_a_warning() -> None:
    reading = file_types.read(scan(*TEXT, more=line("Chief Executive", y=600, before="3 Tr")), external_programs.find())
    assert [found for found in reading.text.split("\n") if found] == TEXT
    assert reading.warnings == ["The text of page 1 was recognised from a picture and may have faults."]


@needs_tesseract
@pytest.mark.skipif(sys.platform == "win32", reason="the system has no resource limits")
async def test_a_scan_is_recognised_inside_the_childs_limits(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with open_reader(AdapterConfig("local:", tmp_path_factory.mktemp("data"))) as documents:
        assert "Old Mill" in (await documents.read(scan(*TEXT))).text


@needs_tesseract
def test_a_scan_without_readable_text_is_refused() -> None:
    with pytest.raises(Invalid, match="no text could be recognised"):
        file_types.read(pdf("q 0 g 100 100 400 500 re f Q"), external_programs.find())


def test_a_tool_that_hangs_or_fails_returns_no_text() -> None:
    assert external_programs.run((sys.executable, "-c", "while True: pass"), None, 0.1) is None
    assert external_programs.run((sys.executable, "-c", "raise SystemExit(1)"), None, 10) is None
    assert external_programs.run(("/nonexistent",), b"", 10) is None
