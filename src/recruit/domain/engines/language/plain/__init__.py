"""Plain sentences about one thing, in seven languages: facts, references to a list, duplicates, refusals."""
