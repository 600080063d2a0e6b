"""Rules for notes, tags, tasks, timelines and reports in languages other than English: one module a language.

Each module has `WORDS`, which its patterns name as `<word>`, and `PATTERNS`: lines of patterns by request. Words are folded
as in `learned.words`: in lower case and without accents, with elisions as words of their own.
"""
