"""The adapter of static models, compared with vectors of the model2vec package."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from huggingface_hub import constants

from recruit.adapters.model2vec import embedder
from recruit.adapters.model2vec.files import load
from recruit.adapters.model2vec.reference import embedded, reference
from recruit.adapters.model2vec.shared import shared_direction, without
from recruit.domain.shared.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.embeddings import Vectors
from recruit.ports.plugins import AdapterConfig
from stand_ins.static_model import DIMENSIONS, FLAVOURS, Arrays, packed, write, write_arrays, write_safetensors

GOLDEN = json.loads((Path(__file__).parent / "model2vec_vectors.json").read_text())
NURSE, DEVELOPER = "Nurse for a night shift", "Python developer, Berlin"
LAST_AXIS = np.eye(DIMENSIONS)[-1]
"""The vector of texts without a direction of their own."""
ROWS = 300
"""More rows than the model has tokens."""


def adapter_config(name: Path | str, data_dir: Path = Path("no-such-directory")) -> AdapterConfig:
    return AdapterConfig(f"model2vec:{name}", data_dir)


async def embed(directory: Path | str, *texts: str) -> Vectors:
    async with embedder(adapter_config(directory)) as opened:
        return await opened.embed(texts)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write(tmp_path / "model")


async def refused(directory: Path | str, match: str) -> None:
    with pytest.raises(ConfigurationError, match=match) as caught:
        await embed(directory)
    assert "RECRUIT_EMBEDDER" in str(caught.value)


# Vectors


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_vectors_of_a_static_model_are_those_of_model2vec(tmp_path: Path, flavour: str) -> None:
    vectors = load(write(tmp_path / flavour, flavour)).embed(GOLDEN["texts"])
    expected = np.array(GOLDEN["vectors"][flavour])
    expected[~expected.any(axis=1)] = LAST_AXIS
    np.testing.assert_allclose(vectors, expected, atol=1e-5)


@pytest.mark.parametrize("dtype", ["F64", "F16", "BF16"])
async def test_every_float_type_gives_the_same_vectors(tmp_path: Path, model: Path, dtype: str) -> None:
    other = write(tmp_path / dtype, dtype=dtype)
    np.testing.assert_array_equal(await embed(other, *GOLDEN["texts"]), await embed(model, *GOLDEN["texts"]))


async def test_each_text_becomes_a_unit_vector_of_float32(model: Path) -> None:
    vectors = await embed(model, NURSE, DEVELOPER, "")
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("text", ["", " \n", "\u2603", "ไทย", "[UNK] [UNK]", "x" * 101])
async def test_a_text_without_a_known_token_gets_a_unit_vector(model: Path, text: str) -> None:
    np.testing.assert_array_equal(load(model).embed([text]), [LAST_AXIS])
    np.testing.assert_allclose(np.linalg.norm(await embed(model, text)), 1, atol=1e-6)


async def test_no_texts_are_no_vectors(model: Path) -> None:
    assert (await embed(model)).shape == (0, DIMENSIONS)


async def test_a_vector_depends_on_nothing_but_its_text(model: Path) -> None:
    alone = [await embed(model, text) for text in GOLDEN["texts"]]
    together = await embed(model, *reversed(GOLDEN["texts"] * 50))
    np.testing.assert_array_equal(together[: -len(alone) - 1 : -1], np.concatenate(alone))


async def test_half_a_surrogate_pair_is_left_out(model: Path) -> None:
    np.testing.assert_array_equal(await embed(model, "Py\ud800thon"), await embed(model, "Python"))


async def test_a_text_is_truncated_at_the_models_limit(tmp_path: Path) -> None:
    short = write(tmp_path / "short", max_length=2)
    endless = write(tmp_path / "endless", max_length=None)
    first, whole = await embed(short, "nurse care", "nurse care shift"), await embed(endless, "nurse " * 900 + "care")
    np.testing.assert_array_equal(first[0], first[1])
    assert not np.array_equal(whole, await embed(endless, "nurse " * 900))


async def test_without_a_config_texts_are_truncated_at_512_tokens(model: Path) -> None:
    (model / "config.json").unlink()
    read, more = await embed(model, "a " * 512, "a " * 512 + "nurse " * 512)
    np.testing.assert_array_equal(read, more)


async def test_the_layouts_of_sentence_transformers_are_read(tmp_path: Path, model: Path) -> None:
    content = (model / "model.safetensors").read_bytes().replace(b'"embeddings"', b'"embedding.weight"')
    other = tmp_path / "other" / "0_StaticEmbedding"
    write(other)
    length = int.from_bytes(content[:8], "little") + len("embedding.weight") - len("embeddings")
    (other / "model.safetensors").write_bytes(length.to_bytes(8, "little") + content[8:])
    np.testing.assert_array_equal(await embed(other.parent, NURSE), await embed(model, NURSE))


def write_rows(model: Path, rows: list[list[float]]) -> None:
    content = b"".join(packed(row, "F32") for row in rows)
    write_arrays(model / "model.safetensors", {"embeddings": ("F32", [len(rows), DIMENSIONS], content)})


async def test_a_model_without_finite_numbers_is_refused(model: Path) -> None:
    write_rows(model, [[float("nan")] * DIMENSIONS] * ROWS)
    await refused(model, "a model that can't be used: .* finite")


async def test_a_vector_that_is_not_finite_is_unavailable_when_used(model: Path) -> None:
    [place] = load(model).tokenizer.encode("東")
    write_rows(model, [[float("inf") if row == place else 1.0] * DIMENSIONS for row in range(ROWS)])
    async with embedder(adapter_config(model)) as opened:
        await opened.embed([NURSE])
        with pytest.raises(Unavailable, match="finite"):
            await opened.embed(["東 京"])


# Model identity


async def identity_of(directory: Path | str) -> str:
    async with embedder(adapter_config(directory)) as opened:
        return opened.model


async def test_a_models_identity_depends_on_its_name_and_contents(tmp_path: Path, model: Path) -> None:
    again = write(tmp_path / "elsewhere" / "model")
    assert (await identity_of(model)).startswith("model/")
    assert await identity_of(model) == await identity_of(again)


@pytest.mark.parametrize(
    "changes",
    [{"dtype": "F16"}, {"rows": 40}, {"lowercase": False}, {"max_length": 5}, {"phrases": {"C++": "anywhere"}}],
)
async def test_a_model_with_changed_files_is_another_model(model: Path, changes: dict[str, Any]) -> None:
    before = await identity_of(model)
    write(model, **changes)
    assert await identity_of(model) != before


async def test_another_reference_makes_another_model(model: Path) -> None:
    content = files("recruit.adapters.model2vec").joinpath("reference.txt").read_bytes()
    assert (await identity_of(model)).endswith(f"-{sha256(content).hexdigest()[:6]}")


# The shared direction


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def write_well_read(directory: Path, common: float = 1.0) -> Path:
    """Write a model with one dimension for each reference text, by its words, and one that all words share."""
    words_of_texts = [words(text) for pair in zip(*reference(), strict=True) for text in pair]
    vocabulary = sorted(set().union(*words_of_texts))
    tokenizer = load(write(directory, words=vocabulary)).tokenizer
    rows = np.zeros((max(tokenizer.ids) + 1, len(words_of_texts) + 1), np.float32)
    for word in vocabulary:
        places = [place for place, each in enumerate(words_of_texts) if word in each]
        rows[tokenizer.encode(word), places] = 1 / len(places)
        rows[tokenizer.encode(word), -1] = common
    write_arrays(directory / "model.safetensors", {"embeddings": ("F32", [*rows.shape], rows.tobytes())})
    return directory


@pytest.fixture
def well_read(tmp_path: Path) -> Path:
    return write_well_read(tmp_path / "well-read")


async def test_the_direction_that_all_texts_share_is_removed_from_vectors(well_read: Path) -> None:
    vectors = load(well_read).embed([*chain(*reference())])
    mean = vectors.mean(axis=0)
    assert (vectors @ mean > 0.5).all()
    np.testing.assert_allclose(await embed(well_read, *chain(*reference()), NURSE, "") @ mean, 0, atol=1e-5)


async def test_the_remaining_directions_of_a_vector_keep_their_proportions(model: Path) -> None:
    [text], [vector] = load(model).embed([NURSE]), await embed(model, NURSE)
    direction = shared_direction(np.concatenate(embedded(load(model))))
    np.testing.assert_allclose(text, (text @ direction) * direction + (text @ vector) * vector, atol=1e-5)
    assert text @ vector > 0


async def test_similarity_does_not_depend_on_the_size_of_the_shared_direction(tmp_path: Path) -> None:
    jobs, profiles = reference()
    cosines = []
    for common in (0.3, 1.0):
        directory = write_well_read(tmp_path / str(common), common)
        cosines.append(await embed(directory, *jobs) @ (await embed(directory, *profiles)).T)
    little, much = cosines
    np.testing.assert_allclose(little, much, atol=0.01)


async def test_a_text_with_only_the_shared_direction_gets_the_last_axis(model: Path) -> None:
    write_rows(model, [[1.0] * DIMENSIONS] * ROWS)
    np.testing.assert_array_equal(await embed(model, NURSE, DEVELOPER), [LAST_AXIS] * 2)


def test_a_rounding_remainder_of_a_vector_counts_as_zero() -> None:
    units = np.array([[1 / 3, 2 / 3, 2 / 3], [-1 / 3, -2 / 3, -2 / 3]], np.float32)
    np.testing.assert_array_equal(without(shared_direction(units[:1]), units), [[0, 0, 1]] * 2)


def test_vectors_without_a_shared_direction_are_unchanged() -> None:
    vectors = np.array([[0.6, 0.8], [-0.6, -0.8]], np.float32)
    np.testing.assert_allclose(without(shared_direction(vectors), vectors), vectors, rtol=1e-6)


# The similarity range


async def similarity_range(directory: Path | str) -> tuple[float, float]:
    async with embedder(adapter_config(directory)) as opened:
        return opened.similarity_range


async def test_the_similarity_range_begins_above_nine_of_ten_pairs_of_different_work(well_read: Path) -> None:
    jobs, profiles = reference()
    begins, _ = await similarity_range(well_read)
    cosines = await embed(well_read, *jobs) @ (await embed(well_read, *profiles)).T
    different = cosines[~np.eye(len(jobs), dtype=bool)]
    assert np.mean(different < begins - 0.005) <= 0.9 <= np.mean(different < begins + 0.005)


async def test_the_same_work_is_at_the_middle_of_the_similarity_range(well_read: Path) -> None:
    jobs, profiles = reference()
    begins, complete = await similarity_range(well_read)
    same = np.sum(await embed(well_read, *jobs) * await embed(well_read, *profiles), axis=1)
    assert begins + 0.1 < complete < 1
    assert np.median(same) == pytest.approx((begins + complete) / 2, abs=0.01)


def test_every_process_computes_the_same_similarity_range_and_vectors(well_read: Path) -> None:
    script = """
