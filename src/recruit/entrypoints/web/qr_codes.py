"""QR codes as SVG, which pages hold inline: their policy forbids images from data."""

import minijinja


def qr_code(text: str) -> minijinja.Markup:
    """Return a QR code, dark on white in either theme, as readers need it."""
    import segno  # noqa: PLC0415 - few processes ever show one

    return minijinja.Markup(segno.make(text, micro=False).svg_inline(scale=4, border=4, dark="#000", light="#fff"))
