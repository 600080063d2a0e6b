"""PDF: what a person sees of a page, in the order in which they read it."""