import asyncio, sys
from hashlib import sha256
from pathlib import Path
from recruit.adapters.model2vec import embedder
from recruit.ports.plugins import AdapterConfig

async def found():
    async with embedder(AdapterConfig(f"model2vec:{sys.argv[1]}", Path())) as opened:
        vectors = await opened.embed(sys.argv[2:])
        print(opened.model, opened.similarity_range, sha256(vectors.tobytes()).hexdigest())

asyncio.run(found())
"""
    run = [sys.executable, "-c", script, str(well_read), NURSE, DEVELOPER]
    first, second = (
        subprocess.run(run, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("7", "8")
    )
    assert first == second


async def test_the_similarity_range_of_a_model_is_fixed(well_read: Path) -> None:
    """Scores depend on the range: a change of it, or of the reference, needs a new engine version."""
    assert await similarity_range(well_read) == (0.01, 0.33)


async def test_a_similarity_range_is_at_least_a_tenth_wide(model: Path) -> None:
    write_rows(model, [[1.0] * DIMENSIONS] * ROWS)
    assert await similarity_range(model) == (1.0, 1.1)


async def test_a_model_without_known_words_gets_a_similarity_range(model: Path) -> None:
    write_rows(model, [[0.0] * DIMENSIONS] * ROWS)
    assert await similarity_range(model) == (1.0, 1.1)


def test_the_reference_has_sixty_lines_of_work_each_as_a_job_and_as_a_profile() -> None:
    jobs, profiles = reference()
    assert len(jobs) == len(profiles) == 60
    assert len({*jobs, *profiles}) == 120
    assert all(2 <= len(text.splitlines()) <= 3 and len(text.split()) >= 10 for text in (*jobs, *profiles))


def sentences(text: str) -> set[str]:
    """Return the sentences below the title."""
    _, _, below = text.partition("\n")
    return {sentence.lower().rstrip(".") for sentence in re.split(r"(?<=[.?!:;])\s+|\n", below)}


@pytest.mark.parametrize(
    ("job", "profile"), list(zip(*reference(), strict=True)), ids=lambda text: text.splitlines()[0]
)
def test_the_texts_of_a_line_of_work_share_no_sentence(job: str, profile: str) -> None:
    assert not sentences(job) & sentences(profile)


def test_the_texts_of_a_line_of_work_share_its_words() -> None:
    jobs, profiles = ([words(text) for text in side] for side in reference())
    often = Counter(chain.from_iterable((*jobs, *profiles)))
    shared = np.array([[sum(1 / often[word] for word in job & profile) for profile in profiles] for job in jobs])
    own = np.diag(shared)
    assert (own > np.percentile(shared, 90, axis=1)).all()


# Large batches


async def test_a_big_batch_does_not_block_the_event_loop(model: Path) -> None:
    texts = [f"{DEVELOPER} {number} " * 20 for number in range(3_000)]
    turns = 0
    async with embedder(adapter_config(model)) as opened:
        task = asyncio.create_task(opened.embed(texts))
        while not task.done():
            await asyncio.sleep(0)
            turns += 1
    vectors = await task
    assert turns > 10
    np.testing.assert_array_equal(vectors[[0, 1_500, 2_999]], await embed(model, texts[0], texts[1_500], texts[2_999]))


async def test_a_batch_that_exceeds_the_time_limit_is_unavailable(model: Path) -> None:
    async with embedder(adapter_config(model), limit=0.0) as opened:
        with pytest.raises(Unavailable, match="within 0 seconds"):
            await opened.embed([DEVELOPER] * 5_000)


# Model directories


async def test_the_entry_point_opens_the_adapter(model: Path) -> None:
    async with kernel.EMBEDDER.open(adapter_config(model)) as opened:
        assert opened.strategy == "local"


@pytest.mark.parametrize("name", ["small", "some-body/small"])
async def test_a_name_is_a_directory_of_the_data_directory(tmp_path: Path, name: str) -> None:
    write(tmp_path / "models" / name)
    async with embedder(adapter_config(name, tmp_path)) as opened:
        assert (await opened.embed([NURSE])).shape == (1, DIMENSIONS)


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The cache of huggingface_hub."""
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


