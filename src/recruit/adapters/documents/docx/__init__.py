"""DOCX reader: the text that Word shows. Formatting is resolved by Word's cascade of styles."""
