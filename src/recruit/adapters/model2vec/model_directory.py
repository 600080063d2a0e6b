"""Lookup of a model's directory on this machine. Nothing is ever downloaded."""

from pathlib import Path

from recruit.domain.shared.errors import ConfigurationError


def find_directory(name: str, data_dir: Path) -> Path:
    """Return the directory of a model: `name` itself, else under `data_dir`, else in the cache of huggingface_hub.

    Raises ConfigurationError, whose message lists the searched places and explains how to get the model.
    """
    if not name:
        raise ConfigurationError("RECRUIT_EMBEDDER is 'model2vec:': give model2vec:NAME-OR-DIRECTORY")
    ours = data_dir / "models" / name
    for directory in (Path(name), ours):
        if directory.is_dir():
            return directory
    if Path(name).is_absolute():
        raise ConfigurationError(f"RECRUIT_EMBEDDER asks for the model in {name}, which is no directory")
    cached = _cached(name)
    if cached is not None:
        return cached
    raise ConfigurationError(
        f"RECRUIT_EMBEDDER asks for the model {name!r}, which is neither a directory, nor in {ours}, nor in the cache "
        "of huggingface_hub. Nothing is downloaded by itself: put its config.json, model.safetensors and "
        f"tokenizer.json into {ours}, for instance by `hf download {name} --local-dir {ours}`"
    )


def _cached(name: str) -> Path | None:
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - optional, and slow to import

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (OSError, ValueError):  # its errors for an absent model and for an invalid name
        return None
