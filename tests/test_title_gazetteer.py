"""Building the table `occupations` from classifications, here of a few rows each."""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from recruit.data import arrays, lines
from recruit.domain.engines.occupations.title_index import TitleIndex
from recruit.domain.engines.occupations.title_words import root
from tools.gazetteers.__main__ import write
from tools.gazetteers.titles import sources, table
from tools.gazetteers.titles.mixing import mixes
from tools.gazetteers.titles.sources import Title
from tools.gazetteers.titles.table import make

ESCO = "http://data.europa.eu/esco/"
HEADS: Mapping[str, str] = {
    "esco1.2.1_occupation_descriptions_en": "conceptUri iscoGroup escoCode preferredLabel description",
    "esco1.1.1_occupation_skill_relations": "occupation relationType skillType skill",
    "onet30_occupation_data": "O*NET-SOC Code|Title|Description",
    "esco1.1_onet_soc2019_crosswalk": "onetCode onetTitle escoOrIscoUri escoTitle typeOfMatch",
    **dict.fromkeys(sources.ESCO_LABELS, "conceptUri iscoGroup escoCode kind label"),
    "onet30_alternate_titles": "O*NET-SOC Code|Alternate Title|Short Title|Source(s)",
    "onet29.3_reported_titles": "O*NET-SOC Code|Title|Reported Job Title|Shown",
    "onet29.3_alternate_titles_not_in_30": "O*NET-SOC Code|Alternate Title|Short Title|Source(s)",
    "us_soc2018_direct_match_titles": "2018 SOC Code|2018 SOC Title|2018 SOC Direct Match Title|Illustrative Example",
    "uk_soc2020_coding_index_v12": (
        "SOC_2020|SOC_2020_ext|ADD|ISCO-08 code based on SOC2020|INDEXOCC_-_natural_word_order"
    ),
    "ca_noc2021_titles_en_fr": "noc2021 lang kind title",
    "fr_rome_v460_appellations": "libelle_appellation_court code_rome",
    "de_kldb2010_2020_berufsbenennungen": "Berufsbenennung KldB2010_5Steller",
    "br_cbo2002_titles_pt": "cbo2002 titulo tipo",
}
BAKER, COOK = f"{ESCO}occupation/baker", f"{ESCO}occupation/cook"
ROWS: Mapping[str, Sequence[Sequence[str]]] = {
    "esco1.2.1_occupation_descriptions_en": [
        (BAKER, "7512", "7512.1", "baker", "Bakers make bread and rolls in ovens."),
        (COOK, "5120", "5120.1", "cook", "Cooks prepare meals in ovens and pots."),
    ],
    "esco1.1.1_occupation_skill_relations": [
        ("occupation/baker", "essential", "skill", "skill/dough"),
        ("occupation/baker", "optional", "skill", "skill/ovens"),
        ("occupation/cook", "essential", "skill", "skill/ovens"),
        ("occupation/gone", "essential", "skill", "skill/ovens"),
    ],
    "onet30_occupation_data": [("51-3011.00", "Bakers", "Mix and bake bread.")],
    "esco1.1_onet_soc2019_crosswalk": [("51-3011.00", "Bakers", BAKER, "baker", "exactMatch")],
    "esco1.2.1_occupation_labels_en": [(BAKER, "7512", "7512.1", "pref", "baker"), (COOK, "5120", "", "pref", "cook")],
    "esco1.0.8_occupation_labels_fr": [(BAKER, "7512", "7512.1", "pref", "boulanger/boulangère")],
    "onet30_alternate_titles": [("51-3011.00", "Bread Baker (BB)", "n/a", "")],
    "uk_soc2020_coding_index_v12": [
        ("5432", "5432/00", "hand", "7512", "Bread baker"),
        ("}}}}", "}}}}", "", "}}}}", "Worker"),
    ],
    "ca_noc2021_titles_en_fr": [("63202", "en", "category", "Bakers"), ("63202", "en", "example", "Baker's helper")],
    "de_kldb2010_2020_berufsbenennungen": [("Bäcker/in", "29222")],
}
MODERN = "# none\n\nbaker + cook: pizza artist, pizzaiolo\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, head in HEADS.items():
        separator = "|" if "|" in head else " "
        rows = ["\t".join(head.split(separator)), *("\t".join(row) for row in ROWS.get(name, ()))]
        (tmp_path / f"{name}.tsv.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    (tmp_path / "modern.txt").write_text(MODERN)
    return tmp_path


@pytest.fixture
def built(folder: Path) -> table.Arrays:
    return make(folder, folder / "modern.txt")


def test_titles_of_all_sources_are_indexed_by_their_roots_without_catch_all_codes(built: table.Arrays) -> None:
    words = lines(built["words"])
    assert {root(word) for word in ("baker", "cook", "boulanger", "bread", "hand", "helper", "pizzaiolo")} <= set(words)
    assert "worker" not in words
    assert words == sorted(words)


def test_the_sizes_of_the_arrays_are_consistent(built: table.Arrays) -> None:
    assert built["sizes"].sum() == len(built["entries"])
    assert built["counts"].sum() == len(built["sizes"])
    assert len(built["counts"]) == len(built["vectors"]) + len(built["places"])
    assert built["entries"].max() < len(lines(built["words"]))


def test_a_code_is_a_mixture_of_the_occupations_near_its_titles(built: table.Arrays) -> None:
    names = [*lines(built["names"]), "bakers of onet"]
    bread_baker = next(row for row in range(len(built["places"])) if built["shares"][row].any())
    assert names[built["places"][bread_baker][0]].startswith("baker")
    assert built["by_hand"] == 1
    assert {names[place] for place in built["places"][-1][:2]} == {"baker", "cook"}


def test_occupations_with_the_same_tasks_have_close_vectors(built: table.Arrays) -> None:
    baker, cook, onet = built["vectors"].astype(np.int64)
    assert built["vectors"].shape == (3, 3)
    assert baker @ onet > baker @ cook


def test_an_unknown_occupation_in_the_manual_list_is_an_error(folder: Path) -> None:
    (folder / "modern.txt").write_text("wizard: light artist\n")
    with pytest.raises(KeyError, match="wizard"):
        make(folder, folder / "modern.txt")


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write("occupations", make(folder, folder / "modern.txt"), tmp_path / name, compressed=True)
    one, other = ((tmp_path / name / "occupations.npz").read_bytes() for name in ("one", "other"))
    assert one == other


def test_the_shipped_table_has_the_arrays_of_the_script(built: table.Arrays) -> None:
    shipped = arrays("occupations")
    assert {key: array.dtype for key, array in shipped.items()} == {key: array.dtype for key, array in built.items()}
    assert len(lines(shipped["words"])) > 50_000


def test_the_manual_list_names_shipped_occupations() -> None:
    names = set(lines(arrays("occupations")["names"]))
    found = list(sources.modern_titles(table.MODERN))
    assert sum(len(titles) for titles, _ in found) > 3_000
    assert all(names & {name.lower() for name in meant} or meant[0][0].isupper() for _, meant in found)


def test_a_code_is_a_mix_of_the_occupations_of_its_family() -> None:
    """A title of a nursing code resembles one of a harbour: what the other nursing codes are counts more."""
    nurse, dispatcher = 0, 1
    owned = [("Krankenpfleger", nurse), ("Oberschwester", nurse), ("Einsatzleiter im Hafenlotsendienst", dispatcher)]
    base = table.index(owned)
    index = TitleIndex(list(base.words), base.idf, base.sizes, base.entries)
    titles = [
        ("81302", "Krankenpfleger/in"),
        ("81394", "Einsatzleiter/in (Rettungsdienst)"),
        ("81394", "Oberschwester"),
    ]

    def share(source: str) -> float:
        found = mixes([Title(text, f"{source} {code}") for code, text in titles], index, base.owners, ["2221", "4323"])
        return found[f"{source} 81394"][dispatcher]

    assert share("kldb") < share("noc") / 2
