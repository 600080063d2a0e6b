"""DOCX: what Word shows of a document as text. Formatting is resolved by the cascade that Word applies."""

from recruit.adapters.documents.docx.package import DOCUMENTS
from recruit.adapters.documents.docx.reader import read

__all__ = ["DOCUMENTS", "read"]
