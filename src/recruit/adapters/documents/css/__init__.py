"""What the style of an HTML page leaves to see: style sheets, the cascade, and what its declarations hide."""

from recruit.adapters.documents.css.page import Page as Page
