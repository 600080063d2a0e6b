"""Reader of DOC, the binary format of Word before 2007: natively since Word 97, older files by antiword or catdoc."""

from recruit.adapters.documents.content import Content
from recruit.adapters.documents.doc import programs, reader
from recruit.adapters.documents.doc.binary import Encrypted
from recruit.adapters.documents.doc.compound import Unreadable
from recruit.adapters.documents.external_programs import Tools
from recruit.domain.shared.errors import Invalid

PROTECTED = "This document is protected by a password: save it without one and upload it again."


def read(data: bytes, installed: Tools) -> Content:
    """Return the text. Raises Invalid."""
    try:
        return reader.read(data)
    except Encrypted:
        raise Invalid(PROTECTED) from None
    except Unreadable:
        return programs.read(data, installed)
