"""Fetch the sources and write every table."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from tools.gazetteers import background, concepts, occupations, passwords, places, sources

DATA = Path(__file__).parents[2] / "src" / "recruit" / "data"


def main() -> None:
    """Run the command."""
    with TemporaryDirectory() as folder:
        esco = sources.fetch(sources.ESCO, Path(folder))
        handbook = sources.fetch(sources.HANDBOOK, Path(folder))
        described = sources.esco_occupations(esco)
        groups = sources.handbook_occupations(handbook)
        skills = sources.esco_skills(esco)
        geonames = sources.fetch(sources.GEONAMES, Path(folder))
        common = sources.passwords(sources.fetch(sources.ZXCVBN, Path(folder)))
        cities, countries = sources.settlements(geonames), sources.countries(geonames)
    found = occupations.gather(described, groups)
    texts = [occupation.text for occupation in found]
    write("background", background.table([*texts, *described.groups, *skills]))
    write("places", places.table(cities, countries, [*texts, *skills]))
    write("common_passwords", passwords.table(common))
    write("concepts", concepts.table(texts))  # last: it weighs terms by the background


def write(
    name: str, table: Mapping[str, NDArray[np.generic]], folder: Path = DATA, *, compressed: bool = False
) -> None:
    """Write a table in the format that `recruit.data.arrays` reads."""
    save = np.savez_compressed if compressed else np.savez
    save(folder / f"{name}.npz", allow_pickle=False, **table)


if __name__ == "__main__":
    main()
