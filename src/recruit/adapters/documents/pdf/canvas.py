"""Rendering of a page to pixels, complete or without some of its objects."""

import ctypes
from collections.abc import Iterable

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]
from numpy.typing import NDArray

MOST_PIXELS_ACROSS = 2_000

Pixels = NDArray[np.uint8]
"""Shape (height, width, 4): blue, green, red and opacity, which is 255 everywhere."""

Boxes = NDArray[np.intp]
"""Shape (n, 4): left, top, right, bottom in whole pixels; a box outside the page is empty."""


class Canvas:
    """Renderer of one page at a given resolution."""

    def __init__(self, page: pdfium.PdfPage, pixels_per_point: float) -> None:
        self._page = page
        width, height = page.get_size()
        scale = min(pixels_per_point, MOST_PIXELS_ACROSS / max(width, height, 1.0))
        self.width = max(1, round(width * scale))
        self.height = max(1, round(height * scale))

    def draw(self, flags: int = 0) -> Pixels:
        """Return the page on a white background. pdfium applies blend modes only to bitmaps with an alpha channel."""
        pixels = np.full((self.height, self.width, 4), 255, np.uint8)
        memory = pixels.ctypes.data_as(ctypes.c_void_p)
        bitmap = pdfium_c.FPDFBitmap_CreateEx(self.width, self.height, pdfium_c.FPDFBitmap_BGRA, memory, 4 * self.width)
        if bitmap:
            pdfium_c.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, self.width, self.height, 0, flags)
            pdfium_c.FPDFBitmap_Destroy(bitmap)
        return pixels

    def without(self, handles: Iterable[ctypes.c_void_p]) -> Pixels:
        """Return the page rendered without the given objects."""
        hidden = list(handles)
        for handle in hidden:
            pdfium_c.FPDFPageObj_SetIsActive(handle, 0)
        try:
            return self.draw()
        finally:
            for handle in hidden:
                pdfium_c.FPDFPageObj_SetIsActive(handle, 1)

    def pixels(self, boxes: NDArray[np.float64]) -> Boxes:
        """Convert boxes of left, bottom, right, top in points to pixels, reduced by a tenth on every side."""
        low, high = self._corners(boxes)
        inset = (high - low) * 0.1
        limits = (self.width, self.height)
        low = np.clip(np.floor(low + inset), 0, limits)
        high = np.clip(np.ceil(high - inset), 0, limits)
        return np.hstack([low, high]).astype(np.intp)

    def fractions(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Convert boxes of left, bottom, right, top in points to left, top, right, bottom in fractions of the page."""
        low, high = self._corners(boxes)
        size = np.array([self.width, self.height], np.float64)
        return np.hstack([low / size, high / size])

    def _corners(self, boxes: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the upper left and the lower right corners of boxes in points, in unrounded pixels."""
        origin, across, up = (self._device(*point) for point in ((0, 0), (1000, 0), (0, 1000)))
        turn = np.array([across - origin, up - origin]) / 1000
        first, second = boxes[:, :2] @ turn + origin, boxes[:, 2:] @ turn + origin
        return np.minimum(first, second), np.maximum(first, second)

    def _device(self, x: float, y: float) -> NDArray[np.float64]:
        """Convert a point of the page to pixels. pdfium returns integers, so it is asked for a larger rendering."""
        fine = 1_000
        left, top = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(self._page, 0, 0, self.width * fine, self.height * fine, 0, x, y, left, top)
        return np.array([left.value / fine, top.value / fine])


def differ(first: Pixels, second: Pixels, by: int) -> NDArray[np.bool_]:
    """Return a mask of the pixels that differ by more than `by` in any colour."""
    one, other = first.view(np.uint32).ravel(), second.view(np.uint32).ravel()  # whole pixels are taken much faster
    changed = np.flatnonzero(one != other)
    one, other = one[changed].view(np.uint8), other[changed].view(np.uint8)
    apart = np.maximum(one, other) - np.minimum(one, other) > by
    mask = np.zeros(len(first) * first.shape[1], np.bool_)
    mask[changed] = apart.view(np.uint32) != 0
    return mask.reshape(first.shape[:2])


def sums(mask: NDArray[np.bool_], boxes: Boxes) -> NDArray[np.int32]:
    """Return the number of set pixels of a mask in each box."""
    table = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
    np.cumsum(mask, axis=1, dtype=np.int32, out=table[1:, 1:])
    np.cumsum(table, axis=0, out=table)
    left, top, right, bottom = boxes.T
    return np.asarray(table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left])
