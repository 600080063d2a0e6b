"""CSS evaluation of an HTML page: style sheets, the cascade, and detection of hidden text."""

from recruit.adapters.documents.css.page import Page as Page