async def test_a_model_in_the_cache_of_huggingface_hub_is_found(cache: Path) -> None:
    kept = cache / "models--some-body--small"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text("0" * 40)
    write(kept / "snapshots" / ("0" * 40))
    async with embedder(adapter_config("some-body/small")) as opened:
        assert (await opened.embed([NURSE])).shape == (1, DIMENSIONS)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("name", ["some-body/small", "no/name/of/a/repository"])
async def test_a_missing_model_is_an_error_with_the_searched_paths(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        async with embedder(adapter_config(name, tmp_path)):
            pass
    assert f"nor in {tmp_path}/models/{name}, nor in the cache of huggingface_hub" in str(caught.value)
    assert f"hf download {name} --local-dir {tmp_path}/models/{name}" in str(caught.value)


async def test_a_missing_directory_is_an_error_without_a_download_hint(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        async with embedder(adapter_config(f"{tmp_path}/nothing", tmp_path)):
            pass
    assert str(caught.value) == f"RECRUIT_EMBEDDER asks for the model in {tmp_path}/nothing, which is no directory"


@pytest.mark.parametrize("package", ["huggingface_hub", "safetensors", "tokenizers"])
async def test_a_missing_package_is_an_error_with_the_command_to_install_it(
    monkeypatch: pytest.MonkeyPatch, model: Path, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    await refused(model, r"asks for a local model: install recruit\[local\]")


async def test_no_name_is_a_configuration_error() -> None:
    await refused("", "give model2vec:NAME-OR-DIRECTORY")


# Invalid files


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
async def test_a_missing_file_is_named(model: Path, name: str) -> None:
    (model / name).unlink()
    await refused(model, f"{name} can't be read: No such file")


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"\x08" + bytes(7) + b"not json"])
async def test_a_file_without_a_header_is_refused(model: Path, content: bytes) -> None:
    (model / "model.safetensors").write_bytes(content)
    await refused(model, "model.safetensors is no safetensors file that can be used: .* header")


@pytest.mark.parametrize(
    ("shape", "offsets"),
    [
        ([2, 8], [0, 32]),
        ([1, 8], [0, 64]),
        ([1, 8], [32, 0]),
        ([1, 8], [-32, 0]),
        ([2**61, 8], [0, 0]),  # the size in bytes overflows 64 bits to 0
    ],
)
async def test_an_array_outside_the_file_is_refused(model: Path, shape: list[int], offsets: list[int]) -> None:
    header = {"embeddings": {"dtype": "F32", "shape": shape, "data_offsets": offsets}}
    write_safetensors(model / "model.safetensors", json.dumps(header).encode(), bytes(32))
    await refused(model, "no safetensors file that can be used: ")


async def test_an_unsupported_number_type_is_named(model: Path) -> None:
    write_arrays(model / "model.safetensors", {"embeddings": ("F8_E4M3", [1, 8], b"\0" * 8)})
    await refused(model, "'F8_E4M3'; supported are F64, F32")


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"vectors": ("F32", [ROWS, 1], bytes(4 * ROWS))}, "no table of vectors called embeddings"),
        ({"embeddings": ("F32", [ROWS], bytes(4 * ROWS))}, "no table of vectors"),
        ({"embeddings": ("F32", [ROWS, 0], b"")}, "no table of vectors"),
        ({"embeddings": ("F32", [9, 1], bytes(36))}, "a vector for each token"),
        (
            {"embeddings": ("I8", [ROWS, 1], bytes(ROWS)), "weights": ("F32", [9], bytes(36))},
            "a vector for each token",
        ),
        (
            {"embeddings": ("I8", [9, 1], bytes(9)), "mapping": ("I8", [ROWS], b"\x09" * ROWS)},
            "a vector for each token",
        ),
        (
            {"embeddings": ("I8", [9, 1], bytes(9)), "mapping": ("I8", [ROWS], b"\xff" * ROWS)},
            "a vector for each token",
        ),
        (
            {"embeddings": ("I8", [9, 1], bytes(9)), "mapping": ("F32", [ROWS], bytes(4 * ROWS))},
            "a vector for each token",
        ),
    ],
)
async def test_arrays_that_do_not_fit_the_tokens_are_refused(model: Path, arrays: Arrays, sentence: str) -> None:
    write_arrays(model / "model.safetensors", arrays)
    await refused(model, sentence)


