"""Questions that a list answers, in seven languages: what it is a list of, its filters, and its order."""
