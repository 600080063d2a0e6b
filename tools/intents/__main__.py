"""Train the intent model from the corpus and write it."""

from collections.abc import Sequence
from pathlib import Path
from zlib import compress

import numpy as np

from recruit.domain.engines.language.learned.arguments import SLOT_FILLERS
from recruit.domain.engines.language.learned.features import BUCKETS, features
from recruit.domain.engines.language.learned.intents import SEVERAL, Model
from recruit.domain.engines.language.learned.tagging import tagged
from tools.gazetteers.text import joined
from tools.intents import compounds, training
from tools.intents.corpus import (
    COMMAND_OFFICE,
    COMMANDS,
    CORPUS,
    OFFICE,
    Sentence,
    commands,
    sentences,
)

DATA = Path(__file__).parents[2] / "src" / "recruit" / "data"
NOISE = 1
"""Quantised weights up to this absolute value are set to 0."""

MADE_WEIGHT = 0.5
"""Weight of a generated compound, relative to a written sentence."""


def main() -> None:
    """Run the command."""
    files = [list(sentences(path)) for path in sorted(CORPUS.glob("*.txt"))]
    write(trained([[one for one in found if not one.is_held_out] for found in files]), DATA / "intents.npz")


def _commands() -> list[Sentence]:
    found = [one for path in sorted(COMMANDS.glob("*.txt")) for one in commands(path)]
    return [one for one in found if set(one.tools) <= SLOT_FILLERS.keys()]


def trained(files: Sequence[Sequence[Sentence]]) -> Model:
    """Train on the sentences of some files, twice: the second time with the halves of compounds as well."""
    found = [one for file in files for one in file]
    made, ordered = list(compounds.generated(files)), _commands()
    everything = [*found, *made, *ordered]
    linked = [tagged(one.text, OFFICE) for one in [*found, *made]] + [
        tagged(one.text, COMMAND_OFFICE) for one in ordered
    ]
    rows = [features(one, 0, len(one.words), said.last) for one, said in zip(linked, everything, strict=True)]
    named = [one.label for one in everything]
    counts = [1.0] * len(found) + [MADE_WEIGHT] * len(made) + [1.0] * len(ordered)
    model = _fitted(rows, named, counts)
    for one, said in zip(linked, found, strict=False):
        if said.label == SEVERAL and len(said.tools) == 2:  # noqa: PLR2004 - three are too many to cut blindly
            for row, tool in compounds.halves(model, said, one):
                rows.append(row)
                named.append(tool)
                counts.append(MADE_WEIGHT)
    return _fitted(rows, named, counts)


def _fitted(rows: Sequence[Sequence[int]], named: Sequence[str], counts: Sequence[float]) -> Model:
    classes = sorted(set(named))
    weights = training.fit(rows, [classes.index(one) for one in named], len(classes), counts)
    step = float(np.abs(weights).max() / 127)
    small = np.round(weights / step).astype(np.int8)
    small[np.abs(small) <= NOISE] = 0
    return Model(classes, small, step)


def write(model: Model, path: Path) -> None:
    """Write a model. Raise ValueError for a model with another number of features."""
    if model.weights.shape[0] != BUCKETS:
        raise ValueError("The model is of other features")
    packed = np.frombuffer(compress(model.weights.tobytes(), 9), np.uint8)
    step = np.array(model.step, np.float32)
    np.savez(path, allow_pickle=False, classes=joined(model.classes), weights=packed, step=step)


if __name__ == "__main__":
    main()
