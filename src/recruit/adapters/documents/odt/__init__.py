"""ODT reader: headers, text and footers, in this order, of a zip archive of XML parts (OpenDocument 1.3).

Tracked deletions, comments and hidden text are left out. Tables are read as in DOCX.
"""
