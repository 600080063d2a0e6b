"""The lines of a résumé in the order in which a person reads them: columns one after the other, run-on text cut."""

from recruit.domain.services.extraction import run_on, side_columns


def restored(text: str) -> str:
    """Return a text as lines in reading order; a text that is so already as it is."""
    return side_columns.unwoven(run_on.parted(text))
