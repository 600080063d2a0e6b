"""Skills: names, spellings, translations and acronyms."""
