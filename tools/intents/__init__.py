"""Trains the intent model from the labelled sentences in `corpus/`: `python -m tools.intents`.

The same sentences give the same bytes. `docs/model-cards/intents.md` says what is measured.
"""
