"""Dialogues with a language model, for messages that the grammar doesn't understand.

    the user's words ──▶ a model with tools, which sees ids and counts, and no text that others wrote
                              │ calls, checked and run by the registry; writes only as far as the user's words go
                              ▼
    what the tools gave ──▶ a model without tools, which sees all of it, as quoted data
                              │ a reply, which has to be borne out by what the tools gave
                              ▼
                          the reply, or the tools' own words

Who chooses tools reads nothing that an outsider wrote, and who reads it has no tools: instructions in a note, a résumé,
a job's text or a name have nobody to obey them.
"""
