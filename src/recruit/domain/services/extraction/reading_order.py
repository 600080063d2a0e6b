"""The lines of a résumé in the order in which a person reads them.

Columns come one after the other, run-on text is cut, flat keys of exports become forms, and dates that a margin broke
are closed.
"""

from recruit.domain.services.extraction import flat_exports, margins, run_on, side_columns


def restored(text: str) -> str:
    """Return a text as lines in reading order; a text that is so already as it is."""
    return side_columns.unwoven(margins.closed(run_on.parted(flat_exports.unfolded(text))))