async def tokenizer_refused(model: Path, changes: dict[str, Any], match: str) -> None:
    path = model / "tokenizer.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
    await refused(model, match)


async def test_merges_of_byte_pairs_may_be_lists(tmp_path: Path) -> None:
    model, other = (write(tmp_path / name, "pairs") for name in ("model", "other"))
    tokenizer = json.loads((other / "tokenizer.json").read_text())
    tokenizer["model"]["merges"] = [merge.split() for merge in tokenizer["model"]["merges"]]
    (other / "tokenizer.json").write_text(json.dumps(tokenizer))
    np.testing.assert_array_equal(await embed(other, *GOLDEN["texts"]), await embed(model, *GOLDEN["texts"]))


async def test_settings_for_training_do_not_change_vectors(tmp_path: Path) -> None:
    model, other = (write(tmp_path / name, "pairs") for name in ("model", "other"))
    tokenizer = json.loads((other / "tokenizer.json").read_text())
    tokenizer["truncation"] = {"max_length": 2, "strategy": "LongestFirst", "stride": 0, "direction": "Right"}
    fixed = {"strategy": {"Fixed": 20}, "direction": "Right", "pad_to_multiple_of": None}
    tokenizer["padding"] = fixed | {"pad_id": 1, "pad_type_id": 0, "pad_token": "<s>"}
    tokenizer["model"]["dropout"] = 0.5
    (other / "tokenizer.json").write_text(json.dumps(tokenizer))
    np.testing.assert_array_equal(await embed(other, *GOLDEN["texts"]), await embed(model, *GOLDEN["texts"]))


