"""Generate the tables `title_words`, `resume_fields` and `resume_chain`.

    python -m tools.resumes --titles FOLDER --corpus FOLDER... [--generated 500]

FOLDER of titles: `esco1.0.8_occupation_labels_<language>.tsv.gz` in seven languages, as published by the European
Commission. FOLDERs of the corpus: `resumes.json` and files with answers, some of which aren't part of the project. The
same input gives the same bytes. The command prints the percentage of correct values by field, source and language, by
cross-validation over the sources of the corpus, and the calibration errors.
"""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from tools.gazetteers.__main__ import write
from tools.resumes import corpus, report, title_words, training

SEED = 1
TODAY = date(2026, 11, 1)
"""End of present jobs."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tools.resumes")
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--generated", type=int, default=500)
    asked = parser.parse_args()
    write("title_words", title_words.table(asked.titles))
    made = corpus.generated(asked.titles, asked.generated, SEED)
    written = [
        replace(example, source=f"{number} {example.source}")
        for number, folder in enumerate(asked.corpus)
        for example in corpus.labelled(folder)
    ]
    trained = training.train(written, made, TODAY)
    for line in report.lines(trained):
        print(line)  # noqa: T201
    print("years", {how: round(share, 2) for how, share in trained.years.items()})  # noqa: T201
    write("resume_fields", training.table(trained))
    write("resume_chain", trained.chain)


if __name__ == "__main__":
    main()
