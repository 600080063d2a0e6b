"""Read the inputs and write the tables: `python -m tools.job_texts REFERENCE LABELLED…`.

REFERENCE is the folder of the files that `tools.job_texts.reference` names, LABELLED are labelled job texts: folders
with a jobs.json or files of adverts, as `tools.job_texts.corpus` reads them.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from tools.gazetteers.__main__ import write
from tools.job_texts import corpus, fields, generated, phrases, titles, wordings
from tools.job_texts.reference import rows

EACH, COMPOSED, SEED = 3, 150, 1
"""Adverts generated from each opening, adverts composed of sentences in each language, and the seed."""

ESCO = {"en": "1.2.1", "de": "1.0.8", "fr": "1.0.8", "es": "1.0.8", "pt": "1.2.0", "it": "1.0.8", "nl": "1.1.1"}


def main(folder: Path, *labelled: Path) -> None:
    """Run the command."""
    write("job_words", titles.table(_last(folder), _first(folder)))
    if labelled:
        sources = [list(corpus.read(path)) for path in labelled]
        made = list(generated.adverts(_spoken(folder), EACH, SEED))
        write("job_fields", fields.table(fields.train([*chain.from_iterable(sources), *made])))
        composed = list(wordings.adverts(COMPOSED, SEED))
        for name, table in phrases.tables(sources, made, composed).items():
            write(name, table)


def _spoken(folder: Path) -> dict[str, Sequence[str]]:
    """Return short titles by language."""
    return {
        language: generated.short_titles(
            row["label"] for row in rows(folder, f"esco{version}_occupation_labels_{language}")
        )
        for language, version in ESCO.items()
    }


def _last(folder: Path) -> Iterator[str]:
    """Yield titles of languages in which the noun for the person comes last."""
    for name in ("esco1.2.1_occupation_labels_en", "esco1.0.8_occupation_labels_de", "esco1.1.0_occupation_labels_de",
                 "esco1.1.1_occupation_labels_nl"):  # fmt: skip
        yield from (row["label"] for row in rows(folder, name))
    yield from (row["Berufsbenennung"] for row in rows(folder, "de_kldb2010_2020_berufsbenennungen"))
    yield from (row["Alternate Title"] for row in rows(folder, "onet30_alternate_titles"))
    yield from (row["title"] for row in rows(folder, "ca_noc2021_titles_en_fr") if row["lang"] == "en")


def _first(folder: Path) -> Iterator[str]:
    """Yield titles of languages in which the noun for the person comes first."""
    for name in ("esco1.0.8_occupation_labels_fr", "esco1.0.8_occupation_labels_es", "esco1.0.8_occupation_labels_it",
                 "esco1.2.0_occupation_labels_pt"):  # fmt: skip
        yield from (row["label"] for row in rows(folder, name))
    yield from (row["libelle_appellation_long"] for row in rows(folder, "fr_rome_v460_appellations"))
    yield from (row["titulo"] for row in rows(folder, "br_cbo2002_titles_pt"))
    yield from (row["title"] for row in rows(folder, "ca_noc2021_titles_en_fr") if row["lang"] == "fr")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
