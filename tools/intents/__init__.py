"""The training of the intent model from the labelled sentences in `corpus/`: `python -m tools.intents`.

Training is deterministic: the same sentences give the same bytes. `docs/model-cards/intents.md` has the evaluation.
"""
