"""Dialogues with a language model, for messages that the grammar doesn't understand.

    the user's words ──▶ a model with tools, which sees ids and counts, and no text from outsiders
                              │ calls, checked and run by the registry; writes only if the user's words ask for them
                              ▼
    results of the tools ──▶ a model without tools, which sees everything, as quoted data
                              │ a reply, which the results must support
                              ▼
                          the reply, or the tools' own texts

The model that chooses tools reads no text from an outsider, and the model that reads such text has no tools:
instructions in a note, a résumé, a job's text or a name have no effect.
"""
