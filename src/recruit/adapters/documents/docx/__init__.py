"""DOCX reader: the text that Word shows. Formatting is resolved by Word's cascade of styles."""

from recruit.adapters.documents.docx.package import DOCUMENTS
from recruit.adapters.documents.docx.reader import read

__all__ = ["DOCUMENTS", "read"]
