"""ODT: a zip archive of XML parts (OpenDocument 1.3), of which headers, the text and footers are read, in this order.

Tracked deletions, comments and hidden text are left out. Tables are read as in DOCX.
"""

from recruit.adapters.documents.odt.reader import CONTENT, PROTECTED, read

__all__ = ["CONTENT", "PROTECTED", "read"]
