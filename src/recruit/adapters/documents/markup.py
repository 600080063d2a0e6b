"""XML and HTML parsers that fetch no resources, expand no entities and keep libxml2's limits."""

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type


def xml(data: bytes) -> Element:
    """Return the root of an XML document. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def html(data: bytes, encoding: str | None = None) -> Element | None:
    """Return the root of an HTML document, or None if it is empty."""
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding
    )
    return etree.fromstring(data, parser)
