"""Questions for a list, in seven languages: the kind of its rows, its filters and its order."""