async def test_special_tokens_stand_for_themselves_among_byte_pairs(tmp_path: Path) -> None:
    tokenizer = load(write(tmp_path / "pairs", "pairs")).tokenizer
    assert tokenizer.encode("<s>nurse</s>") == [1, *tokenizer.encode("nurse"), 2]


@pytest.mark.parametrize(
    "changes",
    [
        {"model": {"type": "WordPiece"}},
        {"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}},
        {"model": {"type": "Unigram", "vocab": [["a", -1.0]]}},
        {"added_tokens": [{"content": "a"}]},
    ],
)
async def test_an_invalid_tokeniser_is_refused(model: Path, changes: dict[str, Any]) -> None:
    await tokenizer_refused(model, changes, "tokenizer.json is no tokenizer.json that can be used: ")


@pytest.mark.parametrize("kind", ["plain", "pairs"])
async def test_a_tokeniser_without_a_token_for_unknown_text_is_refused(tmp_path: Path, kind: str) -> None:
    model = write(tmp_path / kind, kind)
    tokenizer = json.loads((model / "tokenizer.json").read_text())
    await tokenizer_refused(model, {"model": tokenizer["model"] | {"unk_token": "[OTHER]"}}, "no token for unknown")


async def test_a_token_without_a_vector_is_refused(model: Path) -> None:
    tokenizer = json.loads((model / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["nurse"] = 9_999
    await tokenizer_refused(model, {"model": tokenizer["model"]}, "a vector for each token")


@pytest.mark.parametrize("content", ["", "[]", '{"max_length": 0}', '{"max_length": "long"}', "[" * 100_000])
async def test_an_invalid_config_is_refused(model: Path, content: str) -> None:
    (model / "config.json").write_text(content)
    await refused(model, "no config.json that makes sense")
