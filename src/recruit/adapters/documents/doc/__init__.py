"""Reader of DOC, the binary format of Word before 2007: natively since Word 97, older files by antiword or catdoc."""

import sys

from recruit.adapters.documents import external_programs
from recruit.adapters.documents.content import PROTECTED, Content
from recruit.adapters.documents.doc import reader
from recruit.adapters.documents.doc.binary import Encrypted
from recruit.adapters.documents.doc.compound import Unreadable
from recruit.adapters.documents.external_programs import Tools
from recruit.domain.shared.errors import Invalid

SECONDS = 8.0
PROGRAM_REQUIRED = (
    "This .doc file is damaged or older than Word 97, which can be read only where antiword or catdoc is installed on "
    "the server: install one of them, or save the file as DOCX, PDF or TXT and upload that."
)
DAMAGED = "This .doc file is damaged: save it as DOCX, PDF or TXT and upload the new file."

COMMANDS = {"antiword": ("-m", "UTF-8.txt", "-w", "0"), "catdoc": ("-d", "utf-8", "-w")}
"""Arguments for output in UTF-8, with each paragraph on one line."""


def read(data: bytes, installed: Tools) -> Content:
    """Return the text. Raises Invalid."""
    try:
        return reader.read(data)
    except Encrypted:
        raise Invalid(PROTECTED) from None
    except Unreadable:
        return _converted(data, installed)


def _converted(data: bytes, installed: Tools) -> Content:
    """Return the text as an external program prints it."""
    found = [(path, arguments) for name, arguments in COMMANDS.items() if (path := installed.get(name))]
    if not found or sys.platform != "linux":
        raise Invalid(PROGRAM_REQUIRED)
    for path, arguments in found:
        with external_programs.memory_file(data) as (file, descriptor):
            printed = external_programs.run((path, *arguments, file), None, SECONDS / len(found), files=(descriptor,))
        if printed and printed.strip():
            return Content(printed.decode("utf-8", "replace"))
    raise Invalid(DAMAGED)
